/** Comparisons in expressions: across all types, a missing value below null, arrays as wholes. */
import { compareValues } from '../comparison'
import { isTrue, type Operator, operator } from './operator'

const comparison = (accepts: (order: number) => boolean): Operator =>
  operator(2, 2, (left, right) => accepts(compareValues(left, right)))

export const comparisons: Readonly<Record<string, Operator>> = {
  $cmp: operator(2, 2, (left, right) => Math.sign(compareValues(left, right))),
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $not: operator(1, 1, (value) => !isTrue(value)),
}
