/** Texts in expressions, counted in code points (CP) or in bytes of UTF-8. */
import { queryRefused } from '../../errors'
import { typeOf } from '../comparison'
import { isPlainObject } from '../values'
import { boundary } from './arrays'
import { isNil, nullable, type Operator, operator } from './operator'

const most = Number.POSITIVE_INFINITY

export const strings: Readonly<Record<string, Operator>> = {
  $concat: operator(0, most, (...parts) => {
    if (parts.some(isNil)) return null
    for (const part of parts)
      if (typeof part !== 'string') throw queryRefused(`$concat only supports strings, not ${typeOf(part)}`)
    return parts.join('')
  }),
  $indexOfBytes: operator(2, 4, (...values) => indexOf('$indexOfBytes', bytesOf, values)),
  $indexOfCP: operator(2, 4, (...values) => indexOf('$indexOfCP', (value) => [...value], values)),
  $split: nullable(2, 2, (value, separator) => {
    if (typeof value !== 'string' || typeof separator !== 'string')
      throw queryRefused(
        `$split requires an expression that evaluates to a string as a ${typeof value === 'string' ? 'second' : 'first'} argument, found: ${typeOf(typeof value === 'string' ? separator : value)}`,
      )
    if (separator === '') throw queryRefused('$split requires a non-empty separator')
    return value.split(separator)
  }),
  $strLenBytes: operator(1, 1, (value) => bytesOf(required('$strLenBytes', value)).length),
  $strLenCP: operator(1, 1, (value) => [...required('$strLenCP', value)].length),
  $strcasecmp: operator(2, 2, (left, right) => {
    const [first, second] = [asText(left).toUpperCase(), asText(right).toUpperCase()]
    return first < second ? -1 : first > second ? 1 : 0
  }),
  $substr: operator(3, 3, (...values) => substringOfBytes('$substrBytes', values)),
  $substrBytes: operator(3, 3, (...values) => substringOfBytes('$substrBytes', values)),
  $substrCP: operator(3, 3, (value, start, length) => {
    const [from, count] = [cut('starting index', start), cut('length', length)]
    return [...asText(value)].slice(from, from + count).join('')
  }),
  $toLower: operator(1, 1, (value) => asText(value).toLowerCase()),
  $toUpper: operator(1, 1, (value) => asText(value).toUpperCase()),
  $trim: operator(1, 1, (argument) => trimmed('$trim', argument, true, true)),
  $ltrim: operator(1, 1, (argument) => trimmed('$ltrim', argument, true, false)),
  $rtrim: operator(1, 1, (argument) => trimmed('$rtrim', argument, false, true)),
}

const bytesOf = (value: string): string[] => [...Buffer.from(value).toString('latin1')]

function required(name: string, value: unknown): string {
  if (typeof value !== 'string')
    throw queryRefused(`${name} requires a string argument, found: ${typeOf(value)}`)
  return value
}

/** Null counts as an empty text; numbers and dates as they are written. */
export function asText(value: unknown): string {
  if (isNil(value)) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (value instanceof Date) return value.toISOString()
  throw queryRefused(`can't convert from BSON type ${typeOf(value)} to String`)
}

function indexOf(
  name: string,
  unitsOf: (text: string) => string[],
  values: readonly unknown[],
): number | null {
  const [value, wanted, from = 0, to] = values
  if (isNil(value)) return null
  if (typeof value !== 'string')
    throw queryRefused(`${name} requires a string as the first argument, found: ${typeOf(value)}`)
  if (typeof wanted !== 'string')
    throw queryRefused(`${name} requires a string as the second argument, found: ${typeOf(wanted)}`)
  const units = unitsOf(value)
  const start = boundary(name, 'starting', from)
  const end = Math.min(units.length, to === undefined ? most : boundary(name, 'ending', to))
  const sought = unitsOf(wanted)
  for (let index = start; index + sought.length <= end; index += 1)
    if (sought.every((unit, offset) => units[index + offset] === unit)) return index
  return -1
}

/** A negative length means: to the end. */
function substringOfBytes(name: string, [value, start, length]: readonly unknown[]): string {
  const bytes = Buffer.from(asText(value))
  if (typeof start !== 'number' || typeof length !== 'number')
    throw queryRefused(`${name}: starting index and length must be of a numeric type`)
  if (start < 0) throw queryRefused(`${name}: starting index must be non-negative (got: ${start})`)
  const end = length < 0 ? bytes.length : Math.min(bytes.length, start + length)
  const isMiddle = (index: number): boolean => ((bytes[index] ?? 0) & 0xc0) === 0x80
  if (isMiddle(start))
    throw queryRefused(`${name}: Invalid range, starting index is a UTF-8 continuation byte.`)
  if (isMiddle(end))
    throw queryRefused(`${name}: Invalid range, ending index is in the middle of a UTF-8 character.`)
  return bytes.subarray(start, end).toString()
}

function cut(what: string, value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value))
    throw queryRefused(`$substrCP: ${what} must be a numeric type (is BSON type ${typeOf(value)})`)
  if (value < 0) throw queryRefused(`$substrCP: ${what} must be a nonnegative integer.`)
  return value
}

function trimmed(name: string, argument: unknown, atStart: boolean, atEnd: boolean): string | null {
  const { input, chars } = isPlainObject(argument) ? argument : { input: undefined, chars: undefined }
  if (isNil(input)) return null
  if (typeof input !== 'string')
    throw queryRefused(`${name} requires its input to be a string, got ${typeOf(input)}`)
  const drop = typeof chars === 'string' ? new Set(chars) : undefined
  const isDropped = (char: string | undefined): boolean =>
    char !== undefined && (drop ? drop.has(char) : char === '\0' || /\s/.test(char))
  const units = [...input]
  let from = 0
  let to = units.length
  while (atStart && from < to && isDropped(units[from])) from += 1
  while (atEnd && to > from && isDropped(units[to - 1])) to -= 1
  return units.slice(from, to).join('')
}
