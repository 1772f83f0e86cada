/** Which array elements the `$` and `$[]` of an update's path stand for. */
import { updateRefused } from '../errors'
import { matcher } from './matching'
import { expressionValueAt } from './paths'
import { type Document, isPlainObject, toWire } from './values'

/** The path itself, or one path for each element that its positional steps stand for. */
export function concretePaths(document: Document, path: string, query: Document): string[] {
  if (!path.includes('$')) return [path]
  const steps = path.split('.')
  const position = steps.findIndex((step) => step.startsWith('$'))
  if (position === -1) return [path]
  const before = steps.slice(0, position).join('.')
  const after = steps.slice(position + 1)
  const elements = valueByPosition(document, before)
  return numbersOf(steps[position] ?? '', { document, query, path, before, elements }).flatMap((number) =>
    concretePaths(document, [before, number, ...after].join('.'), query),
  )
}

interface Place {
  readonly document: Document
  readonly query: Document
  readonly path: string
  /** The path of the array. */
  readonly before: string
  readonly elements: unknown
}

function numbersOf(step: string, place: Place): number[] {
  if (step === '$') return [matchedPosition(place)]
  if (step !== '$[]') {
    const name = step.slice(2, -1)
    throw updateRefused(`No array filter found for identifier '${name}' in path '${place.path}'`)
  }
  if (place.elements === undefined)
    throw updateRefused(
      `The path '${place.before}' must exist in the document in order to apply array updates.`,
    )
  return [...elementsOf(place).keys()]
}

function elementsOf({ elements, before }: Place): unknown[] {
  if (Array.isArray(elements)) return elements
  throw updateRefused(`Cannot apply array updates to non-array element ${before}: ${toWire(elements)}`)
}

/** The first element that alone makes the query's condition on this array true. */
function matchedPosition(place: Place): number {
  const { query, before } = place
  const conditions = conditionsOn(query, before)
  if (conditions.length === 0 || !Array.isArray(place.elements))
    throw updateRefused('The positional operator did not find the match needed from the query.')
  const last = conditions.at(-1) ?? {}
  const test = matcher(last)
  const found = place.elements.findIndex((element) => test(nested(before.split('.'), [element])))
  if (found === -1)
    throw updateRefused('The positional operator did not find the match needed from the query.')
  return found
}

function conditionsOn(query: Document, array: string): Document[] {
  return Object.entries(query).flatMap(([field, condition]) => {
    if (field === '$and' && Array.isArray(condition))
      return condition.filter(isPlainObject).flatMap((part) => conditionsOn(part, array))
    const isOnArray = field === array || field.startsWith(`${array}.`)
    return isOnArray ? [{ [field]: condition }] : []
  })
}

const nested = (steps: readonly string[], value: unknown): Document =>
  steps.reduceRight<unknown>((inner, step) => ({ [step]: inner }), value) as Document

function valueByPosition(document: Document, path: string): unknown {
  let current: unknown = document
  for (const step of path.split('.'))
    current = Array.isArray(current) ? current[Number(step)] : expressionValueAt(current, [step])
  return current
}
