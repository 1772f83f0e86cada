/**
 * Writes miniprogram_npm, where WeChat looks for npm packages: the vant components in use, and of plain libraries the
 * imported names alone. WeChat's own packer copies all of vant and rejects packages whose entry is .mjs or .cjs
 * (valibot): https://developers.weixin.qq.com/miniprogram/dev/devtools/npm.html
 */
import fs from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import { copyComponents, type SourceFile } from './components'
import { inReadableWords } from './error'
import { type ImportedNames, importedNames, joinNames } from './imported-names'

const projectRoot = path.resolve(__dirname, '../..')
const componentPackage = '@vant/weapp'

export interface NpmPackages {
  /** vant components with all they need, e.g. `button/index`. */
  readonly components: readonly string[]
  /** Plain libraries as imported, e.g. `dayjs/plugin/utc`, with the names they offer. */
  readonly libraries: ReadonlyMap<string, ImportedNames>
  readonly ms: number
}

/**
 * Builds miniprogram_npm anew, in the mini-program's folder `out` (default: that of `root`). A library that a single
 * subpackage imports lies in that subpackage, where WeChat looks first: nobody downloads it before.
 * @throws BuildError when a library lacks an imported name
 */
export async function buildNpmPackages(options: { root?: string; out?: string } = {}): Promise<NpmPackages> {
  const startedAt = performance.now()
  const root = options.root ?? projectRoot
  const miniprogram = path.join(root, 'miniprogram')
  const npmFolderOf = (home: string) => path.join(options.out ?? miniprogram, home, 'miniprogram_npm')
  const sources = await readSources(miniprogram)
  const scripts = sources
    .filter((source) => source.path.endsWith('.ts'))
    .map((source) => ({ ...source, names: importedNames(source.path, source.text) }))
  const imports = joinNames(scripts.map(({ names }) => names))
  const isComponent = (specifier: string) => specifier.startsWith(`${componentPackage}/`)
  const libraries = new Map([...imports].filter(([specifier]) => !isComponent(specifier)))
  const subPackages = await readSubPackages(miniprogram)
  const homeOf = (specifier: string) => {
    const users = scripts.filter(({ names }) => names.has(specifier))
    return (
      subPackages.find((sub) => users.every((user) => isBelow(path.join(miniprogram, sub), user.path))) ?? ''
    )
  }

  await Promise.all(
    ['', ...subPackages].map((home) => fs.rm(npmFolderOf(home), { recursive: true, force: true })),
  )
  const components = await copyComponents({
    packageFolder: path.join(root, 'node_modules', componentPackage, 'lib'),
    packageName: componentPackage,
    iconFontFile: path.join(root, 'node_modules/@vant/icons/src/encode-woff2.less'),
    outFolder: path.join(npmFolderOf(''), componentPackage),
    sources,
    scripts: [...imports.keys()].filter(isComponent),
  })
  await Promise.all(
    [...libraries].map(([specifier, names]) =>
      bundleLibrary(root, npmFolderOf(homeOf(specifier)), specifier, names),
    ),
  )
  return { components, libraries, ms: Math.round(performance.now() - startedAt) }
}

/** One file per specifier, at the place where `require(specifier)` looks for it. */
async function bundleLibrary(root: string, outFolder: string, specifier: string, names: ImportedNames) {
  const wanted = names === 'everything' ? '*' : `{ ${[...names].sort().join(', ')} }`
  await build({
    stdin: {
      contents: `export ${wanted} from '${specifier}'`,
      resolveDir: root,
      sourcefile: `${specifier} (as imported)`,
    },
    outfile: path.join(outFolder, fileOf(specifier)),
    bundle: true,
    format: 'cjs',
    target: 'es2017',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  }).catch((error: unknown) => {
    throw inReadableWords(error, root)
  })
}

function fileOf(specifier: string): string {
  const isPackageItself = specifier.split('/').length === (specifier.startsWith('@') ? 2 : 1)
  if (isPackageItself) return `${specifier}/index.js`
  return specifier.endsWith('.js') ? specifier : `${specifier}.js`
}

/** The folders of the subpackages, as app.json names them. */
async function readSubPackages(miniprogram: string): Promise<string[]> {
  const app = JSON.parse(await fs.readFile(path.join(miniprogram, 'app.json'), 'utf8')) as {
    subPackages?: { root: string }[]
  }
  return (app.subPackages ?? []).map(({ root }) => root)
}

const isBelow = (folder: string, file: string) => !path.relative(folder, file).startsWith('..')

/** The mini-program's own files; text only. */
async function readSources(folder: string): Promise<SourceFile[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true, recursive: true })
  const files = entries
    .filter((entry) => entry.isFile() && /\.(ts|json|wxml|wxss|wxs)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .filter((file) => !file.includes('miniprogram_npm') && !file.endsWith('.d.ts'))
  return Promise.all(files.map(async (file) => ({ path: file, text: await fs.readFile(file, 'utf8') })))
}
