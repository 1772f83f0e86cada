/** Parts of dates in a time zone, and dates from and to text. */
import { ObjectId } from 'bson'
import { queryRefused } from '../../errors'
import { typeOf } from '../comparison'
import { type Document, isPlainObject } from '../values'
import { namedArguments } from './named'
import { isNil, type Operator, operator } from './operator'
import { momentOf, offsetMinutes, wallOf } from './time-zones'

const dayMs = 86_400_000

export const dates: Readonly<Record<string, Operator>> = {
  $year: part((wall) => wall.getUTCFullYear()),
  $month: part((wall) => wall.getUTCMonth() + 1),
  $dayOfMonth: part((wall) => wall.getUTCDate()),
  $hour: part((wall) => wall.getUTCHours()),
  $minute: part((wall) => wall.getUTCMinutes()),
  $second: part((wall) => wall.getUTCSeconds()),
  $millisecond: part((wall) => wall.getUTCMilliseconds()),
  $dayOfYear: part(dayOfYear),
  $dayOfWeek: part((wall) => wall.getUTCDay() + 1),
  $isoDayOfWeek: part(isoDay),
  $week: part(week),
  $isoWeek: part((wall) => isoWeek(wall).week),
  $isoWeekYear: part((wall) => isoWeek(wall).year),
  $dateToParts: operator(1, 1, toParts),
  $dateFromParts: operator(1, 1, fromParts),
  $dateToString: operator(1, 1, toText),
  $dateFromString: operator(1, 1, fromText),
}

function part(read: (wall: Date) => number): Operator {
  return operator(1, 1, (argument) => {
    const { date, timezone } = momentAndZone(argument)
    return isNil(date) || isNil(timezone) ? null : read(wallOf(momentFrom(date), zoneOf(timezone)))
  })
}

function momentAndZone(argument: unknown): { date?: unknown; timezone: unknown } {
  if (!isPlainObject(argument)) return { date: argument, timezone: 'UTC' }
  const { date, timezone } = namedArguments('the operator', argument, [], ['date', 'timezone'])
  return { date, timezone: 'timezone' in argument ? timezone : 'UTC' }
}

function momentFrom(value: unknown): Date {
  if (value instanceof Date) return value
  if (value instanceof ObjectId) return value.getTimestamp()
  throw queryRefused(`can't convert from BSON type ${typeOf(value)} to Date`)
}

function zoneOf(value: unknown): string {
  if (typeof value !== 'string')
    throw queryRefused(`timezone must evaluate to a string, found ${typeOf(value)}`)
  return value
}

function dayOfYear(wall: Date): number {
  const today = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate())
  return (today - Date.UTC(wall.getUTCFullYear(), 0, 1)) / dayMs + 1
}

/** Monday is 1, Sunday 7. */
function isoDay(wall: Date): number {
  return wall.getUTCDay() || 7
}

/** Weeks begin on Sunday; the days before the year's first Sunday are in week 0. */
function week(wall: Date): number {
  return Math.floor((dayOfYear(wall) + 6 - wall.getUTCDay()) / 7)
}

/** A week belongs to the year in which its Thursday lies. */
function isoWeek(wall: Date): { year: number; week: number } {
  const thursday = new Date(wall.getTime() + (4 - isoDay(wall)) * dayMs)
  return { year: thursday.getUTCFullYear(), week: Math.ceil(dayOfYear(thursday) / 7) }
}

function toParts(argument: unknown): object | null {
  const given = namedArguments('$dateToParts', argument, [], ['date', 'timezone', 'iso8601'])
  const timezone = 'timezone' in given ? given.timezone : 'UTC'
  if (isNil(given.date) || isNil(timezone)) return null
  const wall = wallOf(momentFrom(given.date), zoneOf(timezone))
  const { year, week } = isoWeek(wall)
  const day = given.iso8601
    ? { isoWeekYear: year, isoWeek: week, isoDayOfWeek: isoDay(wall) }
    : { year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate() }
  return {
    ...day,
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    second: wall.getUTCSeconds(),
    millisecond: wall.getUTCMilliseconds(),
  }
}

/** Parts out of their range carry over, as in MongoDB since 4.4. */
function fromParts(argument: unknown): Date | null {
  const time = ['hour', 'minute', 'second', 'millisecond', 'timezone']
  const isIso = isPlainObject(argument) && 'isoWeekYear' in argument
  const given = isIso
    ? namedArguments('$dateFromParts', argument, [], ['isoWeekYear', 'isoWeek', 'isoDayOfWeek', ...time])
    : namedArguments('$dateFromParts', argument, [], ['year', 'month', 'day', ...time])
  if (Object.values(given).some(isNil) || isNil(given.isoWeekYear ?? given.year)) return null
  const number = (name: string, absent: number): number => {
    const value = given[name] ?? absent
    if (typeof value !== 'number' || !Number.isInteger(value))
      throw queryRefused(`'${name}' must evaluate to an integer, found ${typeOf(value)}`)
    return value
  }
  const dayStartMs = isIso
    ? isoWeekStartMs(number('isoWeekYear', 0)) +
      ((number('isoWeek', 1) - 1) * 7 + number('isoDayOfWeek', 1) - 1) * dayMs
    : dayMsOf(number('year', 0), number('month', 1), number('day', 1))
  const timeMs =
    ((number('hour', 0) * 60 + number('minute', 0)) * 60 + number('second', 0)) * 1000 +
    number('millisecond', 0)
  return momentOf(dayStartMs + timeMs, zoneOf(given.timezone ?? 'UTC'))
}

