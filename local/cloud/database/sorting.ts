/** Puts documents in order as MongoDB does: by the smallest element of an array upwards, by the largest downwards. */
import { queryRefused } from '../errors'
import { compareValues } from './comparison'
import { orderedValuesAt } from './paths'
import type { Document } from './values'

export type Direction = 1 | -1

/** One of the fields that documents are put in order by; the first one counts first. */
export interface SortField {
  readonly path: string
  readonly steps: readonly string[]
  readonly direction: Direction
}

/** Reads `{field: 1, 'other.field': -1}`. @throws CloudError in MongoDB's words */
export function readOrder(order: Document): SortField[] {
  return Object.entries(order).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1)
      throw queryRefused('$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    return { path, steps: path.split('.'), direction }
  })
}

/** A sorted copy; what is equal in all fields keeps its place. */
export function sorted<T>(items: Iterable<T>, order: readonly SortField[]): T[] {
  // Keys are read once for each item, not once for each comparison.
  const keyed = Array.from(items, (item) => ({ item, keys: order.map((field) => sortKey(item, field)) }))
  keyed.sort((left, right) => {
    for (const [position, { direction }] of order.entries()) {
      const byField = compareValues(left.keys[position], right.keys[position])
      if (byField !== 0) return byField * direction
    }
    return 0
  })
  return keyed.map(({ item }) => item)
}

function sortKey(document: unknown, { steps, direction }: SortField): unknown {
  const values = orderedValuesAt(document, steps)
  return values.reduce((first, value) => (compareValues(value, first) * direction < 0 ? value : first))
}
