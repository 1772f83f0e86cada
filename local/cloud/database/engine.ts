/** The document database: MongoDB's semantics in memory, answered only when it is on the disk. */
import type { CollectionDeclaration } from '../../../cloudfunctions/database'
import type { MovableClock } from '../../clock'
import {
  collectionExists,
  collectionMissing,
  duplicateKey,
  insertRefused,
  transactionConflict,
} from '../errors'
import { Collection, present, type View } from './collection'
import { DataFile } from './data-file'
import { refuseLargeInsert, refuseLargeUpdate } from './document-size'
import { Durability } from './durability'
import { type Explanation, find, type Wanted } from './finding'
import { ScanReports } from './scans'
import { aggregate, type Shape, shape, wantedOf } from './semantics'
import { HeldByTransaction, type Transaction, Transactions } from './transactions'
import { applyUpdate } from './updates'
import { type Document, keyOf, newId } from './values'

export interface Modification {
  readonly collection: string
  readonly query: Document
  /** Update operators when `merge`, else the whole new document without its _id. */
  readonly data: Document
  readonly merge: boolean
  readonly multi: boolean
  /** Inserts the document when nothing matches. */
  readonly upsert?: boolean
}

export interface EngineOptions {
  /** Absent: nothing outlives the process. */
  readonly dataFile?: string
  /** false lets transactions write in place and see everything: the control of tests that look for such faults. */
  readonly isolation?: boolean
  readonly log?: (line: string) => void
}

type Change = readonly [key: string, document: Document | null]

export class Engine {
  readonly transactions: Transactions
  private readonly collections = new Map<string, Collection>()
  private readonly file: DataFile | undefined
  private readonly durability: Durability
  private readonly scans: ScanReports
  /** Counts commits; each document remembers the commit that last changed it. */
  private version = 0

  /** @throws DataFileError when the file can't be used */
  constructor(
    declarations: readonly CollectionDeclaration[],
    private readonly clock: MovableClock,
    private readonly options: EngineOptions = {},
  ) {
    const { dataFile } = options
    this.file = dataFile === undefined ? undefined : new DataFile(dataFile)
    this.durability = new Durability(this.file)
    this.scans = new ScanReports(options.log ?? (() => {}))
    this.transactions = new Transactions(
      clock,
      () => this.version,
      (oldestSnapshot) => {
        for (const collection of this.collections.values()) collection.forgetOlder(oldestSnapshot)
      },
    )
    try {
      if (this.file) this.load(this.file)
      for (const declaration of declarations) this.ensure(declaration)
    } catch (error) {
      this.close()
      throw error
    }
  }

  private load(file: DataFile): void {
    const documents = new Map(file.collections().map((name) => [name, [] as [string, Document][]]))
    for (const { collection, key, document } of file.documents())
      documents.get(collection)?.push([key, document])
    for (const [name, held] of documents)
      this.collections.set(name, new Collection({ name, indexes: [] }, held))
  }

  private ensure(declaration: CollectionDeclaration): void {
    if (!this.collections.has(declaration.name)) this.create(declaration.name)
    for (const index of declaration.indexes) this.collection(declaration.name).addIndex(index)
  }

  private create(name: string): void {
    this.file?.addCollection(name)
    this.collections.set(name, new Collection({ name, indexes: [] }))
  }

  collection(name: string): Collection {
    const collection = this.collections.get(name)
    if (!collection) throw collectionMissing(name)
    return collection
  }

  allCollections(): Iterable<Collection> {
    return this.collections.values()
  }

  addCollection(name: string): void {
    if (this.collections.has(name)) throw collectionExists()
    this.create(name)
  }

  async find(
    collection: string,
    query: Document,
    wanted: Shape,
    transaction?: Transaction,
  ): Promise<Document[]> {
    const shaped = this.within(transaction, (inside) => {
      const target = this.collection(collection)
      const found = this.match(target, query, inside, wantedOf(query, wanted))
      return shape(found, wanted, query, target.indexes)
    })
    await this.durability.settled()
    return shaped
  }

  async count(collection: string, query: Document): Promise<number> {
    const { length } = this.match(this.collection(collection), query)
    await this.durability.settled()
    return length
  }

  async aggregate(collection: string, pipeline: readonly Document[]): Promise<Document[]> {
    const result = this.aggregated(this.collection(collection), pipeline)
    await this.durability.settled()
    return result
  }

