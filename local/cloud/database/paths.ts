/** Follows dotted paths as MongoDB's queries do: through arrays into their elements, or to one by its number. */
import { type Document, isPlainObject } from './values'

export const hasField = (holder: unknown, name: string): holder is Document =>
  isPlainObject(holder) && Object.hasOwn(holder, name)

/** Whether a step of a path can be the number of an array's element. */
export const isPosition = (step: string): boolean => /^(0|[1-9]\d*)$/.test(step)

/**
 * Asks `visit` about every value that a path leads to, until one answers true. A branch that ends early gives
 * undefined, an element that is no object gives nothing. `isElement` tells that a value was named by its number.
 */
export function someValueAt(
  document: unknown,
  steps: readonly string[],
  visit: (value: unknown, isElement: boolean) => boolean,
  from = 0,
): boolean {
  let current = document
  for (let position = from; position < steps.length; position += 1) {
    if (Array.isArray(current)) return someElementAt(current, steps, visit, position)
    const step = steps[position] ?? ''
    if (!hasField(current, step)) return visit(undefined, false)
    current = current[step]
  }
  return visit(current, false)
}

function someElementAt(
  elements: readonly unknown[],
  steps: readonly string[],
  visit: (value: unknown, isElement: boolean) => boolean,
  position: number,
): boolean {
  const isLast = position === steps.length - 1
  return elements.some((element, number) => {
    if (isPlainObject(element) && someValueAt(element, steps, visit, position)) return true
    if (String(number) !== steps[position]) return false
    if (isLast) return visit(element, true)
    const leadsOn = isPlainObject(element) || Array.isArray(element)
    return leadsOn && someValueAt(element, steps, visit, position + 1)
  })
}

/**
 * The values by which indexes and orders know a document: an array's elements instead of the array, null for what is
 * missing, undefined for an empty array, which comes before null. There is always one.
 */
export function orderedValuesAt(document: unknown, steps: readonly string[]): unknown[] {
  const values: unknown[] = []
  someValueAt(document, steps, (value, isElement) => {
    if (!Array.isArray(value) || isElement) values.push(value ?? null)
    else if (value.length === 0) values.push(undefined)
    else for (const element of value) values.push(element)
    return false
  })
  return values.length > 0 ? values : [null]
}

/** The value of a path in an aggregation's expression: arrays give the list of what their objects hold. */
export function expressionValueAt(value: unknown, steps: readonly string[]): unknown {
  let current = value
  for (const [position, step] of steps.entries()) {
    if (Array.isArray(current)) {
      const rest = steps.slice(position)
      return current.map((item) => expressionValueAt(item, rest)).filter((item) => item !== undefined)
    }
    if (!hasField(current, step)) return undefined
    current = current[step]
  }
  return current
}
