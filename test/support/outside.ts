/**
 * What the stories' cloud consists of, outside of the test files: every file has modules of its own, and to load the
 * cloud's anew and to run it cold costs more than most stories themselves. Each of jest's processes loads this once.
 *
 * Objects of a test file are strangers here (their `Object` is another one), so documents are copied on their way in.
 */
import { readFileSync } from 'node:fs'
import { deserialize, serialize } from 'node:v8'
import { Script } from 'node:vm'
import { collections } from '../../cloudfunctions/database'
import { MovableClock } from '../../local/clock'
import { type Cloud, SpareHosts } from '../../local/cloud'
import * as sample from '../../local/seed'
import { sendPictures } from '../../local/seed/pictures'
import { openWorld, type Sample, type World, type WorldOptions } from '../../local/world'
import { built } from './built'
import { someMorning } from './morning'
import { wechatPayKeys } from './wechat-pay-keys'

export interface Problem {
  readonly check: string
  readonly found: string
}

const copied = <Value>(value: Value): Value => deserialize(serialize(value))

/** Documents as they are passed between a test file and the cloud. */
function reachable(database: Cloud['database']): Cloud['database'] {
  return {
    ...database,
    insert: (collection, documents) => database.insert(collection, copied(documents)),
    upsert: (collection, documents) => database.upsert(collection, copied(documents)),
    find: (collection, query) => database.find(collection, copied(query)),
    count: (collection, query) => database.count(collection, copied(query)),
    explain: (collection, query, wanted) => database.explain(collection, copied(query), copied(wanted)),
  }
}

const withReach = (world: World): World => ({
  ...world,
  cloud: { ...world.cloud, database: reachable(world.cloud.database) },
})

/** Each function is compiled once for all files of a process, and stays warm from one to the next. */
export const spareHosts = new SpareHosts()

/** Opens a world in memory at `someMorning`, its timers still; or, with a folder, the world that is kept there. */
export async function open(options: Partial<WorldOptions> & Pick<WorldOptions, 'functionsFolder'>) {
  const keys = { wechatPayKeys: wechatPayKeys(), spareHosts }
  if (options.folder !== undefined) return withReach(await openWorld({ timers: false, ...keys, ...options }))
  const clock = new MovableClock(someMorning)
  return withReach(
    await openWorld({ timers: false, clock, ...keys, sample: await prepared(keys, options), ...options }),
  )
}

let preparing: Promise<Sample> | undefined

/**
 * The sample world after the first visit of its timer, which makes the front page and all else that waits for it: a
 * second's work, done once. Documents are never changed in place, so that all worlds share them.
 */
function prepared(
  keys: Pick<WorldOptions, 'wechatPayKeys' | 'spareHosts'>,
  { functionsFolder }: Pick<WorldOptions, 'functionsFolder'>,
): Promise<Sample> {
  preparing ??= prepare(keys, functionsFolder)
  return preparing
}

async function prepare(
  keys: Pick<WorldOptions, 'wechatPayKeys' | 'spareHosts'>,
  functionsFolder: string,
): Promise<Sample> {
  const secrets = sample.makeSecrets()
  const clock = new MovableClock(someMorning)
  const makeSecrets = () => ({ ...secrets })
  const world = await openWorld({
    functionsFolder,
    clock,
    timers: false,
    ...keys,
    sample: { ...sample, makeSecrets },
  })
  try {
    await world.cloud.fireTimer('timer')
    const documents = await Promise.all(
      collections.map(async ({ name }) => [name, await world.cloud.database.find(name)] as const),
    )
    return {
      ...sample,
      makeSecrets,
      async seed({ cloud }) {
        await sendPictures(cloud)
        for (const [name, held] of documents) await cloud.database.upsert(name, held)
      },
    }
  } finally {
    await world.close()
  }
}

type Invariants = typeof import('./invariants')

let script: Script | undefined
const invariants = new WeakMap<World, Invariants>()

function invariantsOf(world: World): Invariants {
  const known = invariants.get(world)
  if (known) return known
  script ??= new Script(`(function (require, module) {${readFileSync(built.invariants, 'utf8')}\n})`, {
    filename: built.invariants,
  })
  const module = { exports: {} as Invariants }
  script.runInThisContext()(require, module)
  invariants.set(world, module.exports)
  return module.exports
}

/** What the invariants find wrong in a world, which should be nothing. */
export async function problemsOf(world: World): Promise<readonly Problem[]> {
  const { cloud, environment } = world
  // The checks run here with the real SDK; it reads these variables at every request.
  Object.assign(process.env, cloud.environment({}), { SECRET_KEY: environment.SECRET_KEY })
  const { readingOnce, runChecks } = invariantsOf(world)
  return readingOnce(cloud.database, runChecks)
}
