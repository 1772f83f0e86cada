/** Open data: what a phone holds as a cloudID, and only the cloud can read, for that person, for five minutes. */
import { randomBytes } from 'node:crypto'
import { WeChatError } from './wechat-error'

/** @see https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/guide/openapi/openapi.html */
const validMs = 5 * 60_000

const invalid = { errCode: -601005, errMsg: 'invalid cloudID' }
const expired = { errCode: -601006, errMsg: 'cloudID expired' }
const notTheirs = { errCode: -601007, errMsg: 'cloudID and calling user does not match' }

/** wx.cloud.CloudID in the event of a call: where the event has it, the function finds the data. */
export class CloudId {
  constructor(readonly value: string) {}
}

export type OpenDataAnswer = { readonly cloudID: string } & (
  | { readonly data: object }
  | { readonly errCode: number; readonly errMsg: string }
)

interface Issued {
  readonly openid: string
  readonly data: object
  readonly issuedAtMs: number
}

export class OpenData {
  private readonly issued = new Map<string, Issued>()

  constructor(
    private readonly now: () => number,
    private readonly appid: string,
  ) {}

  /** What wx.getWeRunData and its like give to this person's phone as `cloudID`. */
  issue(openid: string, data: object): string {
    const cloudID = `48_${randomBytes(24).toString('base64url')}`
    this.issued.set(cloudID, { openid, data, issuedAtMs: this.now() })
    return cloudID
  }

  /** The data behind a cloudID, or why this person does not get it. */
  resolve(cloudID: string, openid: string | undefined): OpenDataAnswer {
    const found = this.issued.get(cloudID)
    if (!found) return { cloudID, ...invalid }
    if (found.openid !== openid) return { cloudID, ...notTheirs }
    if (this.now() - found.issuedAtMs > validMs) return { cloudID, ...expired }
    const watermark = { timestamp: Math.floor(found.issuedAtMs / 1000), appid: this.appid }
    return { cloudID, data: { ...found.data, watermark } }
  }

  /** An event with its cloudIDs replaced; only those at its top are, as on the platform. */
  fill(event: unknown, openid: string | undefined): unknown {
    if (typeof event !== 'object' || event === null) return event
    return Object.fromEntries(
      Object.entries(event).map(([name, value]) => [
        name,
        value instanceof CloudId ? this.resolve(value.value, openid) : value,
      ]),
    )
  }

  /** cloudbase.getOpenData */
  answer({ openid, cloudid_list: list }: Readonly<Record<string, unknown>>, caller?: string): object {
    if (!Array.isArray(list)) throw new WeChatError(40097, 'invalid args: cloudid_list')
    const person = typeof openid === 'string' ? openid : caller
    const dataList = list.map((cloudID) => ({
      cloud_id: cloudID,
      json: this.resolve(String(cloudID), person),
    }))
    return { errcode: 0, errmsg: 'ok', data_list: dataList }
  }
}
