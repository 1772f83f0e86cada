/** Copies from a component package those components that the mini-program uses, with all that these need. */
import fs from 'node:fs/promises'
import path from 'node:path'
import ts from 'typescript'
import { BuildError } from './error'
import { withoutRemoteFont } from './icon-font'

export interface SourceFile {
  readonly path: string
  readonly text: string
}

export interface ComponentsInUse {
  /** Where the package keeps its components. */
  readonly packageFolder: string
  /** As it is written in usingComponents. */
  readonly packageName: string
  readonly iconFontFile: string
  readonly outFolder: string
  /** The mini-program's files: their usingComponents and @imports say what is in use. */
  readonly sources: readonly SourceFile[]
  /** Specifiers imported from scripts, such as `@vant/weapp/toast/toast`. */
  readonly scripts: readonly string[]
}

/** Copies the closure and returns the names of the components in it, e.g. `button/index`. */
export async function copyComponents(use: ComponentsInUse): Promise<string[]> {
  const files = new Map<string, string>()
  await collect(use, files)
  const names = quotedNames([...use.sources.map((source) => source.text), ...withoutStyles(files)])
  for (const [file, text] of files) {
    const to = path.join(use.outFolder, file)
    await fs.mkdir(path.dirname(to), { recursive: true })
    await fs.writeFile(to, file === 'icon/index.wxss' ? await offline(text, names, use.iconFontFile) : text)
  }
  const definitions = [...files].filter(([file, text]) => file.endsWith('.json') && isComponent(text))
  return definitions.map(([file]) => file.slice(0, -'.json'.length)).sort()
}

/** Walks from what the mini-program names to all that this needs in turn; fills `files` with path → text. */
async function collect(use: ComponentsInUse, files: Map<string, string>): Promise<void> {
  const waiting = use.sources.flatMap((source) =>
    referencesOf(source.path, source.text)
      .filter((reference) => reference.startsWith(`${use.packageName}/`))
      .map((reference) => ({ reference: reference.slice(use.packageName.length + 1), by: source.path })),
  )
  for (const script of use.scripts) {
    waiting.push({ reference: script.slice(use.packageName.length + 1), by: script })
  }
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const found = await filesFor(use.packageFolder, next.reference)
    if (found.length === 0)
      throw new BuildError(`${next.by}: ${use.packageName}/${next.reference} does not exist`)
    for (const file of found.filter((name) => !files.has(name))) {
      const text = await fs.readFile(path.join(use.packageFolder, file), 'utf8')
      files.set(file, text)
      const folder = path.posix.dirname(file)
      for (const reference of referencesOf(file, text)) {
        waiting.push({ reference: path.posix.join(folder, reference), by: `${use.packageName}/${file}` })
      }
    }
  }
}

/** A reference names a file, a script or style without its ending, a folder, or a component: four files of one name. */
async function filesFor(packageFolder: string, reference: string): Promise<string[]> {
  const endings = ['', '.js', '.json', '.wxml', '.wxss', '/index.js']
  const candidates = endings.map((ending) => reference + ending)
  const present = await Promise.all(
    candidates.map(async (file) => {
      const status = await fs.stat(path.join(packageFolder, file)).catch(() => undefined)
      return status?.isFile() ?? false
    }),
  )
  return candidates.filter((_, index) => present[index])
}

/** What a file names of others, as it is written there. */
function referencesOf(file: string, text: string): string[] {
  switch (path.extname(file)) {
    case '.json':
      return isObject(text)
        ? Object.values((JSON.parse(text).usingComponents ?? {}) as Record<string, string>)
        : []
    case '.js':
    case '.wxs':
      return ts.preProcessFile(text, true, true).importedFiles.map((imported) => imported.fileName)
    case '.wxss':
      return matches(text, /@import\s+['"]([^'"]+)['"]/g)
    case '.wxml':
      return [
        ...matches(text, /<(?:import|include|wxs)\s[^>]*?src=["']([^"']+)["']/g),
        ...matches(text, /require\(['"]([^'"]+)['"]\)/g),
      ]
    default:
      return []
  }
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '')
}

function isObject(json: string): boolean {
  return json.trimStart().startsWith('{')
}

function isComponent(json: string): boolean {
  return JSON.parse(json).component === true
}

async function offline(iconStyles: string, names: readonly string[], iconFontFile: string): Promise<string> {
  const font = await fs.readFile(iconFontFile, 'utf8')
  // vant composes some names, such as 'arrow' + '-' + direction.
  const isUsed = (glyph: string) => names.some((name) => glyph === name || glyph.startsWith(`${name}-`))
  return withoutRemoteFont(iconStyles, isUsed, font)
}

/** A glyph may be named in a template, a script or data, but always in quotes. */
function quotedNames(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => matches(text, /["'`]([a-z][\w-]*)["'`]/g)))]
}

function withoutStyles(files: ReadonlyMap<string, string>): string[] {
  return [...files].filter(([file]) => !file.endsWith('.wxss')).map(([, text]) => text)
}
