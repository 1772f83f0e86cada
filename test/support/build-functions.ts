/** Builds the cloud functions, those of fixtures, the SDK and what tests share, once before the tests that use them. */
import { copyFileSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { type BuildOptions, build, type Plugin } from 'esbuild'
import { buildFunctions } from '../../local/build/functions'
import { built } from './built'

const fixtures = path.resolve(__dirname, '../local/cloud/fixtures')

async function buildFixtures(): Promise<void> {
  const names = readdirSync(fixtures)
  rmSync(built.fixtureFunctions, { recursive: true, force: true })
  await build({
    entryPoints: names.map((name) => ({ in: path.join(fixtures, name, 'index.ts'), out: `${name}/index` })),
    outdir: built.fixtureFunctions,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node18',
    minify: true,
    logLevel: 'error',
  })
  for (const name of names) {
    const config = path.join(fixtures, name, 'config.json')
    if (existsSync(config)) copyFileSync(config, path.join(built.fixtureFunctions, name, 'config.json'))
  }
}

/** In one file, each module still knows where its own source lies. */
const ownFolders: Plugin = {
  name: 'own-folders',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
      const source = await readFile(file, 'utf8')
      const where = /\b__dirname\b/.test(source)
        ? `const __dirname = ${JSON.stringify(path.dirname(file))}; `
        : ''
      return { contents: where + source, loader: 'ts' }
    })
  },
}

const buildInOneFile = (from: string, outfile: string, more: BuildOptions = {}) =>
  build({
    entryPoints: [path.resolve(__dirname, from)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
    ...more,
  })

const buildAll = () =>
  Promise.all([
    buildFunctions(),
    buildFixtures(),
    buildInOneFile('../../node_modules/wx-server-sdk', built.sdk),
    buildInOneFile('invariants.ts', built.invariants),
    buildInOneFile('outside.ts', built.outside, { packages: 'external', plugins: [ownFolders] }),
  ])

let building: Promise<unknown> | undefined

/** Two kinds of tests ask for it; it is done once for both. */
export default async function buildOnce(): Promise<void> {
  building ??= buildAll()
  await building
}
