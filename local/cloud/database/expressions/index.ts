/** MongoDB's aggregation expressions: turns one into a function of a document. */
import { notOffered, queryRefused } from '../../errors'
import { expressionValueAt } from '../paths'
import { type Document, isPlainObject } from '../values'
import { arithmetic } from './arithmetic'
import { arrays } from './arrays'
import { comparisons } from './comparisons'
import { conversions } from './conversions'
import { dates } from './dates'
import { lazyOperators } from './lazy'
import { objectsAndSets } from './objects-and-sets'
import { type Evaluate, isTrue, type Operator, type Scope } from './operator'
import { statistics } from './statistics'
import { strings } from './strings'

const operators: Readonly<Record<string, Operator>> = {
  ...arithmetic,
  ...arrays,
  ...comparisons,
  ...dates,
  ...objectsAndSets,
  ...statistics,
  ...strings,
  ...conversions,
}

/** The names of all operators of expressions. */
export const expressionOperators: readonly string[] = [
  ...Object.keys(operators),
  ...Object.keys(lazyOperators),
]

/** @throws CloudError for operators that are unknown and arguments that are too many or too few */
export function compile(expression: unknown): Evaluate {
  if (typeof expression === 'string' && expression.startsWith('$')) return reference(expression)
  if (Array.isArray(expression)) {
    const items = expression.map(compile)
    return (scope) => items.map((item) => item(scope) ?? null)
  }
  if (!isPlainObject(expression)) return () => expression
  const names = Object.keys(expression)
  const name = names.find((key) => key.startsWith('$'))
  if (name === undefined) return literalObject(expression)
  if (names.length > 1) throw queryRefused('an object representing an expression must have exactly one field')
  return operation(name, expression[name])
}

/** A test of a document by an expression, for `$expr`. */
export function evaluateCondition(
  expression: unknown,
  variables: Scope['variables'],
): (document: Document) => boolean {
  const evaluate = compile(expression)
  return (root) => isTrue(evaluate({ root, variables }))
}

function literalObject(expression: Document): Evaluate {
  const fields = Object.entries(expression).map(([name, value]) => [name, compile(value)] as const)
  return (scope) => {
    const object: Document = {}
    for (const [name, evaluate] of fields) {
      const value = evaluate(scope)
      if (value !== undefined) object[name] = value
    }
    return object
  }
}

function operation(name: string, argument: unknown): Evaluate {
  const lazy = Object.hasOwn(lazyOperators, name) ? lazyOperators[name] : undefined
  if (lazy) return lazy(argument, compile)
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined
  if (!operator) throw notOffered(`the expression ${name}`)
  const parts = Array.isArray(argument) ? argument : [argument]
  if (parts.length < operator.least || parts.length > operator.most)
    throw queryRefused(
      `Expression ${name} takes ${operator.least === operator.most ? `exactly ${operator.least}` : `at least ${operator.least} arguments, and at most ${operator.most}`} arguments. ${parts.length} were passed in.`,
    )
  const compiled = parts.map(compile)
  return (scope) => operator.run(...compiled.map((part) => part(scope)))
}

function reference(text: string): Evaluate {
  if (!text.startsWith('$$')) {
    const steps = text.slice(1).split('.')
    if (steps.includes('')) throw queryRefused(`'${text}' is not a valid field path`)
    return ({ root, variables }) => expressionValueAt(variables.CURRENT ?? root, steps)
  }
  const [name = '', ...steps] = text.slice(2).split('.')
  return ({ root, variables }) => {
    if (name === 'REMOVE') return undefined
    if (name === 'ROOT') return expressionValueAt(root, steps)
    if (name === 'CURRENT') return expressionValueAt(variables.CURRENT ?? root, steps)
    if (!Object.hasOwn(variables, name)) throw queryRefused(`Use of undefined variable: ${name}`)
    return expressionValueAt(variables[name], steps)
  }
}
