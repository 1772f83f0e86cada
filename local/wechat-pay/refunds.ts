/** Refunds: what may be given back, that one number gives back once, and that accepted is not yet done. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { refundCallbackBody } from './cloud-pay-wire'
import { refundNotificationBody } from './notifications'
import { ApiError, notifyUrl, type Operation, parse, text, type World } from './requests'
import type { NotificationRecord, Order, Refund, RefundOutcome } from './store'
import { chinaTime, newRefundId } from './trades'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** https://pay.weixin.qq.com/doc/v3/merchant/4012552567 */
const refundableDays = 365
const mostRefunds = 50
const refundsApartMs = minuteMs
/** How long WeChat Pay is at it; the first query is recommended after a minute. */
export const refundTakesMs = minuteMs

const fen = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
export const outRefundNo = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_\-|*@]{1,64}$/))

const RefundRequest = v.pipe(
  v.strictObject({
    transaction_id: v.optional(text(32)),
    out_trade_no: v.optional(text(32)),
    out_refund_no: outRefundNo,
    reason: v.optional(text(80)),
    notify_url: v.optional(notifyUrl),
    amount: v.strictObject({ refund: fen, total: fen, currency: v.literal('CNY') }),
  }),
  v.check(
    ({ transaction_id, out_trade_no }) => (transaction_id ?? out_trade_no) !== undefined,
    'names neither transaction_id nor out_trade_no',
  ),
)

export const refund: Operation = {
  name: 'refund',
  method: 'POST',
  path: /^\/v3\/refund\/domestic\/refunds$/,
  answer({ body }, world) {
    const request = parse(RefundRequest, body)
    const order =
      request.transaction_id === undefined
        ? world.store.order(request.out_trade_no ?? '')
        : world.store.orderByTransactionId(request.transaction_id)
    if (!order || order.cloudFunction !== undefined)
      throw new ApiError(404, 'RESOURCE_NOT_EXISTS', '订单不存在')
    const accepted = acceptRefund(order, wantedOf(request), world)
    return { status: 200, body: wireRefund(accepted, order, world.nowMs) }
  },
}

export const queryRefund: Operation = {
  name: 'queryRefund',
  method: 'GET',
  path: /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/,
  answer({ subject }, { store, nowMs }) {
    const known = store.refund(subject)
    const order = known && store.order(known.outTradeNo)
    if (!known || !order || order.cloudFunction !== undefined)
      throw new ApiError(404, 'RESOURCE_NOT_EXISTS', '退款单不存在')
    return { status: 200, body: wireRefund(known, order, nowMs) }
  },
}

export interface WantedRefund {
  readonly outRefundNo: string
  readonly refundFen: number
  readonly totalFen: number
  readonly reason?: string
  /** Where to tell of its end, if not nowhere: a URL, or a function's name for an order of cloudPay. */
  readonly address?: string
}

const wantedOf = (request: v.InferOutput<typeof RefundRequest>): WantedRefund => ({
  outRefundNo: request.out_refund_no,
  refundFen: request.amount.refund,
  totalFen: request.amount.total,
  reason: request.reason,
  address: request.notify_url,
})

export type RefundStatus = RefundOutcome | 'PROCESSING'

export function statusOf({ settlesAtMs, outcome }: Refund, nowMs: number): RefundStatus {
  return nowMs < settlesAtMs ? 'PROCESSING' : outcome
}

/**
 * Takes a refund on; a number that was taken on before is the same refund.
 * @throws ApiError as v3 refuses: INVALID_REQUEST, PARAM_ERROR, FREQUENCY_LIMITED
 */
export function acceptRefund(order: Order, wanted: WantedRefund, world: World): Refund {
  const { store, merchant, nowMs } = world
  const known = store.refund(wanted.outRefundNo)
  if (known) return refundedAgain(known, order, wanted)
  requireRefundable(order, wanted, world)
  const accepted: Refund = {
    refundId: newRefundId(nowMs),
    outRefundNo: wanted.outRefundNo,
    outTradeNo: order.outTradeNo,
    amountFen: wanted.refundFen,
    reason: wanted.reason,
    createdAtMs: nowMs,
    settlesAtMs: nowMs + refundTakesMs,
    outcome: world.takeRefundOutcome(),
  }
  const body =
    order.cloudFunction === undefined
      ? refundNotificationBody(accepted, order, merchant)
      : refundCallbackBody(accepted, order, merchant)
  const notification: NotificationRecord = {
    id: randomUUID(),
    outTradeNo: order.outTradeNo,
    address: wanted.address,
    body,
    state: 'pending',
    attempts: 0,
    dueAtMs: accepted.settlesAtMs,
  }
  store.save({
    order: { ...order, state: 'REFUND' },
    refund: accepted,
    ...(wanted.address === undefined ? {} : { notification }),
  })
  world.wakeNotifier()
  return accepted
}

/** Said of a number used again with other amounts, and of a total that is not the order's. */
const amountsDiffer = '订单金额或退款金额与之前请求不一致，请核实后再试'

function refundedAgain(known: Refund, order: Order, wanted: WantedRefund): Refund {
  const isSame =
    known.outTradeNo === order.outTradeNo &&
    known.amountFen === wanted.refundFen &&
    order.amountFen === wanted.totalFen
  if (!isSame) throw new ApiError(400, 'INVALID_REQUEST', amountsDiffer)
  return known
}

function requireRefundable(order: Order, { refundFen, totalFen }: WantedRefund, world: World): void {
  const { nowMs, store } = world
  const refuse = (reason: string) => new ApiError(400, 'INVALID_REQUEST', reason)
  if (order.paidAtMs === undefined) throw refuse('订单未支付，不能退款')
  if (totalFen !== order.amountFen) throw refuse(amountsDiffer)
  if (nowMs - order.paidAtMs > refundableDays * dayMs) throw refuse('订单已超过可退款期限')
  // What was closed gave nothing back; what is abnormal still may.
  const refunds = store.refunds(order.outTradeNo).filter((earlier) => statusOf(earlier, nowMs) !== 'CLOSED')
  const refundedFen = refunds.reduce((sum, { amountFen }) => sum + amountFen, 0)
  if (refundedFen === order.amountFen) throw refuse('订单已全额退款')
  if (refundFen > order.amountFen - refundedFen) throw refuse('退款金额大于订单可退金额')
  if (refunds.length >= mostRefunds) throw refuse('订单部分退款次数已达上限')
  if (refunds.some(({ createdAtMs }) => nowMs - createdAtMs < refundsApartMs))
    throw new ApiError(429, 'FREQUENCY_LIMITED', '同一笔订单多次退款的请求需相隔1分钟')
}

/** https://pay.weixin.qq.com/doc/v3/merchant/4013071036 */
function wireRefund(refunded: Refund, order: Order, nowMs: number): object {
  const status = statusOf(refunded, nowMs)
  return {
    refund_id: refunded.refundId,
    out_refund_no: refunded.outRefundNo,
    transaction_id: order.transactionId,
    out_trade_no: order.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    ...(status === 'SUCCESS' ? { success_time: chinaTime(refunded.settlesAtMs) } : {}),
    create_time: chinaTime(refunded.createdAtMs),
    status,
    funds_account: 'UNSETTLED',
    amount: {
      total: order.amountFen,
      refund: refunded.amountFen,
      payer_total: order.amountFen,
      payer_refund: refunded.amountFen,
      settlement_refund: refunded.amountFen,
      settlement_total: order.amountFen,
      discount_refund: 0,
      currency: 'CNY',
    },
    promotion_detail: [],
  }
}
