/** security.mediaCheckAsync, version 2: takes a picture or a sound, and pushes the verdict to a function a little later. */
import { randomUUID } from 'node:crypto'
import type { MovableClock } from '../../clock'
import type { Storage } from '../storage'
import { judge, requireScene, requireVersion2 } from './content-check'
import type { Visits } from './visits'
import { WeChatError } from './wechat-error'

/** The real one takes up to thirty minutes. */
const verdictAfterMs = 1_000

export interface MediaCheckParts {
  readonly clock: MovableClock
  readonly appid: string
  readonly visits: Visits
  readonly storage: Pick<Storage, 'contentAt'>
  readonly push: (event: string, message: object) => Promise<void>
  readonly log: (line: string) => void
}

interface Check {
  readonly traceId: string
  readonly openid: string
  readonly mediaUrl: string
  readonly dueAtMs: number
}

/** @see https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync */
export class MediaChecks {
  private waiting: Check[] = []
  private readonly pushing = new Set<Promise<void>>()
  private readonly stopListening: () => void
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly parts: MediaCheckParts) {
    this.stopListening = parts.clock.onMove(() => this.pushDue())
  }

  begin(parameters: Readonly<Record<string, unknown>>): object {
    const { media_url: mediaUrl, media_type: mediaType } = parameters
    requireVersion2('mediaCheckAsync', parameters.version)
    if (typeof mediaUrl !== 'string' || !URL.canParse(mediaUrl))
      throw new WeChatError(40097, 'invalid args: media_url')
    if (mediaType !== 1 && mediaType !== 2) throw new WeChatError(40097, 'invalid args: media_type')
    requireScene(parameters.scene)
    const openid = this.parts.visits.requireRecent(parameters.openid)
    const traceId = randomUUID()
    this.waiting.push({ traceId, openid, mediaUrl, dueAtMs: this.parts.clock.now() + verdictAfterMs })
    this.sleep()
    return { errcode: 0, errmsg: 'ok', trace_id: traceId }
  }

  /** Resolves when no verdict is on its way, for instance after moving the clock. */
  async settled(): Promise<void> {
    while (this.pushing.size > 0) await Promise.all(this.pushing)
  }

  close(): void {
    this.stopListening()
    clearTimeout(this.timer)
    this.waiting = []
  }

  private pushDue(): void {
    const now = this.parts.clock.now()
    const due = this.waiting.filter(({ dueAtMs }) => dueAtMs <= now)
    this.waiting = this.waiting.filter(({ dueAtMs }) => dueAtMs > now)
    for (const check of due) {
      const push = this.push(check)
        .catch((error) => this.parts.log(`[cloud] the push of wxa_media_check failed: ${String(error)}`))
        .finally(() => this.pushing.delete(push))
      this.pushing.add(push)
    }
    this.sleep()
  }

  private sleep(): void {
    clearTimeout(this.timer)
    if (this.waiting.length === 0) return
    const nextMs = Math.min(...this.waiting.map(({ dueAtMs }) => dueAtMs))
    this.timer = setTimeout(() => this.pushDue(), Math.max(nextMs - this.parts.clock.now(), 0))
    this.timer.unref()
  }

  private async push({ traceId, openid, mediaUrl }: Check): Promise<void> {
    const { appid, clock, storage } = this.parts
    const content = await storage.contentAt(mediaUrl)
    const verdict = judge(`${readable(mediaUrl)}\n${content?.toString('utf8') ?? ''}`)
    await this.parts.push('wxa_media_check', {
      ToUserName: 'gh_local',
      FromUserName: openid,
      CreateTime: Math.floor(clock.now() / 1000),
      MsgType: 'event',
      Event: 'wxa_media_check',
      appid,
      trace_id: traceId,
      version: 2,
      ...verdict,
    })
  }
}

/** A URL as a person reads it; one that cannot be decoded as it is. */
function readable(url: string): string {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}
