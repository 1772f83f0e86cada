/** Lists in expressions. */
import { queryRefused } from '../../errors'
import { equalValues, typeOf } from '../comparison'
import { isPlainObject } from '../values'
import { isNil, nullable, type Operator, operator } from './operator'

const most = Number.POSITIVE_INFINITY

export const arrays: Readonly<Record<string, Operator>> = {
  $arrayElemAt: nullable(2, 2, (list, position) => {
    if (!Array.isArray(list))
      throw queryRefused(`$arrayElemAt's first argument must be an array, but is ${typeOf(list)}`)
    return list.at(integer("$arrayElemAt's second argument", position))
  }),
  $arrayToObject: nullable(1, 1, toObject),
  $concatArrays: operator(0, most, (...lists) => {
    if (lists.some(isNil)) return null
    return lists.flatMap((list) => array('$concatArrays only supports arrays, not', list))
  }),
  $in: operator(2, 2, (value, list) => {
    if (!Array.isArray(list))
      throw queryRefused(`$in requires an array as a second argument, found: ${typeOf(list)}`)
    return list.some((item) => equalValues(item, value))
  }),
  $indexOfArray: operator(2, 4, indexOf),
  $isArray: operator(1, 1, (value) => Array.isArray(value)),
  $range: operator(2, 3, range),
  $reverseArray: nullable(1, 1, (list) =>
    [...array('The argument to $reverseArray must be an array, but was of type:', list)].reverse(),
  ),
  $size: operator(
    1,
    1,
    (list) => array('The argument to $size must be an array, but was of type:', list).length,
  ),
  $slice: nullable(2, 3, slice),
  $zip: operator(1, 1, zip),
}

function array(refusal: string, value: unknown): unknown[] {
  if (!Array.isArray(value)) throw queryRefused(`${refusal} ${typeOf(value)}`)
  return value
}

function integer(what: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw queryRefused(`${what} must be representable as a 32-bit integer: ${String(value)}`)
  return value
}

/** From pairs of a name and a value, or from objects `{k, v}`. */
function toObject(list: unknown): object {
  const entries = array('$arrayToObject requires an array input, found:', list).map((item) => {
    const [name, value] = Array.isArray(item) ? item : isPlainObject(item) ? [item.k, item.v] : []
    if (typeof name !== 'string')
      throw queryRefused(
        `$arrayToObject requires an array of key-value pairs, where the key must be of type string. Found key type: ${typeOf(name)}`,
      )
    return [name, value]
  })
  return Object.fromEntries(entries)
}

function indexOf(list: unknown, value: unknown, from: unknown = 0, to: unknown = most): number | null {
  if (isNil(list)) return null
  const items = array('$indexOfArray requires an array as a first argument, found:', list)
  const start = boundary('$indexOfArray', 'starting', from)
  const end = to === most ? items.length : boundary('$indexOfArray', 'ending', to)
  return items.findIndex((item, index) => index >= start && index < end && equalValues(item, value))
}

/** A position that a search begins or ends at. */
export function boundary(name: string, which: 'starting' | 'ending', value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw queryRefused(`${name} requires an integral ${which} index, found a value of type: ${typeOf(value)}`)
  if (value < 0) throw queryRefused(`${name} requires a nonnegative ${which} index, found: ${value}`)
  return value
}

function range(from: unknown, to: unknown, by: unknown = 1): number[] {
  const start = integer("$range's starting value", from)
  const end = integer("$range's ending value", to)
  const step = integer("$range's step value", by)
  if (step === 0) throw queryRefused('$range requires a non-zero step value')
  const length = Math.max(0, Math.ceil((end - start) / step))
  return Array.from({ length }, (_, index) => start + index * step)
}

function slice(list: unknown, second: unknown, third?: unknown): unknown[] {
  const items = array('First argument to $slice must be an array, but is of type:', list)
  const first = integer('Second argument to $slice', second)
  if (third === undefined) return first < 0 ? items.slice(first) : items.slice(0, first)
  const count = integer('Third argument to $slice', third)
  if (count <= 0) throw queryRefused(`Third argument to $slice must be positive: ${count}`)
  const start = first < 0 ? Math.max(0, items.length + first) : first
  return items.slice(start, start + count)
}

function zip(argument: unknown): unknown[] | null {
  const { inputs, useLongestLength = false, defaults } = isPlainObject(argument) ? argument : { inputs: null }
  const lists = array('inputs must be an array of expressions, found', inputs)
  if (lists.some(isNil)) return null
  const columns = lists.map((list) => array('$zip found a non-array expression in input:', list))
  if (defaults !== undefined && useLongestLength !== true)
    throw queryRefused('cannot specify defaults unless useLongestLength is true')
  const lengths = columns.map(({ length }) => length)
  const length = useLongestLength === true ? Math.max(...lengths) : Math.min(...lengths)
  const fill = (column: number): unknown => (Array.isArray(defaults) ? (defaults[column] ?? null) : null)
  return Array.from({ length }, (_, row) =>
    columns.map((column, number) => (row < column.length ? column[row] : fill(number))),
  )
}
