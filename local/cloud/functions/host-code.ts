/** The process that hosts functions, as one script: it runs alike under tsx and under jest, neither of which reaches it. */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildSync } from 'esbuild'

/** Where what is made once for this installation lies, by this installation's own packages. */
export const cacheFolder = join(__dirname, '../../../node_modules/.cache/functions')

let code: string | undefined

/** Built once for its sources, and kept: building takes a tenth of a second, and every test file asks for it. */
export function hostCode(): string {
  code ??= readKept(fileOf(sources())) ?? build()
  return code
}

/** All modules of this folder: more than the host consists of, so that none is forgotten. */
const sources = (): string[] =>
  readdirSync(__dirname)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => readFileSync(join(__dirname, file), 'utf8'))

function fileOf(contents: readonly string[]): string {
  const hash = createHash('sha256')
  for (const content of contents) hash.update(content)
  return join(cacheFolder, `host-${hash.digest('hex').slice(0, 32)}.js`)
}

function readKept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function build(): string {
  const built = buildSync({
    entryPoints: [join(__dirname, 'host.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
  }).outputFiles[0]?.text
  if (built === undefined) throw new Error('the function host could not be built')
  keep(built)
  return built
}

/** A folder that cannot be written to is no reason to fail: then it is built each time. */
function keep(built: string): void {
  try {
    mkdirSync(cacheFolder, { recursive: true })
    const file = fileOf(sources())
    writeFileSync(`${file}.${process.pid}`, built)
    renameSync(`${file}.${process.pid}`, file)
  } catch {}
}