/** Unlike Date.UTC, does not take the year 99 for 1999. */
function dayMsOf(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day)
}

function isoWeekStartMs(year: number): number {
  const fourth = new Date(dayMsOf(year, 1, 4))
  return fourth.getTime() - (isoDay(fourth) - 1) * dayMs
}

function toText(argument: unknown): unknown {
  const given = namedArguments('$dateToString', argument, [], ['date', 'format', 'timezone', 'onNull'])
  const timezone = 'timezone' in given ? given.timezone : 'UTC'
  if (isNil(given.date)) return given.onNull ?? null
  if (isNil(timezone) || ('format' in given && isNil(given.format))) return null
  const zone = zoneOf(timezone)
  const format = given.format ?? `%Y-%m-%dT%H:%M:%S.%L${zone === 'UTC' ? 'Z' : ''}`
  if (typeof format !== 'string')
    throw queryRefused(`$dateToString requires that 'format' be a string, found: ${typeOf(format)}`)
  const moment = momentFrom(given.date)
  const wall = wallOf(moment, zone)
  return format.replace(/%(.?)/gs, (_, letter: string) =>
    formatted(letter, wall, offsetMinutes(zone, moment)),
  )
}

function formatted(letter: string, wall: Date, offset: number): string {
  const digits = (value: number, length = 2): string => String(value).padStart(length, '0')
  const absolute = Math.abs(offset)
  const written: Record<string, () => string> = {
    '%': () => '%',
    Y: () => digits(wall.getUTCFullYear(), 4),
    m: () => digits(wall.getUTCMonth() + 1),
    d: () => digits(wall.getUTCDate()),
    H: () => digits(wall.getUTCHours()),
    M: () => digits(wall.getUTCMinutes()),
    S: () => digits(wall.getUTCSeconds()),
    L: () => digits(wall.getUTCMilliseconds(), 3),
    j: () => digits(dayOfYear(wall), 3),
    w: () => String(wall.getUTCDay() + 1),
    u: () => String(isoDay(wall)),
    U: () => digits(week(wall)),
    V: () => digits(isoWeek(wall).week),
    G: () => digits(isoWeek(wall).year, 4),
    z: () => `${offset < 0 ? '-' : '+'}${digits(Math.floor(absolute / 60))}${digits(absolute % 60)}`,
    Z: () => `${offset < 0 ? '-' : '+'}${digits(absolute, 3)}`,
  }
  const write = Object.hasOwn(written, letter) ? written[letter] : undefined
  if (!write) throw queryRefused(`Invalid format character '%${letter}' in format string`)
  return write()
}

function fromText(argument: unknown): unknown {
  const names = ['dateString', 'format', 'timezone', 'onError', 'onNull']
  const given = namedArguments('$dateFromString', argument, [], names)
  if (isNil(given.dateString)) return given.onNull ?? null
  if ('timezone' in given && isNil(given.timezone)) return null
  try {
    return parsedDate(given)
  } catch (error) {
    if ('onError' in given) return given.onError ?? null
    throw error
  }
}

const isoText =
  /^(?<Y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:[T ](?<H>\d{1,2}):(?<M>\d{2})(?::(?<S>\d{2})(?:\.(?<L>\d{1,3})\d*)?)?\s*(?<z>Z|[+-]\d{2}(?::?\d{2})?)?)?$/

function parsedDate({ dateString, format, timezone }: Document): Date {
  if (typeof dateString !== 'string')
    throw queryRefused(`$dateFromString requires that 'dateString' be a string, found: ${typeOf(dateString)}`)
  const pattern = format === undefined ? isoText : patternOf(format)
  const found = pattern.exec(dateString)?.groups
  const refusal = queryRefused(`Error parsing date string '${dateString}'`)
  if (!found) throw refusal
  const { Y, m = '1', d = '1', H = '0', M = '0', S = '0', L = '0', z } = found
  if (z !== undefined && timezone !== undefined)
    throw queryRefused(
      `you cannot pass in a date/time string with time zone information ('${z}') together with a timezone argument`,
    )
  const day = new Date(dayMsOf(Number(Y), Number(m), Number(d)))
  if (day.getUTCDate() !== Number(d) || day.getUTCMonth() + 1 !== Number(m)) throw refusal
  if (Number(H) > 23 || Number(M) > 59 || Number(S) > 59) throw refusal
  const timeMs = ((Number(H) * 60 + Number(M)) * 60 + Number(S)) * 1000 + Number(L.padEnd(3, '0'))
  return momentOf(day.getTime() + timeMs, zoneOf(z ?? timezone ?? 'UTC'))
}

const parsedLetters: Readonly<Record<string, string>> = {
  '%': '%',
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  L: '(?<L>\\d{1,3})',
  z: '(?<z>Z|[+-]\\d{2}(?::?\\d{2})?)',
}

function patternOf(format: unknown): RegExp {
  if (typeof format !== 'string')
    throw queryRefused(`$dateFromString requires that 'format' be a string, found: ${typeOf(format)}`)
  const source = format.replace(/%(.?)|[\\^$.*+?()[\]{}|]/gs, (text, letter: string | undefined) => {
    if (letter === undefined) return `\\${text}`
    const pattern = Object.hasOwn(parsedLetters, letter) ? parsedLetters[letter] : undefined
    if (pattern === undefined) throw queryRefused(`Invalid format character '%${letter}' in format string`)
    return pattern
  })
  return new RegExp(`^${source}$`)
}
