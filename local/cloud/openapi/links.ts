/** urllink.generate and urlscheme.generate: links into the mini-program, for at most thirty days. */
import { randomBytes } from 'node:crypto'
import type { Pages } from './pages'
import { WeChatError } from './wechat-error'

/** @see https://developers.weixin.qq.com/miniprogram/dev/server/API/qrcode-link/url-link/api_generateurllink.html */
const queryRule = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~%]{0,1024}$/
const dayMs = 24 * 3_600_000
const mostDays = 30

interface Link {
  readonly path: string
  readonly query: string
  readonly expiresAtMs: number
}

type Parameters = Readonly<Record<string, unknown>>

export class Links {
  private readonly links = new Map<string, Link>()

  constructor(
    private readonly now: () => number,
    private readonly pages: Pages,
  ) {}

  generateUrlLink(parameters: Parameters): object {
    requireKnown('urllink.generate', parameters, [
      'path',
      'query',
      'env_version',
      'expire_type',
      'expire_time',
      'expire_interval',
    ])
    this.pages.requireVersion(parameters.env_version)
    const url = `https://wxaurl.cn/${randomBytes(8).toString('base64url')}`
    this.links.set(url, this.read(parameters, parameters))
    return { errcode: 0, errmsg: 'ok', url_link: url }
  }

  generateScheme(parameters: Parameters): object {
    requireKnown('urlscheme.generate', parameters, [
      'jump_wxa',
      'is_expire',
      'expire_type',
      'expire_time',
      'expire_interval',
    ])
    const target = (parameters.jump_wxa ?? {}) as Parameters
    this.pages.requireVersion(target.env_version)
    const url = `weixin://dl/business/?t=${randomBytes(8).toString('base64url')}`
    this.links.set(url, this.read(target, parameters))
    return { errcode: 0, errmsg: 'ok', openlink: url }
  }

  /** Where a link leads now, as `page?query`; undefined when it is unknown or over. */
  open(url: string): string | undefined {
    const link = this.links.get(url)
    if (!link || this.now() > link.expiresAtMs) return undefined
    return link.query === '' ? link.path : `${link.path}?${link.query}`
  }

  private read({ path = '', query = '' }: Parameters, expiry: Parameters): Link {
    if (typeof path !== 'string' || path.includes('?')) throw new WeChatError(40165, 'invalid weapp pagepath')
    const page = path.replace(/^\//, '') || this.pages.home
    if (!this.pages.includes(page)) throw new WeChatError(40165, 'invalid weapp pagepath')
    if (typeof query !== 'string' || !queryRule.test(query)) throw new WeChatError(40212, 'invalid query')
    return { path: page, query, expiresAtMs: this.expiresAtMs(expiry) }
  }

  private expiresAtMs(expiry: Parameters): number {
    const { expire_type: type = 0, expire_time: timeSeconds, expire_interval: days } = expiry
    const latestMs = this.now() + mostDays * dayMs
    const wanted = type === 1 ? days : timeSeconds
    if (wanted === undefined) return latestMs
    const momentMs = type === 1 ? this.now() + Number(days) * dayMs : Number(timeSeconds) * 1000
    const isPossible = (type === 0 || type === 1) && momentMs > this.now() && momentMs <= latestMs
    if (!isPossible) throw new WeChatError(85401, 'time limit between 1min and 30 days')
    return momentMs
  }
}

function requireKnown(api: string, parameters: Parameters, names: readonly string[]): void {
  const unknown = Object.keys(parameters).find((name) => !names.includes(name))
  if (unknown) throw new WeChatError(-604100, `${api}: ${unknown} is not offered by the local cloud`)
}
