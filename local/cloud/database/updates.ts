/** Applies MongoDB's update operators to a document without changing the one it was given. */
import { updateRefused } from '../errors'
import { Draft } from './draft'
import { concretePaths } from './positional'
import { type Change, changes } from './update-operators'
import { type Document, isPlainObject } from './values'

/**
 * The document after an update, or the very same object when the update changes nothing.
 * Only the branches that the update's paths lead through are copied, so that one seat claimed in a document
 * of a thousand costs one copy of a flat object.
 * @param query what the document was found by; says which element `$` in a path stands for
 * @throws CloudError in MongoDB's words where types do not fit
 */
export function applyUpdate(document: Document, update: Document, query: Document): Document {
  const steps = stepsOf(update)
  refuseConflicts(steps.flatMap(pathsOf))
  const draft = new Draft(document)
  for (const { change, path, argument } of steps)
    for (const concrete of concretePaths(document, path, query)) change(draft, concrete, argument)
  return draft.result
}

interface Step {
  readonly name: string
  readonly change: Change
  readonly path: string
  readonly argument: unknown
}

/** What a step changes; a field that is to become itself is the operator's to refuse. */
function pathsOf({ path, name, argument }: Step): string[] {
  return name === '$rename' && argument !== path ? [path, String(argument)] : [path]
}

function stepsOf(update: Document): Step[] {
  return Object.entries(update).flatMap(([name, fields]) => {
    const change = Object.hasOwn(changes, name) ? changes[name] : undefined
    if (!change) throw updateRefused(`Unknown modifier: ${name}`)
    if (!isPlainObject(fields))
      throw updateRefused(`Modifiers operate on fields but we found type ${typeof fields} instead`)
    return Object.entries(fields).map(([path, argument]) => {
      refusePath(path)
      return { name, change, path, argument }
    })
  })
}

function refusePath(path: string): void {
  const steps = path.split('.')
  if (steps.includes(''))
    throw updateRefused(`The update path '${path}' contains an empty field name, which is not allowed.`)
  if (steps[0]?.startsWith('$'))
    throw updateRefused(`Cannot have positional (i.e. '$') element in the first position in path '${path}'`)
  const odd = steps.find((step) => step.startsWith('$') && !/^\$(\[.*\])?$/.test(step))
  if (odd !== undefined)
    throw updateRefused(`The dollar ($) prefixed field '${odd}' in '${path}' is not valid for storage.`)
}

/** No path may lead to, or through, what another one changes. */
function refuseConflicts(paths: readonly string[]): void {
  const seen = new Set<string>()
  const prefixes = new Set<string>()
  for (const path of paths) {
    const steps = path.split('.')
    const above = steps.map((_, position) => steps.slice(0, position + 1).join('.'))
    const conflict = above.find((prefix) => seen.has(prefix)) ?? (prefixes.has(path) ? path : undefined)
    if (conflict !== undefined)
      throw updateRefused(`Updating the path '${path}' would create a conflict at '${conflict}'`)
    seen.add(path)
    for (const prefix of above) prefixes.add(prefix)
  }
}
