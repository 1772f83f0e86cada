/**
 * The WeChat cloud on one's own machine: the unmodified wx-server-sdk talks to it over its own wire protocol.
 *
 * | what | as the real cloud | not, or not yet |
 * |---|---|---|
 * | documents | MongoDB's queries, updates, projections, sorting and aggregation as the SDK sends them (database/operators.md names every method); type errors; places on the sphere with 2dsphere indexes; server date; unique, compound and multikey indexes that are ordered, and answer single values, ranges and orders (README.md); 100 or at most 1000 read at once; 16 MB a document, 16 MB a reply, 100 MB a request | $jsonSchema, $text, $meta, collation: refused by name. What is equal in an order comes by insertion, where MongoDB promises nothing. One type of number; fields named by whole numbers come first in an object; regular expressions are JavaScript's |
 * | writes | answered when they are on the disk, writers of one moment sharing one commit; a condition and its change are one step | an update or insert of many documents that fails changes none (the real one keeps what it did before) |
 * | transactions | snapshot, first updater wins, conflict at the write, over after any error, busy, 30 s | commit never conflicts: every conflict shows at a write; each read and write takes 3 ms on purpose, so that two at once are found busy |
 * | functions | one request per instance, private modules, environment and time per instance, UTC, time-out, 100 KB in and 1 MB out, calls between functions | globalThis is shared among instances; memory is not limited; at most 256 instances, then calls wait |
 * | timers | seven fields in Asia/Shanghai, on the movable clock; time skipped fires each once | |
 * | HTTP access | event and reply as on the platform, 5 s; 100 KB of text or 6 MB of anything else in, 1 MB out | path rules other than /<function> |
 * | open APIs | subscribeMessage.send, wxacode.getUnlimited (as a QR code), security.msgSecCheck and mediaCheckAsync version 2 with the two-hour rule and the push of the result, phonenumber.getPhoneNumber, cloudbase.getOpenData, urllink.generate, urlscheme.generate; permissions of config.json | all others: -604100 and a line in the log |
 * | storage | upload, download, temporary URLs that expire on the movable clock, deletion; path rules, 50 MB, 50 files at once; the four access rules for people | copying and own access rules in JSON: refused by name; no CDN, no content types guessed |
 * | cloudPay | unifiedOrder, queryOrder, closeOrder, refund, queryRefund, downloadBill, and the callback with SOURCE wx_paycallback, by local/wechat-pay | facepay, micropay, reverse and the rest: refused by name |
 * | open data | getOpenData, and cloudIDs in a call's event, for their person, for five minutes | getVoIPSign, getCloudCallSign: refused by name |
 * | faults on demand | killed invocations, refusals, lost replies, conflicts, an outage, delays, skewed clocks: see faults.ts | awaits that ask the cloud for nothing are no place to break off; the words of an outage are ours |
 */
import { randomUUID } from 'node:crypto'
import type { CollectionDeclaration } from '../../cloudfunctions/database'
import type { MovableClock } from '../clock'
import type { CloudPay } from '../wechat-pay'
import { Engine } from './database/engine'
import type { Explanation } from './database/finding'
import type { Document } from './database/values'
import { FaultInjection, type Faults } from './faults'
import { HttpAccess } from './functions/http-access'
import { environmentOf, type Identity, type Platform } from './functions/identity'
import { Runner } from './functions/runner'
import type { SpareHosts } from './functions/spare-hosts'
import { Timers } from './functions/timers'
import { CallJournal, type Inside, insideOf } from './inside'
import { type InvocationCount, Invocations } from './invocations'
import { OpenApi, type OpenApiParts } from './openapi'
import { Links } from './openapi/links'
import { MediaChecks } from './openapi/media-check'
import { OpenData } from './openapi/open-data'
import { Pages } from './openapi/pages'
import { PhoneNumbers } from './openapi/phone-number'
import { SubscribeMessages } from './openapi/subscribe-message'
import { Visits } from './openapi/visits'
import { Server } from './server'
import { Storage, type StorageRule } from './storage'

