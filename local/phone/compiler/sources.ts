/** Reads source files, each only once for as long as it does not change. */
import fs from 'node:fs'

interface Source {
  modifiedMs: number
  size: number
  text: string
}

export class Sources {
  private readonly cache = new Map<string, Source>()

  exists(file: string): boolean {
    return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
  }

  read(file: string): string {
    const { mtimeMs, size } = fs.statSync(file)
    const known = this.cache.get(file)
    if (known && known.modifiedMs === mtimeMs && known.size === size) return known.text
    const text = fs.readFileSync(file, 'utf8')
    this.cache.set(file, { modifiedMs: mtimeMs, size, text })
    return text
  }
}
