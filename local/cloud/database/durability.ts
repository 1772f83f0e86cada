/** Group commit: all that changed within one turn of the event loop reaches the disk together, each document once. */
import type { Collection } from './collection'
import { present } from './collection'
import type { DataFile, StoredDocument } from './data-file'

export class Durability {
  private readonly changed = new Map<Collection, Set<string>>()
  private flushing: Promise<void> | undefined
  private failure: Error | undefined

  /** Without a file everything is lost at the end, and nothing waits. */
  constructor(private readonly file: DataFile | undefined) {}

  /** Remembers that a document has a new committed state. */
  note(collection: Collection, key: string): void {
    if (!this.file) return
    const keys = this.changed.get(collection) ?? new Set()
    this.changed.set(collection, keys.add(key))
    this.flushing ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        this.flushing = undefined
        try {
          this.flush()
          resolve()
        } catch (error) {
          reject(error)
        }
      })
    })
    // Whoever waits sees the failure; without this, a batch nobody waits for would end the process.
    this.flushing.catch(() => {})
  }

  /** Resolves when all that can be seen now is on the disk; readers wait too, so nobody is told what a crash undoes. */
  async settled(): Promise<void> {
    if (this.failure) throw this.failure
    await this.flushing
  }

  /** Writes at once what waits. After a failure memory is ahead of the disk, so nothing is answered any more. */
  flush(): void {
    if (!this.file || this.failure) return
    try {
      this.file.write(this.takeChanges())
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.failure = new Error(`the data file can't be written any more: ${reason}`)
      throw this.failure
    }
  }

  private *takeChanges(): Iterable<StoredDocument> {
    for (const [collection, keys] of this.changed)
      for (const key of keys)
        yield { collection: collection.name, key, document: collection.get(key, present) }
    this.changed.clear()
  }
}
