/** Finds documents in the order that is wanted, and looks at no more of them than it must. */
import { type Collection, present, type View } from './collection'
import { matcher } from './matching'
import { plan } from './planner'
import { type SortField, sorted } from './sorting'
import type { Document } from './values'

export interface Wanted {
  /** What is equal in it, or everything without it, comes in the order of insertion, whichever index is used. */
  readonly order?: readonly SortField[]
  /** So many from the first on are enough. */
  readonly most?: number
}

export interface Explanation {
  /** Which index led to the documents. */
  readonly index: string | null
  /** How many documents were looked at. */
  readonly scanned: number
  /** Whether the index gave the whole order that was wanted, so that nothing had to be sorted. */
  readonly isOrderedByIndex: boolean
}

export interface Found extends Explanation {
  readonly documents: Document[]
}

export function find(
  collection: Collection,
  query: Document,
  view: View,
  { order = [], most = Number.POSITIVE_INFINITY }: Wanted = {},
): Found {
  const way = plan(query, order, collection.indexes)
  const isOrdered = order.length === 0 || (way.isOrdered && view === present)
  const test = way.isExact ? () => true : matcher(query)
  let scanned = 0
  function* matching(keys: Iterable<string>): Iterable<Document> {
    for (const key of keys) {
      const document = collection.get(key, view)
      if (!document) continue
      scanned += 1
      if (test(document)) yield document
    }
  }
  function* ordered(): Iterable<Document> {
    for (const keys of collection.groups(way, view))
      yield* isOrdered ? matching(keys) : sorted(matching(keys), order)
  }
  const documents = first(most, ordered())
  return { documents, index: way.index, scanned, isOrderedByIndex: isOrdered && order.length > 0 }
}

function first<Item>(most: number, items: Iterable<Item>): Item[] {
  const taken: Item[] = []
  for (const item of items) {
    taken.push(item)
    if (taken.length >= most) break
  }
  return taken
}
