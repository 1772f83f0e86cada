/** Events as lists ask for them: filtered, with their seats and one's own place, in one round trip. */
import type { Admission } from '../../../../miniprogram/contract/events'
import { Collection, command, type Query } from '../../../platform/cloud'
import { afterCursor } from '../../../platform/cursor'
import type { EventRecord } from '../records'
import type { Holder, SeatsFor } from '../seats'

/** What is asked of events; whatever is left out does not matter. */
export interface Selection {
  readonly time:
    | { readonly endsFrom: Date }
    | { readonly endedBefore: Date }
    | { readonly startsFrom: Date; readonly startsBefore: Date }
  readonly hostId?: string | undefined
  readonly admission?: Admission | undefined
  readonly way?: 'onSite' | 'online' | undefined
  /** What the title contains. */
  readonly words?: string | undefined
}

/** An event without its long texts, its seats without the people in them, and how one person stands. */
export interface ListedRecord extends EventRecord {
  readonly seats: SeatsFor
  readonly own?: Holder
  /** Place in the queue, counted from 0; -1 when not in it. */
  readonly waitsAt: number
}

const events = new Collection<EventRecord>('events')

const longFields = ['blocks', 'agenda', 'questions', 'recap', 'seats.holders', 'seats.queue']

function timeQuery(time: Selection['time']): Query {
  if ('endsFrom' in time) return { endsAt: command.gte(time.endsFrom) }
  if ('endedBefore' in time) return { endsAt: command.lt(time.endedBefore) }
  return { startsAt: command.gte(time.startsFrom).and(command.lt(time.startsBefore)) }
}

function queryOf({ time, hostId, way, words }: Selection): Query {
  return {
    status: command.in(['published', 'cancelled']),
    ...timeQuery(time),
    ...(hostId === undefined ? {} : { $or: [{ bodyPath: hostId }, { coHostIds: hostId }] }),
    ...(way === 'onSite' ? { 'venue.name': command.gt('') } : {}),
    ...(way === 'online' ? { 'meeting.platform': command.gt('') } : {}),
    ...(words === undefined
      ? {}
      : { title: { $regex: words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'), $options: 'i' } }),
  }
}

/** Those who fit, by time; cancelled ones only for who has a place in them. */
export const listEvents = (
  selection: Selection,
  {
    personId,
    direction,
    after,
    limit,
  }: {
    readonly personId: string
    readonly direction: 'asc' | 'desc'
    readonly after: string | undefined
    readonly limit: number
  },
): Promise<ListedRecord[]> =>
  events.aggregate<ListedRecord>((stages) =>
    stages
      .match(afterCursor(queryOf(selection), 'startsAt', direction, after))
      .sort(direction === 'asc' ? { startsAt: 1, _id: 1 } : { startsAt: -1, _id: -1 })
      .lookup({ from: 'seats', localField: '_id', foreignField: '_id', as: 'seats' })
      .addFields({ seats: { $arrayElemAt: ['$seats', 0] } })
      .match(selection.admission === undefined ? {} : { 'seats.admission': selection.admission })
      .addFields({
        own: `$seats.holders.${personId}`,
        waitsAt: { $indexOfArray: [{ $ifNull: ['$seats.queue.holderId', []] }, personId] },
      })
      .match({ $or: [{ status: 'published' }, { own: { $exists: true } }, { waitsAt: { $gte: 0 } }] })
      .limit(limit)
      .project(Object.fromEntries(longFields.map((field) => [field, 0]))),
  )
