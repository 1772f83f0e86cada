/** The only door to the WeChat cloud: a small typed face over wx-server-sdk, so that nothing else imports it. */
import cloud from 'wx-server-sdk'
import { AppError } from '../../miniprogram/contract/errors'
import { log } from './log'

// The type of the constant is a symbol, but init() is declared to take a string.
cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV as unknown as string })
const database = cloud.database()

/** Operators for queries and changes: `command.gt(0)`, `command.inc(-1)` … */
export const command = database.command
export const aggregateCommand = database.command.aggregate

type Stages = ReturnType<ReturnType<typeof database.collection>['aggregate']>

interface InnerStages {
  match(query: Query): InnerStages
  limit(most: number): InnerStages
  done(): object[]
}

/** Stages inside a stage. */
export const innerStages = (): InnerStages =>
  // The SDK's types do not know it.
  (aggregateCommand as unknown as { pipeline(): InnerStages }).pipeline()

/** Who called this function, as the platform tells: never taken from the event. */
export function callerContext(): { openid: string | undefined; source: string } {
  const { OPENID, SOURCE } = cloud.getWXContext()
  return {
    openid: typeof OPENID === 'string' && OPENID !== '' ? OPENID : undefined,
    source: String(SOURCE ?? ''),
  }
}

/** The id of the environment that this function runs in. */
export const environmentId = (): string => String(cloud.getWXContext().ENV ?? '')

export type Query = Readonly<Record<string, unknown>>
export type Changes = Readonly<Record<string, unknown>>
export type Order = readonly (readonly [field: string, direction: 'asc' | 'desc'])[]

export interface FindOptions {
  readonly order?: Order
  readonly limit?: number
  /** Field paths to return; `_id` always comes along. */
  readonly fields?: readonly string[]
}

interface CloudError {
  readonly errCode?: number
  readonly errMsg?: string
  readonly message?: string
}

/** The SDK reports a duplicate key, a conflict and a system error under one number: only the words tell. */
const isDuplicate = (error: CloudError) =>
  /E11000|duplicate key|DUPLICATE_WRITE/i.test(error.errMsg ?? error.message ?? '')

/** Codes of the platform for "too many": https://docs.cloudbase.net/error-code/basic/DATABASE_REQUEST_FAILED */
const overloadCodes = new Set([-501003, -501004, -502003])

/** Turns the platform's refusal for load into ours; anything else goes on as it is. */
async function asked<Result>(request: Promise<Result>): Promise<Result> {
  try {
    return await request
  } catch (error) {
    if (overloadCodes.has((error as CloudError).errCode ?? 0)) throw new AppError('BUSY')
    throw error
  }
}

let changesAsked = 0

/** How often this instance has asked the database to change something; an instance serves one request at a time. */
export const changesMade = (): number => changesAsked

const changing = <Result>(request: Promise<Result>): Promise<Result> => {
  changesAsked += 1
  return asked(request)
}

const projection = (fields: readonly string[]) => Object.fromEntries(fields.map((field) => [field, true]))

/** One collection of documents of a known shape. Every method is one round trip. */
export class Collection<Document extends { readonly _id: string }> {
  constructor(readonly name: string) {}

  /** The document of that id, or undefined. */
  async read(id: string, fields?: readonly string[]): Promise<Document | undefined> {
    const [document] = await this.find({ _id: id }, { limit: 1, ...(fields ? { fields } : {}) })
    return document
  }

  /** The documents that fit, at most `limit` (100). */
  async find(query: Query, { order = [], limit = 100, fields }: FindOptions = {}): Promise<Document[]> {
    let request = database.collection(this.name).where(query)
    for (const [field, direction] of order) request = request.orderBy(field, direction)
    if (fields) request = request.field(projection(fields))
    const { data } = (await asked(request.limit(limit).get() as Promise<{ data: unknown }>)) as {
      data: Document[]
    }
    return data
  }

  /** Every document that fits, however many, a thousand to a round trip; for checks and clean-ups, not for requests. */
  async *every(query: Query = {}, fields?: readonly string[]): AsyncGenerator<Document> {
    const atOnce = 1000
    let last = ''
    for (;;) {
      const beyond = { ...query, _id: command.gt(last) }
      const found = await this.find(beyond, {
        order: [['_id', 'asc']],
        limit: atOnce,
        ...(fields ? { fields } : {}),
      })
      yield* found
      last = found.at(-1)?._id ?? ''
      if (found.length < atOnce) return
    }
  }

