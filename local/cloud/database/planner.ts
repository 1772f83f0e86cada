/** Decides which documents a query needs to look at: by id, by an index, or all of them. */
import { geoKey, type Index } from './indexes'
import { type Document, isPlainObject, keyOf } from './values'

/** `keys` absent: every document must be looked at. */
export interface Plan {
  readonly index: string | null
  readonly keys?: Iterable<string>
  /** True when just the documents of these keys match, so that none needs to be tested. */
  readonly isExact?: boolean
}

/** The name that MongoDB gives to the index of ids, which every collection has. */
export const byId = '_id_'

/** More combinations than this are slower than looking at the documents. */
const mostCombinations = 10_000

/** The narrowest way to a superset of the documents that match; whoever uses it still tests each of them. */
export function plan(query: Document, indexes: readonly Index[]): Plan {
  const equalities = equalitiesOf(query)
  const ids = equalities.get('_id')
  if (ids) return { index: byId, keys: ids, isExact: isIdAlone(query) }
  let best: { index: Index; keys: string[][] } | undefined
  for (const index of indexes) {
    const keys = usablePrefix(index, equalities)
    if (keys.length > (best?.keys.length ?? 0)) best = { index, keys }
  }
  if (!best) return geoPlan(query, indexes)
  return { index: best.index.name, keys: new Set(best.index.lookUp(best.keys)) }
}

/** What `doc(id)` asks. A key stands for all values that MongoDB holds equal, so the id need not be compared again. */
const isIdAlone = (query: Document): boolean =>
  '_id' in query && isScalar(query._id) && Object.keys(query).length === 1
/** A geo index leads to the documents that have a place at all. */
function geoPlan(query: Document, indexes: readonly Index[]): Plan {
  const fields = geoFieldsOf(query)
  const index = indexes.find(({ geoFields: [field], fields: [first] }) => {
    return field !== undefined && field === first && fields.includes(field)
  })
  return index ? { index: index.name, keys: new Set(index.lookUp([[geoKey]])) } : { index: null }
}

const geoOperators = ['$near', '$nearSphere', '$geoWithin', '$geoIntersects']

function geoFieldsOf(query: Document): string[] {
  return Object.entries(query).flatMap(([field, condition]) => {
    if (field === '$and' && Array.isArray(condition))
      return condition.filter(isPlainObject).flatMap(geoFieldsOf)
    const isGeo = isPlainObject(condition) && geoOperators.some((operator) => operator in condition)
    return isGeo ? [field] : []
  })
}

function usablePrefix(index: Index, equalities: Map<string, string[]>): string[][] {
  const prefix: string[][] = []
  let combinations = 1
  for (const field of index.fields) {
    if (index.geoFields.includes(field)) break
    const keys = equalities.get(field)
    combinations *= keys?.length ?? 1
    if (!keys || combinations > mostCombinations) break
    prefix.push(keys)
  }
  return prefix
}

/** For each field that must equal one of some scalars: the keys of those. `$and` is looked into, `$or` is not. */
function equalitiesOf(query: Document): Map<string, string[]> {
  const equalities = new Map<string, string[]>()
  for (const [field, condition] of Object.entries(query)) {
    if (field === '$and' && Array.isArray(condition)) {
      for (const part of condition.filter(isPlainObject))
        for (const [name, keys] of equalitiesOf(part)) equalities.set(name, keys)
      continue
    }
    const wanted = field.startsWith('$') ? undefined : wantedValues(condition)
    if (wanted) equalities.set(field, [...new Set(wanted.map(keyOf))])
  }
  return equalities
}

function wantedValues(condition: unknown): unknown[] | undefined {
  if (isPlainObject(condition)) {
    if ('$eq' in condition) return wantedValues(condition.$eq)
    const listed = condition.$in
    return Array.isArray(listed) && listed.every(isScalar) ? listed : undefined
  }
  return isScalar(condition) ? [condition] : undefined
}

const isScalar = (value: unknown): boolean =>
  !Array.isArray(value) && !isPlainObject(value) && !(value instanceof RegExp)
