/** Objects and sets in expressions; a set is a list in which order and repetition do not count. */
import { queryRefused } from '../../errors'
import { compareValues, equalValues, typeOf } from '../comparison'
import { isPlainObject, toWire } from '../values'
import { isNil, isTrue, nullable, type Operator, operator } from './operator'

const most = Number.POSITIVE_INFINITY

export const objectsAndSets: Readonly<Record<string, Operator>> = {
  $mergeObjects: operator(0, most, (...values) => mergeObjects(values)),
  $objectToArray: nullable(1, 1, (value) => {
    if (!isPlainObject(value))
      throw queryRefused(`$objectToArray requires a document input, found: ${typeOf(value)}`)
    return Object.entries(value).map(([k, v]) => ({ k, v }))
  }),
  $allElementsTrue: operator(1, 1, (set) => elements('$allElementsTrue', set).every(isTrue)),
  $anyElementTrue: operator(1, 1, (set) => elements('$anyElementTrue', set).some(isTrue)),
  $setDifference: nullable(2, 2, (first, second) => {
    const others = setOf('$setDifference', second)
    return distinct(setOf('$setDifference', first)).filter((item) => !holds(others, item))
  }),
  $setEquals: operator(2, most, (...sets) => {
    const [first = [], ...others] = sets.map((set) => distinct(setOf('$setEquals', set)))
    return others.every((other) => other.length === first.length && other.every((item) => holds(first, item)))
  }),
  $setIntersection: operator(0, most, (...sets) => {
    if (sets.some(isNil)) return null
    const [first = [], ...others] = sets.map((set) => setOf('$setIntersection', set))
    return ordered(distinct(first).filter((item) => others.every((other) => holds(other, item))))
  }),
  $setIsSubset: operator(2, 2, (first, second) => {
    const others = setOf('$setIsSubset', second)
    return setOf('$setIsSubset', first).every((item) => holds(others, item))
  }),
  $setUnion: operator(0, most, (...sets) => {
    if (sets.some(isNil)) return null
    return ordered(distinct(sets.flatMap((set) => setOf('$setUnion', set))))
  }),
}

/** Later fields win; null and missing add nothing. */
export function mergeObjects(values: readonly unknown[]): object {
  const given = values.filter((value) => !isNil(value))
  for (const value of given)
    if (!isPlainObject(value))
      throw queryRefused(
        `$mergeObjects requires object inputs, but input ${toWire(value)} is of type ${typeOf(value)}`,
      )
  return Object.assign({}, ...given)
}

function setOf(name: string, value: unknown): unknown[] {
  if (!Array.isArray(value))
    throw queryRefused(`All operands of ${name} must be arrays. One argument is of type: ${typeOf(value)}`)
  return value
}

function elements(name: string, value: unknown): unknown[] {
  if (!Array.isArray(value))
    throw queryRefused(`${name}'s argument must be an array, but is ${typeOf(value)}`)
  return value
}

const holds = (set: readonly unknown[], value: unknown): boolean =>
  set.some((item) => equalValues(item, value))

/** Each value once, where it came first. */
export function distinct(values: readonly unknown[]): unknown[] {
  const kept: unknown[] = []
  for (const value of values) if (!holds(kept, value)) kept.push(value)
  return kept
}

const ordered = (values: unknown[]): unknown[] => values.sort(compareValues)