  private aggregated(target: Collection, pipeline: readonly Document[]): Document[] {
    const other = (name: string) => this.collections.get(name)
    return aggregate(pipeline, {
      indexes: target.indexes,
      find: (query, wanted) => this.match(target, query, undefined, wanted),
      all: (name) => (other(name) ? this.match(this.collection(name), {}) : []),
      aggregate: (name, stages) => (other(name) ? this.aggregated(this.collection(name), stages) : []),
    })
  }

  /** Inserts all documents or none. @returns their ids */
  insert(collection: string, documents: readonly Document[], transaction?: Transaction): Promise<unknown[]> {
    return this.write(transaction, (inside) => {
      const target = this.collection(collection)
      const changes = new Map<string, Document>()
      const ids = documents.map((given) => {
        const field = Object.keys(given).find((name) => name.startsWith('$'))
        if (field) throw insertRefused(`Field name ${field} must not start with '$'`)
        const document = { _id: given._id ?? newId(this.clock.now()), ...given }
        const key = keyOf(document._id)
        if (changes.has(key) || target.get(key, viewOf(target, inside)))
          throw duplicateKey(collection, '_id_', `{ _id: ${JSON.stringify(document._id)} }`)
        refuseLargeInsert(document)
        changes.set(key, document)
        return document._id
      })
      this.apply(target, [...changes], inside)
      return ids
    })
  }

  /** Changes what matches, all or nothing. @returns how many documents changed, and the id of one inserted instead */
  modify(
    { collection, query, data, merge, multi, upsert }: Modification,
    transaction?: Transaction,
  ): Promise<{ updated: number; upsertedId: unknown }> {
    return this.write(transaction, (inside) => {
      const target = this.collection(collection)
      const matches = this.match(target, query, inside, multi ? {} : { most: 1 })
      if (matches.length === 0 && upsert) {
        const document = merge
          ? applyUpdate({ _id: query._id ?? newId(this.clock.now()) }, data, {})
          : { _id: query._id ?? newId(this.clock.now()), ...data }
        refuseLargeUpdate(document)
        this.apply(target, [[keyOf(document._id), document]], inside)
        return { updated: 0, upsertedId: document._id }
      }
      const changes: Change[] = []
      for (const document of matches) {
        const changed = merge ? applyUpdate(document, data, query) : { _id: document._id, ...data }
        if (changed === document) continue
        refuseLargeUpdate(changed)
        changes.push([keyOf(document._id), changed])
      }
      this.apply(target, changes, inside)
      return { updated: changes.length, upsertedId: null }
    })
  }

  /** Changes the first document that matches. @returns it as it is then, or null when nothing matched */
  modifyOne(
    collection: string,
    query: Document,
    update: Document,
    transaction?: Transaction,
  ): Promise<Document | null> {
    return this.write(transaction, (inside) => {
      const target = this.collection(collection)
      const [document] = this.match(target, query, inside, { most: 1 })
      if (!document) return null
      const changed = applyUpdate(document, update, query)
      refuseLargeUpdate(changed)
      if (changed !== document) this.apply(target, [[keyOf(document._id), changed]], inside)
      return changed
    })
  }

  /** @returns how many documents were removed */
  remove(collection: string, query: Document, multi: boolean, transaction?: Transaction): Promise<number> {
    return this.write(transaction, (inside) => {
      const target = this.collection(collection)
      const matches = this.match(target, query, inside, multi ? {} : { most: 1 })
      const changes = matches.map(({ _id }): Change => [keyOf(_id), null])
      this.apply(target, changes, inside)
      return changes.length
    })
  }

  /** Puts whole documents in place by their _id, as they are; for seeding thousands at once. */
  replaceAll(collection: string, documents: readonly Document[]): Promise<void> {
    return this.write(undefined, () => {
      const target = this.collection(collection)
      this.apply(
        target,
        documents.map((document): Change => {
          const whole = { _id: document._id ?? newId(this.clock.now()), ...document }
          return [keyOf(whole._id), whole]
        }),
      )
    })
  }

  /** Removes every document, and ends what is open; collections and indexes stay. */
  clear(): Promise<void> {
    this.transactions.endAll()
    return this.write(undefined, () => {
      for (const collection of this.collections.values())
        this.apply(
          collection,
          [...collection.keys()].map((key): Change => [key, null]),
        )
    })
  }

  /**
   * Remembers every document as it is now.
   * @returns puts exactly these back, and ends what is open. A document is never changed in place, so nothing is copied,
   * and only what differs is written.
   */
  keep(): () => Promise<void> {
    const kept = new Map([...this.collections.values()].map((held) => [held, held.documents()]))
    return () => {
      this.transactions.endAll()
      return this.write(undefined, () => {
        for (const collection of this.collections.values())
          this.apply(collection, differences(collection.documents(), kept.get(collection) ?? new Map()))
      })
    }
  }

