/** MongoDB's query language: turns a query into a test for documents. */
import { BSONRegExp } from 'bson'
import { notOffered, queryRefused } from '../errors'
import { compareValues, equalValues, rankOf, typeOf } from './comparison'
import { evaluateCondition } from './expressions'
import type { Scope } from './expressions/operator'
import { intersects, near, within } from './geometry'
import { someValueAt } from './paths'
import { type Document, isPlainObject } from './values'

export type Test = (document: Document) => boolean
/** A test for one value that a path leads to; undefined is a missing one. */
type ValueTest = (value: unknown) => boolean

/** A test for one query; an empty query matches everything. `variables` are for its expressions, in a `$lookup`. */
export function matcher(query: Document, variables: Scope['variables'] = {}): Test {
  const tests = Object.entries(query).map(([name, condition]) =>
    name.startsWith('$') ? logicalTest(name, condition, variables) : fieldTest(name, condition),
  )
  return all(tests)
}

function all<T>(tests: readonly ((value: T) => boolean)[]): (value: T) => boolean {
  const [only] = tests
  if (only && tests.length === 1) return only
  return (value) => tests.every((test) => test(value))
}

function logicalTest(name: string, condition: unknown, variables: Scope['variables']): Test {
  switch (name) {
    case '$and':
      return all(branches(name, condition, variables))
    case '$or': {
      const tests = branches(name, condition, variables)
      return (document) => tests.some((test) => test(document))
    }
    case '$nor': {
      const tests = branches(name, condition, variables)
      return (document) => !tests.some((test) => test(document))
    }
    case '$expr':
      return evaluateCondition(condition, variables)
    case '$comment':
      return () => true
    default:
      throw notOffered(`the operator ${name}`)
  }
}

function branches(name: string, condition: unknown, variables: Scope['variables']): Test[] {
  if (!Array.isArray(condition) || condition.length === 0)
    throw queryRefused(`${name} must be a nonempty array`)
  return condition.map((branch) => {
    if (!isPlainObject(branch)) throw queryRefused(`${name} entries need to be full objects`)
    return matcher(branch, variables)
  })
}

/** `{$gt: 1}` is made of operators, `{gt: 1}` is a value. */
export const isOperators = (condition: unknown): condition is Document =>
  isPlainObject(condition) && Object.keys(condition)[0]?.startsWith('$') === true

function fieldTest(path: string, condition: unknown): Test {
  if (!isOperators(condition)) return onPath(path, equality(condition))
  return all(operatorTests(path, condition))
}

function operatorTests(path: string, condition: Document): Test[] {
  return Object.entries(condition)
    .filter(([name]) => name !== '$options')
    .map(([name, argument]) => operatorTest(path, name, argument))
}

function operatorTest(path: string, name: string, argument: unknown): Test {
  switch (name) {
    case '$ne':
      return not(onPath(path, equality(argument)))
    case '$nin':
      return not(onPath(path, membership(name, argument)))
    case '$not':
      return not(negated(path, argument))
    case '$all':
      return allOf(path, argument)
    case '$exists':
      return argument ? onWholePath(path, isPresent) : not(onWholePath(path, isPresent))
    case '$size':
    case '$elemMatch':
    case '$near':
    case '$nearSphere':
    case '$geoWithin':
    case '$geoIntersects':
      return onWholePath(path, wholeTest(name, argument))
    default:
      return onPath(path, valueTest(name, argument))
  }
}

const isPresent = (value: unknown): boolean => value !== undefined

function not(test: Test): Test {
  return (document) => !test(document)
}

function negated(path: string, argument: unknown): Test {
  if (argument instanceof RegExp) return onPath(path, equality(argument))
  if (!isOperators(argument)) throw queryRefused('$not needs a regex or a document')
  return all(operatorTests(path, argument))
}

/** A path matches when any value it leads to does: an array's elements, or the array itself. */
function onPath(path: string, test: ValueTest): Test {
  const steps = path.split('.')
  const visit = (value: unknown, isElement: boolean): boolean =>
    test(value) || (Array.isArray(value) && !isElement && value.some(test))
  return (document) => someValueAt(document, steps, visit)
}

/** For operators that look at an array as a whole. */
function onWholePath(path: string, test: ValueTest): Test {
  const steps = path.split('.')
  return (document) => someValueAt(document, steps, test)
}

function wholeTest(name: string, argument: unknown): ValueTest {
  switch (name) {
    case '$size':
      if (!Number.isInteger(argument)) throw queryRefused('$size needs a number')
      return (value) => Array.isArray(value) && value.length === argument
    case '$elemMatch':
      return elementMatch(argument)
    case '$geoWithin':
      return within(argument)
    case '$geoIntersects':
      return intersects(argument)
    default: {
      const distance = near(argument)
      return (value) => distance(value) !== undefined
    }
  }
}

