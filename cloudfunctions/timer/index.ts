/** Deployed: what the clock calls every minute. It finishes what was cut off; every job is harmless to repeat. */
import { runChecks } from '../domain/checks'
import { tendAllSeats } from '../domain/events/queue'
import { type Job, jobs } from '../domain/jobs'
import { now } from '../platform/clock'
import { callerContext, changesMade } from '../platform/cloud'
import { log } from '../platform/log'
import { type AnyPile, filledPiles } from '../platform/piles'

/** At three in the morning, campus time. */
async function nightlyChecks(at: Date): Promise<void> {
  const isThree = at.getUTCHours() === 19 && at.getUTCMinutes() === 0
  if (!isThree) return
  for (const { check, found } of await runChecks()) log.warn('check failed', { check, found })
  // What a check found of seats is mended, whatever it was that nobody marked.
  await tendAllSeats(at)
}

const nightly: Job = { name: 'nightly checks', run: nightlyChecks }

/** Where work lies now; undefined, and so perhaps everywhere, when it cannot be asked. */
async function look(at: Date): Promise<ReadonlySet<AnyPile> | undefined> {
  try {
    return await filledPiles(
      jobs.flatMap(({ piles = [] }) => piles),
      at,
    )
  } catch (error) {
    log.error('piles not looked at', error)
    return undefined
  }
}

/** Runs every job that has something to do; one that fails does not keep the others from running. */
export async function main(): Promise<void> {
  // Whoever else invokes this function, by whatever event, is not the clock.
  if (callerContext().source !== 'wx_trigger') return
  const at = now()
  let filled = await look(at)
  for (const { name, run, piles } of [...jobs, nightly]) {
    if (piles && filled && !piles.some((pile) => filled?.has(pile))) continue
    const before = changesMade()
    try {
      await run(at)
    } catch (error) {
      log.error('job failed', error, { job: name })
    }
    // What a job has made true may be work for those after it.
    if (changesMade() !== before) filled = await look(at)
  }
}
