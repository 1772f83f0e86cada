/** What editors write of events, each in one conditional update. */
import type { Block } from '../../../../miniprogram/contract/event-content'
import { dayMs } from '../../../platform/clock'
import { Collection, command } from '../../../platform/cloud'
import { Pile } from '../../../platform/piles'
import type { EventRecord, Unsettled } from '../records'

const events = new Collection<EventRecord>('events')

/** A picture that was looked over and found fit; its id is the file's. */
interface FitPicture {
  readonly _id: string
  readonly at: Date
  /** Since when nothing has ever used it; null once something did, whatever becomes of that. */
  readonly unusedSince: Date | null
  /** About to be removed, and so no longer to be used; absent otherwise. */
  readonly isGoing?: true
}

const eventPictures = new Collection<FitPicture>('eventPictures')

export const insertFitPicture = (fileId: string, at: Date): Promise<'inserted' | 'exists'> =>
  eventPictures.insert({ _id: fileId, at, unusedSince: at })

const stillThere = (fileIds: readonly string[]) => ({
  _id: command.in([...fileIds]),
  isGoing: command.exists(false),
})

/** Keeps these pictures from being removed; says how many of them were found fit and are there. */
export async function useFitPictures(fileIds: readonly string[]): Promise<number> {
  await eventPictures.changeEvery(stillThere(fileIds), { unusedSince: null })
  return eventPictures.count(stillThere(fileIds))
}

/** A form that was left for so long is taken for given up; whoever comes back to it chooses the picture again. */
const unusedMs = 30 * dayMs
const unusedAt = (now: Date) => ({ unusedSince: command.lte(new Date(now.getTime() - unusedMs)) })

export const unusedPictures = new Pile(eventPictures, unusedAt)

/** Pictures that nothing has used for so long, from now on refused to whoever would. */
export async function takeUnusedPictures(now: Date): Promise<string[]> {
  await unusedPictures.change(now, { isGoing: true })
  const going = await eventPictures.find({ ...unusedAt(now), isGoing: true }, { limit: 50 })
  return going.map(({ _id }) => _id)
}

export const forgetPictures = (fileIds: readonly string[]): Promise<number> =>
  eventPictures.remove({ _id: command.in([...fileIds]) })

/** What an editor decides of an event. */
export type EditedRecord = Omit<
  EventRecord,
  '_id' | 'status' | 'revision' | 'createdBy' | 'formVersion' | 'recap' | 'cancellation' | 'unsettled'
>

export const insertEvent = (event: EventRecord): Promise<'inserted' | 'exists'> => events.insert(event)

/** Replaces an event's content, if nobody else changed it meanwhile. */
export const changeEvent = (
  eventId: string,
  revision: number,
  { cover, venue, meeting, ...content }: EditedRecord & Pick<EventRecord, 'formVersion'>,
  unsettled: Unsettled,
): Promise<boolean> =>
  events.change(
    { _id: eventId, revision, status: command.neq('cancelled') },
    {
      ...content,
      // An object is replaced as a whole: without `set` the platform would merge it into the old one.
      cover: command.set(cover),
      venue: command.set(venue),
      meeting: meeting && command.set(meeting),
      unsettled: command.set(unsettled),
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
      unsettled: command.set({ kind: 'cancelled', at, revision: revision + 1, words: [reason] }),
      revision: command.inc(1),
    },
  )

export const writeRecap = (eventId: string, revision: number, recap: readonly Block[]): Promise<boolean> =>
  events.change({ _id: eventId, revision, status: 'published' }, { recap, revision: command.inc(1) })

/** Events of which something is still to be done. */
export const unsettledEvents = new Pile(events, () => ({ 'unsettled.at': command.gt(new Date(0)) }))

/** Notes that all is done, unless something newer is to be done. */
export const markSettled = ({ _id, unsettled }: EventRecord): Promise<boolean> =>
  events.change({ _id, 'unsettled.revision': unsettled?.revision ?? 0 }, { unsettled: null })
