/** How often something waits for the database: what a slow one adds, in units of its slowness. */
import type { Phone } from '../support/world'
import type { Campus } from './campus'

/** How slow the database is made. */
const delayMs = 300
/** How often each is done; the quickest tells, so that nothing else the machine does is counted with it. */
export const counted = 3

export async function millisecondsOf(act: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await act()
  return performance.now() - startedAt
}

async function quickest(acts: readonly (() => Promise<unknown>)[]): Promise<number> {
  const taken: number[] = []
  for (const act of acts) taken.push(await millisecondsOf(act))
  return Math.min(...taken)
}

/**
 * How many round trips an act takes, without those by which the gate comes to know the caller: every call takes those.
 * @param caller whose calls they are; known to the cloud
 * @param acts twice `counted` times the same, each of which works once
 */
export async function countRoundTrips(
  campus: Campus,
  caller: Phone,
  acts: readonly (() => Promise<unknown>)[],
): Promise<number> {
  const refused = Array.from(
    { length: counted },
    () => () => caller.outcome('events.withdraw', { eventId: '' }),
  )
  const quickMs = (await quickest(acts.slice(0, counted))) - (await quickest(refused))
  campus.cloud.faults.delay(delayMs)
  const slowMs = (await quickest(acts.slice(counted))) - (await quickest(refused))
  campus.cloud.faults.delay(0)
  return Math.round((slowMs - quickMs) / delayMs)
}
