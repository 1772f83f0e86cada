/**
 * The WeChat cloud on one's own machine: the unmodified wx-server-sdk talks to it over its own wire protocol.
 *
 * | what | as the real cloud | not, or not yet |
 * |---|---|---|
 * | documents | MongoDB's queries, updates, sorting and aggregation as the SDK sends them; type errors; server date; unique and compound indexes; 100 or at most 1000 read at once | geo, $jsonSchema, $week, modifyAndReturnDoc: refused by name. $elemMatch and $all over scalars, object equality in another key order, and descending sorts over arrays follow mingo |
 * | writes | answered when they are on the disk, writers of one moment sharing one commit; a condition and its change are one step | an update or insert of many documents that fails changes none (the real one keeps what it did before) |
 * | transactions | snapshot, first updater wins, conflict at the write, over after any error, busy, 30 s | commit never conflicts: every conflict shows at a write; each operation takes 3 ms on purpose, so that two at once are found busy |
 * | functions | one request per instance, private modules, environment and time per instance, UTC, time-out, 100 KB in and 1 MB out, calls between functions | globalThis is shared among instances; memory is not limited; at most 256 instances, then calls wait |
 * | timers | seven fields in Asia/Shanghai, on the movable clock; time skipped fires each once | |
 * | HTTP access | event and reply as on the platform, 5 s | path rules other than /<function> |
 * | open APIs | subscribeMessage.send, wxacode.getUnlimited (as a QR code), security.msgSecCheck version 2; permissions of config.json | all others: -604100 and a line in the log |
 * | storage, cloudPay, getOpenData | | refused by name |
 */
import type { CollectionDeclaration } from '../../cloudfunctions/database'
import type { MovableClock } from '../clock'
import { Engine } from './database/engine'
import type { Document } from './database/values'
import { FaultInjection, type Faults } from './faults'
import { HttpAccess } from './functions/http-access'
import type { Identity } from './functions/identity'
import { Runner } from './functions/runner'
import { Timers } from './functions/timers'
import { type InvocationCount, Invocations } from './invocations'
import { OpenApi } from './openapi'
import { SubscribeMessages } from './openapi/subscribe-message'
import { Server } from './server'

export { DataFileError } from './database/data-file'
export { type CallError, FunctionCallError } from './errors'
export type { Delay, Fault, Faults, FaultTarget } from './faults'
export type { Identity } from './functions/identity'
export type { InvocationCount } from './invocations'
export type { SentMessage } from './openapi/subscribe-message'

export interface CloudOptions {
  /** Made with their indexes at the start, where they are missing. */
  readonly collections: readonly CollectionDeclaration[]
  /** Absolute; each subfolder with an index.js is a function. */
  readonly functionsFolder: string
  /** The functions' own environment variables, the same for all; read anew for each call. */
  readonly environment?: Readonly<Record<string, string>>
  readonly clock: MovableClock
  /** Absent: nothing outlives the process. */
  readonly dataFile?: string
  /** Only for tests of tests: false switches the transactions' isolation off. */
  readonly isolation?: boolean
  readonly appid?: string
  readonly env?: string
  /** Where to listen, if nobody else does: addresses given away, such as a notify URL, then stay good. Default: any. */
  readonly port?: number
  /** Whether the clock calls functions; true when absent. */
  readonly timers?: boolean
  /** Hands every HTTP access body over in base64; false when absent. */
  readonly httpAccessBase64?: boolean
  /** What functions print and what the cloud refuses, line by line. */
  readonly log?: (line: string) => void
}

export interface Cloud {
  /** Where the SDK sends its requests: `{url}/admin`. */
  readonly url: string
  /** `{httpAccessUrl}/<function>[/path]` */
  readonly httpAccessUrl: string
  /** What wx.cloud.callFunction gives as `result`. Rejects with FunctionCallError `{errCode, errMsg}`, as on a phone. */
  call(functionName: string, event: unknown, identity: Identity): Promise<unknown>
  /** Calls a function as its timer would, at once; rejects when it fails. */
  fireTimer(functionName: string): Promise<void>
  /** Straight to the documents, for seeds and for tests to look; dates are Dates. */
  readonly database: {
    insert(collection: string, documents: readonly object[]): Promise<void>
    /** Puts whole documents in place by their _id; thousands at once. */
    upsert(collection: string, documents: readonly object[]): Promise<void>
    find(collection: string, query?: object): Promise<Record<string, unknown>[]>
    count(collection: string, query?: object): Promise<number>
    /** Removes all documents; collections stay. */
    clear(): Promise<void>
    explain(collection: string, query: object): { index: string | null; scanned: number }
  }
  readonly requests: {
    total(): number
    byAction(): Record<string, number>
    /** What each invocation since the last reset has cost. */
    byInvocation(): readonly InvocationCount[]
    reset(): void
    inFlightInvocations(): number
    peakInFlightInvocations(): number
  }
  readonly messages: Pick<SubscribeMessages, 'sent' | 'acceptTemplates' | 'onSent' | 'clear'>
  readonly faults: Faults
  /** Functions were rebuilt: new invocations run the new code, running ones finish with the old. */
  reload(): Promise<void>
  close(): Promise<void>
}