  /** How many fit. */
  async count(query: Query): Promise<number> {
    const { total } = await asked(
      database.collection(this.name).where(query).count() as Promise<{ total: number }>,
    )
    return total
  }

  /** Adds a document under its own id; `exists` when the id (or a unique field) is there already. */
  async insert(document: Document): Promise<'inserted' | 'exists'> {
    try {
      await changing(database.collection(this.name).add({ data: { ...document } }) as Promise<unknown>)
      return 'inserted'
    } catch (error) {
      if (isDuplicate(error as CloudError)) return 'exists'
      throw error
    }
  }

  /** Adds many documents in one round trip; `exists` when one of their ids is there already, and then perhaps only some. */
  async insertMany(documents: readonly Document[]): Promise<'inserted' | 'exists'> {
    try {
      // A list serves as well as one document, though the SDK's types do not know it.
      const data = documents as unknown as Record<string, unknown>
      await changing(database.collection(this.name).add({ data }) as Promise<unknown>)
      return 'inserted'
    } catch (error) {
      if (isDuplicate(error as CloudError)) return 'exists'
      throw error
    }
  }

  /**
   * Changes the one document that fits the query, atomically; tells whether it did. The platform counts what was
   * modified, not what was found: setting a field to what it is already counts as nothing.
   */
  async change(query: Query, changes: Changes): Promise<boolean> {
    // `multi: false` is passed through by the SDK, though its types do not know it.
    const options = { data: changes, multi: false } as { data: Changes }
    const { stats } = await changing(
      database.collection(this.name).where(query).update(options) as Promise<{ stats: { updated: number } }>,
    )
    return stats.updated > 0
  }

  /** Changes every document that fits, each one atomically; tells how many were modified. */
  async changeEvery(query: Query, changes: Changes): Promise<number> {
    const { stats } = await changing(
      database.collection(this.name).where(query).update({ data: changes }) as Promise<{
        stats: { updated: number }
      }>,
    )
    return stats.updated
  }

  /** Removes every document that fits; tells how many there were. */
  async remove(query: Query): Promise<number> {
    const { stats } = await changing(
      database.collection(this.name).where(query).remove() as Promise<{ stats: { removed: number } }>,
    )
    return stats.removed
  }

  /** Runs an aggregation built by `build` and returns its rows. */
  async aggregate<Row>(build: (stages: Stages) => { end(): unknown }): Promise<Row[]> {
    const request = build(database.collection(this.name).aggregate()).end()
    const { list } = await asked(request as Promise<{ list: Row[] }>)
    return list
  }
}

/** All that a generator yields. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}

/**
 * The picture of a code that opens a page with a scene: of at most 32 characters, and 280 to 1,280 pixels wide. The
 * page need not be published yet, so that posters can be printed before the first release.
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/qr-code/getUnlimitedQRCode.html
 */
export async function drawMiniProgramCode(code: {
  readonly scene: string
  readonly page: string
  readonly width: number
}): Promise<{ readonly contentType: string; readonly bytes: Buffer }> {
  const { contentType, buffer } = await cloud.openapi.wxacode.getUnlimited({ ...code, checkPath: false })
  return { contentType, bytes: buffer }
}

/**
 * A link that opens a page of the mini-program from outside WeChat, for thirty days, the longest there is.
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/qrcode-link/url-link/generateUrlLink.html
 */
export async function makeLink(page: string, query: string, days: number): Promise<string> {
  const { urlLink } = await (cloud.openapi as unknown as UrlLinks).urllink.generate({
    path: page,
    query,
    expireType: 1,
    expireInterval: days,
  })
  return urlLink
}

/** The SDK offers every open API by its name, though its types do not know this one. */
interface UrlLinks {
  readonly urllink: { generate(parameters: object): Promise<{ readonly urlLink: string }> }
}

/**
 * Sends a subscribe message; @returns 0 when it was sent, or the code with which WeChat refused it. What did not even
 * reach WeChat is thrown.
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 */
export async function sendSubscribeMessage(message: {
  readonly openid: string
  readonly templateId: string
  readonly page: string
  readonly data: Readonly<Record<string, { readonly value: string }>>
}): Promise<number> {
  try {
    await cloud.openapi.subscribeMessage.send({
      touser: message.openid,
      templateId: message.templateId,
      page: message.page,
      data: message.data,
    })
    return 0
  } catch (error) {
    // Codes of the platform in front of WeChat are negative.
    const { errCode = -1 } = error as CloudError
    if (errCode > 0) return errCode
    throw error
  }
}

