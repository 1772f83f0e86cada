/** Decides which documents a query looks at, and in which order: by their ids, along an index, or all of them. */
import { type Bounds, boundsOf, type Interval, narrowest } from './bounds'
import { combinations } from './combinations'
import { inOrder } from './index-reading'
import { type Index, idIndex } from './indexes'
import type { SortField } from './sorting'
import { type Document, isPlainObject, keyOf } from './values'

/** Where the documents are that match; whoever follows it still tests each of them, unless it is exact. */
export interface Plan {
  readonly index: string | null
  /** The only documents that can match, each by its key, in no order. */
  readonly ids?: readonly string[]
  /** The same along an index: groups in the wanted order, each group in the order of insertion. */
  readonly groups?: Iterable<readonly string[]>
  /** Whether the order of the groups is all of the wanted one, so that they need no sorting in themselves. */
  readonly isOrdered: boolean
  /** Whether just these documents match, so that none needs to be tested. */
  readonly isExact?: boolean
}

/** More combinations than this are slower than looking at the documents. */
const mostCombinations = 10_000

/** The narrowest way; the wanted order decides among equal ones. */
export function plan(query: Document, order: readonly SortField[], indexes: readonly Index[]): Plan {
  const bounds = boundsOf(query)
  const ids = narrowest(bounds.get('_id') ?? [], false)?.points?.map(keyOf)
  if (ids) return { index: idIndex.name, ids, isOrdered: order.length === 0, isExact: isIdAlone(query) }
  const [best] = indexes
    .map((index) => usesOf(index, bounds, order))
    .sort(
      (left, right) => right.points - left.points || right.ranges - left.ranges || right.sorts - left.sorts,
    )
  if (!best || best.points + best.ranges + best.sorts === 0)
    return { index: null, isOrdered: order.length === 0 }
  const { index, intervals, points, sorts, isBackwards, isOrdered } = best
  return {
    index: index.name,
    groups: inOrder(index, combinations(intervals), [points, points + sorts], isBackwards),
    isOrdered,
  }
}

/** What `doc(id)` asks. A key stands for all values that MongoDB holds equal, so the id need not be compared again. */
function isIdAlone(query: Document): boolean {
  const { _id, ...others } = query
  return Object.keys(others).length === 0 && !isPlainObject(_id) && !Array.isArray(_id)
}

/** How far an index helps: fields of single values, then one of a range, or some in the wanted order. */
interface Uses {
  readonly index: Index
  /** The alternatives for each leading field. */
  readonly intervals: readonly (readonly Interval[])[]
  readonly points: number
  readonly ranges: number
  readonly sorts: number
  readonly isBackwards: boolean
  readonly isOrdered: boolean
}

function usesOf(index: Index, bounds: Map<string, Bounds[]>, order: readonly SortField[]): Uses {
  const leading = leadingBounds(index, bounds)
  const points = leading.filter((one) => one.points).length
  const settled = index.fields.filter(
    (_field, position) => leading[position]?.points?.length === 1 && !index.hasLists(position),
  )
  const unsettled = order.filter(({ path }) => !settled.some((field) => field.path === path))
  const isBackwards = unsettled[0] !== undefined && unsettled[0].direction !== index.fields[points]?.direction
  const sorts = sortsOf(index, points, unsettled, isBackwards ? -1 : 1)
  return {
    index,
    intervals: leading.map(({ intervals }) => intervals),
    points,
    ranges: leading.length - points,
    sorts,
    isBackwards,
    isOrdered: sorts === unsettled.length,
  }
}

/** The bounds of an index's first fields, up to the first that is not limited to single values. */
function leadingBounds(index: Index, bounds: Map<string, Bounds[]>): Bounds[] {
  const leading: Bounds[] = []
  let combined = 1
  for (const [position, { path, isGeo }] of index.fields.entries()) {
    const usable = (bounds.get(path) ?? []).filter((one) => (one.isGeo ?? false) === isGeo)
    const narrow = narrowest(usable, index.hasLists(position))
    combined *= narrow?.intervals.length ?? 1
    if (!narrow || combined > mostCombinations) break
    leading.push(narrow)
    if (!narrow.points) break
  }
  return leading
}

/** How many fields of the order the index has from a position on; one with lists has no single place in an order. */
function sortsOf(index: Index, from: number, order: readonly SortField[], turn: 1 | -1): number {
  const first = order.findIndex(({ path, direction }, number) => {
    const field = index.fields[from + number]
    const isSame = field?.path === path && field.direction * turn === direction
    return !isSame || field.isGeo || index.hasLists(from + number)
  })
  return first < 0 ? order.length : first
}
