/** MongoDB's aggregation: documents through one stage after the other. */
import { notOffered, queryRefused } from '../errors'
import { compareValues, equalValues } from './comparison'
import { compile } from './expressions'
import { accumulators } from './expressions/statistics'
import type { Wanted } from './finding'
import { geoNear, refuseNear } from './geo-near'
import type { IndexDescription } from './indexes'
import { lookup } from './lookup'
import { matcher } from './matching'
import { adder, reshaper } from './reshaping'
import { readOrder, sorted } from './sorting'
import {
  asObject,
  boundariesOf,
  bucketsOf,
  countField,
  limitOf,
  natural,
  sampleSize,
  unwindPath,
} from './stage-arguments'
import { type Document, isPlainObject, keyOf, toWire } from './values'

/** What stages may ask for beyond the documents that come to them. */
export interface Source {
  readonly indexes: readonly IndexDescription[]
  /** The documents of the aggregated collection that match, as they are wanted, by its indexes. */
  find(query: Document, wanted?: Wanted): readonly Document[]
  /** All documents of another collection; none when there is no such collection. */
  all(collection: string): readonly Document[]
  /** What a pipeline makes of another collection; nothing when there is no such collection. */
  aggregate(collection: string, pipeline: readonly Document[]): Document[]
}

export type Variables = Readonly<Record<string, unknown>>
type Stage = (documents: Document[], argument: unknown, source: Source, variables: Variables) => Document[]

const stages: Readonly<Record<string, Stage>> = {
  $addFields: (documents, argument, _source, variables) => documents.map(adder(argument, variables)),
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $count: count,
  $geoNear: () => {
    throw queryRefused('$geoNear is only valid as the first stage in a pipeline.')
  },
  $group: group,
  $limit: (documents, argument) => documents.slice(0, limitOf(argument)),
  $lookup: (documents, argument, source, variables) =>
    lookup(documents, argument, source, variables, runStages),
  $match: (documents, argument, _source, variables) => {
    const query = asObject(argument, 'the match filter must be an expression in an object')
    refuseNear(query)
    return documents.filter(matcher(query, variables))
  },
  $project: (documents, argument, _source, variables) => documents.map(reshaper(argument, variables)),
  $replaceRoot: replaceRoot,
  $sample: sample,
  $skip: (documents, argument) => documents.slice(natural('$skip', argument)),
  $sort: (documents, argument) =>
    sorted(documents, readOrder(asObject(argument, 'the $sort key specification must be an object'))),
  $sortByCount: (documents, argument, source, variables) => {
    const counted = { _id: argument, count: { $sum: 1 } }
    return sorted(group(documents, counted, source, variables), readOrder({ count: -1 }))
  },
  $unwind: unwind,
}

/** The names of all stages. */
export const stageNames: readonly string[] = Object.keys(stages)

/**
 * Runs a pipeline over a collection; a `$match`, `$sort` and `$limit` that come first use its indexes.
 * @throws CloudError in MongoDB's words, or by name for a stage that is not offered
 */
export function aggregate(pipeline: readonly Document[], source: Source): Document[] {
  for (const stage of pipeline) named(stage)
  const [first = {}, ...rest] = pipeline
  if ('$geoNear' in first) return runStages(geoNear(first.$geoNear, source), rest, source, {})
  if (!isPlainObject(first.$match)) return sortedFirst({}, pipeline, source)
  refuseNear(first.$match)
  return sortedFirst(first.$match, rest, source)
}

/** Leaves a `$sort` that comes first to whoever finds the documents, and tells how many a `$limit` after it lets on. */
function sortedFirst(query: Document, pipeline: readonly Document[], source: Source): Document[] {
  const [first = {}, ...rest] = pipeline
  const isSorted = isPlainObject(first.$sort)
  const left = isSorted ? rest : pipeline
  const most = left[0] && '$limit' in left[0] ? limitOf(left[0].$limit) : undefined
  const found = source.find(query, {
    ...(isSorted ? { order: readOrder(first.$sort as Document) } : {}),
    ...(most === undefined ? {} : { most }),
  })
  return runStages([...found], left, source, {})
}