type CloudPay = Readonly<Record<string, (parameters: object) => Promise<unknown>>>

/** One call of cloudPay, as the SDK answers it; its types do not know cloudPay. */
export const cloudPay = async (api: string, parameters: object): Promise<unknown> =>
  (cloud as unknown as { readonly cloudPay: CloudPay }).cloudPay[api]?.(parameters)

/** Puts a file into the cloud's storage, in place of an older one of that path; returns the id by which it is reached. */
export async function uploadFile(path: string, bytes: Buffer): Promise<string> {
  const { fileID } = await cloud.uploadFile({
    cloudPath: path,
    // A buffer serves as well as a stream, though the SDK's types do not know it.
    fileContent: bytes as unknown as Parameters<typeof cloud.uploadFile>[0]['fileContent'],
  })
  return fileID
}

/** The bytes of a file in the cloud's storage; undefined when there is none of that id. */
export async function downloadFile(fileId: string): Promise<Buffer | undefined> {
  try {
    const { fileContent } = await cloud.downloadFile({ fileID: fileId })
    return fileContent
  } catch (error) {
    log.warn('file not read', { code: (error as CloudError).errCode })
    return undefined
  }
}

/** Links by which anybody can read files, until so many seconds have passed; for a file that is gone there is none. */
export async function temporaryLinks(
  fileIds: readonly string[],
  maxAgeSeconds: number,
): Promise<ReadonlyMap<string, string>> {
  const atOnce = 50
  const links = new Map<string, string>()
  for (let start = 0; start < fileIds.length; start += atOnce) {
    const wanted = fileIds.slice(start, start + atOnce).map((fileID) => ({ fileID, maxAge: maxAgeSeconds }))
    const found = await cloud.getTempFileURL({ fileList: wanted })
    for (const { fileID, tempFileURL } of found?.fileList ?? [])
      if (tempFileURL) links.set(fileID, tempFileURL)
  }
  return links
}

/** A link by which anybody can read a file, until so many seconds have passed. */
export async function temporaryLink(fileId: string, maxAgeSeconds: number): Promise<string> {
  const url = (await temporaryLinks([fileId], maxAgeSeconds)).get(fileId)
  if (!url) throw new Error('the storage gave no link')
  return url
}

/**
 * The number behind a code of the phone number button; undefined for a code that is unknown, used or too old (40029).
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-info/phone-number/getPhoneNumber.html
 */
export async function phoneNumberFor(code: string): Promise<string | undefined> {
  try {
    const { phoneInfo } = await cloud.openapi.phonenumber.getPhoneNumber({ code })
    return phoneInfo.phoneNumber
  } catch (error) {
    if ((error as CloudError).errCode === 40029) return undefined
    throw error
  }
}

/** Removes files from the cloud's storage; those that are gone already are as good. */
export async function deleteFiles(fileIds: readonly string[]): Promise<void> {
  await cloud.deleteFile({ fileList: [...fileIds] })
}

/**
 * Asks WeChat to look at a picture; its verdict is sent later to the function `media-checked`, under the id returned
 * here. Null when it could not be asked, or knows this person as one who was not here within two hours.
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/mediaCheckAsync.html
 */
export async function checkPicture(openid: string, url: string): Promise<string | null> {
  const isPicture = 2
  const asked = { openid, mediaUrl: url, mediaType: isPicture, scene: socialLog, version: 2 }
  try {
    const { traceId } = (await cloud.openapi.security.mediaCheckAsync(asked)) as { traceId?: string }
    return traceId ?? null
  } catch (error) {
    log.warn('picture not checked', { code: (error as CloudError).errCode })
    return null
  }
}

/** WeChat's scene for what one person writes to others. */
const socialLog = 4

/**
 * Lets WeChat judge what a person wrote to another; `unknown` when it could not be asked, or knows this person as one
 * who was not here within two hours. What it would have a human look at counts as refused: nobody here does.
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/msgSecCheck.html
 */
export async function checkWords(openid: string, content: string): Promise<'fit' | 'refused' | 'unknown'> {
  try {
    const { result } = await cloud.openapi.security.msgSecCheck({
      openid,
      content,
      scene: socialLog,
      version: 2,
    })
    return (result as { suggest?: string } | undefined)?.suggest === 'pass' ? 'fit' : 'refused'
  } catch (error) {
    log.warn('words not checked', { code: (error as CloudError).errCode })
    return 'unknown'
  }
}
