/** Starts a local cloud whose functions are the fixtures, built with the real SDK inside as they would be deployed. */
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CollectionDeclaration } from '../../../cloudfunctions/database'
import { MovableClock } from '../../../local/clock'
import { type Cloud, type CloudOptions, type Identity, startCloud } from '../../../local/cloud'
import { built } from '../../support/built'

// Nothing waits for time to pass, but two hundred instances take seconds to start on a busy machine.
jest.setTimeout(60_000)

const collections: readonly CollectionDeclaration[] = [
  {
    name: 'people',
    indexes: [
      { name: 'phone', keys: { phone: 1 }, unique: true },
      { name: 'class', keys: { college: 1, year: 1 } },
    ],
  },
  { name: 'accounts', indexes: [] },
  { name: 'seats', indexes: [] },
  { name: 'signUps', indexes: [] },
  { name: 'ticks', indexes: [] },
]

/** An empty folder of its own. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cloud-test-'))
  mkdirSync(folder, { recursive: true })
  return folder
}

export interface FixtureCloud extends Cloud {
  readonly clock: MovableClock
  readonly lines: string[]
  /** Runs a script inside a function, with the SDK. The script may use only what it is given. */
  run<Input, Result>(script: Script<Input, Result>, input?: Input, identity?: Identity): Promise<Result>
}

export async function startFixtureCloud(options: Partial<CloudOptions> = {}): Promise<FixtureCloud> {
  const clock = options.clock ?? new MovableClock()
  const lines: string[] = []
  const cloud = await startCloud({
    collections,
    functionsFolder: built.fixtureFunctions,
    clock,
    timers: false,
    spareHosts: globalThis.outside?.().spareHosts,
    log: (line) => lines.push(line),
    ...options,
  })
  return {
    ...cloud,
    clock,
    lines,
    run: <Input, Result>(
      script: Script<Input, Result>,
      input?: Input,
      identity: Identity = { openid: 'o-alice' },
    ) => cloud.call('script', { code: script.toString(), input }, identity) as Promise<Result>,
  }
}

/** What a script is given. */
export interface Given<Input> {
  readonly cloud: Sdk
  readonly db: Database
  readonly _: Record<string, (...values: unknown[]) => Command>
  readonly $: Record<string, (...values: unknown[]) => unknown>
  readonly input: Input
  readonly event: Record<string, unknown>
  readonly memory: Record<string, unknown>
}

export type Script<Input, Result> = (given: Given<Input>) => Promise<Result>

type Values = Record<string, unknown>

interface Command {
  and(...others: unknown[]): Command
  or(...others: unknown[]): Command
}

/** The SDK as the scripts use it; its own types call most of this `any` or maybe nothing. */
interface Sdk {
  getWXContext(): Values
  callFunction(call: { name: string; data?: object }): Promise<{ result: unknown }>
  uploadFile(file: object): Promise<{ fileID: string; statusCode: number; errMsg: string }>
  downloadFile(file: { fileID: string }): Promise<{ fileContent: Buffer; statusCode: number; errMsg: string }>
  getTempFileURL(files: { fileList: readonly unknown[] }): Promise<{ fileList: Values[]; errMsg: string }>
  deleteFile(files: { fileList: readonly string[] }): Promise<{ fileList: Values[]; errMsg: string }>
  readonly cloudPay: Record<string, (parameters: object) => Promise<Values>>
  getOpenData(wanted: { list: readonly string[] }): Promise<{ list: Values[]; errCode: number }>
  readonly openapi: Record<string, Record<string, (parameters: object) => Promise<Values>>>
}

interface Query {
  get(): Promise<{ data: Values[] }>
  count(): Promise<{ total: number }>
  update(change: object): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
  where(query: object): Query
  orderBy(field: string, direction: 'asc' | 'desc'): Query
  skip(count: number): Query
  limit(count: number): Query
  field(fields: object): Query
}

interface DocumentReference {
  get(): Promise<{ data: Values }>
  set(change: object): Promise<Values>
  update(change: object): Promise<{ stats: { updated: number } }>
  remove(): Promise<{ stats: { removed: number } }>
}

interface CollectionReference extends Query {
  add(entry: object): Promise<Values>
  doc(id: string): DocumentReference
  aggregate(): Pipeline
}

interface Pipeline {
  match(query: object): Pipeline
  group(group: object): Pipeline
  sort(order: object): Pipeline
  limit(most: number): Pipeline
  lookup(join: object): Pipeline
  end(): Promise<{ list: Values[] }>
}

interface Transaction {
  collection(name: string): CollectionReference
  commit(): Promise<unknown>
  rollback(reason?: unknown): Promise<unknown>
}

interface Database {
  readonly command: unknown
  collection(name: string): CollectionReference
  createCollection(name: string): Promise<unknown>
  serverDate(options?: object): unknown
  RegExp(options: object): unknown
  startTransaction(): Promise<Transaction>
  runTransaction<T>(run: (transaction: Transaction) => Promise<T>): Promise<T>
}

/** Calls an open API from a function of Alice's; a rejection comes back as `{errCode, errMsg}`. */
export function callOpenApi(
  cloud: FixtureCloud,
  service: string,
  api: string,
  parameters: object,
): Promise<Values> {
  return cloud.run(
    async ({ cloud: sdk, input }): Promise<Values> => {
      const call = sdk.openapi[input.service]?.[input.api]
      if (!call) throw new Error('the SDK has every name')
      return call(input.parameters).then(
        (answer) => answer,
        ({ errCode, errMsg }) => ({ errCode, errMsg }),
      )
    },
    { service, api, parameters },
  )
}
