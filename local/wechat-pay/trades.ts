/** How WeChat Pay writes numbers, times and trades. */
import { randomBytes, randomInt } from 'node:crypto'
import type { WechatPayKeys } from './keys'
import type { Order } from './store'

/** Whose trades these are. */
export interface Merchant {
  appid: string
  keys: WechatPayKeys
}

const stateDescriptions = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  CLOSED: '订单已关闭',
  REFUND: '订单转入退款',
}

/**
 * A trade as a query tells it, and a notification: https://pay.weixin.qq.com/doc/v3/merchant/4013070356
 * Before payment it names neither amount nor payer.
 */
export function wireTrade(order: Order, { appid, keys }: Merchant) {
  const common = {
    appid,
    mchid: keys.mchid,
    out_trade_no: order.outTradeNo,
    trade_state: order.state,
    trade_state_desc: stateDescriptions[order.state],
  }
  if (order.paidAtMs === undefined) return { ...common, attach: '', payer: {}, promotion_detail: [] }
  return {
    ...common,
    transaction_id: order.transactionId,
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
    attach: order.attach ?? '',
    success_time: chinaTime(order.paidAtMs),
    payer: { openid: order.payerOpenid },
    amount: {
      total: order.amountFen,
      payer_total: order.amountFen,
      currency: 'CNY',
      payer_currency: 'CNY',
    },
    promotion_detail: [],
  }
}

/** RFC 3339 at +08:00, to the second. */
export function chinaTime(momentMs: number): string {
  return `${new Date(momentMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}

/** `wx`, the time, then twenty random characters. */
export function newPrepayId(nowMs: number): string {
  return `wx${chinaDigits(nowMs)}${randomBytes(10).toString('hex')}`
}

/** Twenty-eight digits with the day among them. */
export function newTransactionId(nowMs: number): string {
  return `4200${randomDigits(6)}${chinaDigits(nowMs).slice(0, 8)}${randomDigits(10)}`
}

/** Twenty-nine digits, beginning as WeChat Pay's do. */
export function newRefundId(nowMs: number): string {
  return `5030${randomDigits(6)}${chinaDigits(nowMs).slice(0, 8)}${randomDigits(11)}`
}

/** Local time as `yyyyMMddHHmmss`. */
export function chinaDigits(momentMs: number): string {
  return chinaTime(momentMs).slice(0, 19).replace(/\D/g, '')
}

function randomDigits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('')
}
