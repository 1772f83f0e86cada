/** The file that documents outlive the process in: either exactly what was written, or one sentence that says why not. */
import { existsSync, statSync } from 'node:fs'
import { type Connection, openStore, type Statement } from './embedded-store'
import { type Document, fromDisk, toDisk } from './values'

/** 'ALMA' in ASCII: tells our files from any other SQLite file. */
const applicationId = 0x414c4d41
const formatVersion = 1

/** Why a data file can't be used; its message is for a person to read. The file itself stays as it was. */
export class DataFileError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'DataFileError'
  }
}

export interface StoredDocument {
  readonly collection: string
  readonly key: string
  /** null: removed. */
  readonly document: Document | null
}

const schema = `
  BEGIN IMMEDIATE;
  PRAGMA application_id = ${applicationId};
  PRAGMA user_version = ${formatVersion};
  CREATE TABLE collections (name TEXT PRIMARY KEY);
  CREATE TABLE documents (collection TEXT NOT NULL, key TEXT NOT NULL, document TEXT NOT NULL, PRIMARY KEY (collection, key));
  COMMIT;`

export class DataFile {
  private readonly connection: Connection
  private readonly put: Statement
  private readonly remove: Statement

  /** Opens the file, or makes it when there is none. @throws DataFileError */
  constructor(private readonly file: string) {
    const isNew = !existsSync(file) || statSync(file).size === 0
    this.connection = open(file)
    try {
      // Two cloud processes on one file would each answer from their own memory.
      this.connection.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = FULL')
      if (isNew) this.connection.exec(schema)
      else this.check()
      this.connection.exec('PRAGMA journal_mode = WAL')
      this.put = this.connection.prepare(
        'INSERT INTO documents VALUES (?, ?, ?) ON CONFLICT (collection, key) DO UPDATE SET document = excluded.document',
      )
      this.remove = this.connection.prepare('DELETE FROM documents WHERE collection = ? AND key = ?')
    } catch (error) {
      this.connection.close()
      throw error instanceof DataFileError ? error : this.unusable(error)
    }
  }

  collections(): string[] {
    const rows = this.connection.prepare('SELECT name FROM collections').all()
    return rows.map((row) => String((row as Document).name))
  }

  documents(): (StoredDocument & { readonly document: Document })[] {
    const rows = this.connection
      .prepare('SELECT collection, key, document FROM documents')
      .all() as Document[]
    try {
      return rows.map(({ collection, key, document }) => ({
        collection: String(collection),
        key: String(key),
        document: fromDisk(String(document)),
      }))
    } catch {
      throw this.damaged()
    }
  }

  addCollection(name: string): void {
    this.connection.prepare('INSERT OR IGNORE INTO collections VALUES (?)').run(name)
  }

  /** Writes all or nothing, and returns only when it is on the disk. */
  write(changes: Iterable<StoredDocument>): void {
    this.connection.exec('BEGIN IMMEDIATE')
    try {
      for (const { collection, key, document } of changes) {
        if (document) this.put.run(collection, key, toDisk(document))
        else this.remove.run(collection, key)
      }
      this.connection.exec('COMMIT')
    } catch (error) {
      this.connection.exec('ROLLBACK')
      throw error
    }
  }

  close(): void {
    // Leaves one tidy file, and gives up the lock now: close() alone gives it up when the garbage is collected.
    this.connection.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL')
    this.collections()
    this.connection.close()
  }

  private check(): void {
    const identity = this.pragma('application_id')
    if (identity !== applicationId)
      throw new DataFileError(
        `${this.file} is not a data file of the local cloud. It is left as it is; name another file.`,
      )
    const version = this.pragma('user_version')
    if (version > formatVersion)
      throw new DataFileError(
        `${this.file} was written by a newer version of the local cloud (format ${version}, this one reads ${formatVersion}). It is left as it is; update this checkout or name another file.`,
      )
    const [result] = this.connection.prepare('PRAGMA quick_check(1)').all() as Document[]
    if (!Object.values(result ?? {}).includes('ok')) throw this.damaged()
  }

  private pragma(name: string): number {
    return Number(Object.values(this.connection.prepare(`PRAGMA ${name}`).get() as Document)[0])
  }

  private damaged(): DataFileError {
    return new DataFileError(
      `${this.file} is damaged: part of it is missing or unreadable. It is left as it is; restore a copy, or remove it to begin afresh.`,
    )
  }

  private unusable(error: unknown): DataFileError {
    const reason = error instanceof Error ? error.message : String(error)
    if (/not a database/i.test(reason))
      return new DataFileError(
        `${this.file} is not a data file of the local cloud. It is left as it is; name another file.`,
      )
    if (/locked|busy/i.test(reason))
      return new DataFileError(
        `${this.file} is in use by another local cloud. Stop that one, or name another file.`,
      )
    if (/malformed|corrupt|disk image|disk I\/O/i.test(reason)) return this.damaged()
    return new DataFileError(`${this.file} can't be used: ${reason}`)
  }
}

function open(file: string): Connection {
  try {
    return openStore(file)
  } catch (error) {
    throw new DataFileError(
      `${file} can't be opened: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
