/** `$lookup`: to each document those of another collection that belong to it. */
import { queryRefused } from '../errors'
import type { Source, Variables } from './aggregation'
import { compile } from './expressions'
import { namedArguments } from './expressions/named'
import { someValueAt } from './paths'
import { adder } from './reshaping'
import { type Document, isPlainObject, keyOf } from './values'

type Run = (
  documents: Document[],
  pipeline: readonly unknown[],
  source: Source,
  variables: Variables,
) => Document[]

export function lookup(
  documents: Document[],
  argument: unknown,
  source: Source,
  variables: Variables,
  run: Run,
): Document[] {
  const names = ['localField', 'foreignField', 'let', 'pipeline']
  const given = namedArguments('$lookup', argument, ['from', 'as'], names)
  const { from, as } = given
  if (typeof from !== 'string' || typeof as !== 'string')
    throw queryRefused("$lookup argument 'from' and 'as' must be strings")
  const joined =
    'pipeline' in given ? byPipeline(given, from, source, variables, run) : byField(given, source.all(from))
  return documents.map((document) => adder({ [as]: { $literal: joined(document) } }, {})(document))
}

function byField({ localField, foreignField }: Document, foreign: readonly Document[]) {
  if (typeof localField !== 'string' || typeof foreignField !== 'string')
    throw queryRefused("$lookup requires both or neither of 'localField' and 'foreignField' to be specified")
  const foreignByKey = new Map<string, Document[]>()
  for (const document of foreign)
    for (const key of keysAt(document, foreignField)) {
      const known = foreignByKey.get(key)
      if (known) known.push(document)
      else foreignByKey.set(key, [document])
    }
  return (document: Document): Document[] => {
    const found = new Set([...keysAt(document, localField)].flatMap((key) => foreignByKey.get(key) ?? []))
    return [...found]
  }
}

/** A missing field counts as null; a list stands for each of its elements. */
function keysAt(document: Document, path: string): Set<string> {
  const keys = new Set<string>()
  someValueAt(document, path.split('.'), (value) => {
    for (const item of Array.isArray(value) ? value : [value]) keys.add(keyOf(item))
    return false
  })
  return keys
}

function byPipeline(given: Document, from: string, source: Source, variables: Variables, run: Run) {
  const { pipeline } = given
  if (!Array.isArray(pipeline)) throw queryRefused("'pipeline' option must be specified as an array")
  if ('localField' in given || 'foreignField' in given)
    throw queryRefused("$lookup with 'pipeline' may not specify 'localField' or 'foreignField'")
  const own = Object.entries(isPlainObject(given.let) ? given.let : {}).map(
    ([name, value]) => [name, compile(value)] as const,
  )
  if (own.length === 0 && Object.keys(variables).length === 0) {
    // The same for every document; so it is asked once, and by the other collection's indexes.
    let found: Document[] | undefined
    return () => {
      found ??= source.aggregate(from, pipeline)
      return found
    }
  }
  const foreign = source.all(from)
  return (root: Document): Document[] => {
    const values = own.map(([name, evaluate]) => [name, evaluate({ root, variables })])
    return run([...foreign], pipeline, source, { ...variables, ...Object.fromEntries(values) })
  }
}
