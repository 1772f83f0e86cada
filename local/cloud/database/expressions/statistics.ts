/** Sums, averages and extremes: of a group's documents, and of the lists or arguments of an expression. */
import { compareValues } from '../comparison'
import { distinct, mergeObjects } from './objects-and-sets'
import { isNil, type Operator, operator } from './operator'

/** What a group's documents give together; undefined stands for a missing value. */
export type Accumulator = (values: readonly unknown[]) => unknown

const present = (values: readonly unknown[]): unknown[] => values.filter((value) => value !== undefined)
const numbersIn = (values: readonly unknown[]): number[] =>
  values.filter((value) => typeof value === 'number')

export const accumulators: Readonly<Record<string, Accumulator>> = {
  $addToSet: (values) => distinct(present(values)),
  $avg: average,
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
  $max: (values) => extreme(values, 1),
  $mergeObjects: mergeObjects,
  $min: (values) => extreme(values, -1),
  $push: present,
  $stdDevPop: (values) => deviation(numbersIn(values), 0),
  $stdDevSamp: (values) => deviation(numbersIn(values), 1),
  $sum: (values) => numbersIn(values).reduce((sum, value) => sum + value, 0),
}

/** One argument that is a list stands for its elements; among several arguments a list is just a value. */
const overArguments = (accumulate: Accumulator): Operator =>
  operator(0, Number.POSITIVE_INFINITY, (...values) => {
    const [only] = values
    return accumulate(values.length === 1 && Array.isArray(only) ? only : values)
  })

export const statistics: Readonly<Record<string, Operator>> = {
  $avg: overArguments(average),
  $max: overArguments((values) => extreme(values, 1)),
  $min: overArguments((values) => extreme(values, -1)),
  $stdDevPop: overArguments((values) => deviation(numbersIn(values), 0)),
  $stdDevSamp: overArguments((values) => deviation(numbersIn(values), 1)),
  $sum: overArguments((values) => numbersIn(values).reduce((sum, value) => sum + value, 0)),
}

function average(values: readonly unknown[]): number | null {
  const numbers = numbersIn(values)
  return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length
}

/** Null and missing values do not count, unless there is nothing else. */
function extreme(values: readonly unknown[], direction: 1 | -1): unknown {
  const [first, ...others] = values.filter((value) => !isNil(value))
  if (first === undefined) return null
  return others.reduce((best, value) => (compareValues(value, best) * direction > 0 ? value : best), first)
}

/** @param missing 0 for a whole population, 1 for a sample of one */
function deviation(numbers: readonly number[], missing: 0 | 1): number | null {
  if (numbers.length <= missing) return null
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return Math.sqrt(squares / (numbers.length - missing))
}
