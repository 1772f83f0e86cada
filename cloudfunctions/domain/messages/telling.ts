/**
 * Telling one thing to many people, a slice after another. What is to be told is one document, which notes how far it
 * has come; cut off anywhere it goes on from there. Whoever was told already is not told again, because a message's id
 * is made of the cause and the person.
 */
import { enqueue } from './actions'
import type { Message } from './rules'

/** Some of those who might be told, in the order of their ids. */
export interface Slice {
  readonly personIds: readonly string[]
  /** How many are spared, because enough was sent to them. */
  readonly spared: number
  /** The last id that was looked at; nobody up to it is looked at again. */
  readonly upTo: string
  readonly isLast: boolean
}

export interface Telling {
  readonly cause: string
  readonly message: Message
  /** No phone rings earlier. */
  readonly sentFrom: Date
  readonly upTo: string
  nextSlice(after: string, size: number): Promise<Slice>
  /** Notes that this slice was told, if meanwhile no other run went on from there and nobody stopped it. */
  advance(from: string, slice: Slice): Promise<boolean>
}

/** So many people are told in one run of the timer, which must be over before its time is. */
const peopleAtOnce = 100
export const slicesAtMost = 10

/** Tells slices until all are told or none is left for this run; @returns how many are left for others. */
export async function tellSlices(telling: Telling, slicesLeft: number, now: Date): Promise<number> {
  const { cause, message, sentFrom, nextSlice, advance } = telling
  let from = telling.upTo
  for (let left = slicesLeft; left > 0; left--) {
    const slice = await nextSlice(from, peopleAtOnce)
    await Promise.all(slice.personIds.map((personId) => enqueue({ cause, personId, message, now, sentFrom })))
    if (!(await advance(from, slice)) || slice.isLast) return left - 1
    from = slice.upTo
  }
  return 0
}
