/** What aggregation stages are given, refused in the words of MongoDB's own source where it does not fit. */
import { queryRefused } from '../errors'
import { compareValues, typeOf } from './comparison'
import { type Document, isPlainObject, toWire } from './values'

/** @param words what MongoDB says of anything but an object; `%` stands for the type that was found */
export function asObject(argument: unknown, words: string): Document {
  if (!isPlainObject(argument)) throw queryRefused(words.replace('%', typeOf(argument)))
  return argument
}

/** The whole number that `$limit` or `$skip` is given. */
export function natural(stage: string, argument: unknown): number {
  const refuse = (reason: string) =>
    queryRefused(`invalid argument to ${stage} stage: ${reason} ${stage}: ${toWire(argument)}`)
  if (typeof argument !== 'number') throw refuse('Expected a number in:')
  if (!Number.isInteger(argument)) throw refuse('Expected an integer:')
  if (argument < 0) throw refuse('Expected a non-negative number in:')
  return argument
}

export function limitOf(argument: unknown): number {
  const limit = natural('$limit', argument)
  if (limit === 0) throw queryRefused('the limit must be positive')
  return limit
}

export function sampleSize(argument: unknown): number {
  const { size } = asObject(argument, 'the $sample stage specification must be an object')
  if (size === undefined) throw queryRefused('$sample stage must specify a size')
  if (typeof size !== 'number') throw queryRefused('size argument to $sample must be a number')
  if (size <= 0) throw queryRefused('size argument to $sample must be a positive integer')
  return size
}

/** The name of the field that `$count` makes. */
export function countField(argument: unknown): string {
  if (typeof argument !== 'string' || argument === '')
    throw queryRefused('the count field must be a non-empty string')
  if (argument.startsWith('$')) throw queryRefused('the count field cannot be a $-prefixed path')
  if (argument.includes('.')) throw queryRefused("the count field cannot contain '.'")
  return argument
}

/** The ascending boundaries of `$bucket`, two at least. */
export function boundariesOf({ groupBy, boundaries }: Document): readonly unknown[] {
  if (groupBy === undefined || boundaries === undefined)
    throw queryRefused("$bucket requires 'groupBy' and 'boundaries' to be specified.")
  if (!Array.isArray(boundaries))
    throw queryRefused(
      `The $bucket 'boundaries' field must be an array, but found type: ${typeOf(boundaries)}.`,
    )
  if (boundaries.length < 2)
    throw queryRefused(
      `The $bucket 'boundaries' field must have at least 2 values, but found ${boundaries.length} value(s).`,
    )
  const next = boundaries.findIndex(
    (value, index) => index > 0 && compareValues(boundaries[index - 1], value) >= 0,
  )
  if (next > 0)
    throw queryRefused(
      `The 'boundaries' option to $bucket must be sorted, but elements ${next - 1} and ${next} are not in ascending order (${toWire(boundaries[next - 1])} is not less than ${toWire(boundaries[next])}).`,
    )
  return boundaries
}

/** How many buckets `$bucketAuto` is to make. */
export function bucketsOf({ groupBy, buckets }: Document): number {
  if (groupBy === undefined || buckets === undefined)
    throw queryRefused("$bucketAuto requires 'groupBy' and 'buckets' to be specified")
  const refuse = (reason: string) => queryRefused(`The $bucketAuto 'buckets' field must be ${reason}`)
  if (typeof buckets !== 'number') throw refuse(`a numeric value, but found type: ${typeOf(buckets)}`)
  if (!Number.isInteger(buckets)) throw refuse(`representable as a 32-bit integer, but found ${buckets}`)
  if (buckets <= 0) throw refuse(`greater than 0, but found: ${buckets}`)
  return buckets
}

/** The path that `$unwind` is given, with its `$`. */
export function unwindPath(path: unknown): string {
  if (path === undefined || path === '') throw queryRefused('no path specified to $unwind stage')
  if (typeof path !== 'string')
    throw queryRefused(`expected a string as the path for $unwind stage, got ${typeOf(path)}`)
  if (!path.startsWith('$'))
    throw queryRefused(`path option to $unwind stage should be prefixed with a '$': ${path}`)
  return path
}
