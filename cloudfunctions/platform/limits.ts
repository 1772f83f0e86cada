/** How often one person may do one thing: counted in windows of time, one round trip a call. */
import type { Limit } from '../../miniprogram/contract/action'
import { dayMs, hourMs } from './clock'
import { Collection, command } from './cloud'

interface Count {
  /** `person:what:window`. */
  readonly _id: string
  readonly count: number
  readonly expiresAt: Date
}

const limits = new Collection<Count>('limits')

const windowMs = { hour: hourMs, day: dayMs } as const

/** Counts one more call, and tells whether it is still allowed. */
export async function isWithinLimit(
  personId: string,
  what: string,
  { times, per }: Limit,
  now: Date,
): Promise<boolean> {
  const window = Math.floor(now.getTime() / windowMs[per])
  const _id = `${personId}:${what}:${window}`
  const countOne = () => limits.change({ _id, count: command.lt(times) }, { count: command.inc(1) })
  if (await countOne()) return true
  const expiresAt = new Date((window + 1) * windowMs[per])
  if ((await limits.insert({ _id, count: 1, expiresAt })) === 'inserted') return true
  // Either the count is full, or another call of the same moment opened the window first.
  return countOne()
}

/** Forgets windows that are over. */
export const forgetPastLimits = async (now: Date): Promise<void> => {
  await limits.remove({ expiresAt: command.lt(now) })
}

/** Forgets what one person did. */
export const forgetLimitsOf = async (personId: string): Promise<void> => {
  // `;` is the character after `:`, so that the range holds all that begins with `person:`.
  await limits.remove({ _id: command.gte(`${personId}:`).and(command.lt(`${personId};`)) })
}
