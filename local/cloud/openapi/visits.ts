/** Who has used the mini-program lately: WeChat checks content only for people who have. */
import type { Identity } from '../functions/identity'
import { WeChatError } from './wechat-error'

/** @see https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync */
const recentMs = 2 * 3_600_000

export class Visits {
  private readonly lastMs = new Map<string, number>()

  constructor(private readonly now: () => number) {}

  /** A call from a phone is a visit. */
  note({ openid, source = 'wx_client' }: Identity): void {
    if (openid !== undefined && source === 'wx_client') this.lastMs.set(openid, this.now())
  }

  /** @throws WeChatError 40003 for no openid, 61010 for somebody who was not here within two hours */
  requireRecent(openid: unknown): string {
    if (typeof openid !== 'string' || openid === '') throw new WeChatError(40003, 'invalid openid')
    const lastMs = this.lastMs.get(openid)
    if (lastMs === undefined || this.now() - lastMs > recentMs)
      throw new WeChatError(61010, 'code is expired')
    return openid
  }
}
