/** The whole local world in one piece: its clock, its cloud, its WeChat Pay, and people to be in it. */
import fs from 'node:fs/promises'
import path from 'node:path'
import { collections } from '../cloudfunctions/database'
import { MovableClock } from './clock'
import { type Cloud, type SpareHosts, startCloud } from './cloud'
import type { ChatFile, Persona, Place, ScanCode } from './phone/server/world'
import * as universitySample from './seed'
import {
  makeWechatPayKeys,
  startWechatPay,
  type WechatPayKeys,
  type WechatPaySandbox,
  wechatPayEnvironment,
} from './wechat-pay'

const appid = 'wx5e1f0a7d3c9b2468'

/** What fills a new world; local/seed is the one of npm start. */
export interface Sample {
  readonly personas: readonly Persona[]
  /**
   * Environment variables of the functions, made once and kept with the data: a `SECRET_KEY` above all.
   * `GIVING_PAYEE` is also the merchant's name in the payment sheet.
   */
  makeSecrets(): Record<string, string>
  /** Writes the sample data; a world is seeded once. */
  seed(world: { cloud: Cloud; clock: MovableClock; secrets: Readonly<Record<string, string>> }): Promise<void>
  /** Codes that a phone may scan, as the records have them now. */
  scanCodes(world: { cloud: Cloud }): Promise<readonly ScanCode[]>
  /** Files that lie in a phone's chats. */
  chatFiles(): Promise<readonly ChatFile[]>
  /** Where the mini-program's pages are worth looking at. */
  places(world: { cloud: Cloud; secrets: Readonly<Record<string, string>> }): Promise<readonly Place[]>
}

export interface WorldOptions {
  /** Where buildFunctions wrote the functions. */
  readonly functionsFolder: string
  /** Where the world is kept from one run to the next; without it everything is in memory and ends with `close`. */
  readonly folder?: string
  /** Default: the sample world of local/seed. */
  readonly sample?: Sample
  /** More environment variables of the functions, for instance another adapter of WeChat Pay. */
  readonly variables?: Readonly<Record<string, string>>
  /** Without a clock a kept world goes on where its clock stood, and any other shows the machine's time. */
  readonly clock?: MovableClock
  /** Keys made before; making them takes a third of a second. Default: those of a kept world, or fresh ones. */
  readonly wechatPayKeys?: WechatPayKeys
  /** Whether the clock calls the functions that have a timer. Default: only in a kept world. */
  readonly timers?: boolean
  /** For worlds that come one after the other: see the cloud's option of this name. */
  readonly spareHosts?: SpareHosts
  readonly log?: (line: string) => void
}

export interface World {
  readonly clock: MovableClock
  readonly cloud: Cloud
  readonly wechatPay: WechatPaySandbox
  readonly personas: readonly Persona[]
  /** What the functions are configured with, secrets included. */
  readonly environment: Readonly<Record<string, string>>
  scanCodes(): Promise<readonly ScanCode[]>
  chatFiles(): Promise<readonly ChatFile[]>
  places(): Promise<readonly Place[]>
  close(): Promise<void>
}

/** Made once for a world; without them its records could not be read nor its orders paid. */
interface Keys {
  readonly wechatPay: WechatPayKeys
  readonly secrets: Record<string, string>
}

/**
 * Opens a world; the first time it is seeded.
 * @throws DataFileError when the kept data cannot be read
 */
