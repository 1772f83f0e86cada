/** What editors write of events, each in one conditional update, and what the versions of their forms asked. */
import type { Block, Question } from '../../../../miniprogram/contract/event-content'
import { Collection, command } from '../../../platform/cloud'
import type { EventRecord, Untold } from '../records'

/** The questions of one version, never changed, so that old answers stay readable. */
export interface EventForm {
  /** `event:version`. */
  readonly _id: string
  readonly eventId: string
  readonly version: number
  readonly questions: readonly Question[]
}

const events = new Collection<EventRecord>('events')
const forms = new Collection<EventForm>('eventForms')

/** What an editor decides of an event. */
export type EditedRecord = Omit<
  EventRecord,
  '_id' | 'status' | 'revision' | 'createdBy' | 'formVersion' | 'recap' | 'cancellation' | 'untold'
>

export const insertEvent = (event: EventRecord): Promise<'inserted' | 'exists'> => events.insert(event)

/** Replaces an event's content, if nobody else changed it meanwhile. */
export const changeEvent = (
  eventId: string,
  revision: number,
  { cover, venue, meeting, ...content }: EditedRecord & Pick<EventRecord, 'formVersion'>,
  untold: Untold | null,
): Promise<boolean> =>
  events.change(
    { _id: eventId, revision, status: command.neq('cancelled') },
    {
      ...content,
      // An object is replaced as a whole: without `set` the platform would merge it into the old one.
      cover: command.set(cover),
      venue: command.set(venue),
      meeting: meeting && command.set(meeting),
      untold: untold && command.set(untold),
      revision: command.inc(1),
    },
  )

export const publishEvent = (eventId: string, revision: number): Promise<boolean> =>
  events.change({ _id: eventId, revision, status: 'draft' }, { status: 'published' })

/** Cancels a published event for good. */
export const cancelEvent = (
  { _id, revision }: Pick<EventRecord, '_id' | 'revision'>,
  reason: string,
  at: Date,
): Promise<boolean> =>
  events.change(
    { _id, revision, status: 'published' },
    {
      status: 'cancelled',
      cancellation: command.set({ at, reason }),
      untold: command.set({ kind: 'cancelled', at, revision: revision + 1, words: [reason] }),
      revision: command.inc(1),
    },
  )

export const writeRecap = (eventId: string, revision: number, recap: readonly Block[]): Promise<boolean> =>
  events.change({ _id: eventId, revision, status: 'published' }, { recap, revision: command.inc(1) })

/** Events of which people are still to be told something. */
export const listUntoldEvents = (): Promise<EventRecord[]> =>
  events.find({ 'untold.at': command.gt(new Date(0)) }, { limit: 100 })

/** Notes that it is seen to, unless something newer is to be told. */
export const markEventTold = ({ _id, untold }: EventRecord): Promise<boolean> =>
  events.change({ _id, 'untold.revision': untold?.revision ?? 0 }, { untold: null })

export const insertForm = ({ _id, formVersion, questions }: Pick<EventRecord, '_id' | 'formVersion' | 'questions'>) =>
  forms.insert({ _id: `${_id}:${formVersion}`, eventId: _id, version: formVersion, questions })

/** Every version of an event's questions, oldest first. */
export const listForms = (eventId: string): Promise<EventForm[]> =>
  forms.find({ eventId }, { order: [['version', 'asc']], limit: 1000 })
export const readForm = (eventId: string, version: number): Promise<EventForm | undefined> =>
  forms.read(`${eventId}:${version}`)
