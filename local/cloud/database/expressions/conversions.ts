/** Types in expressions and conversions between them. The SDK has no methods for these; written out they can be sent. */
import { ObjectId } from 'bson'
import { queryRefused } from '../../errors'
import { typeOf } from '../comparison'
import { namedArguments } from './named'
import { isNil, nullable, type Operator, operator } from './operator'

type Conversion = (value: unknown) => unknown

const conversionsByType: Readonly<Record<string, Conversion>> = {
  string: toText,
  int: (value) => toInteger(value, 'int', 2 ** 31),
  long: (value) => toInteger(value, 'long', 2 ** 63),
  double: (value) => toNumber(value, 'double'),
  bool: (value) => value !== false && value !== 0,
  date: toDate,
  objectId: (value) => {
    if (value instanceof ObjectId) return value
    if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value)
    throw unconvertible(value, 'objectId')
  },
}

const to = (type: string): Operator => nullable(1, 1, (value) => conversionsByType[type]?.(value))

export const conversions: Readonly<Record<string, Operator>> = {
  $type: operator(1, 1, typeOf),
  $toString: to('string'),
  $toInt: to('int'),
  $toLong: to('long'),
  $toDouble: to('double'),
  $toBool: to('bool'),
  $toDate: to('date'),
  $toObjectId: to('objectId'),
  $convert: operator(1, 1, convert),
}

function convert(argument: unknown): unknown {
  const given = namedArguments('$convert', argument, [], ['input', 'to', 'onError', 'onNull'])
  if (isNil(given.input)) return given.onNull ?? null
  const conversion = Object.hasOwn(conversionsByType, String(given.to)) && conversionsByType[String(given.to)]
  if (!conversion) throw queryRefused(`Unknown type name: ${String(given.to)}`)
  try {
    return conversion(given.input)
  } catch (error) {
    if ('onError' in given) return given.onError ?? null
    throw error
  }
}

const unconvertible = (value: unknown, type: string) =>
  queryRefused(
    typeof value === 'string'
      ? `Failed to parse ${type === 'objectId' ? 'objectId' : 'number'} '${value}' in $convert with no onError value`
      : `Unsupported conversion from ${typeOf(value)} to ${type} in $convert with no onError value`,
  )

function toText(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof ObjectId) return value.toHexString()
  throw unconvertible(value, 'string')
}

function toNumber(value: unknown, type: string): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  if (value instanceof Date && type !== 'int') return value.getTime()
  const isNumeric = typeof value === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)
  if (!isNumeric) throw unconvertible(value, type)
  return Number(value)
}

function toInteger(value: unknown, type: string, limit: number): number {
  const number = toNumber(value, type)
  if (typeof value === 'string' && !/^[+-]?\d+$/.test(value)) throw unconvertible(value, type)
  if (!(Math.trunc(number) >= -limit && Math.trunc(number) < limit))
    throw queryRefused(`Conversion would overflow target type in $convert with no onError value: ${number}`)
  return Math.trunc(number)
}

function toDate(value: unknown): Date {
  if (value instanceof Date) return value
  if (typeof value === 'number') return new Date(Math.trunc(value))
  if (value instanceof ObjectId) return value.getTimestamp()
  const date = typeof value === 'string' ? new Date(value) : undefined
  if (!date || Number.isNaN(date.getTime())) throw unconvertible(value, 'date')
  return date
}
