/** What `$project` and `$addFields` make of a document. */
import { queryRefused } from '../errors'
import { compile } from './expressions'
import type { Evaluate, Scope } from './expressions/operator'
import { projector } from './projection'
import { type Document, isPlainObject } from './values'

type Reshape = (document: Document) => Document
type Variables = Scope['variables']

interface Computed {
  readonly steps: readonly string[]
  readonly evaluate: Evaluate
}

/** Keeps or drops fields and computes others, as `$project` says. */
export function reshaper(argument: unknown, variables: Variables): Reshape {
  if (!isPlainObject(argument) || Object.keys(argument).length === 0)
    throw queryRefused(
      'Invalid $project :: caused by :: projection specification must have at least one field',
    )
  const rules = flattened(argument)
  const plain = rules.filter(([, rule]) => isPlain(rule))
  const computed = rules.filter(([, rule]) => !isPlain(rule))
  const isDropping = computed.length > 0 && plain.some(([path, rule]) => !rule && path !== '_id')
  if (isDropping)
    throw queryRefused('Invalid $project :: caused by :: Cannot use an expression in an exclusion projection')
  // A field that no document has: it makes the projection one that keeps, when everything else is computed.
  const keepsNothing = computed.length > 0 ? [['', 1] as const] : []
  const choose = projector(Object.fromEntries([...keepsNothing, ...plain]))
  const compute = computer(computed, variables)
  return (document) => compute(choose(document), document)
}

/** Sets fields to what expressions give, as `$addFields` says; through arrays, in each of their elements. */
export function adder(argument: unknown, variables: Variables): Reshape {
  if (!isPlainObject(argument)) throw queryRefused('$addFields specification stage must be an object')
  const compute = computer(flattened(argument), variables)
  return (document) => compute(document, document)
}

const isPlain = (rule: unknown): boolean => typeof rule === 'number' || typeof rule === 'boolean'

/** Nested objects that are no expressions become dotted paths. */
function flattened(rules: Document, prefix = ''): [path: string, rule: unknown][] {
  return Object.entries(rules).flatMap(([name, rule]) => {
    if (prefix === '' && name.startsWith('$'))
      throw queryRefused(`Field names may not start with '$': consider using $getField or $setField: ${name}`)
    const path = `${prefix}${name}`
    const isNested = isPlainObject(rule) && !Object.keys(rule).some((key) => key.startsWith('$'))
    return isNested ? flattened(rule, `${path}.`) : [[path, rule]]
  })
}

function computer(rules: readonly (readonly [string, unknown])[], variables: Variables) {
  const computed: Computed[] = rules.map(([path, rule]) => ({
    steps: path.split('.'),
    evaluate: compile(rule),
  }))
  return (start: Document, root: Document): Document =>
    computed.reduce<Document>(
      (document, { steps, evaluate }) => put(document, steps, evaluate({ root, variables })) as Document,
      start,
    )
}

/** A copy with a value at a path; undefined takes the field away. */
function put(holder: unknown, steps: readonly string[], value: unknown): unknown {
  const [step = '', ...rest] = steps
  if (Array.isArray(holder)) return holder.map((item) => put(item, steps, value))
  const object = isPlainObject(holder) ? holder : {}
  const after = rest.length === 0 ? value : put(object[step], rest, value)
  if (after !== undefined) return { ...object, [step]: after }
  const { [step]: _removed, ...others } = object
  return others
}
