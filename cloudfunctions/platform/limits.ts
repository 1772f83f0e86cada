/** How often one person may do one thing: a bucket of tokens each, one conditional write a call. */
import type { Limit } from '../../miniprogram/contract/action'
import { dayMs, hourMs, minuteMs } from './clock'
import { Collection, command } from './cloud'
import { Pile } from './piles'

/** Tokens come back one by one. All that is to be known of a bucket is when it is full again; a full one is no document. */
interface Bucket {
  /** `person:what`. */
  readonly _id: string
  /** In milliseconds, as only numbers can be added to. */
  readonly fullAt: number
}

const buckets = new Collection<Bucket>('limits')

const spans = { hour: hourMs, day: dayMs } as const

/** So late the timer may be in forgetting a full bucket; one that is older is begun anew. */
const forgottenWithinMs = 2 * minuteMs

/** Buckets that this instance has met, which are better looked for than begun. */
const met = new Set<string>()
const metAtMost = 10_000

/** Each takes another call, or the timer, that comes between just then. */
const rounds = 4

/** Takes a token, and tells whether there was one. */
export async function isWithinLimit(
  personId: string,
  what: string,
  { times, per }: Limit,
  now: Date,
): Promise<boolean> {
  const _id = `${personId}:${what}`
  const nowMs = now.getTime()
  const tokenMs = spans[per] / times
  const last = nowMs + (times - 1) * tokenMs
  const isKnown = command.gt(nowMs - forgottenWithinMs).and(command.lte(last))
  const take = () => buckets.change({ _id, fullAt: isKnown }, { fullAt: command.inc(tokenMs) })
  const begin = async () => (await buckets.insert({ _id, fullAt: nowMs + tokenMs })) === 'inserted'
  // Further off than a bucket can be it was written by a clock that has gone back since.
  const isStale = command.lte(nowMs - forgottenWithinMs).or(command.gt(nowMs + spans[per]))
  const beginAnew = () => buckets.change({ _id, fullAt: isStale }, { fullAt: nowMs + tokenMs })
  const isOverLast = command.gt(last).and(command.lte(nowMs + spans[per]))
  const isEmpty = async () => (await buckets.count({ _id, fullAt: isOverLast })) > 0
  const isMet = met.has(_id)
  if (met.size >= metAtMost) met.clear()
  met.add(_id)
  const attempts = isMet ? [take, begin, beginAnew] : [begin, take, beginAnew]
  // Other calls begin it, and the timer forgets it, between the attempts: only a bucket that was seen empty refuses.
  for (let round = 1; round <= rounds; round++) {
    for (const attempt of attempts) if (await attempt()) return true
    if (await isEmpty()) return false
  }
  return false
}

export const fullBuckets = new Pile(buckets, (now) => ({ fullAt: command.lt(now.getTime()) }))

/** Forgets buckets that are full again. */
export const forgetPastLimits = async (now: Date): Promise<void> => {
  await fullBuckets.remove(now)
}

/** Forgets what one person did. */
export const forgetLimitsOf = async (personId: string): Promise<void> => {
  // `;` is the character after `:`, so that the range holds all that begins with `person:`.
  await buckets.remove({ _id: command.gte(`${personId}:`).and(command.lt(`${personId};`)) })
}
