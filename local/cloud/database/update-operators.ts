/** What each update operator does to one path of a document, and what it refuses. */
import { BSONRegExp } from 'bson'
import { updateRefused } from '../errors'
import { compareValues, equalValues, typeOf } from './comparison'
import type { Draft } from './draft'
import { elementTest, isOperators, matcher } from './matching'
import { readOrder, sorted } from './sorting'
import { type Document, isPlainObject, toRegExp, toWire } from './values'

export type Change = (draft: Draft, path: string, argument: unknown) => void

/** The operators that the SDK's `db.command` sends. */
export const changes: Readonly<Record<string, Change>> = {
  $set: (draft, path, value) => draft.set(path, value),
  $unset: (draft, path) => draft.remove(path),
  $inc: (draft, path, argument) => arithmetic(draft, path, argument, '$inc'),
  $mul: (draft, path, argument) => arithmetic(draft, path, argument, '$mul'),
  $min: (draft, path, value) => keepExtreme(draft, path, value, -1),
  $max: (draft, path, value) => keepExtreme(draft, path, value, 1),
  $rename: rename,
  $bit: changeBits,
  $push: push,
  $addToSet: addToSet,
  $pull: pull,
  $pullAll: pullAll,
  $pop: pop,
}

function arithmetic(draft: Draft, path: string, argument: unknown, name: '$inc' | '$mul'): void {
  const verb = name === '$inc' ? 'increment' : 'multiply'
  if (typeof argument !== 'number')
    throw updateRefused(`Cannot ${verb} with non-numeric argument: {${path}: ${toWire(argument)}}`)
  const current = draft.get(path)
  if (current !== undefined && typeof current !== 'number') {
    const field = path.split('.').at(-1)
    throw updateRefused(
      `Cannot apply ${name} to a value of non-numeric type. {_id: ${toWire(draft.id)}} has the field '${field}' of non-numeric type ${typeOf(current)}`,
    )
  }
  draft.set(path, name === '$inc' ? (current ?? 0) + argument : (current ?? 0) * argument)
}

function keepExtreme(draft: Draft, path: string, value: unknown, direction: 1 | -1): void {
  const current = draft.get(path)
  if (current === undefined || compareValues(value, current) * direction > 0) draft.set(path, value)
}

function rename(draft: Draft, from: string, argument: unknown): void {
  if (typeof argument !== 'string')
    throw updateRefused(`The 'to' field for $rename must be a string: ${from}: ${toWire(argument)}`)
  if (from === argument)
    throw updateRefused(`The source and target field for $rename must differ: ${from}: "${argument}"`)
  const refusal = (end: string, path: string) =>
    updateRefused(
      `The ${end} field cannot be an array element, '${path}' in doc with _id: ${toWire(draft.id)}`,
    )
  if (draft.leadsThroughArray(from)) throw refusal('source', from)
  const value = draft.get(from)
  if (value === undefined) return
  if (draft.leadsThroughArray(argument)) throw refusal('destination', argument)
  draft.remove(from)
  draft.set(argument, value)
}

function changeBits(draft: Draft, path: string, argument: unknown): void {
  if (!isPlainObject(argument))
    throw updateRefused(
      `The $bit modifier is not compatible with a ${typeOf(argument)}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    )
  const current = draft.get(path) ?? 0
  if (!Number.isInteger(current))
    throw updateRefused(
      `Cannot apply $bit to a value of non-integral type. _id: ${toWire(draft.id)} has the field ${path} of non-integer type ${typeOf(current)}`,
    )
  let bits = BigInt(current as number)
  for (const [operation, operand] of Object.entries(argument)) {
    if (!Number.isInteger(operand))
      throw updateRefused(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeOf(operand)}' is not supported here`,
      )
    bits = combineBits(bits, operation, BigInt(operand as number))
  }
  draft.set(path, Number(BigInt.asIntN(64, bits)))
}

function combineBits(bits: bigint, operation: string, operand: bigint): bigint {
  if (operation === 'and') return bits & operand
  if (operation === 'or') return bits | operand
  if (operation === 'xor') return bits ^ operand
  throw updateRefused(
    `The $bit modifier only supports 'and', 'or', and 'xor', not '${operation}' which is an unknown operator`,
  )
}

