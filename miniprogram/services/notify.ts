/** Asking, at the tap that needs it, whether we may send a message later. */
import type { TemplateName } from '../contract/alumni'
import { session } from '../stores/session'

/** So many kinds a phone lets one tap ask for, on every version of WeChat. */
type Asked = readonly [TemplateName, TemplateName?, TemplateName?]

/**
 * Asks for one message of each kind. Must be called first in a tap's handler, before anything is awaited, or the
 * phone refuses. Whatever the answer, what the person came for goes on.
 * https://developers.weixin.qq.com/miniprogram/dev/api/open-api/subscribe-message/wx.requestSubscribeMessage.html
 */
export async function askToNotify(...names: Asked): Promise<void> {
  const tmplIds = names.map((name) => (name && session.me?.templates[name]) ?? '').filter((id) => id !== '')
  if (tmplIds.length === 0) return
  try {
    await wx.requestSubscribeMessage({ tmplIds })
  } catch (error) {
    console.warn('subscribe message', (error as { errMsg?: string }).errMsg)
  }
}
