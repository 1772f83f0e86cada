/** Which events stand under the roof of which anniversary, and which may. */
import { Collection, command, type Query } from '../../../platform/cloud'
import { afterCursor, pageSize } from '../../../platform/cursor'
import type { EventRecord } from '../../events/records'

/** An event that its host put under the roof of an anniversary. */
interface Activity {
  /** `anniversary:event`. */
  readonly _id: string
  readonly anniversaryId: string
  readonly eventId: string
}

const activities = new Collection<Activity>('anniversaryActivities')
const events = new Collection<EventRecord>('events')

/** As many as one question to the database answers. */
const idsAtMost = 1000

const activityIdOf = (anniversaryId: string, eventId: string) => `${anniversaryId}:${eventId}`

/** The ids of the events under an anniversary: so many that no celebration holds more. */
export const listActivityIds = async (anniversaryId: string): Promise<string[]> => {
  const found = await activities.find({ anniversaryId }, { fields: ['eventId'], limit: idsAtMost })
  return found.map(({ eventId }) => eventId)
}

export async function setActivity(anniversaryId: string, eventId: string, isIn: boolean): Promise<void> {
  const _id = activityIdOf(anniversaryId, eventId)
  if (isIn) await activities.insert({ _id, anniversaryId, eventId })
  else await activities.remove({ _id })
}

/** Whose events: of whoever celebrates or below them, and among those the ones at or below an editor's bodies. */
interface Hosts {
  readonly roofId: string
  readonly bodyIds: readonly string[]
}

/** Those that are in, or all others. */
interface Wanted {
  readonly eventIds: readonly string[]
  readonly isIn: boolean
}

/** Says of stored events what `isUnderRoof` says of one. */
const fitting = ({ roofId, bodyIds }: Hosts, { eventIds, isIn }: Wanted): Query =>
  command.and([
    { bodyPath: roofId, status: 'published' },
    { bodyPath: command.in([...bodyIds]) },
    { _id: isIn ? command.in([...eventIds]) : command.nin([...eventIds]) },
  ]) as unknown as Query

/** The latest first: a page, and one more where there are more. */
export const listFitting = (
  hosts: Hosts,
  wanted: Wanted,
  after: string | undefined,
): Promise<EventRecord[]> =>
  events.find(afterCursor(fitting(hosts, wanted), 'startsAt', 'desc', after), {
    order: [
      ['startsAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })

export const countFitting = (hosts: Hosts, wanted: Wanted): Promise<number> =>
  events.count(fitting(hosts, wanted))

const publishedOf = (eventIds: readonly string[]) => ({
  _id: command.in([...eventIds]),
  status: 'published',
})

/** The published ones of these events that are nearest: those not over yet, the next first, and then what was last. */
export async function listNearest(
  eventIds: readonly string[],
  now: Date,
  limit: number,
): Promise<EventRecord[]> {
  const published = publishedOf(eventIds)
  const going = await events.find(
    { ...published, endsAt: command.gt(now) },
    { order: [['startsAt', 'asc']], limit },
  )
  if (going.length === limit) return going
  const over = await events.find(
    { ...published, endsAt: command.lte(now) },
    { order: [['startsAt', 'desc']], limit: limit - going.length },
  )
  return [...going, ...over]
}

export const countPublished = (eventIds: readonly string[]): Promise<number> =>
  events.count(publishedOf(eventIds))