export { DataFileError } from './database/data-file'
export type { Explanation } from './database/finding'
export { type CallError, FunctionCallError } from './errors'
export type { Delay, Fault, Faults, FaultTarget, InvocationTarget } from './faults'
export type { Identity } from './functions/identity'
export { SpareHosts } from './functions/spare-hosts'
export type { CallRecord, CollectionSummary, Inside } from './inside'
export type { InvocationCount } from './invocations'
export { CloudId } from './openapi/open-data'
export type { SentMessage } from './openapi/subscribe-message'
export type { FileView, StorageRule } from './storage'

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
  /** What people may do with files; functions may do everything. Default ADMINONLY. */
  readonly storageRule?: StorageRule
  /** What cloud.cloudPay reaches, and what then calls functions; without it cloudPay is refused by name. */
  readonly cloudPay?: CloudPay
  /** The published pages, such as 'pages/home/home', the first being home; absent, any page is taken for published. */
  readonly pages?: readonly string[]
  /** Which function WeChat's events go to, such as `{wxa_media_check: 'media-checked'}`, as set in the console. */
  readonly pushedTo?: Readonly<Record<string, string>>
  /** How long a new instance takes before it runs, beyond what it really takes; 0 when absent. */
  readonly coldStartMs?: number
  readonly appid?: string
  readonly env?: string
  /** Where to listen, if nobody else does: addresses given away, such as a notify URL, then stay good. Default: any. */
  readonly port?: number
  /** Whether the clock calls functions; true when absent. */
  readonly timers?: boolean
  /** For clouds that come one after the other: the process that functions run in is handed on. */
  readonly spareHosts?: SpareHosts | undefined
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
  /**
   * The environment variables with which any other process's wx-server-sdk comes here: as a function that never ends,
   * called by this person, and permitted every open API.
   */
  environment(identity: Identity): Record<string, string>
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
    /** Remembers all documents; what is returned puts exactly these back, as often as it is called. */
    keep(): () => Promise<void>
    /** How a query would be answered; `order` such as `{at: -1}`. */
    explain(
      collection: string,
      query: object,
      wanted?: {
        readonly order?: Readonly<Record<string, 1 | -1>>
        readonly offset?: number
        readonly limit?: number
      },
    ): Explanation
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
  readonly storage: Pick<Storage, 'upload' | 'temporaryUrls' | 'remove' | 'list' | 'clear'>
  readonly messages: Pick<SubscribeMessages, 'sent' | 'acceptTemplates' | 'onSent' | 'clear'>
  readonly phoneNumbers: Pick<PhoneNumbers, 'tap' | 'limit'>
  readonly openData: Pick<OpenData, 'issue'>
  readonly mediaChecks: Pick<MediaChecks, 'settled'>
  readonly links: Pick<Links, 'open'>
  readonly faults: Faults
  /** For people who want to look. */
  readonly inside: Inside
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
  const journal = new CallJournal(clock)
  const messages = new SubscribeMessages(() => clock.now())
  const server = new Server()
  const url = await server.listen(options.port ?? 0)
  try {
    const env = options.env ?? 'local'
    const storage = new Storage({
      env,
      url,
      clock,
      rule: options.storageRule ?? 'ADMINONLY',
      ...(options.dataFile === undefined ? {} : { folder: `${options.dataFile}-files` }),
    })
    const platform = { adminUrl: `${url}/admin`, appid, env }
    const runner = new Runner({
      functionsFolder: options.functionsFolder,
      clock,
      platform,
      environment: options.environment ?? {},
      coldStartMs: options.coldStartMs ?? 0,
      spareHosts: options.spareHosts,
      log,
      onBegin: (invocation) => journal.begin(invocations.begin(invocation)),
      onEnd: (invocation, error) => {
        invocations.end(invocation)
        journal.end(invocation, error)
      },
      onLine: (token, line) => journal.addLine(token, line),
      onAbandon: (invocation) => invocations.abandon(invocation),
      clockAheadMs: (invocation) => faults.aheadMsOf(invocation),
    })
    const now = () => clock.now()
    const visits = new Visits(now)
    const pages = new Pages(options.pages)
    const push = async (event: string, message: object) => {
      const functionName = options.pushedTo?.[event]
      if (functionName === undefined) log(`[cloud] ${event} is pushed to no function`)
      else await runner.call(functionName, withUserInfo(message, appid, {}), { source: 'wx_unknown' })
    }
    const wechat = {
      messages,
      visits,
      phoneNumbers: new PhoneNumbers(now, appid),
      openData: new OpenData(now, appid),
      mediaChecks: new MediaChecks({ clock, appid, visits, storage, push, log }),
      links: new Links(now, pages),
      pages,
      log,
    }
    const openApi = new OpenApi(wechat)
    const timers = new Timers(runner, clock, appid, options.timers ?? true)
    server.serve({
      services: { engine, runner, storage, clock },
      openApi,
      httpAccess: new HttpAccess(runner, options.httpAccessBase64 ?? false),
      cloudPay: options.cloudPay,
      invocations,
      faults,
      log,
    })
    options.cloudPay?.connect((functionName, event) =>
      runner.call(functionName, withUserInfo(event, appid, {}), { source: 'wx_paycallback' }),
    )
    return cloudOf(url, platform, {
      engine,
      invocations,
      faults,
      journal,
      messages,
      storage,
      server,
      runner,
      timers,
      openApi,
      wechat,
    })
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
  readonly journal: CallJournal
  readonly messages: SubscribeMessages
  readonly storage: Storage
  readonly server: Server
  readonly runner: Runner
  readonly timers: Timers
  readonly openApi: OpenApi
  readonly wechat: OpenApiParts
}

function cloudOf(url: string, platform: Platform, parts: Parts): Cloud {
  const { engine, invocations, faults, journal, messages, storage, server, runner, timers, wechat } = parts
  return {
    url,
    httpAccessUrl: `${url}/http-access`,
    call(functionName, event, identity) {
      wechat.visits.note(identity)
      const filled = wechat.openData.fill(event, identity.openid)
      return runner.call(functionName, withUserInfo(filled, platform.appid, identity), identity)
    },
    environment(identity) {
      const token = randomUUID()
      const caller = { ...identity, source: identity.source ?? 'wx_client' }
      const { names: permissions } = parts.openApi
      const bundle = { name: 'outside', file: '', triggers: [], permissions, timeoutSeconds: 0 }
      invocations.begin({ token, bundle, event: {}, caller })
      return environmentOf(platform, caller, token)
    },
    fireTimer: (functionName) => timers.fire(functionName),
    database: databaseOf(engine),
    requests: requestsOf(invocations, runner),
    storage,
    messages,
    phoneNumbers: wechat.phoneNumbers,
    openData: wechat.openData,
    mediaChecks: wechat.mediaChecks,
    links: wechat.links,
    faults,
    inside: insideOf(engine, journal),
    async reload() {
      runner.reload()
      timers.schedule()
    },
    async close() {
      timers.close()
      wechat.mediaChecks.close()
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
    keep: () => engine.keep(),
    explain: (collection, query, wanted) => engine.explain(collection, query as Document, wanted),
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
