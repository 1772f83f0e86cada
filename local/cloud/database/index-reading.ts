/** Reads stretches of an index together as one, so that documents come in the order of some of its fields. */
import type { Interval } from './bounds'
import type { Entry, Index } from './indexes'
import { firstIndex } from './ordered-list'

type Reader = Generator<Entry, void>
type Compare = (left: Entry, right: Entry) => number

/**
 * The documents of some stretches, by their keys: groups in order, each of what is equal in the fields from one
 * position to before another. A group holds each document once, in the order of insertion.
 */
export function* inOrder(
  index: Index,
  stretches: readonly (readonly Interval[])[],
  [from, to]: readonly [number, number],
  isBackwards: boolean,
): Iterable<readonly string[]> {
  const compare: Compare = (left, right) =>
    index.compareFields(left, right, from, to) * (isBackwards ? -1 : 1)
  const readers = stretches.map((intervals) => index.read(intervals, isBackwards))
  let group: Entry[] = []
  for (const entry of merged(readers, compare)) {
    const [first] = group
    if (first && compare(first, entry) !== 0) {
      yield keysOf(group)
      group = []
    }
    group.push(entry)
  }
  yield keysOf(group)
}

function* merged(readers: readonly Reader[], compare: Compare): Iterable<Entry> {
  const [only, ...others] = readers
  if (only && others.length === 0) return yield* only
  const heads = readers.flatMap(headOf).sort((left, right) => compare(left.entry, right.entry))
  for (let head = heads.shift(); head; head = heads.shift()) {
    yield head.entry
    for (const next of headOf(head.reader))
      heads.splice(
        firstIndex(heads, ({ entry }) => compare(entry, next.entry) >= 0),
        0,
        next,
      )
  }
}

/** The next entry of a stretch, unless it is over. */
function headOf(reader: Reader): { entry: Entry; reader: Reader }[] {
  const { value } = reader.next()
  return value ? [{ entry: value, reader }] : []
}

function keysOf(group: Entry[]): string[] {
  group.sort((left, right) => left.place - right.place)
  return group.filter(({ place }, position) => place !== group[position - 1]?.place).map(({ key }) => key)
}