/** The array at a path, or undefined where there is nothing yet. */
function arrayAt(draft: Draft, path: string, verb: 'push' | 'add' | 'pull' | 'pop'): unknown[] | undefined {
  const current = draft.get(path)
  if (current === undefined || Array.isArray(current)) return current
  const found = typeOf(current)
  switch (verb) {
    case 'push':
      throw updateRefused(
        `The field '${path}' must be an array but is of type ${found} in document {_id: ${toWire(draft.id)}}`,
      )
    case 'add':
      throw updateRefused(
        `Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${found}`,
      )
    case 'pull':
      throw updateRefused('Cannot apply $pull to a non-array value')
    case 'pop':
      throw updateRefused(`Path '${path}' contains an element of non-array type '${found}'`)
  }
}

function push(draft: Draft, path: string, argument: unknown): void {
  const current = arrayAt(draft, path, 'push') ?? []
  const isEach = isOperators(argument) && '$each' in argument
  draft.set(path, isEach ? pushed(current, argument) : [...current, argument])
}

function pushed(current: readonly unknown[], clauses: Document): unknown[] {
  const { $each, $position = current.length, $sort, $slice, ...others } = clauses
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw updateRefused(`Unrecognized clause in $push: ${unknown}`)
  if (!Array.isArray($each))
    throw updateRefused(
      `The argument to $each in $push must be an array but it was of type: ${typeOf($each)}`,
    )
  if (typeof $position !== 'number' || !Number.isInteger($position))
    throw updateRefused(`The value for $position must be an integer value, not of type: ${typeOf($position)}`)
  const longer = [...current]
  longer.splice($position, 0, ...$each)
  const next = $sort === undefined ? longer : sortedElements(longer, $sort)
  return $slice === undefined ? next : sliced(next, $slice)
}

/** Objects by their fields, among which an element that is no object has none. */
function sortedElements(elements: unknown[], order: unknown): unknown[] {
  if (order === 1 || order === -1) return elements.sort((left, right) => compareValues(left, right) * order)
  if (isPlainObject(order)) return sorted(elements, readOrder(order))
  throw updateRefused('The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1}')
}

function sliced(elements: readonly unknown[], count: unknown): unknown[] {
  if (typeof count !== 'number' || !Number.isInteger(count))
    throw updateRefused(`The value for $slice must be an integer value but was given type: ${typeOf(count)}`)
  return count < 0 ? elements.slice(count) : elements.slice(0, count)
}

function addToSet(draft: Draft, path: string, argument: unknown): void {
  const current = arrayAt(draft, path, 'add')
  const isEach = isOperators(argument) && '$each' in argument
  const values = isEach ? argument.$each : [argument]
  if (!Array.isArray(values))
    throw updateRefused(
      `The argument to $each in $addToSet must be an array but it was of type ${typeOf(values)}`,
    )
  const next = [...(current ?? [])]
  for (const value of values) if (!next.some((item) => equalValues(item, value))) next.push(value)
  if (next.length !== current?.length) draft.set(path, next)
}

/** An object without operators is a query for elements that are objects; any other value is an element. */
function pull(draft: Draft, path: string, argument: unknown): void {
  const current = arrayAt(draft, path, 'pull')
  if (!current) return
  const matches = pullTest(asCondition(argument))
  const next = current.filter((element) => !matches(element))
  if (next.length !== current.length) draft.set(path, next)
}

function pullTest(condition: unknown): (element: unknown) => boolean {
  if (isOperators(condition)) return elementTest(condition)
  if (condition instanceof RegExp) return elementTest({ $regex: condition })
  if (!isPlainObject(condition)) return (element) => equalValues(element, condition)
  const test = matcher(condition)
  return (element) => isPlainObject(element) && test(element)
}

/** An update's data keeps regular expressions as data; those of $pull are to be run. */
function asCondition(value: unknown): unknown {
  if (value instanceof BSONRegExp) return toRegExp(value.pattern, value.options)
  if (Array.isArray(value)) return value.map(asCondition)
  if (!isPlainObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, asCondition(item)]))
}

function pullAll(draft: Draft, path: string, argument: unknown): void {
  if (!Array.isArray(argument))
    throw updateRefused(`$pullAll requires an array argument but was given a ${typeOf(argument)}`)
  const current = arrayAt(draft, path, 'pull')
  if (!current) return
  const next = current.filter((element) => !argument.some((value) => equalValues(element, value)))
  if (next.length !== current.length) draft.set(path, next)
}

function pop(draft: Draft, path: string, argument: unknown): void {
  if (argument !== 1 && argument !== -1)
    throw updateRefused(`$pop expects 1 or -1, found: ${toWire(argument)}`)
  const current = arrayAt(draft, path, 'pop')
  if (current && current.length > 0) draft.set(path, argument === 1 ? current.slice(0, -1) : current.slice(1))
}