/** @throws DataFileError when the data file can't be used */
export async function startCloud(options: CloudOptions): Promise<Cloud> {
  const { clock, log = () => {} } = options
  const appid = options.appid ?? 'touristappid'
  const engine = new Engine(options.collections, clock, options)
  const invocations = new Invocations()
  const faults = new FaultInjection()
  const messages = new SubscribeMessages(() => clock.now())
  const server = new Server()
  const url = await server.listen(options.port ?? 0)
  try {
    const runner = new Runner({
      functionsFolder: options.functionsFolder,
      clock,
      platform: { adminUrl: `${url}/admin`, appid, env: options.env ?? 'local' },
      environment: options.environment ?? {},
      log,
      onBegin: (invocation) => invocations.begin(invocation),
      onEnd: (invocation) => invocations.end(invocation),
      onAbandon: (invocation) => invocations.abandon(invocation),
    })
    const timers = new Timers(runner, clock, appid, options.timers ?? true)
    server.serve({
      services: { engine, runner, clock },
      openApi: new OpenApi(messages, log),
      httpAccess: new HttpAccess(runner, options.httpAccessBase64 ?? false),
      invocations,
      faults,
      log,
    })
    return cloudOf(url, appid, { engine, invocations, faults, messages, server, runner, timers })
  } catch (error) {
    await server.close()
    engine.close()
    throw error
  }
}

interface Parts {
  readonly engine: Engine
  readonly invocations: Invocations
  readonly faults: FaultInjection
  readonly messages: SubscribeMessages
  readonly server: Server
  readonly runner: Runner
  readonly timers: Timers
}

function cloudOf(url: string, appid: string, parts: Parts): Cloud {
  const { engine, invocations, faults, messages, server, runner, timers } = parts
  return {
    url,
    httpAccessUrl: `${url}/http-access`,
    call: (functionName, event, identity) =>
      runner.call(functionName, withUserInfo(event, appid, identity), identity),
    fireTimer: (functionName) => timers.fire(functionName),
    database: databaseOf(engine),
    requests: requestsOf(invocations, runner),
    messages,
    faults,
    async reload() {
      runner.reload()
      timers.schedule()
    },
    async close() {
      timers.close()
      await runner.close()
      await server.close()
      engine.close()
    },
  }
}

/** The platform adds who calls to every event that a phone sends. */
function withUserInfo(event: unknown, appid: string, { openid }: Identity): object {
  const userInfo = { appId: appid, ...(openid === undefined ? {} : { openId: openid }) }
  return { ...(typeof event === 'object' && event !== null ? event : {}), userInfo }
}

function databaseOf(engine: Engine): Cloud['database'] {
  return {
    async insert(collection, documents) {
      await engine.insert(collection, documents as readonly Document[])
    },
    upsert: (collection, documents) => engine.replaceAll(collection, documents as readonly Document[]),
    find: (collection, query = {}) => engine.find(collection, query as Document, {}),
    count: (collection, query = {}) => engine.count(collection, query as Document),
    clear: () => engine.clear(),
    explain: (collection, query) => engine.explain(collection, query as Document),
  }
}

function requestsOf(invocations: Invocations, runner: Runner): Cloud['requests'] {
  return {
    total: () => invocations.total(),
    byAction: () => invocations.byAction(),
    byInvocation: () => invocations.byInvocation(),
    reset() {
      invocations.reset()
      runner.peakInFlight = runner.inFlight
    },
    inFlightInvocations: () => runner.inFlight,
    peakInFlightInvocations: () => runner.peakInFlight,
  }
}