export async function openWorld(options: WorldOptions): Promise<World> {
  const sample: Sample = options.sample ?? universitySample
  const { folder, log } = options
  const keptKeys = folder === undefined ? undefined : await readKeys(folder)
  const keys = keptKeys ?? {
    wechatPay: options.wechatPayKeys ?? makeWechatPayKeys(),
    secrets: sample.makeSecrets(),
  }
  // Without keys this is a first run, or one that ended while it was seeded: then what it left is of no use.
  if (folder !== undefined && !keptKeys) {
    await fs.mkdir(folder, { recursive: true })
    await forgetWorld(folder)
  }
  const clock = options.clock ?? (await readClock(folder))

  // WeChat Pay comes first, because functions are told its address. It learns theirs from each order's notify_url,
  // which can wait: the cloud reads the environment anew for each call.
  const wechatPay = await startWechatPay({
    keys: keys.wechatPay,
    appid,
    clock,
    dataFile: inFolder(folder, 'wechat-pay.db'),
    payee: keys.secrets.GIVING_PAYEE,
    log,
  })
  const environment: Record<string, string> = { ...keys.secrets }
  const cloud = await startCloud({
    collections,
    functionsFolder: options.functionsFolder,
    environment,
    clock,
    dataFile: inFolder(folder, 'cloud.db'),
    appid,
    // What somebody sends up is theirs: an avatar, or a list that staff imports.
    storageRule: 'PRIVATE',
    cloudPay: wechatPay.cloudPay,
    pushedTo: { wxa_media_check: 'media-checked' },
    port: await readPort(folder),
    timers: options.timers ?? folder !== undefined,
    spareHosts: options.spareHosts,
    log,
  }).catch(async (error: unknown) => {
    await wechatPay.close()
    throw error
  })
  await keepPort(folder, cloud.url)
  const notifyUrl = `${cloud.httpAccessUrl}/payment-notify`
  const paying = wechatPayEnvironment(keys.wechatPay, { appid, url: wechatPay.url, notifyUrl })
  Object.assign(environment, paying, options.variables)

  const stopKeepingClock = folder === undefined ? () => {} : clock.onMove(() => void keepClock(folder, clock))
  const world: World = {
    clock,
    cloud,
    wechatPay,
    personas: sample.personas,
    environment,
    scanCodes: () => sample.scanCodes({ cloud }),
    chatFiles: () => sample.chatFiles(),
    places: () => sample.places({ cloud, secrets: keys.secrets }),
    close: async () => {
      stopKeepingClock()
      await cloud.close()
      await wechatPay.close()
    },
  }
  if (!keptKeys) {
    try {
      await sample.seed({ cloud, clock, secrets: keys.secrets })
      if (folder !== undefined) await keepKeys(folder, keys)
    } catch (error) {
      await world.close()
      throw error
    }
  }
  return world
}

/** Removes all that a kept world consists of, and nothing else in its folder. */
export async function forgetWorld(folder: string): Promise<void> {
  const entries = await fs.readdir(folder).catch(() => [])
  const kept = entries.filter((name) =>
    /^(?:(?:cloud|wechat-pay)\.db(?:-wal|-shm|-journal)?|cloud\.db-files|(?:keys|clock)\.json)$/.test(name),
  )
  await Promise.all(kept.map((name) => fs.rm(path.join(folder, name), { recursive: true })))
}

/** Whether opening a world here will seed it. */
export async function isFirstRun(folder: string): Promise<boolean> {
  return (await readKeys(folder)) === undefined
}

async function readKeys(folder: string): Promise<Keys | undefined> {
  return readJson<Keys>(path.join(folder, 'keys.json'))
}

/** Written last, so that keys mean a world that is complete. */
async function keepKeys(folder: string, keys: Keys): Promise<void> {
  await fs.writeFile(path.join(folder, 'keys.json'), `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
}

async function readClock(folder: string | undefined): Promise<MovableClock> {
  const kept = folder && (await readJson<{ aheadMs: number }>(path.join(folder, 'clock.json')))
  return kept ? new MovableClock(Date.now() + kept.aheadMs) : new MovableClock()
}

async function keepClock(folder: string, { aheadMs }: MovableClock): Promise<void> {
  await fs.writeFile(path.join(folder, 'clock.json'), JSON.stringify({ aheadMs }))
}

/**
 * The cloud comes back where it was: WeChat Pay was told where to notify, and takes an order again only with the very
 * same address.
 */
async function readPort(folder: string | undefined): Promise<number | undefined> {
  const kept = folder && (await readJson<{ port: number }>(path.join(folder, 'cloud-port.json')))
  return kept ? kept.port : undefined
}

async function keepPort(folder: string | undefined, url: string): Promise<void> {
  if (folder === undefined) return
  const port = Number(new URL(url).port)
  await fs.writeFile(path.join(folder, 'cloud-port.json'), JSON.stringify({ port }))
}

/** Undefined where there is no such file, or one that was only half written. */
async function readJson<Content>(file: string): Promise<Content | undefined> {
  try {
    return JSON.parse(await fs.readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}

function inFolder(folder: string | undefined, name: string): string | undefined {
  return folder === undefined ? undefined : path.join(folder, name)
}
