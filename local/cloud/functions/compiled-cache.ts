/**
 * What a JavaScript engine made of a bundle, kept from one process to the next: compiling and first evaluating a
 * function takes a quarter of a second, and every test file starts its own process.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Script } from 'node:vm'

/** A script that was compiled, perhaps from what was kept of it. */
export interface Compiled {
  readonly script: Script
  /** Keeps what is compiled by now, also of functions that were compiled when they were first called; once. */
  keep(): void
}

/**
 * Compiles a source as `options` say. What is kept goes by the source's content, since the engine itself compares
 * nothing but its length; without a folder nothing is kept.
 */
export function compileKept(
  source: string,
  options: { readonly filename: string; readonly columnOffset: number },
  { name, folder }: { readonly name: string; readonly folder: string | undefined },
): Compiled {
  if (folder === undefined) return { script: new Script(source, options), keep: () => {} }
  const hash = createHash('sha256').update(process.version).update(source).digest('hex').slice(0, 32)
  const fileName = `${name}-${hash}.compiled`
  const cachedData = read(join(folder, fileName))
  const script = new Script(source, { ...options, ...(cachedData ? { cachedData } : {}) })
  let isKept = cachedData !== undefined && !script.cachedDataRejected
  const keep = () => {
    if (!isKept) write(folder, name, fileName, script)
    isKept = true
  }
  return { script, keep }
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}

/** A process that dies meanwhile leaves no half file, and a folder that cannot be written to is no reason to fail. */
function write(folder: string, name: string, fileName: string, script: Script): void {
  try {
    mkdirSync(folder, { recursive: true })
    const older = readdirSync(folder).filter((file) => file.startsWith(`${name}-`) && file !== fileName)
    const unfinished = join(folder, `${fileName}.${process.pid}`)
    writeFileSync(unfinished, script.createCachedData())
    renameSync(unfinished, join(folder, fileName))
    for (const file of older) rmSync(join(folder, file), { force: true })
  } catch {}
}
