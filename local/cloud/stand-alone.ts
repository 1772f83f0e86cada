/** The cloud without the rest of this project: somebody else's functions, collections and data file. */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'
import type { CollectionDeclaration } from '../../cloudfunctions/database'
import { MovableClock } from '../clock'
import { Refusal } from '../refusal'
import { startCloud } from './index'

export interface StandAloneOptions {
  /** 0 for any. */
  readonly port: number
  readonly dataFile?: string
  readonly functionsFolder?: string
  readonly indexesFile?: string
}

export interface StandAlone {
  readonly url: string
  readonly functionNames: readonly string[]
  /** What another program's environment needs, so that its wx-server-sdk comes here. */
  readonly environment: Readonly<Record<string, string>>
  close(): Promise<void>
}

const projectRoot = path.resolve(__dirname, '../..')

/** @throws Refusal, DataFileError */
export async function startAlone(options: StandAloneOptions): Promise<StandAlone> {
  const collections = options.indexesFile === undefined ? [] : readCollections(options.indexesFile)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'local-cloud-'))
  const removeFolder = () => fs.rmSync(folder, { recursive: true, force: true })
  try {
    const functionNames =
      options.functionsFolder === undefined ? [] : await bundleAll(options.functionsFolder, folder)
    const cloud = await startCloud({
      collections,
      functionsFolder: folder,
      clock: new MovableClock(),
      dataFile: options.dataFile,
      port: options.port,
      log: (line) => console.error(line),
    })
    const close = async () => {
      await cloud.close()
      removeFolder()
    }
    if (options.port !== 0 && new URL(cloud.url).port !== String(options.port)) {
      await close()
      throw new Refusal(`Port ${options.port} is taken by another program: choose another one with --port.`)
    }
    return { url: cloud.url, functionNames, environment: cloud.environment({ openid: 'o-local' }), close }
  } catch (error) {
    removeFolder()
    throw error
  }
}

/** What a file exports as `collections` or by default, or a JSON file's content. */
function readCollections(file: string): readonly CollectionDeclaration[] {
  if (!fs.existsSync(file)) throw new Refusal(`There is no ${file}, which --indexes names.`)
  const content = require(file)
  const collections: unknown = content.collections ?? content.default ?? content
  const isDeclared = (entry: Partial<CollectionDeclaration> | null) =>
    typeof entry?.name === 'string' && Array.isArray(entry.indexes)
  if (!Array.isArray(collections) || !collections.every(isDeclared))
    throw new Refusal(
      `${file} must hold a list such as [{"name":"people","indexes":[{"name":"phone","keys":{"phone":1},"unique":true}]}].`,
    )
  return collections
}

/**
 * Makes one file of each function, as an upload with its packages would be. What a function does not have in a
 * node_modules of its own comes from this project's: wx-server-sdk above all.
 */
async function bundleAll(sourceFolder: string, outFolder: string): Promise<string[]> {
  if (!fs.existsSync(sourceFolder)) throw new Refusal(`There is no ${sourceFolder}, which --functions names.`)
  const entries = fs.readdirSync(sourceFolder).flatMap((name) => {
    const files = ['index.js', 'index.ts'].map((file) => path.join(sourceFolder, name, file))
    const entry = files.find((file) => fs.existsSync(file))
    return entry ? [{ name, entry }] : []
  })
  await build({
    entryPoints: entries.map(({ name, entry }) => ({ in: entry, out: `${name}/index` })),
    outdir: outFolder,
    bundle: true,
    platform: 'node',
    target: 'node18',
    format: 'cjs',
    nodePaths: [path.join(projectRoot, 'node_modules')],
    tsconfigRaw: {},
    logLevel: 'silent',
  }).catch((error: Error) => {
    throw new Refusal(error.message)
  })
  for (const { name } of entries) {
    const config = path.join(sourceFolder, name, 'config.json')
    if (fs.existsSync(config)) fs.copyFileSync(config, path.join(outFolder, name, 'config.json'))
  }
  return entries.map(({ name }) => name)
}
