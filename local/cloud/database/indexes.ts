/** One index of one collection: its documents in the order of the values of its fields. */
import type { IndexDeclaration } from '../../../cloudfunctions/database'
import { insertRefused } from '../errors'
import type { Interval } from './bounds'
import { combinations } from './combinations'
import { compareValues, equalValues } from './comparison'
import { parseGeometry } from './geometry'
import { OrderedList } from './ordered-list'
import { orderedValuesAt } from './paths'
import type { SortField } from './sorting'
import { type Document, toWire, valuesAt } from './values'

/** The index that every collection has, by the name that MongoDB gives it; that ids are unique is seen elsewhere. */
export const idIndex = { name: '_id_', keys: { _id: 1 } } as const

/** A document with its key, and its place among all documents in the order of their insertion. */
export interface Row {
  readonly key: string
  readonly place: number
  readonly document: Document
}

/** One document under one combination of its fields' values. */
export interface Entry {
  readonly values: readonly unknown[]
  readonly key: string
  readonly place: number
}

interface IndexField extends SortField {
  /** Holds places (2dsphere). */
  readonly isGeo: boolean
}

export type IndexDescription = Pick<Index, 'geoFields'>

/**
 * A field that holds an array has an entry for each element (multikey), a missing one counts as null. What is equal in
 * all fields is in the order of insertion.
 */
export class Index {
  readonly name: string
  readonly unique: boolean
  readonly fields: readonly IndexField[]
  readonly geoFields: readonly string[]
  private sortedEntries: OrderedList<Entry>
  /** For each field, how many documents have several values there. */
  private readonly lists: number[]
  /** What it was filled with and nobody has asked for yet: sorting it would be most of what it takes to begin. */
  private unsorted: readonly Row[] | undefined

  constructor(declaration: IndexDeclaration) {
    this.name = declaration.name
    this.unique = declaration.unique ?? false
    this.fields = Object.entries(declaration.keys).map(([path, direction]) => {
      const isGeo = direction === '2dsphere'
      return { path, steps: path.split('.'), direction: isGeo ? 1 : direction, isGeo }
    })
    this.geoFields = this.fields.filter(({ isGeo }) => isGeo).map(({ path }) => path)
    this.sortedEntries = new OrderedList(this.compare)
    this.lists = this.fields.map(() => 0)
  }

  private get entries(): OrderedList<Entry> {
    const rows = this.unsorted
    if (rows) {
      this.unsorted = undefined
      const entries: Entry[] = []
      for (const row of rows) entries.push(...this.entriesOfChange(row, 1))
      this.sortedEntries = new OrderedList(this.compare, entries.sort(this.compare))
    }
    return this.sortedEntries
  }

  /** Whether a document has several values in the field at this position, so that no entry speaks for all of them. */
  hasLists(position: number): boolean {
    // Known once every document was looked at.
    void this.entries
    return this.lists[position] !== 0
  }

  /** Throws when a field that holds places holds something else. */
  refuseNonPlaces(document: Document): void {
    for (const field of this.geoFields)
      for (const place of valuesAt(document, field))
        try {
          if (place !== undefined && place !== null) parseGeometry(place)
        } catch {
          throw insertRefused(`Can't extract geo keys: ${toWire(document)} unknown GeoJSON: ${toWire(place)}`)
        }
  }

  /**
   * The entries whose leading values lie in these intervals, in order or the other way round.
   * @param intervals one for each leading field, all but the last of a single value
   */
  read(intervals: readonly Interval[], isBackwards = false): Generator<Entry, void> {
    return this.entries.stretch(({ values }) => {
      for (const [position, interval] of intervals.entries()) {
        const side = interval(values[position])
        if (side !== 0) return side * this.directionOf(position)
      }
      return 0
    }, isBackwards)
  }

  /** The order of entries by the fields from one position to before another. */
  compareFields(left: Entry, right: Entry, from = 0, to = this.fields.length): number {
    for (let position = from; position < to; position += 1) {
      const order = compareValues(left.values[position], right.values[position])
      if (order !== 0) return order * this.directionOf(position)
    }
    return 0
  }

  /** The keys of the documents that have an entry in common with this one. */
  *sharersOf(document: Document): Iterable<string> {
    for (const entry of entriesOf({ document, key: '', place: 0 }, this.valuesOf(document)))
      for (const { key } of this.entries.stretch((other) => this.compareFields(other, entry))) yield key
  }

  /** One of these documents that has an entry in common with another one. */
  sharerAmong(documents: Iterable<Document>): Document | undefined {
    const rows = Array.from(documents, (document, place) => ({ document, key: '', place }))
    const entries = rows.flatMap((row) => entriesOf(row, this.valuesOf(row.document))).sort(this.compare)
    const sharing = entries.find((entry, position) => {
      const before = entries[position - 1]
      return before !== undefined && this.compareFields(before, entry) === 0
    })
    return sharing && rows[sharing.place]?.document
  }

  /** Takes in many documents, and sorts them when somebody asks for them; the index must be empty. */
  fill(rows: readonly Row[]): void {
    this.unsorted = rows
  }

  /** Follows one document's change; null stands for its absence. */
  replace(key: string, place: number, before: Document | null, after: Document | null): void {
    if (before && after && this.fields.every(({ steps }) => unchanged(before, after, steps))) return
    const { entries } = this
    if (before)
      for (const entry of this.entriesOfChange({ document: before, key, place }, -1)) entries.remove(entry)
    if (after)
      for (const entry of this.entriesOfChange({ document: after, key, place }, 1)) entries.add(entry)
  }

  /** The entries of a document that comes (1) or goes (-1). */
  private entriesOfChange(row: Row, change: 1 | -1): Entry[] {
    const valuesByField = this.valuesOf(row.document)
    for (const [position, values] of valuesByField.entries())
      if (values.length > 1) this.lists[position] = (this.lists[position] ?? 0) + change
    return entriesOf(row, valuesByField)
  }

  private valuesOf(document: Document): (readonly unknown[])[] {
    return this.fields.map(({ steps }) => distinct(orderedValuesAt(document, steps)))
  }

  private readonly compare = (left: Entry, right: Entry): number =>
    this.compareFields(left, right) || left.place - right.place

  private directionOf(position: number): number {
    return this.fields[position]?.direction ?? 1
  }
}

/** Updates copy only the path they touch, so an untouched top-level field is the very same value. */
function unchanged(before: Document, after: Document, [top = '']: readonly string[]): boolean {
  return before[top] === after[top]
}

function distinct(values: readonly unknown[]): readonly unknown[] {
  if (values.length < 2) return values
  const ordered = [...values].sort(compareValues)
  return ordered.filter((value, position) => position === 0 || !equalValues(ordered[position - 1], value))
}

/** One for each combination of the fields' values; of most documents just one. */
function entriesOf({ key, place }: Row, valuesByField: readonly (readonly unknown[])[]): Entry[] {
  if (valuesByField.every((values) => values.length === 1))
    return [{ values: valuesByField.map(([value]) => value), key, place }]
  return combinations(valuesByField).map((values) => ({ values, key, place }))
}
