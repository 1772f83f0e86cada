/** Keeps or drops fields of the documents that a query found, as `field()` asks. */
import { notOffered, queryRefused } from '../errors'
import { isOperators, matcher } from './matching'
import { type Document, isPlainObject, toWire } from './values'

type Projector = (document: Document) => Document
/** The named fields of one level; null marks the end of a path. */
type Tree = Map<string, Tree | null>

/** @throws CloudError when some fields are kept and others dropped, or for what MongoDB has no projection for */
export function projector(projection: Document): Projector {
  const plain: [path: string, isKept: boolean][] = []
  const elements: [path: string, rule: Document][] = []
  for (const [path, rule] of Object.entries(projection))
    if (isOperators(rule)) elements.push([path, rule])
    else plain.push([path, isKept(path, rule)])
  const keeps = isKeeping(plain, elements)
  const paths = plain.filter(([, kept]) => kept === keeps).map(([path]) => path)
  const withId = !plain.some(([path, kept]) => path === '_id' && !kept)
  const kept = [...paths, ...elements.map(([path]) => path), ...(withId ? ['_id'] : [])]
  const dropped = withId ? paths : [...paths, '_id']
  const tree = treeOf(keeps ? kept : dropped)
  const steps = elements.map(([path, rule]) => elementStep(path, rule))
  return (document) => {
    const chosen = (keeps ? keep(document, tree) : drop(document, tree)) as Document
    return steps.reduce((projected, step) => step(projected), chosen)
  }
}

function isKept(path: string, rule: unknown): boolean {
  if (path.split('.').includes('$')) throw notOffered(`the positional projection ${path}`)
  if (typeof rule === 'boolean') return rule
  if (typeof rule === 'number') return rule !== 0
  throw queryRefused(`Unsupported projection option: ${path}: ${toWire(rule)}`)
}

/** Beside others `_id` may go its own way; `$elemMatch` alone keeps nothing else, `$slice` alone keeps everything. */
function isKeeping(plain: readonly [string, boolean][], elements: readonly [string, Document][]): boolean {
  const others = plain.filter(([path]) => path !== '_id')
  const modes = new Set(others.map(([, kept]) => kept))
  if (modes.size > 1) throw queryRefused('Projection cannot have a mix of inclusion and exclusion.')
  const [mode] = modes
  if (mode !== undefined) return mode
  const [id] = plain
  return id ? id[1] : elements.some(([, rule]) => '$elemMatch' in rule)
}

function treeOf(paths: readonly string[]): Tree {
  const tree: Tree = new Map()
  for (const path of paths) {
    const steps = path.split('.')
    const last = steps.pop() ?? ''
    let level = tree
    for (const step of steps) {
      const next = level.get(step) ?? new Map()
      level.set(step, next)
      level = next
    }
    level.set(last, null)
  }
  return tree
}

function keep(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.filter(isHolder).map((item) => keep(item, tree))
  const kept: Document = {}
  for (const [name, item] of Object.entries(value as Document)) {
    const below = tree.get(name)
    if (below === null) kept[name] = item
    else if (below && isHolder(item)) kept[name] = keep(item, below)
  }
  return kept
}

function drop(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => drop(item, tree))
  if (!isPlainObject(value)) return value
  const left: Document = {}
  for (const [name, item] of Object.entries(value)) {
    const below = tree.get(name)
    if (below !== null) left[name] = below ? drop(item, below) : item
  }
  return left
}

const isHolder = (value: unknown): boolean => Array.isArray(value) || isPlainObject(value)

function elementStep(path: string, rule: Document): Projector {
  const [name = '', argument] = Object.entries(rule)[0] ?? []
  if (name !== '$slice' && name !== '$elemMatch') throw notOffered(`the projection ${name}`)
  const choose = name === '$slice' ? slicer(argument) : firstMatch(argument)
  const steps = path.split('.')
  return (document) => change(document, steps, choose) as Document
}

function change(value: unknown, steps: readonly string[], choose: (value: unknown) => unknown): unknown {
  const [step = '', ...rest] = steps
  if (Array.isArray(value)) return value.map((item) => change(item, steps, choose))
  if (!isPlainObject(value) || !(step in value)) return value
  const { [step]: before, ...others } = value
  const after = rest.length === 0 ? choose(before) : change(before, rest, choose)
  return after === undefined ? others : { ...value, [step]: after }
}

/** The first so many, the last so many when negative, or so many after some that are skipped. */
function slicer(argument: unknown): (value: unknown) => unknown {
  const [skip, limit] = Array.isArray(argument) ? argument : [undefined, argument]
  if (typeof limit !== 'number' || (Array.isArray(argument) && (typeof skip !== 'number' || limit <= 0)))
    throw queryRefused('$slice only supports numbers and [skip, limit] arrays')
  return (value) => {
    if (!Array.isArray(value)) return value
    if (skip === undefined) return limit < 0 ? value.slice(limit) : value.slice(0, limit)
    const from = skip < 0 ? Math.max(0, value.length + skip) : skip
    return value.slice(from, from + limit)
  }
}

function firstMatch(argument: unknown): (value: unknown) => unknown {
  const test = matcher({ item: { $elemMatch: argument } })
  return (value) => {
    if (!Array.isArray(value)) return undefined
    const index = value.findIndex((item) => test({ item: [item] }))
    return index === -1 ? undefined : [value[index]]
  }
}
