/** What a trade, as WeChat tells it, means for our order. */
import type { Trade } from '../../platform/wechat-pay/port'
import type { Order } from './records'

export type TradeDecision =
  /** Money has come in: enter it, then settle. */
  | { readonly kind: 'pay'; readonly transactionId: string; readonly paidAt: Date }
  /** It can no longer be paid. */
  | { readonly kind: 'close' }
  /** WeChat and we disagree about who, whom or how much: nothing is entered, a person has to look. */
  | { readonly kind: 'freeze'; readonly why: string }
  | { readonly kind: 'nothing' }

/** Who we are at WeChat Pay. */
export interface Merchant {
  readonly appid: string
  readonly mchid: string
}

/**
 * Compares everything WeChat says with what we wrote before asking. A payment that arrives after we closed the order
 * is still a gift and counts.
 */
export function decideTrade(order: Order, trade: Trade, merchant: Merchant, now: Date): TradeDecision {
  if (order.state === 'paid' || order.state === 'frozen') return { kind: 'nothing' }
  if (trade.state === 'CLOSED') return order.state === 'pending' ? { kind: 'close' } : { kind: 'nothing' }
  // Paid, and perhaps already given back at WeChat Pay's console: the refund is a matter of its own.
  if (trade.state !== 'SUCCESS' && trade.state !== 'REFUND') return { kind: 'nothing' }
  const why = mismatch(order, trade, merchant)
  if (why !== undefined) return { kind: 'freeze', why }
  return { kind: 'pay', transactionId: trade.transactionId ?? '', paidAt: trade.paidAt ?? now }
}

function mismatch(order: Order, trade: Trade, merchant: Merchant): string | undefined {
  if (trade.outTradeNo !== order._id) return 'order number'
  if (trade.appid !== merchant.appid) return 'appid'
  if (trade.mchid !== merchant.mchid) return 'mchid'
  if (trade.currency !== undefined && trade.currency !== 'CNY') return 'currency'
  if (trade.amountFen !== order.amountFen) return 'amount'
  if (trade.payerOpenid !== undefined && trade.payerOpenid !== order.openid) return 'payer'
  return trade.transactionId === undefined || trade.transactionId === '' ? 'transaction id' : undefined
}

/** WeChat refuses to close an order younger than this. */
const closableAfterMs = 5 * 60_000

/** Whether an order that is still unpaid is to be closed by the sweeper. */
export const isOverdue = (order: Order, now: Date): boolean =>
  order.expiresAt <= now && now.getTime() - order.createdAt.getTime() > closableAfterMs