function runStages(
  documents: Document[],
  pipeline: readonly unknown[],
  source: Source,
  variables: Variables,
): Document[] {
  return pipeline.reduce<Document[]>((given, stage) => {
    const [run, argument] = named(stage)
    return run(given, argument, source, variables)
  }, documents)
}

function named(stage: unknown): [Stage, unknown] {
  const entries = Object.entries(isPlainObject(stage) ? stage : {})
  const [entry] = entries
  if (!entry || entries.length > 1)
    throw queryRefused('A pipeline stage specification object must contain exactly one field.')
  const [name, argument] = entry
  const run = Object.hasOwn(stages, name) ? stages[name] : undefined
  if (!run) throw notOffered(`the aggregation stage ${name}`)
  return [run, argument]
}

/** One document, or none when there is nothing to count. */
function count(documents: Document[], argument: unknown): Document[] {
  const field = countField(argument)
  return documents.length === 0 ? [] : [{ [field]: documents.length }]
}

type Group = (members: readonly Document[]) => Document

/** The fields of a group beside its `_id`. */
function grouper(output: Document, variables: Variables): Group {
  const fields = Object.entries(output).map(([name, rule]) => {
    const [operator = '', ...others] = Object.keys(isPlainObject(rule) ? rule : {})
    const accumulate = Object.hasOwn(accumulators, operator) ? accumulators[operator] : undefined
    if (!accumulate || others.length > 0)
      throw queryRefused(
        operator === ''
          ? `The field '${name}' must be an accumulator object`
          : `unknown group operator '${operator}'`,
      )
    return { name, accumulate, evaluate: compile((rule as Document)[operator]) }
  })
  return (members) => {
    const group: Document = {}
    for (const { name, accumulate, evaluate } of fields)
      group[name] = accumulate(members.map((root) => evaluate({ root, variables }))) ?? null
    return group
  }
}

function group(documents: Document[], argument: unknown, _source: Source, variables: Variables): Document[] {
  const { _id, ...output } = asObject(argument, "a group's fields must be specified in an object")
  if (_id === undefined) throw queryRefused('a group specification must include an _id')
  const evaluate = compile(_id)
  const summarise = grouper(output, variables)
  const groups = new Map<string, { id: unknown; members: Document[] }>()
  for (const root of documents) {
    const id = evaluate({ root, variables }) ?? null
    const key = keyOf(id)
    const known = groups.get(key)
    if (known) known.members.push(root)
    else groups.set(key, { id, members: [root] })
  }
  return [...groups.values()].map(({ id, members }) => ({ _id: id, ...summarise(members) }))
}

const counted = { count: { $sum: 1 } }

function bucket(documents: Document[], argument: unknown, _source: Source, variables: Variables): Document[] {
  const given = asObject(argument, 'Argument to $bucket stage must be an object, but found type: %.')
  const boundaries = boundariesOf(given)
  const evaluate = compile(given.groupBy)
  const output = asObject(
    given.output ?? counted,
    "The $bucket 'output' field must be an object, but found type: %.",
  )
  const summarise = grouper(output, variables)
  const bucketOf = (root: Document): unknown => {
    const value = evaluate({ root, variables })
    const above = boundaries.findIndex((boundary) => compareValues(value, boundary) < 0)
    if (above > 0) return boundaries[above - 1]
    if ('default' in given) return given.default
    throw queryRefused('$switch could not find a matching branch for an input, and no default was specified.')
  }
  const buckets = new Map<string, { _id: unknown; members: Document[] }>()
  for (const root of documents) {
    const _id = bucketOf(root)
    const found = buckets.get(keyOf(_id))
    if (found) found.members.push(root)
    else buckets.set(keyOf(_id), { _id, members: [root] })
  }
  return [...buckets.values()]
    .sort((left, right) => compareValues(left._id, right._id))
    .map(({ _id, members }) => ({ _id, ...summarise(members) }))
}

