/** Applies MongoDB's update operators to a document without changing the one it was given. */
import { update as mingoUpdate } from 'mingo/updater'
import { updateRefused } from '../errors'
import { mingoOptions } from './semantics'
import { type Document, deepCopy, isPlainObject } from './values'

/** The operators that the SDK's `db.command` sends. */
const operators = new Set([
  '$set',
  '$unset',
  '$inc',
  '$mul',
  '$min',
  '$max',
  '$rename',
  '$push',
  '$pull',
  '$pullAll',
  '$pop',
  '$addToSet',
])
const numeric = new Set(['$inc', '$mul'])
const forArrays = new Set(['$push', '$pull', '$pullAll', '$pop', '$addToSet'])
/** These leave a document alone when the path leads nowhere, instead of building it. */
const lenient = new Set(['$unset', '$pull', '$pullAll', '$pop', '$rename'])

/**
 * The document after an update, or the very same object when the update changes nothing.
 * Only the branches that the update's paths lead through are copied, so that one seat claimed in a document
 * of a thousand costs one copy of a flat object.
 * @throws CloudError in MongoDB's words where types do not fit
 */
export function applyUpdate(document: Document, update: Document, query: Document): Document {
  const paths: string[] = []
  for (const [operator, fields] of Object.entries(update)) {
    if (!operators.has(operator) || !isPlainObject(fields))
      throw updateRefused(`Unknown modifier: ${operator}`)
    for (const [path, argument] of Object.entries(fields)) {
      checkTypes(document, operator, path, argument)
      paths.push(path)
      if (operator === '$rename') paths.push(String(argument))
    }
  }
  const isPositional = paths.some((path) => path.includes('$'))
  const draft = isPositional ? deepCopy(document) : copyAlong(document, paths)
  try {
    const condition = isPositional ? query : {}
    const options = { cloneMode: 'deep' as const, queryOptions: mingoOptions }
    const changed = mingoUpdate(draft, update, [], condition, options)
    return changed.length === 0 ? document : draft
  } catch (error) {
    throw updateRefused(error instanceof Error ? error.message : String(error))
  }
}

/** MongoDB fails where mingo passes over a mismatch in silence. */
function checkTypes(document: Document, operator: string, path: string, argument: unknown): void {
  if (numeric.has(operator) && typeof argument !== 'number')
    throw updateRefused(`Cannot ${operator === '$inc' ? 'increment' : 'multiply'} with non-numeric argument`)
  const steps = path.split('.')
  let current: unknown = document
  let parent = ''
  for (const step of steps) {
    if (current === undefined || step.startsWith('$')) break
    if (current === null || typeof current !== 'object' || current instanceof Date) {
      if (lenient.has(operator)) return
      const held = JSON.stringify(current)
      throw updateRefused(`Cannot create field '${step}' in element {${parent}: ${held}}`)
    }
    current = (current as Document)[step]
    parent = step
  }
  if (steps.some((step) => step.startsWith('$'))) return
  if (numeric.has(operator) && current !== undefined && typeof current !== 'number')
    throw updateRefused(
      `Cannot apply ${operator} to a value of non-numeric type. {${path}: ${JSON.stringify(current)}}`,
    )
  if (forArrays.has(operator) && current !== undefined && !Array.isArray(current))
    throw updateRefused(
      `The field '${path}' must be an array but is of type ${current === null ? 'null' : typeof current}`,
    )
}

/** A copy of the document in which every object and array on these paths is fresh, and all others are shared. */
function copyAlong(document: Document, paths: readonly string[]): Document {
  const copy = { ...document }
  const fresh = new Set<unknown>([copy])
  for (const path of paths) {
    let holder: Document | undefined = copy
    for (const step of path.split('.')) {
      if (!holder) break
      const value: unknown = holder[step]
      const copied: unknown = fresh.has(value) ? value : shallowCopy(value)
      if (copied !== value) {
        holder[step] = copied
        fresh.add(copied)
      }
      holder = isPlainObject(copied) || Array.isArray(copied) ? (copied as Document) : undefined
    }
  }
  return copy
}

function shallowCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice()
  return isPlainObject(value) ? copyOfObject(value) : value
}

/** Filled without a prototype, an object of a thousand fields is copied in half the time that `{...}` takes. */
function copyOfObject(object: Document): Document {
  const copy: Document = Object.create(null)
  for (const key of Object.keys(object)) copy[key] = object[key]
  return Object.setPrototypeOf(copy, Object.prototype)
}
