/** Many documents alike to one of the sample world, written straight into the database: calls would take minutes. */
import type { TestWorld } from './world'

/**
 * @param name begins their ids, which are in the order in which they are made
 * @param query finds the one that they are alike to
 * @param over what is another in each of them
 * @returns their ids
 */
export async function copy(
  { cloud: { database } }: TestWorld,
  collection: string,
  query: object,
  name: string,
  count: number,
  over: (at: number) => object = () => ({}),
): Promise<string[]> {
  const [original] = await database.find(collection, query)
  if (!original) throw new Error(`nothing in ${collection} fits ${JSON.stringify(query)}`)
  const copies = Array.from({ length: count }, (_, at) => ({
    ...original,
    _id: `${name}-${String(at).padStart(3, '0')}`,
    ...over(at),
  }))
  await database.upsert(collection, copies)
  return copies.map(({ _id }) => _id)
}

/** Events with seats of their own that nobody has taken, one a day from a day on. */
export async function copyEvents(
  world: TestWorld,
  eventId: string,
  name: string,
  count: number,
  { from, over = () => ({}) }: { readonly from: Date; readonly over?: (at: number) => object },
): Promise<string[]> {
  const dayMs = 86_400_000
  const times = (at: number) => {
    const startsAt = new Date(from.getTime() + at * dayMs)
    return { startsAt, endsAt: new Date(startsAt.getTime() + dayMs / 12) }
  }
  const [seats] = await world.cloud.database.find('seats', { _id: eventId })
  const { capacity } = seats as unknown as { readonly capacity: number }
  const empty = { left: capacity, holders: {}, queue: [], queued: {}, changes: 0 }
  const own = Object.fromEntries(Object.entries(empty).filter(([field]) => field in (seats ?? {})))
  await copy(world, 'seats', { _id: eventId }, name, count, (at) => ({ ...own, endsAt: times(at).endsAt }))
  return copy(world, 'events', { _id: eventId }, name, count, (at) => ({ ...times(at), ...over(at) }))
}
