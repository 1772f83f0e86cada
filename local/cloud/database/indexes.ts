/** One index of one collection: from the values of its fields to the documents that have them. */
import type { IndexDeclaration } from '../../../cloudfunctions/database'
import { insertRefused } from '../errors'
import { parseGeometry } from './geometry'
import { type Document, keyOf, toWire, valuesAt } from './values'

const separator = '\u0000'

/** The one entry of every field that a 2dsphere index covers: it knows which documents have a place, not where. */
export const geoKey = 'geo'

export type IndexDescription = Pick<Index, 'name' | 'fields' | 'geoFields'>

/**
 * Entries are kept for every prefix of the index's fields, so that an equality on the first fields alone finds
 * its documents too. A field that holds an array has an entry for each element (multikey), a missing one counts as null.
 */
export class Index {
  readonly name: string
  readonly unique: boolean
  readonly fields: readonly string[]
  /** Those of the fields that hold places (2dsphere); a document without a place has no entry. */
  readonly geoFields: readonly string[]
  private readonly documentsByEntry = new Map<string, Set<string>>()

  constructor(declaration: IndexDeclaration) {
    this.name = declaration.name
    this.unique = declaration.unique ?? false
    this.fields = Object.keys(declaration.keys)
    this.geoFields = this.fields.filter((field) => declaration.keys[field] === '2dsphere')
  }

  /** The full entries of a document, one for each combination of its fields' values. */
  entriesOf(document: Document): string[] {
    return [...new Set(combine(this.keysByField(document)))]
  }

  /** Throws when a field that holds places holds something else. */
  refuseNonPlaces(document: Document): void {
    for (const field of this.geoFields)
      for (const place of placesAt(document, field))
        try {
          parseGeometry(place)
        } catch {
          throw insertRefused(`Can't extract geo keys: ${toWire(document)} unknown GeoJSON: ${toWire(place)}`)
        }
  }

  /** The documents with an entry that begins with these keys, one for each leading field. */
  *lookUp(keysByField: readonly (readonly string[])[]): Iterable<string> {
    for (const entry of combine(keysByField)) yield* this.documentsByEntry.get(entry) ?? []
  }

  holders(entry: string): Iterable<string> {
    return this.documentsByEntry.get(entry) ?? []
  }

  /** Follows one document's change; null stands for its absence. */
  replace(key: string, before: Document | null, after: Document | null): void {
    if (before && after && this.fields.every((field) => unchanged(before, after, field))) return
    if (before) for (const entry of this.prefixEntries(before)) this.forget(entry, key)
    if (after) for (const entry of this.prefixEntries(after)) this.remember(entry, key)
  }

  clear(): void {
    this.documentsByEntry.clear()
  }

  private keysByField(document: Document): string[][] {
    return this.fields.map((field) => {
      if (!this.geoFields.includes(field)) return valuesAt(document, field).flatMap(elementKeys)
      return placesAt(document, field).length > 0 ? [geoKey] : []
    })
  }

  private prefixEntries(document: Document): Set<string> {
    const keys = this.keysByField(document)
    return new Set(keys.flatMap((_, length) => combine(keys.slice(0, length + 1))))
  }

  private remember(entry: string, key: string): void {
    const documents = this.documentsByEntry.get(entry)
    if (documents) documents.add(key)
    else this.documentsByEntry.set(entry, new Set([key]))
  }

  private forget(entry: string, key: string): void {
    const documents = this.documentsByEntry.get(entry)
    documents?.delete(key)
    if (documents?.size === 0) this.documentsByEntry.delete(entry)
  }
}

/** Updates copy only the path they touch, so an untouched top-level field is the very same value. */
function unchanged(before: Document, after: Document, field: string): boolean {
  const top = field.split('.', 1)[0] ?? field
  return before[top] === after[top]
}

const placesAt = (document: Document, field: string): unknown[] =>
  valuesAt(document, field).filter((value) => value !== undefined && value !== null)

function elementKeys(value: unknown): string[] {
  if (!Array.isArray(value)) return [keyOf(value)]
  return value.length === 0 ? [keyOf(undefined)] : value.map(keyOf)
}

function combine(keysByField: readonly (readonly string[])[]): string[] {
  return keysByField.reduce<string[]>(
    (entries, keys, position) =>
      entries.flatMap((entry) => keys.map((key) => (position === 0 ? key : entry + separator + key))),
    [''],
  )
}