function valueTest(name: string, argument: unknown): ValueTest {
  switch (name) {
    case '$eq':
      return argument instanceof RegExp ? sameRegExp(argument) : equality(argument)
    case '$gt':
      return ordering(name, argument, (order) => order > 0)
    case '$gte':
      return ordering(name, argument, (order) => order >= 0)
    case '$lt':
      return ordering(name, argument, (order) => order < 0)
    case '$lte':
      return ordering(name, argument, (order) => order <= 0)
    case '$in':
      return membership(name, argument)
    case '$regex':
      if (!(argument instanceof RegExp)) throw queryRefused('$regex has to be a string')
      return equality(argument)
    case '$type':
      return typeTest(argument)
    case '$mod':
      return remainder(argument)
    default:
      throw notOffered(`the operator ${name}`)
  }
}

function equality(wanted: unknown): ValueTest {
  if (wanted instanceof RegExp) {
    const same = sameRegExp(wanted)
    return (value) => (typeof value === 'string' ? wanted.test(value) : same(value))
  }
  if (wanted === null || wanted === undefined) return (value) => value === null || value === undefined
  if (typeof wanted === 'string' || typeof wanted === 'boolean') return (value) => value === wanted
  return (value) => value !== undefined && equalValues(value, wanted)
}

const sameRegExp =
  (wanted: RegExp): ValueTest =>
  (value) =>
    value instanceof BSONRegExp && value.pattern === wanted.source && value.options === wanted.flags

/** Values are ordered against their own type only; null and missing count as one; NaN equals itself and no more. */
function ordering(name: string, bound: unknown, accepts: (order: number) => boolean): ValueTest {
  if (bound instanceof RegExp)
    throw queryRefused(`Can't have RegEx as arg to predicate over field with ${name}`)
  if (bound === null || bound === undefined)
    return (value) => (value === null || value === undefined) && accepts(0)
  if (typeof bound === 'number')
    return (value) => {
      if (typeof value !== 'number') return false
      if (Number.isNaN(value) || Number.isNaN(bound))
        return Number.isNaN(value) && Number.isNaN(bound) && accepts(0)
      return accepts(value - bound || (value === bound ? 0 : value > bound ? 1 : -1))
    }
  const rank = rankOf(bound)
  return (value) => value !== undefined && rankOf(value) === rank && accepts(compareValues(value, bound))
}

function membership(name: string, argument: unknown): ValueTest {
  if (!Array.isArray(argument)) throw queryRefused(`${name} needs an array`)
  if (argument.some(isOperators)) throw queryRefused(`cannot nest $ under ${name}`)
  const texts = new Set(argument.filter((item) => typeof item === 'string'))
  const others = argument.filter((item) => typeof item !== 'string').map(equality)
  return (value) => (typeof value === 'string' && texts.has(value)) || others.some((test) => test(value))
}

const typeNumbers: Readonly<Record<number, string>> = {
  1: 'double',
  2: 'string',
  3: 'object',
  4: 'array',
  5: 'binData',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  10: 'null',
  11: 'regex',
  16: 'int',
  18: 'long',
}

function typeTest(argument: unknown): ValueTest {
  const names = (Array.isArray(argument) ? argument : [argument]).map((type) => {
    const name = typeof type === 'number' ? typeNumbers[type] : type
    if (name !== 'number' && !Object.values(typeNumbers).includes(String(name)))
      throw queryRefused(`Unknown type name alias: ${String(type)}`)
    return name
  })
  return (value) => names.includes(typeOf(value)) || (names.includes('number') && typeof value === 'number')
}

function remainder(argument: unknown): ValueTest {
  if (!Array.isArray(argument)) throw queryRefused('malformed mod, needs to be an array')
  if (argument.length !== 2)
    throw queryRefused(`malformed mod, ${argument.length < 2 ? 'not enough' : 'too many'} elements`)
  const [divisor, wanted] = argument.map((number) => Math.trunc(Number(number)))
  if (divisor === undefined || Number.isNaN(divisor))
    throw queryRefused('malformed mod, divisor not a number')
  if (divisor === 0) throw queryRefused('divisor cannot be 0')
  return (value) =>
    typeof value === 'number' && Number.isFinite(value) && equalValues(Math.trunc(value) % divisor, wanted)
}

/** Criteria of operators are for the elements themselves; others are for elements that are objects. */
function elementMatch(argument: unknown): ValueTest {
  if (!isPlainObject(argument)) throw queryRefused('$elemMatch needs an Object')
  const test = isOperators(argument) && !isLogical(argument) ? elementTest(argument) : objectTest(argument)
  return (value) => Array.isArray(value) && value.some(test)
}

const isLogical = (criteria: Document): boolean =>
  ['$and', '$or', '$nor'].includes(Object.keys(criteria)[0] ?? '')

function objectTest(criteria: Document): ValueTest {
  const test = matcher(criteria)
  return (element) => isPlainObject(element) && test(element)
}

/** Whether one element, or one item that $pull looks at, meets operators. */
export function elementTest(operators: Document): ValueTest {
  const test = all(operatorTests('element', operators))
  return (element) => test({ element })
}

function allOf(path: string, argument: unknown): Test {
  if (!Array.isArray(argument)) throw queryRefused('$all needs an array')
  if (argument.length === 0) return () => false
  return all(
    argument.map((item) => {
      if (!isOperators(item)) return onPath(path, equality(item))
      if (!('$elemMatch' in item)) throw queryRefused('no $ expressions in $all')
      return onWholePath(path, elementMatch(item.$elemMatch))
    }),
  )
}
