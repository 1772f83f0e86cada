/** What a query says about where in MongoDB's order of values a field's values must lie. */
import { compareValues, rankOf } from './comparison'
import { isOperators } from './matching'
import { type Document, isPlainObject, keyOf } from './values'

/** One stretch of the order: negative for a value before it, 0 within it, positive after it. */
export type Interval = (value: unknown) => number

/** In every document that matches, some value of the field lies in one of the intervals. */
export interface Bounds {
  readonly intervals: readonly Interval[]
  /** Set when each interval is a single value. */
  readonly points?: readonly unknown[]
  /** For an index of places, which knows what has a place, not where. */
  readonly isGeo?: boolean
}

/** The bounds of each field that the query limits; it may ask for more than they tell. */
export function boundsOf(query: Document): Map<string, Bounds[]> {
  const boundsByField = new Map<string, Bounds[]>()
  for (const [field, bounds] of fieldBounds(query))
    boundsByField.set(field, [...(boundsByField.get(field) ?? []), bounds])
  return boundsByField
}

/**
 * The narrowest of the bounds of one field: its single values, else what all of them leave.
 * @param hasLists whether documents have several values there: then each bound may be met by another one of them
 */
export function narrowest(bounds: readonly Bounds[], hasLists: boolean): Bounds | undefined {
  const [fewest] = bounds
    .filter(({ points }) => points)
    .sort((left, right) => left.intervals.length - right.intervals.length)
  if (fewest || hasLists || bounds.length < 2) return fewest ?? bounds[0]
  const intervals = bounds
    .map((one) => one.intervals)
    .reduce((left, right) => left.flatMap((one) => right.map((other) => both(one, other))))
  return { intervals }
}

const both =
  (one: Interval, other: Interval): Interval =>
  (value) =>
    one(value) || other(value)

function* fieldBounds(query: Document): Iterable<[string, Bounds]> {
  for (const [name, condition] of Object.entries(query)) {
    if (name === '$and') for (const part of parts(condition)) yield* fieldBounds(part)
    else if (name === '$or') yield* boundsOfAny(parts(condition))
    else if (!name.startsWith('$')) for (const bounds of conditionBounds(condition)) yield [name, bounds]
  }
}

const parts = (condition: unknown): Document[] =>
  Array.isArray(condition) ? condition.filter(isPlainObject) : []

/** A field that every branch limits lies within the limits of one of them. */
function* boundsOfAny(branches: readonly Document[]): Iterable<[string, Bounds]> {
  const [first, ...others] = branches.map(boundsOf)
  for (const [field, [bounds]] of first ?? []) {
    const all = [bounds, ...others.map((branch) => branch.get(field)?.[0])].filter((one) => one !== undefined)
    if (all.length === branches.length && all.every((one) => !one.isGeo)) yield [field, union(all)]
  }
}

function union(all: readonly Bounds[]): Bounds {
  if (all.every(({ points }) => points)) return pointBounds(all.flatMap(({ points }) => points ?? []))
  return { intervals: all.flatMap(({ intervals }) => intervals) }
}

function* conditionBounds(condition: unknown): Iterable<Bounds> {
  const isRegExp = condition instanceof RegExp
  const operators = isOperators(condition) ? condition : { [isRegExp ? '$regex' : '$eq']: condition }
  for (const [name, argument] of Object.entries(operators)) {
    const bounds = operatorBounds(name, argument)
    if (bounds) yield bounds
  }
}

function operatorBounds(name: string, argument: unknown): Bounds | undefined {
  switch (name) {
    case '$eq':
      return isScalar(argument) ? pointBounds([argument]) : undefined
    case '$in':
      return Array.isArray(argument) && argument.every(isScalar) ? pointBounds(argument) : undefined
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return isScalar(argument) ? { intervals: [bracketPart(name, argument ?? null)] } : undefined
    case '$regex':
      return argument instanceof RegExp ? beginningBounds(argument) : undefined
    case '$near':
    case '$nearSphere':
    case '$geoWithin':
    case '$geoIntersects':
      return { intervals: [isPresent], isGeo: true }
    default:
      return undefined
  }
}

/** The arguments that values are compared with as they are; MongoDB follows other rules for lists and objects. */
const isScalar = (value: unknown): boolean =>
  !Array.isArray(value) && !isPlainObject(value) && !(value instanceof RegExp)

function pointBounds(values: readonly unknown[]): Bounds {
  const points = [...new Map(values.map((value) => [keyOf(value), value ?? null])).values()]
  return { points, intervals: points.map(at) }
}

const at =
  (point: unknown): Interval =>
  (value) =>
    compareValues(value, point)

const isPresent: Interval = (value) => (rankOf(value) <= rankOf(null) ? -1 : 0)

/** An order compares values of one type only: the others lie before or after. */
function bracketPart(name: string, bound: unknown): Interval {
  const rank = rankOf(bound)
  const isUpwards = name === '$gt' || name === '$gte'
  const includesBound = name === '$gte' || name === '$lte'
  return (value) => {
    const byType = rankOf(value) - rank
    if (byType !== 0) return byType
    const order = compareValues(value, bound)
    if (order === 0) return includesBound ? 0 : isUpwards ? -1 : 1
    return order > 0 === isUpwards ? 0 : order
  }
}

/** Texts that begin as `/^abc/` wants them, and a stored regular expression that is the very same. */
function beginningBounds(wanted: RegExp): Bounds | undefined {
  const beginning = beginningOf(wanted)
  if (beginning === '') return undefined
  const texts: Interval = (value) =>
    typeof value === 'string' && value.startsWith(beginning) ? 0 : compareValues(value, beginning)
  return { intervals: [texts, at(wanted)] }
}

/** The letters that a match must begin with; none when the expression is not tied to the beginning. */
function beginningOf({ source, flags }: RegExp): string {
  const [, letters = '', next] = /^\^([^\\^$.*+?()[\]{}|]*)(.?)/su.exec(source) ?? []
  if (flags !== '' || source.includes('|')) return ''
  return next === '*' || next === '?' || next === '{' ? letters.slice(0, -1) : letters
}
