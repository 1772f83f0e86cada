/** Reading as MongoDB does it: which documents match, in which order, how many, and with which fields. */
import type { Wanted } from './finding'
import { asksForNear, orderByDistance } from './geo-near'
import type { IndexDescription } from './indexes'
import { projector } from './projection'
import { readOrder, sorted } from './sorting'
import type { Document } from './values'

export { aggregate } from './aggregation'
export { matcher } from './matching'

export interface Shape {
  readonly order?: Document
  readonly offset?: number
  readonly limit?: number
  readonly projection?: Document
}

/** What has to be found for a query of this shape. A distance is known only when all that matches is. */
export function wantedOf(query: Document, { order = {}, offset = 0, limit }: Shape): Wanted {
  if (asksForNear(query)) return {}
  return { order: readOrder(order), most: limit ? offset + limit : Number.POSITIVE_INFINITY }
}

/** Cuts and projects what was found; `$near` gives an order, within the one that is asked for. */
export function shape(
  found: readonly Document[],
  { order = {}, offset = 0, limit, projection }: Shape,
  query: Document,
  indexes: readonly IndexDescription[],
): Document[] {
  const ordered = asksForNear(query)
    ? sorted(orderByDistance(found, query, indexes), readOrder(order))
    : found
  const cut = ordered.slice(offset, limit ? offset + limit : undefined)
  return projection && Object.keys(projection).length > 0 ? cut.map(projector(projection)) : cut
}
