/** Puts documents in order as MongoDB does: by the smallest element of an array upwards, by the largest downwards. */
import { queryRefused } from '../errors'
import { compareValues } from './comparison'
import { someValueAt } from './paths'
import type { Document } from './values'

/** A sorted copy, by dotted paths, the first one first; what is equal in all of them keeps its place. */
export function sorted<T>(items: readonly T[], order: Document): T[] {
  const paths = Object.entries(order).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1)
      throw queryRefused('$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    return { steps: path.split('.'), direction: direction as 1 | -1 }
  })
  // Keys are read once for each item, not once for each comparison.
  const keyed = items.map((item) => ({
    item,
    keys: paths.map(({ steps, direction }) => sortKey(item, steps, direction)),
  }))
  keyed.sort((left, right) => {
    for (const [position, { direction }] of paths.entries()) {
      const order = compareValues(left.keys[position], right.keys[position])
      if (order !== 0) return order * direction
    }
    return 0
  })
  return keyed.map(({ item }) => item)
}

/** A missing field counts as null; an empty array comes before it. */
function sortKey(document: unknown, steps: readonly string[], direction: 1 | -1): unknown {
  let key: unknown
  let isFound = false
  const consider = (candidate: unknown): void => {
    if (isFound && compareValues(candidate, key) * direction >= 0) return
    key = candidate
    isFound = true
  }
  someValueAt(document, steps, (value, isElement) => {
    if (!Array.isArray(value) || isElement) consider(value ?? null)
    else if (value.length === 0) consider(undefined)
    else value.forEach(consider)
    return false
  })
  return isFound ? key : null
}
