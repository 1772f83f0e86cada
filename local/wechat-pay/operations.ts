/** What the sandbox answers to a merchant's requests, one entry an operation. */
import * as v from 'valibot'
import { bill, billFile } from './bills'
import { queryRefund, refund } from './refunds'
import { ApiError, notifyUrl, type Operation, parse, requireMchid, text } from './requests'
import type { Order } from './store'
import { newPrepayId, wireTrade } from './trades'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export const prepayValidMs = 2 * hourMs

/** https://pay.weixin.qq.com/docs/merchant/products/mini-program-payment/apilist.html */
const PrepayRequest = v.strictObject({
  appid: text(32),
  mchid: text(32),
  description: text(127),
  out_trade_no: v.pipe(v.string(), v.regex(/^[0-9A-Za-z_\-|*]{6,32}$/)),
  time_expire: v.optional(
    v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/), v.isoTimestamp()),
  ),
  attach: v.optional(text(128)),
  notify_url: notifyUrl,
  amount: v.strictObject({
    total: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    currency: v.optional(v.literal('CNY'), 'CNY'),
  }),
  payer: v.strictObject({ openid: text(128) }),
})
type PrepayRequest = v.InferOutput<typeof PrepayRequest>

const CloseRequest = v.strictObject({ mchid: v.string() })

const prepay: Operation = {
  name: 'prepay',
  method: 'POST',
  path: /^\/v3\/pay\/transactions\/jsapi$/,
  answer({ body }, { merchant, store, nowMs }) {
    const request = parse(PrepayRequest, body)
    if (request.appid !== merchant.appid || request.mchid !== merchant.keys.mchid)
      throw new ApiError(400, 'APPID_MCHID_NOT_MATCH', 'AppID和mch_id不匹配')
    const known = store.order(request.out_trade_no)
    const order = known ? prepaidAgain(known, request, nowMs) : newOrder(request, nowMs)
    if (order !== known) store.saveOrder(order)
    return { status: 200, body: { prepay_id: order.prepayId } }
  },
}

const queryByOutTradeNo: Operation = {
  name: 'query',
  method: 'GET',
  path: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)$/,
  answer({ subject, query }, { merchant, store }) {
    requireMchid(query.get('mchid'), merchant)
    return { status: 200, body: wireTrade(existing(store.order(subject)), merchant) }
  },
}

const queryByTransactionId: Operation = {
  name: 'queryByTransactionId',
  method: 'GET',
  path: /^\/v3\/pay\/transactions\/id\/([^/]+)$/,
  answer({ subject, query }, { merchant, store }) {
    requireMchid(query.get('mchid'), merchant)
    return { status: 200, body: wireTrade(existing(store.orderByTransactionId(subject)), merchant) }
  },
}

/**
 * Merchants report that a number already closed, or never seen, is answered as closed too:
 * https://developers.weixin.qq.com/community/pay/doc/00048a1efdc23011142d839d351800
 */
const close: Operation = {
  name: 'close',
  method: 'POST',
  path: /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)\/close$/,
  answer({ subject, body }, { merchant, store }) {
    requireMchid(parse(CloseRequest, body).mchid, merchant)
    const known = store.order(subject)
    const order = known?.cloudFunction === undefined ? known : undefined
    if (order?.paidAtMs !== undefined) throw new ApiError(400, 'ORDERPAID', '该订单已支付')
    if (order) store.saveOrder({ ...order, state: 'CLOSED' })
    return { status: 204 }
  },
}

export const operations: readonly Operation[] = [
  prepay,
  queryByOutTradeNo,
  queryByTransactionId,
  close,
  refund,
  queryRefund,
  bill,
  billFile,
]

function newOrder(request: PrepayRequest, nowMs: number): Order {
  return {
    outTradeNo: request.out_trade_no,
    description: request.description,
    amountFen: request.amount.total,
    payerOpenid: request.payer.openid,
    attach: request.attach,
    notifyUrl: request.notify_url,
    parameters: JSON.stringify(request),
    prepayId: newPrepayId(nowMs),
    prepaidAtMs: nowMs,
    createdAtMs: nowMs,
    expiresAtMs: expiryMs(request.time_expire, nowMs),
    state: 'NOTPAY',
  }
}

/** The order as it is while its prepay id is still good, with a new id after that. */
function prepaidAgain(order: Order, request: PrepayRequest, nowMs: number): Order {
  if (order.paidAtMs !== undefined) throw new ApiError(400, 'ORDERPAID', '该订单已支付')
  if (order.state === 'CLOSED') throw new ApiError(400, 'ORDER_CLOSED', '该订单已关闭')
  if (order.parameters !== JSON.stringify(request))
    throw new ApiError(400, 'INVALID_REQUEST', '请求重入时，参数与首次请求时不一致')
  if (nowMs > order.expiresAtMs) throw new ApiError(400, 'INVALID_REQUEST', '该订单已过期，请重新下单')
  if (nowMs - order.prepaidAtMs < prepayValidMs) return order
  return { ...order, prepayId: newPrepayId(nowMs), prepaidAtMs: nowMs }
}

/** Seven days unless asked otherwise; what was asked is moved into one minute … ninety days. */
function expiryMs(timeExpire: string | undefined, nowMs: number): number {
  if (!timeExpire) return nowMs + 7 * dayMs
  return Math.min(Math.max(Date.parse(timeExpire), nowMs + minuteMs), nowMs + 90 * dayMs)
}

/** Orders of cloudPay are the service provider's: the merchant's own keys do not reach them. */
function existing(order: Order | undefined): Order {
  if (!order || order.cloudFunction !== undefined) throw new ApiError(404, 'ORDER_NOT_EXIST', '订单不存在')
  return order
}
