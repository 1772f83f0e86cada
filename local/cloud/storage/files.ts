/** Keeps files by their paths, in memory or in a folder; a file is there as a whole or not at all. */
import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import { join } from 'node:path'

export interface StoredFile {
  readonly path: string
  readonly bytes: Buffer
  readonly contentType: string
  /** Absent when a function uploaded it: functions act as the administrator. */
  readonly creatorOpenid?: string
  /** Milliseconds of the movable clock. */
  readonly uploadedAtMs: number
}

export interface Files {
  save(file: StoredFile): Promise<void>
  read(path: string): Promise<StoredFile | undefined>
  /** @returns whether it was there */
  remove(path: string): Promise<boolean>
  /** All of them, by path. */
  list(): Promise<StoredFile[]>
}

export class FilesInMemory implements Files {
  private readonly files = new Map<string, StoredFile>()

  async save(file: StoredFile): Promise<void> {
    this.files.set(file.path, file)
  }

  async read(path: string): Promise<StoredFile | undefined> {
    return this.files.get(path)
  }

  async remove(path: string): Promise<boolean> {
    return this.files.delete(path)
  }

  async list(): Promise<StoredFile[]> {
    return [...this.files.values()].sort(byPath)
  }
}

/**
 * One file on the disk for each: a line of JSON about it, then its bytes. Its name is the hash of its path, since a
 * path may be longer than a file's name can be, or differ from another one in nothing but capitals.
 */
export class FilesInFolder implements Files {
  private writes = 0

  constructor(private readonly folder: string) {}

  async save({ bytes, ...about }: StoredFile): Promise<void> {
    await fs.mkdir(this.folder, { recursive: true })
    this.writes += 1
    const unfinished = join(this.folder, `${process.pid}-${this.writes}.unfinished`)
    const handle = await fs.open(unfinished, 'w')
    try {
      await handle.writeFile(Buffer.concat([Buffer.from(`${JSON.stringify(about)}\n`), bytes]))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await fs.rename(unfinished, this.fileOf(about.path))
  }

  async read(path: string): Promise<StoredFile | undefined> {
    return this.readFile(this.fileOf(path))
  }

  async remove(path: string): Promise<boolean> {
    try {
      await fs.unlink(this.fileOf(path))
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
      throw error
    }
  }

  async list(): Promise<StoredFile[]> {
    const names = await fs.readdir(this.folder).catch(() => [])
    const stored = names.filter((name) => /^[0-9a-f]{64}$/.test(name))
    const files = await Promise.all(stored.map((name) => this.readFile(join(this.folder, name))))
    return files.filter((file) => file !== undefined).sort(byPath)
  }

  private fileOf(path: string): string {
    return join(this.folder, createHash('sha256').update(path).digest('hex'))
  }

  private async readFile(file: string): Promise<StoredFile | undefined> {
    try {
      const content = await fs.readFile(file)
      const lineEnd = content.indexOf('\n')
      return { ...JSON.parse(content.toString('utf8', 0, lineEnd)), bytes: content.subarray(lineEnd + 1) }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }
}

const byPath = (left: StoredFile, right: StoredFile) => (left.path < right.path ? -1 : 1)