/** As even as can be; equal values stay together. */
function bucketAuto(
  documents: Document[],
  argument: unknown,
  _source: Source,
  variables: Variables,
): Document[] {
  const given = asObject(argument, 'The argument to $bucketAuto must be an object, but found type: %.')
  if (given.granularity !== undefined) throw notOffered('the granularity of $bucketAuto')
  const wanted = bucketsOf(given)
  const evaluate = compile(given.groupBy)
  const output = asObject(
    given.output ?? counted,
    "The $bucketAuto 'output' field must be an object, but found type: %.",
  )
  const summarise = grouper(output, variables)
  const sorted = documents
    .map((root) => ({ root, value: evaluate({ root, variables }) ?? null }))
    .sort((left, right) => compareValues(left.value, right.value))
  const size = Math.max(1, Math.round(sorted.length / wanted))
  const buckets: Document[] = []
  for (let start = 0; start < sorted.length; ) {
    let end = buckets.length === wanted - 1 ? sorted.length : Math.min(sorted.length, start + size)
    while (end < sorted.length && equalValues(sorted[end]?.value, sorted[end - 1]?.value)) end += 1
    const members = sorted.slice(start, end)
    const max = (sorted[end] ?? sorted[end - 1])?.value
    buckets.push({ _id: { min: members[0]?.value, max }, ...summarise(members.map(({ root }) => root)) })
    start = end
  }
  return buckets
}

function replaceRoot(
  documents: Document[],
  argument: unknown,
  _source: Source,
  variables: Variables,
): Document[] {
  const given = asObject(argument, 'expected an object as specification for $replaceRoot stage, got %')
  const evaluate = compile(given.newRoot)
  return documents.map((root) => {
    const value = evaluate({ root, variables })
    if (!isPlainObject(value))
      throw queryRefused(
        `'newRoot' expression must evaluate to an object, but resulting value was: ${toWire(value ?? null)}`,
      )
    return value
  })
}

function sample(documents: Document[], argument: unknown): Document[] {
  const size = sampleSize(argument)
  const drawn = [...documents]
  for (let index = 0; index < Math.min(size, drawn.length); index += 1) {
    const other = index + Math.floor(Math.random() * (drawn.length - index))
    const [mine, theirs] = [drawn[index], drawn[other]]
    if (mine && theirs) [drawn[index], drawn[other]] = [theirs, mine]
  }
  return drawn.slice(0, size)
}

function unwind(documents: Document[], argument: unknown): Document[] {
  const given = asObject(
    typeof argument === 'string' ? { path: argument } : argument,
    'expected either a string or an object as specification for $unwind stage, got %',
  )
  const { includeArrayIndex, preserveNullAndEmptyArrays } = given
  const path = unwindPath(given.path)
  const field = path.slice(1)
  const evaluate = compile(path)
  const withIndex = (index: number | null): Document =>
    typeof includeArrayIndex === 'string' ? { [includeArrayIndex]: { $literal: index } } : {}
  return documents.flatMap((root) => {
    const value = evaluate({ root, variables: {} })
    const isNothing = value === undefined || value === null || (Array.isArray(value) && value.length === 0)
    if (isNothing && preserveNullAndEmptyArrays !== true) return []
    if (isNothing) {
      const removed = Array.isArray(value) ? { [field]: '$$REMOVE' } : {}
      return [adder({ ...removed, ...withIndex(null) }, {})(root)]
    }
    if (!Array.isArray(value)) return [adder(withIndex(null), {})(root)]
    return value.map((item, index) => adder({ [field]: { $literal: item }, ...withIndex(index) }, {})(root))
  })
}