  /** How a query would be answered; its projection makes no difference. */
  explain(collection: string, query: Document, wanted: Shape = {}): Explanation {
    const target = this.collection(collection)
    const { documents: _, ...explanation } = find(target, query, present, wantedOf(query, wanted))
    return explanation
  }

  /** Makes a transaction's writes visible, all at once. @throws CloudError when it is over already */
  async commit(transaction: Transaction): Promise<void> {
    this.transactions.requireOpen(transaction)
    const changes = [...transaction.allWrites()]
    this.transactions.end(transaction)
    if (changes.length > 0) this.version += 1
    for (const [collection, key, document] of changes) this.put(collection, key, document)
    await this.durability.settled()
  }

  close(): void {
    this.transactions.close()
    try {
      this.durability.flush()
    } finally {
      this.file?.close()
    }
  }

  private match(
    collection: Collection,
    query: Document,
    transaction?: Transaction,
    wanted: Wanted = {},
  ): Document[] {
    const { documents, scanned } = find(collection, query, viewOf(collection, transaction), wanted)
    this.scans.note(collection.name, query, scanned)
    return documents
  }

  /** Runs a write until no open transaction stands in its way, and answers when it is on the disk. */
  private async write<T>(transaction: Transaction | undefined, run: (inside?: Transaction) => T): Promise<T> {
    for (;;)
      try {
        const result = this.within(transaction, run)
        await this.durability.settled()
        return result
      } catch (error) {
        if (!(error instanceof HeldByTransaction)) throw error
        await error.transaction.ended
      }
  }

  /** Whatever fails inside a transaction ends it, as in MongoDB. */
  private within<T>(transaction: Transaction | undefined, run: (inside?: Transaction) => T): T {
    if (!transaction) return run()
    this.transactions.requireOpen(transaction)
    try {
      return run(this.options.isolation === false ? undefined : transaction)
    } catch (error) {
      this.transactions.end(transaction)
      throw error
    }
  }

  /** Checks all changes before the first one is made. */
  private apply(collection: Collection, changes: readonly Change[], transaction?: Transaction): void {
    this.transactions.endExpired()
    const pending: View = transaction ? viewOf(collection, transaction) : present
    const batch = new Map([...(pending.writes ?? []), ...changes])
    collection.refuseDuplicatesAmong(batch.values())
    for (const [key, document] of changes) {
      const holder = this.transactions.holderOf(collection, key, document, transaction)
      if (holder) throw transaction ? transactionConflict() : new HeldByTransaction(holder)
      if (transaction && collection.versionOf(key) > pending.snapshot) throw transactionConflict()
      if (!document) continue
      collection.refuseDuplicates(key, document, { snapshot: pending.snapshot, writes: batch })
      if (transaction) this.refuseUnseenDuplicates(collection, key, document)
    }
    if (!transaction && changes.length > 0) this.version += 1
    if (!transaction && collection.isEmpty) {
      this.fill(collection, batch)
      return
    }
    for (const [key, document] of changes) {
      if (transaction) transaction.write(collection, key, document)
      else this.put(collection, key, document)
    }
  }

  private fill(collection: Collection, batch: ReadonlyMap<string, Document | null>): void {
    const documents = [...batch].flatMap(([key, document]) => (document ? [[key, document] as const] : []))
    collection.fill(documents, this.version)
    for (const [key] of documents) this.durability.note(collection, key)
  }

  /** A unique entry that another writer committed after this transaction's snapshot is a conflict, not a duplicate. */
  private refuseUnseenDuplicates(collection: Collection, key: string, document: Document): void {
    try {
      collection.refuseDuplicates(key, document, present)
    } catch {
      throw transactionConflict()
    }
  }

  private put(collection: Collection, key: string, document: Document | null): void {
    collection.commit(key, document, this.version, this.transactions.oldestSnapshot)
    this.durability.note(collection, key)
  }
}

/** What makes the one into the other. */
function differences(
  from: ReadonlyMap<string, Document>,
  to: ReadonlyMap<string, Document>,
): readonly Change[] {
  const removed = [...from.keys()].filter((key) => !to.has(key)).map((key): Change => [key, null])
  return [...removed, ...[...to].filter(([key, document]) => from.get(key) !== document)]
}

const viewOf = (collection: Collection, transaction?: Transaction): View =>
  transaction ? transaction.viewOf(collection) : present
