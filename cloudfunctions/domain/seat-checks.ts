/** What must hold within one event's seats, in all and by category. */
import type { PartySize, Seats } from './events/seats'

/** How many seats these take, of one category or in all. */
const sumOf = (parties: readonly PartySize[], categoryId?: string): number =>
  parties
    .filter((party) => categoryId === undefined || party.categoryId === categoryId)
    .reduce((sum, { seats }) => sum + seats, 0)

/** One sentence for each thing that does not add up. */
export function seatProblems({
  capacity,
  capacityBy,
  left,
  leftBy,
  waiting,
  holders,
  queue,
}: Seats): string[] {
  const parties = Object.values(holders)
  const queued = queue.map(({ holderId }) => holderId)
  const problems: string[] = []
  const count = (what: string, of: number, free: number, given: number) => {
    if (free < 0) problems.push(`${-free} seats too many are given${what}`)
    if (free + given !== of) problems.push(`${free} left and ${given} given are not ${of}${what}`)
  }
  count('', capacity, left, sumOf(parties))
  for (const [categoryId, of] of Object.entries(capacityBy))
    count(` of ${categoryId}`, of, leftBy[categoryId] ?? Number.NaN, sumOf(parties, categoryId))
  for (const { categoryId, seats } of [...parties, ...queue]) {
    if (!Number.isSafeInteger(seats) || seats < 1) problems.push(`somebody takes ${seats} seats`)
    if (categoryId !== undefined && !(categoryId in capacityBy))
      problems.push(`somebody is of ${categoryId}, which there is not`)
  }
  if (waiting !== queued.length) problems.push(`${queued.length} wait, but ${waiting} are counted`)
  if (new Set(queued).size !== queued.length) problems.push('somebody waits twice')
  if (queued.some((holderId) => holderId in holders)) problems.push('somebody has a seat and waits')
  return problems
}
