/** An event under someone's hands: what is typed, what it is based on, and saving it so that no try counts twice. */
import { AppError } from '../../contract/errors'
import type { EventStatus } from '../../contract/events'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { contentFrom, type EventForm, formFrom } from './event-form'
import { isSame } from './merge'

export interface EventDraft {
  /** Empty until the event was created. */
  readonly eventId: string
  readonly status: EventStatus
  readonly revision: number
  /** What the form was when it was loaded or last saved. */
  readonly base: EventForm
  readonly form: EventForm
  /** Ties every try of creating this event together. */
  readonly draftKey: string
  /** Whether a try of creating it has gone out; its answer may have been lost. */
  readonly wasSent: boolean
}

const keyOf = (eventId: string) => (eventId === '' ? 'event:new' : `event:${eventId}`)

export function newDraft(form: EventForm): EventDraft {
  return { eventId: '', status: 'draft', revision: 0, base: form, form, draftKey: newKey(), wasSent: false }
}

/** What was typed and not saved, from last time; an event's id, or empty for a new one. */
export const readKept = (eventId: string): EventDraft | undefined => readDraft<EventDraft>(keyOf(eventId))

export const keep = (draft: EventDraft): void => keepDraft(keyOf(draft.eventId), draft)

export const forget = (eventId: string): void => dropDraft(keyOf(eventId))

/** The event as it is saved. */
export async function readSaved(eventId: string): Promise<EventDraft> {
  const { status, revision, content } = await call('events.readDraft', { eventId })
  const form = formFrom(content)
  return { eventId, status, revision, base: form, form, draftKey: '', wasSent: false }
}

/** Where an event stands after it was saved. */
export type Saved = Pick<EventDraft, 'eventId' | 'revision'>

/**
 * Creates the event or changes it. Safe to repeat when an answer was lost.
 * @param tellsPeople whether those who signed up are told of a new time or place
 * @throws AppError EVENT_CHANGED when somebody else saved it meanwhile
 */
export function save(draft: EventDraft, tellsPeople: boolean): Promise<Saved> {
  return draft.eventId === '' ? create(draft) : change(draft, tellsPeople)
}

async function create({ draftKey, wasSent, form }: EventDraft): Promise<Saved> {
  const content = contentFrom(form)
  const created = await call('events.create', { draftKey, content })
  // An earlier try, the answer to which was lost, may have created it with older words.
  return wasSent ? call('events.change', { ...created, content, tellsPeople: false }) : created
}

async function change({ eventId, revision, form }: EventDraft, tellsPeople: boolean): Promise<Saved> {
  try {
    return await call('events.change', { eventId, revision, content: contentFrom(form), tellsPeople })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'EVENT_CHANGED') throw error
    const saved = await readSaved(eventId)
    // It was this phone that saved it, and the answer was lost.
    if (isSame(saved.form, form)) return saved
    throw error
  }
}
