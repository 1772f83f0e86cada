/** Every operation that the SDK can ask for by name, and what answers it; a name that is not here is refused. */
import { setTimeout as wait } from 'node:timers/promises'
import type { MovableClock } from '../clock'
import type { Engine } from './database/engine'
import type { Transaction } from './database/transactions'
import { idToWire, isPlainObject, parseWireObject, toWire } from './database/values'
import { CloudError, FunctionCallError, invalidParameter, replyTooLarge } from './errors'
import type { Runner } from './functions/runner'
import type { RunningInvocation } from './invocations'
import type { Storage } from './storage'

export type Parameters = Readonly<Record<string, unknown>>

export interface Services {
  readonly engine: Engine
  readonly runner: Runner
  readonly storage: Storage
  readonly clock: MovableClock
}

type Operation = (
  parameters: Parameters,
  services: Services,
  invocation?: RunningInvocation,
) => Promise<object>

export const operations: Readonly<Record<string, Operation>> = {
  'database.addCollection': addCollection,
  'database.insertDocument': insertDocument,
  'database.getDocument': getDocument,
  'database.calculateDocument': calculateDocument,
  'database.modifyDocument': modifyDocument,
  'database.modifyAndReturnDoc': modifyAndReturnDoc,
  'database.removeDocument': removeDocument,
  'database.aggregateDocuments': aggregateDocuments,
  'database.startTransaction': startTransaction,
  'database.commitTransaction': commitTransaction,
  'database.abortTransaction': abortTransaction,
  'functions.invokeFunction': invokeFunction,
  'storage.getUploadMetadata': getUploadMetadata,
  'storage.batchGetDownloadUrl': batchGetDownloadUrl,
  'storage.batchDeleteFile': batchDeleteFile,
}

/** The SDK asks for 100 unless told otherwise, and for never more than 1000. */
const mostDocuments = 1000
const defaultDocuments = 100

/** @see https://developers.weixin.qq.com/miniprogram/en/dev/wxcloud/basis/concepts/quota.html "16 MB in each packet" */
const largestReplyBytes = 16 * 1024 * 1024

/**
 * How long an operation of a transaction is on its way. On the platform it is long enough for two of them at the
 * same time to meet and be refused (TransactionBusy); answered at once, such code would pass here and fail there.
 * A commit or an abort need not wait: whatever comes after it is refused all the same.
 */
const transactionRoundTripMs = 3

async function addCollection(parameters: Parameters, { engine }: Services): Promise<object> {
  engine.addCollection(text(parameters, 'collectionName'))
  return {}
}

async function insertDocument(parameters: Parameters, services: Services): Promise<object> {
  const { data } = parameters
  if (!Array.isArray(data)) throw invalidParameter('data must be a list of documents')
  const documents = data.map((item) => parseWireObject(item, reading(services)))
  const ids = await within(parameters, services, (transaction) =>
    services.engine.insert(text(parameters, 'collectionName'), documents, transaction),
  )
  return { data: { insertedIds: ids.map(idToWire) } }
}

async function getDocument(parameters: Parameters, services: Services): Promise<object> {
  const wanted = {
    order: optionalObject(parameters.order, services),
    projection: optionalObject(parameters.projection, services),
    offset: Number(parameters.offset ?? 0),
    limit: Math.min(Number(parameters.limit ?? defaultDocuments), mostDocuments),
  }
  const documents = await within(parameters, services, (transaction) =>
    services.engine.find(
      text(parameters, 'collectionName'),
      queryOf(parameters, services),
      wanted,
      transaction,
    ),
  )
  return { data: { list: wireList(documents) } }
}

async function calculateDocument(parameters: Parameters, services: Services): Promise<object> {
  const collection = text(parameters, 'collectionName')
  return { data: { total: await services.engine.count(collection, queryOf(parameters, services)) } }
}

async function modifyDocument(parameters: Parameters, services: Services): Promise<object> {
  requireQuery(parameters)
  const modification = {
    collection: text(parameters, 'collectionName'),
    query: queryOf(parameters, services),
    data: parseWireObject(parameters.data, reading(services)),
    merge: parameters.merge === true,
    multi: parameters.multi === true,
    upsert: parameters.upsert === true,
  }
  const { updated, upsertedId } = await within(parameters, services, (transaction) =>
    services.engine.modify(modification, transaction),
  )
  return { data: { updated, upsert_id: idToWire(upsertedId) } }
}

async function modifyAndReturnDoc(parameters: Parameters, services: Services): Promise<object> {
  requireQuery(parameters)
  const collection = text(parameters, 'collectionName')
  const update = parseWireObject(parameters.data, reading(services))
  const document = await within(parameters, services, (transaction) =>
    services.engine.modifyOne(collection, queryOf(parameters, services), update, transaction),
  )
  return { data: { updated: document ? 1 : 0, doc: document ? toWire(document) : null } }
}

