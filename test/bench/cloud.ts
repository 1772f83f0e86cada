/** What the local cloud does in a second, through the real SDK over HTTP and kept on disk; and beside it the bare store. */
import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { MovableClock } from '../../local/clock'
import { startCloud } from '../../local/cloud'
import { functionsFolder } from '../support/world'
import { inTemporaryFolder } from '../wechat/temporary-folder'
import { cloudEnvironment } from './cloud-environment'
import { item, Store, type StoreOperation } from './cloud-store'
import type { Bench, Figure } from './figure'
import { quantile, rounded } from './statistics'

interface Load {
  /** As `cloud-client.cjs` names it. */
  readonly operation: string
  readonly clients: number
  readonly times: number
}

/** What is measured beside the store, which knows it by the same name. */
interface StoreLoad extends Load {
  readonly operation: StoreOperation
}

const loads: Readonly<Record<string, StoreLoad>> = {
  add: { operation: 'add', clients: 1, times: 2_000 },
  get: { operation: 'get', clients: 1, times: 4_000 },
  where: { operation: 'where', clients: 1, times: 3_000 },
  update: { operation: 'update', clients: 1, times: 2_000 },
  transaction: { operation: 'transaction', clients: 1, times: 100 },
  conditionalUpdate64: { operation: 'conditionalUpdate', clients: 64, times: 8_000 },
}

const fewDocuments = 1_000
const manyDocuments = 100_000
const rounds = 3

/** `cloud.<name>.perSecond` and `.ratioToStore`: the medians of three rounds, in each of which both do the same. */
export function operationBench(name: string): Bench {
  const load = loads[name]
  if (!load) throw new Error(`there is no load ${name}`)
  return {
    async *run() {
      const measured = await withCloud(fewDocuments, async (url, folder) => {
        const store = new Store(path.join(folder, 'store.db'), fewDocuments)
        const perSecond: number[] = []
        const ratios: number[] = []
        for (let round = 0; round < rounds; round++) {
          const cloudRate = await clientRate(url, load, round)
          const storeRate = store.rate(load.operation, load.times, round)
          perSecond.push(cloudRate)
          ratios.push(cloudRate / storeRate)
        }
        store.close()
        return { perSecond, ratios }
      })
      yield figure(`cloud.${name}.perSecond`, quantile(measured.perSecond, 0.5), 'per second', load.times)
      yield figure(`cloud.${name}.ratioToStore`, quantile(measured.ratios, 0.5), 'ratio', load.times)
    },
  }
}

/** How much longer an indexed read takes among a hundred thousand documents than among a thousand. */
export const growthBench: Bench = { run: () => growth('where') }

/** The same of a page of twenty in the order of an index. */
export const orderedGrowthBench: Bench = { run: () => growth('orderedPage') }

async function* growth(operation: 'where' | 'orderedPage'): AsyncGenerator<Figure> {
  const load = { operation, clients: 1, times: 2_000 }
  const ratios = await withCloud(fewDocuments, (few) =>
    withCloud(manyDocuments, async (many) => {
      const ratios: number[] = []
      for (let round = 0; round < rounds; round++) {
        const [fewRate, manyRate] = [await clientRate(few, load, round), await clientRate(many, load, round)]
        ratios.push(fewRate / manyRate)
      }
      return ratios
    }),
  )
  yield figure(`cloud.${operation}.ratio100k`, quantile(ratios, 0.5), 'ratio', load.times)
}

/** The SDK's own limits: the same client against a server that answers at once what it is told to. */
export const sdkBench: Bench = {
  async *run() {
    for (const [name, load, data] of sdkLoads) {
      const perSecond = await withInstantServer(data, async (url) => {
        const rates: number[] = []
        for (let round = 0; round < rounds; round++) rates.push(await clientRate(url, load, round))
        return rates
      })
      yield figure(`cloud.sdk.${name}.perSecond`, quantile(perSecond, 0.5), 'per second', load.times)
    }
  },
}

const sdkLoads: readonly (readonly [name: string, load: Load, data: object])[] = [
  ['get', { operation: 'get', clients: 1, times: 4_000 }, { list: [JSON.stringify(item(0))] }],
  ['get64', { operation: 'get', clients: 64, times: 4_000 }, { list: [JSON.stringify(item(0))] }],
  ['add', { operation: 'add', clients: 1, times: 4_000 }, { insertedIds: ['added-0-0'] }],
  ['update', { operation: 'update', clients: 1, times: 4_000 }, { updated: 1, upsert_id: null }],
]

const figure = (name: string, value: number, unit: string, n: number): Figure => ({
  name,
  value: rounded(value),
  unit,
  n: n * rounds,
})

/** @returns how many operations a second clients in a process of their own get done */
async function clientRate(url: string, { operation, clients, times }: Load, round: number): Promise<number> {
  const client = path.join(__dirname, 'cloud-client.cjs')
  const parameters = [client, operation, ...[times, clients, round].map(String)]
  const env = { PATH: process.env.PATH, ...cloudEnvironment(url) }
  const { stdout } = await promisify(execFile)(process.execPath, parameters, { env })
  return times / Number(stdout)
}

/** A cloud on disk whose collection `items` holds so many documents, ten to a group. */
async function withCloud<Result>(
  documents: number,
  measure: (url: string, folder: string) => Promise<Result>,
): Promise<Result> {
  return inTemporaryFolder(async (folder) => {
    const cloud = await startCloud({
      collections: [{ name: 'items', indexes: [{ name: 'group', keys: { group: 1 } }] }],
      functionsFolder,
      clock: new MovableClock(),
      dataFile: path.join(folder, 'cloud.db'),
      timers: false,
    })
    try {
      await cloud.database.upsert(
        'items',
        Array.from({ length: documents }, (_, number) => item(number)),
      )
      return await measure(cloud.url, folder)
    } finally {
      await cloud.close()
    }
  })
}

async function withInstantServer<Result>(
  data: object,
  measure: (url: string) => Promise<Result>,
): Promise<Result> {
  const answer = JSON.stringify({ requestId: 'instant', data })
  const server = createServer((request, response) => {
    request.resume().once('end', () =>
      response
        .writeHead(200, {
          'content-type': 'application/json; charset=utf-8',
          'content-length': Buffer.byteLength(answer),
        })
        .end(answer),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await measure(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}
