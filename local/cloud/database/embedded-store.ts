/** The embedded SQLite: Node's own where it is built in, libsql's elsewhere; the file is the same. */
import Libsql from 'libsql'

/** What both of them offer, and all that is used here. */
export interface Connection {
  exec(sql: string): unknown
  prepare(sql: string): Statement
  close(): void
}

export interface Statement {
  run(...values: string[]): unknown
  get(...values: string[]): unknown
  all(...values: string[]): unknown[]
}

interface NodeSqlite {
  readonly DatabaseSync: new (file: string) => Connection
}

/**
 * Opens the file, or makes it when there is none.
 * @param builtIn Node's own module, from 22.13 on without a flag; null where there is none
 * @see https://nodejs.org/api/sqlite.html
 */
export function openStore(file: string, builtIn: NodeSqlite | null = nodeSqlite()): Connection {
  return builtIn ? new builtIn.DatabaseSync(file) : new Libsql(file)
}

/** Asked for by name at run time, because Node 20 can't load a module that would import it. */
const nodeSqlite = () => (process.getBuiltinModule?.('node:sqlite') ?? null) as NodeSqlite | null
