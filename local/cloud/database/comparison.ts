/**
 * How MongoDB orders and equates values, types among each other included.
 * @see https://www.mongodb.com/docs/manual/reference/bson-type-comparison-order/
 */
import { Binary, BSONRegExp, EJSON, ObjectId } from 'bson'
import { type Document, isPlainObject } from './values'

/** The name of a value's type as `$type` knows it; `missing` stands for undefined. */
export function typeOf(value: unknown): string {
  if (value === undefined) return 'missing'
  if (value === null) return 'null'
  if (typeof value === 'number') return numberType(value)
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'string') return 'string'
  if (Array.isArray(value)) return 'array'
  if (value instanceof Date) return 'date'
  if (value instanceof ObjectId) return 'objectId'
  if (value instanceof RegExp || value instanceof BSONRegExp) return 'regex'
  if (value instanceof Binary) return 'binData'
  if (isPlainObject(value)) return 'object'
  return String((value as { _bsontype?: unknown })._bsontype).toLowerCase()
}

/** JavaScript has one type of number: MongoDB's is guessed as the SDK does when it writes one. */
function numberType(value: number): string {
  if (!Number.isInteger(value) || Object.is(value, -0)) return 'double'
  return Math.abs(value) <= 0x7fffffff ? 'int' : 'long'
}

const ranks: Readonly<Record<string, number>> = {
  missing: 0,
  null: 1,
  int: 2,
  long: 2,
  double: 2,
  string: 3,
  object: 4,
  array: 5,
  binData: 6,
  objectId: 7,
  bool: 8,
  date: 9,
  timestamp: 10,
  regex: 11,
}

/** The bracket of the comparison order; values of different brackets are never equal, numbers share one. */
export const rankOf = (value: unknown): number => ranks[typeOf(value)] ?? 12

const sign = (left: number | string, right: number | string): number =>
  left < right ? -1 : left > right ? 1 : 0

/** Negative, zero or positive, as in MongoDB's sorting: a missing value before null, NaN before all numbers. */
export function compareValues(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return compareNumbers(left, right)
  if (typeof left === 'string' && typeof right === 'string') return compareStrings(left, right)
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime()
  const rank = rankOf(left)
  const byType = rank - rankOf(right)
  if (byType !== 0 || rank <= 1) return byType
  if (Array.isArray(left)) return compareLists(left, right as unknown[])
  if (isPlainObject(left)) return compareObjects(left, right as Document)
  if (typeof left === 'boolean') return Number(left) - Number(right)
  return sign(textOf(left), textOf(right))
}

export const equalValues = (left: unknown, right: unknown): boolean =>
  left === right || compareValues(left, right) === 0

function compareNumbers(left: number, right: number): number {
  if (Number.isNaN(left)) return Number.isNaN(right) ? 0 : -1
  return Number.isNaN(right) ? 1 : sign(left, right)
}

/** By the bytes of UTF-8, whose order is that of UTF-16 but for surrogates, which stand for what comes last. */
function compareStrings(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index += 1) {
    const [one, other] = [left.charCodeAt(index), right.charCodeAt(index)]
    if (one !== other) return utf8Rank(one) - utf8Rank(other)
  }
  return left.length - right.length
}

const utf8Rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit)

function compareLists(left: readonly unknown[], right: readonly unknown[]): number {
  for (const [position, value] of left.entries()) {
    if (position >= right.length) return 1
    const order = compareValues(value, right[position])
    if (order !== 0) return order
  }
  return left.length - right.length
}

/** Field by field in the order they are stored in: first the type of the value, then the name, then the value. */
function compareObjects(left: Document, right: Document): number {
  const others = Object.keys(right)
  for (const [position, name] of Object.keys(left).entries()) {
    const other = others[position]
    if (other === undefined) return 1
    const order =
      rankOf(left[name]) - rankOf(right[other]) ||
      compareStrings(name, other) ||
      compareValues(left[name], right[other])
    if (order !== 0) return order
  }
  return Object.keys(left).length - others.length
}

function textOf(value: unknown): string {
  if (value instanceof ObjectId) return value.toHexString()
  if (value instanceof RegExp) return `${value.source}/${value.flags}`
  if (value instanceof BSONRegExp) return `${value.pattern}/${value.options}`
  return EJSON.stringify(value as Document)
}
