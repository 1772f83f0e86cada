/** Reads the folder of built functions: what runs, when the clock calls it, and which open APIs it may use. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface TimerTrigger {
  readonly name: string
  readonly type: 'timer'
  /** Seven fields: second, minute, hour, day, month, weekday, year; in Asia/Shanghai. */
  readonly config: string
}

export interface FunctionBundle {
  readonly name: string
  /** The one file that runs. */
  readonly file: string
  readonly triggers: readonly TimerTrigger[]
  /** Names of open APIs, such as 'subscribeMessage.send'. */
  readonly permissions: readonly string[]
  /** How long one call may take, on the real clock. */
  readonly timeoutSeconds: number
}

interface ConfigFile {
  triggers?: TimerTrigger[]
  permissions?: { openapi?: string[] }
  timeout?: number
}

/** What this project's functions are created with; config.json may say otherwise as `timeout`, in seconds. */
const defaultTimeoutSeconds = 20

/** The functions by name: every subfolder with an index.js. */
export function readBundles(folder: string): Map<string, FunctionBundle> {
  if (!existsSync(folder)) return new Map()
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'index.js')))
  return new Map(names.map((name) => [name, readBundle(folder, name)]))
}

function readBundle(folder: string, name: string): FunctionBundle {
  const configFile = join(folder, name, 'config.json')
  const config: ConfigFile = existsSync(configFile) ? JSON.parse(readFileSync(configFile, 'utf8')) : {}
  const triggers = config.triggers ?? []
  for (const { type } of triggers)
    if (type !== 'timer') throw new Error(`${configFile}: triggers of type ${type} are not offered`)
  return {
    name,
    file: join(folder, name, 'index.js'),
    triggers,
    permissions: config.permissions?.openapi ?? [],
    timeoutSeconds: config.timeout ?? defaultTimeoutSeconds,
  }
}
