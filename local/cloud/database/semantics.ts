/** MongoDB's query language over plain documents, by mingo; what mingo does differently is refused by name. */
import { Aggregator } from 'mingo/aggregator'
import { Context, ProcessingMode } from 'mingo/core'
import * as accumulators from 'mingo/operators/accumulator'
import * as expressions from 'mingo/operators/expression'
import * as stages from 'mingo/operators/pipeline'
import * as projections from 'mingo/operators/projection'
import * as queries from 'mingo/operators/query'
import { Query } from 'mingo/query'
import type { Options } from 'mingo/types'
import { CloudError, notOffered, queryRefused } from '../errors'
import { type Document, deepCopy, isPlainObject } from './values'

/** The stages that the SDK's aggregate() offers and mingo runs; geoNear waits for the geo operators. */
const offeredStages = new Set(
  'addFields bucket bucketAuto count group limit lookup match project replaceRoot sample skip sort sortByCount unwind'
    .split(' ')
    .map((name) => `$${name}`),
)

/** Operators that would run code, or whose answer in mingo is not MongoDB's. */
const refusedOperators = new Set([
  '$where',
  '$function',
  '$accumulator',
  '$jsonSchema',
  '$week',
  '$geoNear',
  '$near',
  '$nearSphere',
  '$geoWithin',
  '$geoIntersects',
])

const context = Context.init({
  accumulator: accumulators,
  expression: expressions,
  pipeline: stages,
  projection: projections,
  query: queries,
})

export const mingoOptions: Partial<Options> = {
  context,
  useStrictMode: true,
  scriptEnabled: false,
  processingMode: ProcessingMode.CLONE_OFF,
}

/** Runs mingo, and turns what it throws into an answer of the platform's. */
function asQuery<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    if (error instanceof CloudError) throw error
    throw queryRefused(error instanceof Error ? error.message : String(error))
  }
}

/** Throws when an operator that is not offered occurs anywhere inside. */
function refuseUnknown(value: unknown): void {
  if (Array.isArray(value)) for (const item of value) refuseUnknown(item)
  if (!isPlainObject(value)) return
  for (const [key, item] of Object.entries(value)) {
    if (refusedOperators.has(key)) throw notOffered(`the operator ${key}`)
    refuseUnknown(item)
  }
}

/** A test for one query; an empty query matches everything. */
export function matcher(query: Document): (document: Document) => boolean {
  if (Object.keys(query).length === 0) return () => true
  refuseUnknown(query)
  const compiled = asQuery(() => new Query(query, mingoOptions))
  return (document) => asQuery(() => compiled.test(document))
}

export interface Shape {
  readonly order?: Document
  readonly offset?: number
  readonly limit?: number
  readonly projection?: Document
}

/** Sorts, cuts and projects documents that matched. */
export function shape(
  documents: readonly Document[],
  { order, offset, limit, projection }: Shape,
): Document[] {
  if (!order && !projection) return documents.slice(offset ?? 0, (offset ?? 0) + (limit ?? documents.length))
  return asQuery(() => {
    const cursor = new Query({}, mingoOptions).find<Document>(documents, projection)
    if (order) cursor.sort(order)
    if (offset) cursor.skip(offset)
    if (limit) cursor.limit(limit)
    return cursor.all() as Document[]
  })
}

/**
 * Runs an aggregation.
 * @param find the documents of this collection that match a query, by its indexes
 * @param resolve all documents of another collection, for $lookup
 */
export function aggregate(
  pipeline: readonly Document[],
  find: (query: Document) => readonly Document[],
  resolve: (collection: string) => readonly Document[],
): Document[] {
  for (const stage of pipeline) {
    const [name = 'an empty stage'] = Object.keys(stage)
    if (!offeredStages.has(name)) throw notOffered(`the aggregation stage ${name}`)
    refuseUnknown(stage)
  }
  const first = pipeline[0]?.$match
  const matched = isPlainObject(first) ? find(first) : find({})
  const rest = isPlainObject(first) ? pipeline.slice(1) : pipeline
  const collectionResolver = (name: string) => resolve(name).map(deepCopy)
  // $addFields writes into what it is given, and the documents are shared with every reader.
  return asQuery(() =>
    new Aggregator([...rest], { ...mingoOptions, collectionResolver }).run<Document>(matched.map(deepCopy)),
  )
}
