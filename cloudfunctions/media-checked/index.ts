/** Deployed: what WeChat tells its verdict on a picture. It answers nothing, and a phone that calls it changes nothing. */
import { settlePicture } from '../domain/wishes/tending'
import { callerContext } from '../platform/cloud'
import { log } from '../platform/log'

/** Where a call comes from that is not WeChat's own. */
const notWeChat = ['wx_client', 'wx_devtools', 'wx_http']

interface Verdict {
  readonly Event?: unknown
  readonly trace_id?: unknown
  readonly result?: { readonly suggest?: unknown }
}

/** https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/sec-center/sec-check/mediaCheckAsync.html */
export async function main(event: unknown): Promise<void> {
  const { Event, trace_id: traceId, result } = (event ?? {}) as Verdict
  if (notWeChat.includes(callerContext().source)) return
  if (Event !== 'wxa_media_check' || typeof traceId !== 'string') return
  try {
    await settlePicture(traceId, result?.suggest)
  } catch (error) {
    // A person looks at a picture whose verdict was lost.
    log.error('verdict not kept', error)
  }
}
