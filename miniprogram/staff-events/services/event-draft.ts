/**
 * An event under someone's hands: what is typed, what it is based on, and saving it so that no try counts twice. It lies
 * on the phone, where each page of the editor reads and writes it: one draft, also across a crash.
 */
import { AppError, type FieldMessages } from '../../contract/errors'
import type { EventStatus } from '../../contract/events'
import { parse } from '../../contract/fields'
import { contract } from '../../contract/index'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { contentFrom, type EventForm, type FormField, formFrom } from '../utils/event-form'
import { isSame, merge, mergeNotice } from '../utils/merge'

export interface EventDraft {
  /** Empty until the event was created. */
  readonly eventId: string
  readonly status: EventStatus
  readonly revision: number
  /** What the form was when it was loaded or last saved. */
  readonly base: EventForm
  readonly form: EventForm
  /** What bodies are called, by id. */
  readonly names: Readonly<Record<string, string>>
  /** Links by which its pictures can be seen for a while, by fileID. */
  readonly pictures: Readonly<Record<string, string>>
  /** By field of the form: what is wrong with it, and what another editor put there. */
  readonly problems: FieldMessages
  readonly conflicts: FieldMessages
  /** Ties every try of creating this event together. */
  readonly draftKey: string
  /** Whether a try of creating it has gone out; its answer may have been lost. */
  readonly wasSent: boolean
}

const keyOf = (eventId: string) => (eventId === '' ? 'event:new' : `event:${eventId}`)

const untouched = { pictures: {}, problems: {}, conflicts: {}, wasSent: false } as const

export const newDraft = (form: EventForm, names: EventDraft['names'] = {}): EventDraft => ({
  ...untouched,
  eventId: '',
  status: 'draft',
  revision: 0,
  base: form,
  form,
  names,
  draftKey: newKey(),
})

/** What was typed and not saved, from last time; an event's id, or empty for a new one. */
export const readKept = (eventId: string): EventDraft | undefined => readDraft<EventDraft>(keyOf(eventId))

export const keep = (draft: EventDraft): void => keepDraft(keyOf(draft.eventId), draft)

export const forget = (eventId: string): void => dropDraft(keyOf(eventId))

/** Whether a draft holds anything that is saved nowhere else. */
export const isUnsaved = ({ base, form, wasSent }: EventDraft): boolean => wasSent || !isSame(base, form)

/** The field of the form that a message is about; messages come by path, such as `venue.name`. */
const fieldOf = (path: string): string => path.split('.')[0] ?? ''

/** Takes a change, kept on the phone at once; the sentences beside changed fields have served their turn. */
export function edit(draft: EventDraft, form: EventForm): EventDraft {
  const isUnchanged = (path: string) => {
    const field = fieldOf(path) as FormField
    return form[field] === draft.form[field]
  }
  const unchanged = (messages: FieldMessages) =>
    Object.fromEntries(Object.entries(messages).filter(([path]) => isUnchanged(path)))
  const edited = {
    ...draft,
    form,
    problems: unchanged(draft.problems),
    conflicts: unchanged(draft.conflicts),
  }
  keep(edited)
  return edited
}

/** The messages of a reply or of the contract, by field of the form: `content.title` is `title` here. */
export const byField = (messages: FieldMessages): FieldMessages =>
  Object.fromEntries(Object.entries(messages).map(([path, words]) => [path.replace(/^content\./, ''), words]))

/** The form as the server will tidy it, or what of it cannot be sent. */
export function tidied(
  form: EventForm,
):
  | { readonly form: EventForm; readonly problems: undefined }
  | { readonly form: undefined; readonly problems: FieldMessages } {
  const input = { draftKey: 'new', content: contentFrom(form) }
  const parsed = parse(contract['events.create'].input, input)
  return parsed.ok
    ? { form: formFrom(parsed.value.content), problems: undefined }
    : { form: undefined, problems: byField(parsed.fields) }
}

/** What of some fields cannot be sent. */
export function problemsOf(form: EventForm, among: readonly FormField[]): FieldMessages {
  const isAmong = ([path]: readonly [string, string]) => among.some((field) => field === fieldOf(path))
  return Object.fromEntries(Object.entries(tidied(form).problems ?? {}).filter(isAmong))
}

/** The first sentence about a field, wherever in it the fault lies. */
export const messageOf = (messages: FieldMessages, field: FormField): string =>
  Object.entries(messages).find(([path]) => fieldOf(path) === field)?.[1] ?? ''

/** The draft with the sentences that belong beside its fields. */
export function withProblems(draft: EventDraft, problems: FieldMessages): EventDraft {
  const checked = { ...draft, problems }
  keep(checked)
  return checked
}

/** Puts what is typed on top of what is saved by now, field by field, and tells what came of it. */
export function rebase(
  mine: EventDraft,
  saved: EventDraft,
): { readonly draft: EventDraft; readonly notice: string } {
  const names = { ...mine.names, ...saved.names }
  const pictures = { ...mine.pictures, ...saved.pictures }
  const merged = merge({ base: mine.base, mine: mine.form, theirs: saved.form }, names)
  const draft = { ...saved, names, pictures, form: merged.form, conflicts: merged.conflicts }
  keep(draft)
  return { draft, notice: mergeNotice(merged) }
}

/** The event as it is saved. */
export async function readSaved(eventId: string): Promise<EventDraft> {
  const { status, revision, content, ...told } = await call('events.readDraft', { eventId })
  const form = formFrom(content)
  const names = Object.fromEntries(told.bodies.map(({ bodyId, name }) => [bodyId, name]))
  const pictures = Object.fromEntries(told.pictures.map(({ fileId, url }) => [fileId, url]))
  return { ...untouched, eventId, status, revision, base: form, form, names, pictures, draftKey: '' }
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
