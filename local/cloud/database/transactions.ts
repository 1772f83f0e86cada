/** Open transactions: what each sees and has written, and their end by commit, abort or after thirty seconds. */
import { randomUUID } from 'node:crypto'
import type { MovableClock } from '../../clock'
import { transactionBusy, transactionMissing } from '../errors'
import type { Collection, View } from './collection'
import type { Document } from './values'

/** @see https://docs.cloudbase.net/database/transaction */
const lifetimeMs = 30_000

export class Transaction {
  readonly id = randomUUID()
  /** Resolves when the transaction is over, however it ended; writers that met its locks wait for it. */
  readonly ended: Promise<void>
  /** True while one of its operations is on its way. */
  isBusy = false
  private readonly writes = new Map<Collection, Map<string, Document | null>>()
  /** The version that it sees, from its first operation on. */
  private snapshot: number | undefined

  constructor(
    readonly expiresAtMs: number,
    private readonly latestVersion: () => number,
    onEnd: (settle: () => void) => void,
  ) {
    this.ended = new Promise(onEnd)
  }

  /** What it sees of a collection; the snapshot is that of its first operation. */
  viewOf(collection: Collection): View & { readonly snapshot: number } {
    this.snapshot ??= this.latestVersion()
    return { snapshot: this.snapshot, writes: this.writes.get(collection) ?? new Map() }
  }

  /** Versions up to this one must be kept for it; none, before its first operation. */
  get needs(): number {
    return this.snapshot ?? Number.POSITIVE_INFINITY
  }

  write(collection: Collection, key: string, document: Document | null): void {
    const writes = this.writes.get(collection) ?? new Map<string, Document | null>()
    this.writes.set(collection, writes.set(key, document))
  }

  writesTo(collection: Collection): ReadonlyMap<string, Document | null> {
    return this.writes.get(collection) ?? new Map()
  }

  *allWrites(): Iterable<[Collection, string, Document | null]> {
    for (const [collection, writes] of this.writes)
      for (const [key, document] of writes) yield [collection, key, document]
  }
}

/** Thrown at a plain write that meets a document which an open transaction has changed: it waits its turn. */
export class HeldByTransaction extends Error {
  constructor(readonly transaction: Transaction) {
    super('the document is changed by an open transaction')
  }
}

export class Transactions {
  private readonly open = new Map<
    string,
    { transaction: Transaction; settle: () => void; timer: NodeJS.Timeout }
  >()
  private readonly stopListening: () => void

  constructor(
    private readonly clock: MovableClock,
    private readonly latestVersion: () => number,
    private readonly onOldestEnded: (oldestSnapshot: number) => void,
  ) {
    this.stopListening = clock.onMove(() => this.endExpired())
  }

  /** The oldest version that an open transaction sees; Infinity when none sees any. */
  get oldestSnapshot(): number {
    let oldest = Number.POSITIVE_INFINITY
    for (const { transaction } of this.open.values()) oldest = Math.min(oldest, transaction.needs)
    return oldest
  }

  begin(): Transaction {
    let settle = () => {}
    const transaction = new Transaction(this.clock.now() + lifetimeMs, this.latestVersion, (resolve) => {
      settle = resolve
    })
    const timer = setTimeout(() => this.endExpired(), lifetimeMs + 1)
    timer.unref()
    this.open.set(transaction.id, { transaction, settle, timer })
    return transaction
  }

  /** The open transaction of this id, marked busy until `release`; a second operation at the same time is refused. */
  claim(id: string): Transaction {
    this.endExpired()
    const transaction = this.open.get(id)?.transaction
    if (!transaction) throw transactionMissing()
    if (transaction.isBusy) throw transactionBusy()
    transaction.isBusy = true
    return transaction
  }

  /** Throws when it has ended since it was claimed, by its age or because everything was cleared. */
  requireOpen(transaction: Transaction): void {
    this.endExpired()
    if (!this.open.has(transaction.id)) throw transactionMissing()
  }

  release(transaction: Transaction): void {
    transaction.isBusy = false
  }

  end(transaction: Transaction): void {
    const entry = this.open.get(transaction.id)
    if (!entry) return
    clearTimeout(entry.timer)
    this.open.delete(transaction.id)
    const { oldestSnapshot } = this
    if (transaction.needs < oldestSnapshot) this.onOldestEnded(oldestSnapshot)
    entry.settle()
  }

  /** The open transaction, other than `own`, that has changed this document or claims a unique entry of it. */
  holderOf(
    collection: Collection,
    key: string,
    document: Document | null,
    own?: Transaction,
  ): Transaction | undefined {
    for (const { transaction } of this.open.values()) {
      if (transaction === own) continue
      const writes = transaction.writesTo(collection)
      if (writes.has(key) || (document && claimsSameEntry(collection, document, writes))) return transaction
    }
    return undefined
  }

  endExpired(): void {
    const now = this.clock.now()
    for (const { transaction } of [...this.open.values()])
      if (transaction.expiresAtMs < now) this.end(transaction)
  }

  endAll(): void {
    for (const { transaction } of [...this.open.values()]) this.end(transaction)
  }

  close(): void {
    this.stopListening()
    this.endAll()
  }
}

function claimsSameEntry(
  collection: Collection,
  document: Document,
  writes: ReadonlyMap<string, Document | null>,
): boolean {
  const unique = collection.indexes.filter((index) => index.unique)
  return unique.some((index) =>
    [...writes.values()].some((other) => other && index.sharerAmong([document, other])),
  )
}
