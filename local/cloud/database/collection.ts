/** The documents of one collection with their indexes, and the older versions that open transactions still see. */
import type { CollectionDeclaration, IndexDeclaration } from '../../../cloudfunctions/database'
import { duplicateKey } from '../errors'
import { Index } from './indexes'
import { byId, plan } from './planner'
import { matcher } from './semantics'
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
}

export type Match = readonly [key: string, document: Document]

export class Collection {
  readonly name: string
  readonly indexes: Index[] = []
  private readonly current = new Map<string, Version>()
  /** Newest first. Holds only what an open transaction still sees. */
  private readonly older = new Map<string, Version[]>()

  constructor(declaration: CollectionDeclaration) {
    this.name = declaration.name
    for (const index of declaration.indexes) this.addIndex(index)
  }

  /** Adds an index over what is there already, unless it is there by name. */
  addIndex(declaration: IndexDeclaration): void {
    if (this.indexes.some((index) => index.name === declaration.name)) return
    const index = new Index(declaration)
    for (const [key, { document }] of this.current) {
      if (document) index.refuseNonPlaces(document)
      if (document && index.unique) this.refuseDuplicate(index, key, document, present)
      index.replace(key, null, document)
    }
    this.indexes.push(index)
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

  /** The documents that match, each with its key, and which index led to them. */
  find(query: Document, view: View): { matches: Match[]; index: string | null; scanned: number } {
    const { index, keys, isExact } = plan(query, this.indexes)
    const matches: Match[] = []
    const test = isExact ? null : matcher(query)
    let scanned = 0
    for (const key of index === byId ? (keys ?? []) : this.candidates(keys, view)) {
      const document = this.get(key, view)
      if (!document) continue
      scanned += 1
      if (!test || test(document)) matches.push([key, document])
    }
    return { matches, index, scanned }
  }

  /** Indexes know the present only: what a snapshot sees otherwise lies in `older`, and what it wrote in `writes`. */
  private candidates(keys: Iterable<string> | undefined, view: View): Iterable<string> {
    const indexed = keys ?? this.current.keys()
    if (view === present) return indexed
    return new Set([...indexed, ...this.older.keys(), ...(view.writes?.keys() ?? [])])
  }

  /** Throws when an index can't hold a document, or a unique one has its entry for another one in this view. */
  refuseDuplicates(key: string, document: Document, view: View): void {
    for (const index of this.indexes) {
      index.refuseNonPlaces(document)
      if (index.unique) this.refuseDuplicate(index, key, document, view)
    }
  }

  private refuseDuplicate(index: Index, key: string, document: Document, view: View): void {
    for (const entry of index.entriesOf(document))
      for (const other of index.holders(entry)) {
        const held = other === key ? null : this.get(other, view)
        if (held && index.entriesOf(held).includes(entry)) throw this.duplicate(index, document)
      }
  }

  /** Throws when two of these documents would share a unique index's entry. */
  refuseDuplicatesAmong(documents: Iterable<Document | null>): void {
    const unique = this.indexes.filter((index) => index.unique)
    if (unique.length === 0) return
    const taken = new Set<string>()
    for (const document of documents) {
      if (!document) continue
      for (const index of unique)
        for (const entry of index.entriesOf(document)) {
          const name = `${index.name} ${entry}`
          if (taken.has(name)) throw this.duplicate(index, document)
          taken.add(name)
        }
    }
  }

  private duplicate(index: Index, document: Document): Error {
    const fields = index.fields.map(
      (field) => `${field}: ${JSON.stringify(valuesAt(document, field)[0] ?? null)}`,
    )
    return duplicateKey(this.name, index.name, `{ ${fields.join(', ')} }`)
  }

  /**
   * Puts a committed version in place.
   * @param oldestSnapshot the oldest one that an open transaction still sees; Infinity when none is open
   */
  commit(key: string, document: Document | null, version: number, oldestSnapshot: number): void {
    const before = this.current.get(key)
    for (const index of this.indexes) index.replace(key, before?.document ?? null, document)
    const isSeen = oldestSnapshot < version
    if (isSeen) {
      const versions = [...(before ? [before] : []), ...(this.older.get(key) ?? [])]
      const oldestSeen = versions.findIndex((one) => one.version <= oldestSnapshot)
      this.older.set(key, oldestSeen < 0 ? versions : versions.slice(0, oldestSeen + 1))
    }
    if (document || isSeen) this.current.set(key, { version, document })
    else this.current.delete(key)
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

  keys(): Iterable<string> {
    return this.current.keys()
  }
}
