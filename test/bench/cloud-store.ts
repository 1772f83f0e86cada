/** The same work as the client's, done directly on the embedded store: one process, no SDK, every write on the disk. */
import Libsql from 'libsql'

export type StoreOperation = 'add' | 'get' | 'where' | 'update' | 'conditionalUpdate' | 'transaction'

/** What the client and the store are given to work on. */
export const item = (number: number) => ({
  _id: `item-${number}`,
  group: `group-${Math.floor(number / 10)}`,
  left: 1_000_000,
  name: '校友',
  at: new Date(1_800_000_000_000),
})

const schema = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA synchronous = FULL;
  PRAGMA journal_mode = WAL;
  CREATE TABLE items (key TEXT PRIMARY KEY, document TEXT NOT NULL);
  CREATE INDEX items_group ON items (json_extract(document, '$.group'));`

/** Takes `?2` from the item `?1`. */
const take = `UPDATE items SET document = json_set(document, '$.left', json_extract(document, '$.left') - ?2) WHERE key = ?1`

export class Store {
  private readonly connection: Libsql.Database
  private readonly statements: Record<
    'add' | 'get' | 'where' | 'update' | 'conditionalUpdate',
    Libsql.Statement
  >

  constructor(file: string, documents: number) {
    this.connection = new Libsql(file)
    this.connection.exec(schema)
    this.statements = {
      add: this.connection.prepare('INSERT INTO items VALUES (?, ?)'),
      get: this.connection.prepare('SELECT document FROM items WHERE key = ?'),
      where: this.connection.prepare(
        `SELECT document FROM items WHERE json_extract(document, '$.group') = ?`,
      ),
      update: this.connection.prepare(take),
      conditionalUpdate: this.connection.prepare(`${take} AND json_extract(document, '$.left') > 0`),
    }
    this.connection.exec('BEGIN')
    for (let number = 0; number < documents; number++) this.add(item(number))
    this.connection.exec('COMMIT')
  }

  /** @returns how many operations a second it does, one after another */
  rate(operation: StoreOperation, times: number, round: number): number {
    const startedAt = performance.now()
    for (let index = 0; index < times; index++) this.run(operation, index, round)
    return times / ((performance.now() - startedAt) / 1000)
  }

  close(): void {
    this.connection.close()
  }

  private run(operation: StoreOperation, index: number, round: number): void {
    const { get, where, update, conditionalUpdate } = this.statements
    const key = `item-${index % 1000}`
    switch (operation) {
      case 'add':
        this.add({ _id: `added-${round}-${index}`, group: 'added', left: index, name: '校友' })
        return
      case 'get':
        this.read(get.all(key))
        return
      case 'where':
        this.read(where.all(`group-${index % 100}`))
        return
      case 'update':
        update.run(key, 1)
        return
      case 'conditionalUpdate':
        conditionalUpdate.run(`item-${index % 64}`, 1)
        return
      case 'transaction': {
        const other = `item-${(index + 1) % 1000}`
        this.connection.exec('BEGIN IMMEDIATE')
        this.read(get.all(key))
        this.read(get.all(other))
        update.run(key, 1)
        update.run(other, -1)
        this.connection.exec('COMMIT')
      }
    }
  }

  private add(document: Readonly<Record<string, unknown>>): void {
    this.statements.add.run(String(document._id), JSON.stringify(document))
  }

  private read(rows: unknown[]): void {
    for (const row of rows) JSON.parse((row as { document: string }).document)
  }
}
