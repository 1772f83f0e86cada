/** The documents of one collection with their indexes, and the older versions that open transactions still see. */
import type { CollectionDeclaration, IndexDeclaration } from '../../../cloudfunctions/database'
import { duplicateKey } from '../errors'
import { Index, idIndex, type Row } from './indexes'
import type { Plan } from './planner'
import { type Document, valuesAt } from './values'

/** What a reader sees of a collection: the present, or a transaction's snapshot with its own writes on top. */
export interface View {
  /** Versions up to this one are seen; Infinity is the present. */
  readonly snapshot: number
  /** Uncommitted writes of the reader itself; null marks a removal. */
  readonly writes?: ReadonlyMap<string, Document | null>
}

export const present: View = { snapshot: Number.POSITIVE_INFINITY }

interface Version {
  readonly version: number
  readonly document: Document | null
  /** The document's place in the order of insertion. */
  readonly place: number
}

/** Has the index of ids from the start, as in MongoDB. An index changes what a reader waits for, not what they get. */
export class Collection {
  readonly name: string
  readonly indexes: Index[] = []
  private readonly current = new Map<string, Version>()
  /** Newest first. Holds only what an open transaction still sees. */
  private readonly older = new Map<string, Version[]>()
  private inserted = 0

  /** @param documents what it holds already, by their keys */
  constructor(declaration: CollectionDeclaration, documents: Iterable<readonly [string, Document]> = []) {
    this.name = declaration.name
    for (const [key, document] of documents)
      this.current.set(key, { version: 0, document, place: this.inserted++ })
    for (const index of [idIndex, ...declaration.indexes]) this.addIndex(index)
  }

  /** Adds an index over what is there already, unless it is there by name. */
  addIndex(declaration: IndexDeclaration): void {
    if (this.indexes.some((index) => index.name === declaration.name)) return
    const index = new Index(declaration)
    const rows = [...this.rows()]
    const documents = rows.map(({ document }) => document)
    for (const document of documents) index.refuseNonPlaces(document)
    const sharer = index.unique ? index.sharerAmong(documents) : undefined
    if (sharer) throw this.duplicate(index, sharer)
    index.fill(rows)
    this.indexes.push(index)
  }

  private *rows(): Iterable<Row> {
    for (const [key, { document, place }] of this.current) if (document) yield { key, place, document }
  }

  get(key: string, view: View): Document | null {
    const own = view.writes?.get(key)
    if (own !== undefined) return own
    const current = this.current.get(key)
    if (!current || current.version <= view.snapshot) return current?.document ?? null
    return this.older.get(key)?.find((version) => version.version <= view.snapshot)?.document ?? null
  }

  /** The version of a document's last change; 0 when it never was. */
  versionOf(key: string): number {
    return this.current.get(key)?.version ?? 0
  }

  /**
   * The keys of the documents that a plan leads to: its groups, each in the order of insertion. Indexes know the present
   * only: what a snapshot sees otherwise lies in `older`, and what it wrote in `writes`; then all keys are one group.
   */
  groups({ ids, groups }: Plan, view: View): Iterable<Iterable<string>> {
    if (ids) return [this.inOrderOfInsertion(ids)]
    if (view === present) return groups ?? [this.current.keys()]
    const indexed = groups ? [...groups].flat() : this.current.keys()
    return [this.inOrderOfInsertion([...indexed, ...this.older.keys(), ...(view.writes?.keys() ?? [])])]
  }

  /** Each key once; those that are not committed yet come last. */
  private inOrderOfInsertion(keys: readonly string[]): string[] {
    const placeOf = (key: string) => this.current.get(key)?.place ?? this.inserted
    return [...new Set(keys)].sort((left, right) => placeOf(left) - placeOf(right))
  }

  /** Throws when an index can't hold a document, or a unique one has its entry for another one in this view. */
  refuseDuplicates(key: string, document: Document, view: View): void {
    for (const index of this.indexes) {
      index.refuseNonPlaces(document)
      if (index.unique) this.refuseDuplicate(index, key, document, view)
    }
  }

  private refuseDuplicate(index: Index, key: string, document: Document, view: View): void {
    for (const sharer of index.sharersOf(document)) {
      const held = sharer === key ? null : this.get(sharer, view)
      if (held && index.sharerAmong([document, held])) throw this.duplicate(index, document)
    }
  }

  /** Throws when two of these documents would share a unique index's entry. */
  refuseDuplicatesAmong(changed: Iterable<Document | null>): void {
    const unique = this.indexes.filter((index) => index.unique)
    if (unique.length === 0) return
    const documents = [...changed].filter((document) => document !== null)
    for (const index of unique) {
      const sharer = index.sharerAmong(documents)
      if (sharer) throw this.duplicate(index, sharer)
    }
  }

  private duplicate(index: Index, document: Document): Error {
    const fields = index.fields.map(
      ({ path }) => `${path}: ${JSON.stringify(valuesAt(document, path)[0] ?? null)}`,
    )
    return duplicateKey(this.name, index.name, `{ ${fields.join(', ')} }`)
  }

  /**
   * Puts a committed version in place.
   * @param oldestSnapshot the oldest one that an open transaction still sees; Infinity when none is open
   */
  commit(key: string, document: Document | null, version: number, oldestSnapshot: number): void {
    const before = this.current.get(key)
    const place = before?.document ? before.place : this.inserted++
    for (const index of this.indexes) index.replace(key, place, before?.document ?? null, document)
    const isSeen = oldestSnapshot < version
    if (isSeen) {
      const versions = [...(before ? [before] : []), ...(this.older.get(key) ?? [])]
      const oldestSeen = versions.findIndex((one) => one.version <= oldestSnapshot)
      this.older.set(key, oldestSeen < 0 ? versions : versions.slice(0, oldestSeen + 1))
    }
    // A document that comes back comes last, here as in its place.
    if (!before?.document) this.current.delete(key)
    if (document || isSeen) this.current.set(key, { version, document, place })
    else this.current.delete(key)
  }

  /** Takes in many documents at once where there are none, which spares looking for the place of each. */
  fill(documents: Iterable<readonly [string, Document]>, version: number): void {
    for (const [key, document] of documents)
      this.current.set(key, { version, document, place: this.inserted++ })
    const rows = [...this.rows()]
    for (const index of this.indexes) index.fill(rows)
  }

  get isEmpty(): boolean {
    return this.current.size === 0 && this.older.size === 0
  }

  /** Forgets what no open transaction sees any more; `oldestSnapshot` as for `commit`. */
  forgetOlder(oldestSnapshot: number): void {
    for (const key of this.older.keys()) {
      const current = this.current.get(key)
      if (current && current.version > oldestSnapshot) continue
      this.older.delete(key)
      if (!current?.document) this.current.delete(key)
    }
  }

  /** Every document of the present by its key. */
  documents(): Map<string, Document> {
    return new Map([...this.rows()].map(({ key, document }) => [key, document]))
  }

  keys(): Iterable<string> {
    return this.current.keys()
  }
}
