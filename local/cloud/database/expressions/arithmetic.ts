/** Arithmetic in expressions: null with null, and an error, never NaN, for what is no number. */
import { queryRefused } from '../../errors'
import { typeOf } from '../comparison'
import { isNil, nullable, type Operator, operator } from './operator'

export const arithmetic: Readonly<Record<string, Operator>> = {
  $add: operator(0, Number.POSITIVE_INFINITY, add),
  $subtract: nullable(2, 2, subtract),
  $multiply: operator(0, Number.POSITIVE_INFINITY, (...values) => {
    if (values.some(isNil)) return null
    return values.reduce<number>((product, value) => product * number('$multiply', value), 1)
  }),
  $divide: nullable(2, 2, (dividend, divisor) => {
    const [upper, lower] = numbers('$divide', dividend, divisor)
    if (lower === 0) throw queryRefused("can't $divide by zero")
    return upper / lower
  }),
  $mod: nullable(2, 2, (dividend, divisor) => {
    const [upper, lower] = numbers('$mod', dividend, divisor)
    if (lower === 0) throw queryRefused("can't $mod by zero")
    return upper % lower
  }),
  $abs: one('$abs', Math.abs),
  $ceil: one('$ceil', Math.ceil),
  $floor: one('$floor', Math.floor),
  $exp: one('$exp', Math.exp),
  $ln: one('$ln', (value) => Math.log(positive('$ln', value))),
  $log10: one('$log10', (value) => Math.log10(positive('$log10', value))),
  $sqrt: one('$sqrt', (value) => {
    if (value < 0) throw queryRefused("$sqrt's argument must be greater than or equal to 0")
    return Math.sqrt(value)
  }),
  $log: nullable(2, 2, logarithm),
  $pow: nullable(2, 2, (base, exponent) => {
    const [lower, upper] = [exponentPart('base', base), exponentPart('exponent', exponent)]
    if (lower === 0 && upper < 0) throw queryRefused('$pow cannot take a base of 0 and a negative exponent')
    return lower ** upper
  }),
  $trunc: nullable(1, 2, (value, places = 0) => scaled('$trunc', value, places, Math.trunc)),
  $round: nullable(1, 2, (value, places = 0) => scaled('$round', value, places, halfToEven)),
}

function number(name: string, value: unknown): number {
  if (typeof value !== 'number')
    throw queryRefused(`${name} only supports numeric types, not ${typeOf(value)}`)
  return value
}

function numbers(name: string, left: unknown, right: unknown): [number, number] {
  if (typeof left !== 'number' || typeof right !== 'number')
    throw queryRefused(`${name} only supports numeric types, not ${typeOf(left)} and ${typeOf(right)}`)
  return [left, right]
}

function one(name: string, run: (value: number) => number): Operator {
  return nullable(1, 1, (value) => run(number(name, value)))
}

function positive(name: string, value: number): number {
  if (value <= 0) throw queryRefused(`${name}'s argument must be a positive number, but is ${value}`)
  return value
}

/** Numbers, and at most one date which they are milliseconds to. */
function add(...values: unknown[]): unknown {
  let sum = 0
  let hasDate = false
  for (const value of values) {
    if (isNil(value)) return null
    if (value instanceof Date) {
      if (hasDate) throw queryRefused('only one date allowed in an $add expression')
      hasDate = true
      sum += value.getTime()
    } else if (typeof value === 'number') sum += value
    else throw queryRefused(`$add only supports numeric or date types, not ${typeOf(value)}`)
  }
  return hasDate ? new Date(sum) : sum
}

function subtract(left: unknown, right: unknown): unknown {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  if (left instanceof Date && right instanceof Date) return left.getTime() - right.getTime()
  if (left instanceof Date && typeof right === 'number') return new Date(left.getTime() - right)
  throw queryRefused(`cant $subtract a ${typeOf(right)} from a ${typeOf(left)}`)
}

function logarithm(value: unknown, base: unknown): number {
  const argument = number('$log', value)
  const root = number('$log', base)
  if (root <= 0 || root === 1)
    throw queryRefused(`$log's base must be a positive number not equal to 1, but is ${root}`)
  return Math.log(positive('$log', argument)) / Math.log(root)
}

function exponentPart(part: string, value: unknown): number {
  if (typeof value !== 'number') throw queryRefused(`$pow's ${part} must be numeric, not ${typeOf(value)}`)
  return value
}

function scaled(name: string, value: unknown, places: unknown, run: (value: number) => number): number {
  const digits = number(name, places)
  if (!Number.isInteger(digits) || digits < -20 || digits > 100)
    throw queryRefused(`${name} precision argument must be an integer between -20 and 100`)
  const shifted = run(shift(number(name, value), digits))
  return shift(shifted, -digits)
}

/** Through the decimal notation, so that 2.675 by two places is 267.5 and not a binary neighbour. */
function shift(value: number, digits: number): number {
  if (!Number.isFinite(value)) return value
  const [mantissa, exponent = '0'] = String(value).split('e')
  return Number(`${mantissa}e${Number(exponent) + digits}`)
}

function halfToEven(value: number): number {
  const rounded = Math.round(value)
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded
}
