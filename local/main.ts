/** Runs the whole project on this machine: builds it, opens its world, serves the preview, and rebuilds what changes. */
import path from 'node:path'
import { buildFunctions } from './build/functions'
import { buildUnlessKept } from './build/kept'
import { lockFolder, refuseIfTaken } from './folder-lock'
import { compilePhone } from './phone'
import { buildPanel } from './phone/panel/build'
import { LogTail, listen, openPreview, type Persona, type Preview, type Server } from './phone/server'
import { type LiveReload, type Product, startLiveReload } from './phone/server/live-reload'
import { Refusal } from './refusal'
import { sampleActs } from './seed/acts'
import { firstDay } from './seed/empty'
import { table } from './table'
import { forgetWorld, isFirstRun, openWorld, type World } from './world'

export interface StartOptions {
  readonly port: number
  /** Where the world is kept, and what the browser loads is built. */
  readonly folder: string
  /** Begins anew with the sample data. */
  readonly fresh: boolean
  /** Begins anew as on the first day. */
  readonly empty: boolean
}

type Closer = () => Promise<void>

const projectRoot = path.resolve(__dirname, '..')
const miniprogramFolder = path.join(projectRoot, 'miniprogram')

/**
 * Resolves when the preview is ready; it then runs until the process is told to end.
 * @throws Refusal when it cannot start, with a sentence that says why and what to do
 */
export async function start(options: StartOptions): Promise<void> {
  await refuseIfTaken(options.folder)
  const server = await listenOrRefuse(options.port)
  const unlock = await lockFolder(options.folder, server.url)
  const closers: Closer[] = [unlock, () => server.close()]
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void close().then(() => process.exit(0)))
  }
  try {
    await open(options, server, closers)
  } catch (error) {
    await close()
    throw inWords(error)
  }
}

/** Builds and opening go side by side; only the functions must be there before the cloud that runs them. */
async function open(options: StartOptions, server: Server, closers: Closer[]): Promise<void> {
  const { folder } = options
  // Not dist/: what is deployed is built on purpose, and tests may be using it right now.
  const functionsFolder = path.join(folder, 'functions')
  const phoneFolder = path.join(folder, 'phone')
  const panelFolder = path.join(folder, 'panel')
  const log = new LogTail()

  const functions = keptFunctions(functionsFolder)
  const opening = functions.then(() => openKeptWorld(options, functionsFolder, (line) => log.add(line)))
  const phone = keptPhone(phoneFolder)
  const panel = keptPanel(panelFolder)
  // A world that opens while something else fails must be closed too, or the process would not end.
  closers.push(() =>
    opening.then(
      (world) => world.close(),
      () => {},
    ),
  )
  const [world, { sources }, { warnings }] = await Promise.all([opening, functions, phone, panel])
  for (const warning of warnings) console.warn(warning)

  const preview = openPreview(server, { world, miniprogramFolder, phoneFolder, panelFolder, log })
  closers.push(async () => preview.close())
  greet(server.url, world.personas)
  const watching = await watchSources({
    world,
    preview,
    functionsFolder,
    phoneFolder,
    functionSources: sources,
  })
  closers.push(() => watching.close())
}

/** With the absolute paths of the sources, a change in one of which calls for a new build. */
async function keptFunctions(outFolder: string): Promise<{ readonly sources: ReadonlySet<string> }> {
  const sources = await buildUnlessKept({
    outFolder,
    sources: ['cloudfunctions', 'miniprogram', 'local/build'],
    build: async () => [...(await buildFunctions({ outFolder })).sources],
  })
  return { sources: new Set(sources) }
}

const keptPhone = (outFolder: string) =>
  buildUnlessKept({
    outFolder,
    sources: ['miniprogram', 'local/build', 'local/phone'],
    build: async () => {
      const { warnings } = await compilePhone({ root: miniprogramFolder, outFolder })
      return { warnings }
    },
  })

const keptPanel = (outFolder: string) =>
  buildUnlessKept({ outFolder, sources: ['miniprogram', 'local/phone'], build: () => buildPanel(outFolder) })

async function openKeptWorld(
  { folder, fresh, empty }: StartOptions,
  functionsFolder: string,
  log: (line: string) => void,
): Promise<World> {
  if (fresh || empty) await forgetWorld(folder)
  if (empty) return openWorld({ folder, functionsFolder, log, sample: firstDay })
  const isNew = await isFirstRun(folder)
  if (isNew) console.info('Writing the sample data; this happens once …')
  const world = await openWorld({ folder, functionsFolder, log })
  if (isNew) {
    await sampleActs(world).catch(async (error: unknown) => {
      await world.close()
      throw error
    })
  }
  return world
}

interface Watched {
  readonly world: World
  readonly preview: Preview
  readonly functionsFolder: string
  readonly phoneFolder: string
  readonly functionSources: ReadonlySet<string>
}

/** The contract belongs to both products: functions import it from miniprogram/. */
async function watchSources(watched: Watched): Promise<LiveReload> {
  const { world, preview, functionsFolder, phoneFolder } = watched
  let sources = watched.functionSources
  const functions: Product = {
    isMadeFrom: (file) => sources.has(file) || isBelow(file, 'cloudfunctions'),
    build: async () => {
      sources = (await keptFunctions(functionsFolder)).sources
      await world.cloud.reload()
    },
  }
  const phone: Product = {
    isMadeFrom: (file) => isBelow(file, 'miniprogram'),
    build: async () => {
      const { warnings } = await keptPhone(phoneFolder)
      for (const warning of warnings) console.warn(warning)
    },
  }
  return startLiveReload({
    folders: ['miniprogram', 'cloudfunctions'].map((name) => path.join(projectRoot, name)),
    products: [functions, phone],
    onBuilt: () => preview.reload(),
    onError: (error) => {
      console.error(error.message)
      preview.showCompileError(error.message)
    },
  })
}

function isBelow(file: string, folder: string): boolean {
  return file.startsWith(path.join(projectRoot, folder) + path.sep)
}

async function listenOrRefuse(port: number): Promise<Server> {
  try {
    return await listen(port)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') {
      throw new Refusal(
        `Port ${port} is taken by another program: choose another one with --port, such as --port ${port + 1}.`,
      )
    }
    throw new Refusal(`Port ${port} cannot be used (${message}): choose another one with --port.`)
  }
}

/** Errors that a person can do something about, by name: what else fails is a fault of ours and keeps its stack. */
function inWords(error: unknown): unknown {
  const { name, message } = error as Error
  if (name === 'BuildError' || name === 'CompileError') return new Refusal(message)
  if (name === 'DataFileError' || name === 'SqliteError')
    return new Refusal(`${message}\nTo begin anew with the sample data: npm start -- --fresh`)
  return error
}

function greet(url: string, personas: readonly Persona[]): void {
  const seconds = (performance.now() / 1000).toFixed(1)
  const rows = personas.map(({ key, name, description }) => [key, name, description])
  console.info(
    `\nReady in ${seconds} s:  ${url}\n\n${table(rows)}\n\nOpen the page of anybody: ${url}/?persona=${personas[0]?.key}`,
  )
}
