/** Many people sign up for an event, at the same moment or within a few seconds. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Cloud } from '../../local/cloud'
import type { Input } from '../../miniprogram/contract/index'
import type { Phone } from '../support/world'

export interface Rush {
  /** Replies that were not a seat or a place in the queue, or that never came. */
  readonly errors: number
  readonly seconds: number
  readonly databaseRequests: number
  /** The most function calls that ran at one time. */
  readonly inFlightPeak: number
  /** The fewest that ran at one time until the rush tailed off; undefined for so few that it tails off at once. */
  readonly inFlightLowest: number | undefined
}

/** Unanswered calls below which the rush tails off: twice what runs at once, as answers come in bundles. */
const tail = 512

/** @param withinMs in how much time they come, evenly; 0: all at once */
export async function rush(
  cloud: Cloud,
  phones: readonly Phone[],
  inputOf: (index: number) => Input<'events.signUp'>,
  withinMs = 0,
): Promise<Rush> {
  cloud.requests.reset()
  let errors = 0
  let unanswered = phones.length
  let inFlightLowest = Number.POSITIVE_INFINITY
  const startedAt = performance.now()
  await Promise.all(
    phones.map(async (phone, index) => {
      if (withinMs > 0) await wait((index / phones.length) * withinMs)
      const outcome = await phone.outcome('events.signUp', inputOf(index)).catch(() => 'no answer')
      if (outcome !== 'ok') errors += 1
      unanswered -= 1
      if (unanswered >= tail) inFlightLowest = Math.min(inFlightLowest, cloud.requests.inFlightInvocations())
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  const asked = Object.entries(cloud.requests.byAction()).filter(([action]) => action.startsWith('database.'))
  return {
    errors,
    seconds,
    databaseRequests: asked.reduce((sum, [, count]) => sum + count, 0),
    inFlightPeak: cloud.requests.peakInFlightInvocations(),
    inFlightLowest: Number.isFinite(inFlightLowest) ? inFlightLowest : undefined,
  }
}
