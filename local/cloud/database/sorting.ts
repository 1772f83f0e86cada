/** Puts documents in order as MongoDB does: by the smallest element of an array upwards, by the largest downwards. */
import { queryRefused } from '../errors'
import { compareValues } from './comparison'
import { someValueAt } from './paths'
import type { Document } from './values'

/** An order by dotted paths, the first one first; documents that are equal in it keep their places. */
export function comparatorOf(order: Document): (left: Document, right: Document) => number {
  const keys = Object.entries(order).map(([path, direction]) => {
    if (direction !== 1 && direction !== -1)
      throw queryRefused('$sort key ordering must be 1 (for ascending) or -1 (for descending)')
    return { steps: path.split('.'), direction: direction as 1 | -1 }
  })
  return (left, right) => {
    for (const { steps, direction } of keys) {
      const order = compareValues(sortKey(left, steps, direction), sortKey(right, steps, direction))
      if (order !== 0) return order * direction
    }
    return 0
  }
}

/** A missing field counts as null; an empty array comes before it. */
function sortKey(document: Document, steps: readonly string[], direction: 1 | -1): unknown {
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
