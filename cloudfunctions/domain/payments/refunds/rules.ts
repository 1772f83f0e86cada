/** What may be given back, what WeChat Pay's word about it means, and when it is asked again. */
import type { ErrorCode } from '../../../../miniprogram/contract/errors'
import type { RefundReport } from '../../../platform/wechat-pay/port'
import type { Order } from '../records'
import { openStates, type Refund } from './records'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** WeChat Pay's bounds: https://pay.weixin.qq.com/doc/v3/merchant/4012552567 */
const refundableMs = 365 * dayMs
export const mostRefunds = 50
export const refundsApartMs = minuteMs

/** What of an order may still be given back, in fen. */
export const refundableFen = (order: Order): number => order.amountFen - (order.refunding?.fen ?? 0)

/** Why nothing can be given back of this order; undefined when something can. */
export function obstacleOf(order: Order, now: Date): ErrorCode | undefined {
  if (order.state !== 'paid' || order.paidAt === null) return 'NOT_PAID'
  if (refundableFen(order) <= 0) return 'REFUND_TOO_MUCH'
  if ((order.refunding?.count ?? 0) >= mostRefunds) return 'REFUND_TOO_MANY'
  return now.getTime() - order.paidAt.getTime() > refundableMs ? 'REFUND_TOO_LATE' : undefined
}

/** Whether so much may be asked for. Two may ask for the same: what is set aside at the approval decides. */
export const decideRequest = (order: Order, amountFen: number, now: Date): 'request' | ErrorCode =>
  obstacleOf(order, now) ?? (amountFen > refundableFen(order) ? 'REFUND_TOO_MUCH' : 'request')

/** Whether a refund written earlier is the one that is being asked for again. */
export const isSameRequest = (
  refund: Refund,
  wanted: { readonly orderNo: string; readonly amountFen: number; readonly reason: string },
): boolean =>
  refund.orderNo === wanted.orderNo &&
  refund.amountFen === wanted.amountFen &&
  refund.reason === wanted.reason

export type Footing = 'set aside' | 'possible' | 'later' | ErrorCode

/** How an approved refund stands with its order, before WeChat Pay is asked. */
export function footingOf(refund: Refund, order: Order, now: Date): Footing {
  const { lastAt, by = {} } = order.refunding ?? {}
  if (by[refund._id] !== undefined) return 'set aside'
  const decision = decideRequest(order, refund.amountFen, now)
  if (decision !== 'request') return decision
  return lastAt && now.getTime() - lastAt.getTime() < refundsApartMs ? 'later' : 'possible'
}

export type ReportDecision =
  /** The donor has the money: enter it. */
  | { readonly kind: 'enter'; readonly refundedAt: Date }
  /** It did not happen and never will under this number: what was set aside is free again. */
  | { readonly kind: 'release' }
  | { readonly kind: 'note'; readonly state: 'processing' | 'abnormal' }
  /** WeChat and we disagree about what is given back: nothing is entered, a person has to look. */
  | { readonly kind: 'differ'; readonly why: string }
  | { readonly kind: 'nothing' }

/** Compares what WeChat says with what two treasurers agreed on. */
export function decideReport(refund: Refund, report: RefundReport, now: Date): ReportDecision {
  const { state } = refund
  if (state === 'success' || state === 'closed') return { kind: 'nothing' }
  if (!openStates.some((open) => open === state)) return { kind: 'differ', why: 'never approved' }
  if (report.outTradeNo !== refund.orderNo) return { kind: 'differ', why: 'order number' }
  // An interface that tells no amount tells of the amount that we asked for under this number.
  if (report.amountFen !== undefined && report.amountFen !== refund.amountFen)
    return { kind: 'differ', why: 'amount' }
  switch (report.status) {
    case 'SUCCESS':
      return { kind: 'enter', refundedAt: report.refundedAt ?? now }
    case 'CLOSED':
      return { kind: 'release' }
    case 'ABNORMAL':
      return { kind: 'note', state: 'abnormal' }
    case 'PROCESSING':
      return { kind: 'note', state: 'processing' }
  }
}

/** WeChat recommends a minute, then ever longer. */
const waitsMinutes = [1, 5, 10, 20, 30] as const

export const nextAskAt = (tries: number, now: Date): Date =>
  new Date(now.getTime() + (waitsMinutes[Math.min(tries, waitsMinutes.length - 1)] ?? 30) * minuteMs)

/**
 * Codes with which WeChat Pay refuses for good; with any other the same number is tried again.
 * https://pay.weixin.qq.com/doc/v3/merchant/4012552567
 */
const finalRefusals: ReadonlySet<string> = new Set(['INVALID_REQUEST', 'PARAM_ERROR', 'RESOURCE_NOT_EXISTS'])

export const isFinalRefusal = (code: string): boolean => finalRefusals.has(code)