async function removeDocument(parameters: Parameters, services: Services): Promise<object> {
  requireQuery(parameters)
  const collection = text(parameters, 'collectionName')
  const deleted = await within(parameters, services, (transaction) =>
    services.engine.remove(collection, queryOf(parameters, services), parameters.multi === true, transaction),
  )
  return { data: { deleted } }
}

async function aggregateDocuments(parameters: Parameters, services: Services): Promise<object> {
  const { stages } = parameters
  if (!Array.isArray(stages)) throw invalidParameter('stages must be a list')
  const pipeline = stages.filter(isPlainObject).map(({ stageKey, stageValue }) => {
    const read = parseWireObject(`{"value":${String(stageValue)}}`, { ...reading(services), asQuery: true })
    return { [String(stageKey)]: read.value }
  })
  const list = await services.engine.aggregate(text(parameters, 'collectionName'), pipeline)
  return { data: { list: wireList(list) } }
}

async function startTransaction(_parameters: Parameters, { engine }: Services): Promise<object> {
  return { transactionId: engine.transactions.begin().id }
}

async function commitTransaction(parameters: Parameters, services: Services): Promise<object> {
  await holding(parameters, services, (transaction) => services.engine.commit(transaction))
  return {}
}

async function abortTransaction(parameters: Parameters, services: Services): Promise<object> {
  await holding(parameters, services, async (transaction) => services.engine.transactions.end(transaction))
  return {}
}

async function invokeFunction(
  parameters: Parameters,
  { runner }: Services,
  invocation?: RunningInvocation,
): Promise<object> {
  const { openid, source } = invocation?.caller ?? { source: '' }
  const event = parameters.request_data ? JSON.parse(text(parameters, 'request_data')) : {}
  try {
    const result = await runner.call(text(parameters, 'function_name'), event, {
      ...(openid === undefined ? {} : { openid }),
      source: [source, 'scf'].filter(Boolean).join(','),
    })
    return { data: { response_data: JSON.stringify(result) } }
  } catch (error) {
    if (error instanceof FunctionCallError) throw new CloudError(error.code, error.reason)
    throw error
  }
}

async function getUploadMetadata({ path }: Parameters, { storage }: Services): Promise<object> {
  return { data: storage.uploadMetadata(path) }
}

async function batchGetDownloadUrl(parameters: Parameters, { storage }: Services): Promise<object> {
  const wanted = list(parameters, 'file_list').map((file) => {
    const { fileid, max_age: maxAge } = isPlainObject(file) ? file : {}
    return { fileID: String(fileid), ...(typeof maxAge === 'number' ? { maxAgeSeconds: maxAge } : {}) }
  })
  return { data: { download_list: await storage.temporaryUrls(wanted) } }
}

async function batchDeleteFile(parameters: Parameters, { storage }: Services): Promise<object> {
  return { data: { delete_list: await storage.remove(list(parameters, 'fileid_list').map(String)) } }
}

/** Runs an operation inside the transaction that it names, if it names one. */
async function within<T>(
  parameters: Parameters,
  services: Services,
  run: (transaction?: Transaction) => Promise<T>,
): Promise<T> {
  if (!parameters.transactionId) return run()
  return holding(parameters, services, async (transaction) => {
    await wait(transactionRoundTripMs)
    return run(transaction)
  })
}

/** Runs with the transaction that is named. @throws CloudError when it is over, or another operation holds it */
async function holding<T>(
  parameters: Parameters,
  { engine }: Services,
  run: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const transaction = engine.transactions.claim(String(parameters.transactionId))
  try {
    return await run(transaction)
  } finally {
    engine.transactions.release(transaction)
  }
}

const reading = ({ clock }: Services) => ({ nowMs: clock.now() })

const queryOf = (parameters: Parameters, services: Services) =>
  parseWireObject(parameters.query, { ...reading(services), asQuery: true })

const optionalObject = (value: unknown, services: Services) =>
  value === undefined ? undefined : parseWireObject(value, { ...reading(services), asQuery: true })

function wireList(documents: readonly unknown[]): string[] {
  const list = documents.map(toWire)
  const bytes = list.reduce((sum, document) => sum + Buffer.byteLength(document), 0)
  if (bytes > largestReplyBytes) throw replyTooLarge('16 MB')
  return list
}

/** A collection's update() and remove() without where() are refused by the platform. */
function requireQuery(parameters: Parameters): void {
  if (parameters.query === undefined) throw invalidParameter('query is required')
}

function text(parameters: Parameters, name: string): string {
  const value = parameters[name]
  if (typeof value !== 'string') throw invalidParameter(`${name} must be a string`)
  return value
}

function list(parameters: Parameters, name: string): readonly unknown[] {
  const value = parameters[name]
  if (!Array.isArray(value)) throw invalidParameter(`${name} must be a list`)
  return value
}
