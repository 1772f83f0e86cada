/** How many heard of something, and how, in sentences; nothing that is zero. */
import type { Delivery } from '../contract/messages'

export function deliveryWords({ sent, refused, failed, waiting }: Delivery): string[] {
  return [
    sent > 0 ? `${sent} 人收到了微信提醒` : '',
    refused > 0 ? `${refused} 人没有订阅微信提醒，可在小程序的消息里看到` : '',
    failed > 0 ? `${failed} 人的微信提醒没有送达，可在小程序的消息里看到` : '',
    waiting > 0 ? `${waiting} 条微信提醒正在发送；夜间不打扰，次日早上再发` : '',
  ].filter((line) => line !== '')
}
