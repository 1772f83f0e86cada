/** Reading as MongoDB does it: which documents match, in which order, how many, and with which fields. */
import { orderByDistance } from './geo-near'
import type { IndexDescription } from './indexes'
import { projector } from './projection'
import { sorted } from './sorting'
import type { Document } from './values'

export { aggregate } from './aggregation'
export { matcher } from './matching'

export interface Shape {
  readonly order?: Document
  readonly offset?: number
  readonly limit?: number
  readonly projection?: Document
}

/** Sorts, cuts and projects documents that matched a query; without an order, `$near` gives one. */
export function shape(
  documents: readonly Document[],
  { order, offset = 0, limit, projection }: Shape,
  query: Document = {},
  indexes: readonly IndexDescription[] = [],
): Document[] {
  const near = orderByDistance(documents, query, indexes)
  const ordered = order && Object.keys(order).length > 0 ? sorted(near, order) : near
  const cut = ordered.slice(offset, limit ? offset + limit : undefined)
  return projection && Object.keys(projection).length > 0 ? cut.map(projector(projection)) : cut
}
