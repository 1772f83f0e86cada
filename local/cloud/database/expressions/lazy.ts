/** Operators that decide themselves which of their arguments are evaluated, and with which variables. */
import { notOffered, queryRefused } from '../../errors'
import { typeOf } from '../comparison'
import { type Document, isPlainObject } from '../values'
import { namedArguments } from './named'
import { type Evaluate, isNil, isTrue, type Scope } from './operator'

type Compile = (expression: unknown) => Evaluate
type LazyOperator = (argument: unknown, compile: Compile) => Evaluate

export const lazyOperators: Readonly<Record<string, LazyOperator>> = {
  $literal: (argument) => () => argument,
  $and: (argument, compile) => {
    const parts = listOf(argument).map(compile)
    return (scope) => parts.every((part) => isTrue(part(scope)))
  },
  $or: (argument, compile) => {
    const parts = listOf(argument).map(compile)
    return (scope) => parts.some((part) => isTrue(part(scope)))
  },
  $cond: condition,
  $ifNull: firstPresent,
  $switch: branches,
  $let: withVariables,
  $map: mapElements,
  $filter: filterElements,
  $reduce: reduceElements,
  $meta: (argument) => {
    throw notOffered(`the expression $meta: ${String(argument)} (there are no text indexes)`)
  },
}

const listOf = (argument: unknown): unknown[] => (Array.isArray(argument) ? argument : [argument])

const withMore = (scope: Scope, variables: Document): Scope => ({
  root: scope.root,
  variables: { ...scope.variables, ...variables },
})

function condition(argument: unknown, compile: Compile): Evaluate {
  const parts = Array.isArray(argument) ? argument : namedConditions(argument)
  if (parts.length !== 3)
    throw queryRefused(`Expression $cond takes exactly 3 arguments. ${parts.length} were passed in.`)
  const [when, then, otherwise] = [compile(parts[0]), compile(parts[1]), compile(parts[2])]
  return (scope) => (isTrue(when(scope)) ? then(scope) : otherwise(scope))
}

function namedConditions(argument: unknown): unknown[] {
  const named = namedArguments('$cond', argument, ['if', 'then', 'else'])
  return [named.if, named.then, named.else]
}

function firstPresent(argument: unknown, compile: Compile): Evaluate {
  if (!Array.isArray(argument) || argument.length < 2)
    throw queryRefused('$ifNull needs at least two arguments')
  const parts = argument.map(compile)
  return (scope) => {
    let value: unknown
    for (const part of parts) {
      value = part(scope)
      if (!isNil(value)) return value
    }
    return value
  }
}

function branches(argument: unknown, compile: Compile): Evaluate {
  const named = namedArguments('$switch', argument, ['branches'], ['default'])
  if (!Array.isArray(named.branches)) throw queryRefused("$switch expected an array for 'branches'")
  if (named.branches.length === 0) throw queryRefused('$switch requires at least one branch.')
  const cases = named.branches.map((branch) => {
    const { case: when, then } = namedArguments('$switch', branch, ['case', 'then'])
    return { when: compile(when), result: compile(then) }
  })
  const otherwise = 'default' in named ? compile(named.default) : noBranch
  return (scope) => (cases.find(({ when }) => isTrue(when(scope)))?.result ?? otherwise)(scope)
}

function noBranch(): never {
  throw queryRefused('$switch could not find a matching branch for an input, and no default was specified.')
}

function withVariables(argument: unknown, compile: Compile): Evaluate {
  const named = namedArguments('$let', argument, ['vars', 'in'])
  const variables = Object.entries(isPlainObject(named.vars) ? named.vars : {}).map(
    ([name, value]) => [name, compile(value)] as const,
  )
  const inside = compile(named.in)
  return (scope) =>
    inside(withMore(scope, Object.fromEntries(variables.map(([name, value]) => [name, value(scope)]))))
}

function inputOf(name: string, evaluate: Evaluate, scope: Scope): unknown[] | null {
  const value = evaluate(scope)
  if (isNil(value)) return null
  if (!Array.isArray(value)) throw queryRefused(`input to ${name} must be an array not ${typeOf(value)}`)
  return value
}

function mapElements(argument: unknown, compile: Compile): Evaluate {
  const named = namedArguments('$map', argument, ['input', 'in'], ['as'])
  const [input, inside] = [compile(named.input), compile(named.in)]
  const name = String(named.as ?? 'this')
  return (scope) =>
    inputOf('$map', input, scope)?.map((item) => inside(withMore(scope, { [name]: item })) ?? null) ?? null
}

function filterElements(argument: unknown, compile: Compile): Evaluate {
  const named = namedArguments('$filter', argument, ['input', 'cond'], ['as'])
  const [input, keep] = [compile(named.input), compile(named.cond)]
  const name = String(named.as ?? 'this')
  return (scope) =>
    inputOf('$filter', input, scope)?.filter((item) => isTrue(keep(withMore(scope, { [name]: item })))) ??
    null
}

function reduceElements(argument: unknown, compile: Compile): Evaluate {
  const named = namedArguments('$reduce', argument, ['input', 'initialValue', 'in'])
  const [input, initial, inside] = [compile(named.input), compile(named.initialValue), compile(named.in)]
  return (scope) => {
    const elements = inputOf('$reduce', input, scope)
    if (!elements) return null
    return elements.reduce<unknown>(
      (value, item) => inside(withMore(scope, { value, this: item })),
      initial(scope),
    )
  }
}
