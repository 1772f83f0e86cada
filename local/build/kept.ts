/** Spares a build whose sources are as they were when it was made last: starting again takes a third of the time. */
import { createHash } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'

const projectRoot = path.resolve(__dirname, '../..')

interface Note {
  readonly madeFrom: string
  /** What the build said. */
  readonly said: unknown
}

export interface KeptBuild<Said> {
  readonly outFolder: string
  /** Folders and files that it is made from and by, from the project's root; package-lock.json is always among them. */
  readonly sources: readonly string[]
  /** Writes into `outFolder`; what it says must be plain data. */
  readonly build: () => Promise<Said>
  readonly root?: string
}

/** Builds, unless what lies in the folder was made whole from these very sources; returns what the build said. */
export async function buildUnlessKept<Said>(kept: KeptBuild<Said>): Promise<Said> {
  const note = path.join(kept.outFolder, 'made-from.json')
  const madeFrom = await stampOf(kept.root ?? projectRoot, [...kept.sources, 'package-lock.json'])
  const known = await readNote(note)
  if (known?.madeFrom === madeFrom) return known.said as Said
  // Gone while it is built: what is cut off half-way is nothing to keep.
  await fs.rm(note, { force: true })
  const said = await kept.build()
  await fs.mkdir(kept.outFolder, { recursive: true })
  await fs.writeFile(note, JSON.stringify({ madeFrom, said } satisfies Note))
  return said
}

async function readNote(file: string): Promise<Note | undefined> {
  try {
    return JSON.parse(await fs.readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}

/** Which files there are, how large they are and when they were last written; reading them would take as long as some builds. */
async function stampOf(root: string, sources: readonly string[]): Promise<string> {
  const files = (await Promise.all(sources.map((source) => filesBelow(path.join(root, source)))))
    .flat()
    .sort()
  const facts = await Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs } = await fs.stat(file)
      return `${path.relative(root, file)} ${size} ${mtimeMs}`
    }),
  )
  return createHash('sha256')
    .update([process.version, ...facts].join('\n'))
    .digest('hex')
}

async function filesBelow(source: string): Promise<string[]> {
  if (!(await fs.stat(source)).isDirectory()) return [source]
  const entries = await fs.readdir(source, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
}
