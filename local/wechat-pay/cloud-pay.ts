/** cloudPay: WeChat Pay as a cloud function reaches it, unsigned, through Tencent as the service provider. */
import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { billOf } from './bills'
import {
  CloseOrder,
  DownloadBill,
  QueryOrder,
  QueryRefund,
  RefundOrder,
  read,
  UnifiedOrder,
} from './cloud-pay-requests'
import { serviceProvider } from './cloud-pay-wire'
import { prepayValidMs } from './operations'
import { acceptRefund } from './refunds'
import { ApiError, type World } from './requests'
import { cloudPaySign } from './signatures'
import type { Order } from './store'
import { chinaDigits, type Merchant, newPrepayId } from './trades'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** A refusal of the business, with `result_code` FAIL. Other errors are `return_code` FAIL: the request is no good. */
class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

type Answer = (request: unknown, world: World, openid: string | undefined) => object | Buffer

const apis: Readonly<Record<string, Answer>> = {
  unifiedOrder,
  queryOrder,
  closeOrder,
  refund,
  queryRefund,
  downloadBill,
}

/**
 * Answers one call as it comes from the SDK, in snake_case.
 * @param openid who calls the function; the payer, unless the order names one
 * @returns JSON in snake_case, or the bill's bytes; undefined when cloudPay has no such call
 */
export function answerCloudPay(
  api: string,
  request: unknown,
  world: World,
  openid: string | undefined,
): object | Buffer | undefined {
  const run = Object.hasOwn(apis, api) ? apis[api] : undefined
  if (!run) return undefined
  try {
    const answer = run(request, world, openid)
    return Buffer.isBuffer(answer) ? answer : signed({ ...answer, result_code: 'SUCCESS' }, world.merchant)
  } catch (error) {
    if (error instanceof Refused)
      return signed(
        { result_code: 'FAIL', err_code: error.code, err_code_des: error.message },
        world.merchant,
      )
    if (error instanceof ApiError) return { return_code: 'FAIL', return_msg: error.message }
    throw error
  }
}

function unifiedOrder(body: unknown, world: World, caller: string | undefined): object {
  const request = read(UnifiedOrder, body, world.merchant)
  const { store, merchant, nowMs } = world
  const payerOpenid = request.sub_openid ?? request.openid ?? caller
  if (payerOpenid === undefined) throw new ApiError(400, 'PARAM_ERROR', 'JSAPI支付必须传openid')
  const known = store.order(request.out_trade_no)
  const order = known ? orderedAgain(known, request, nowMs) : newOrder(request, payerOpenid, nowMs)
  if (order !== known) store.saveOrder(order)
  const payment = {
    appId: merchant.appid,
    timeStamp: String(Math.floor(nowMs / 1000)),
    nonceStr: randomBytes(8).toString('hex'),
    package: `prepay_id=${order.prepayId}`,
    signType: 'MD5',
  }
  return {
    trade_type: 'JSAPI',
    prepay_id: order.prepayId,
    payment: { ...payment, paySign: cloudPaySign(payment, merchant.keys) },
  }
}

function newOrder(request: UnifiedOrder, payerOpenid: string, nowMs: number): Order {
  return {
    outTradeNo: request.out_trade_no,
    description: request.body,
    amountFen: request.total_fee,
    payerOpenid,
    attach: request.attach,
    notifyUrl: '',
    cloudFunction: request.function_name,
    parameters: parametersOf(request),
    prepayId: newPrepayId(nowMs),
    prepaidAtMs: nowMs,
    createdAtMs: nowMs,
    expiresAtMs: request.time_expire ? momentOf(request.time_expire) : nowMs + 7 * dayMs,
    state: 'NOTPAY',
  }
}

function orderedAgain(known: Order, request: UnifiedOrder, nowMs: number): Order {
  if (known.paidAtMs !== undefined) throw new Refused('ORDERPAID', '该订单已支付')
  if (known.state === 'CLOSED') throw new Refused('ORDERCLOSED', '该订单已关闭')
  if (known.parameters !== parametersOf(request)) throw new Refused('INVALID_REQUEST', '201 商户订单号重复')
  if (nowMs - known.prepaidAtMs < prepayValidMs) return known
  return { ...known, prepayId: newPrepayId(nowMs), prepaidAtMs: nowMs }
}

/** A repeat may be made with another nonce, and from another machine. */
const parametersOf = ({ nonce_str: _nonce, spbill_create_ip: _ip, ...parameters }: UnifiedOrder) =>
  JSON.stringify(parameters)

function queryOrder(body: unknown, { merchant, store }: World): object {
  const order = existing(read(QueryOrder, body, merchant), store)
  const { state, outTradeNo, paidAtMs } = order
  const unpaid = { trade_state: state, out_trade_no: outTradeNo, trade_state_desc: stateWords[state] }
  if (paidAtMs === undefined) return { ...unpaid, total_fee: order.amountFen }
  return {
    ...unpaid,
    openid: `provider-${order.payerOpenid}`,
    is_subscribe: 'N',
    sub_openid: order.payerOpenid,
    sub_is_subscribe: 'N',
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
    total_fee: order.amountFen,
    fee_type: 'CNY',
    cash_fee: order.amountFen,
    transaction_id: order.transactionId,
    attach: order.attach ?? '',
    time_end: chinaDigits(paidAtMs),
  }
}

const stateWords = { NOTPAY: '订单未支付', SUCCESS: '支付成功', CLOSED: '订单已关闭', REFUND: '订单转入退款' }

function closeOrder(body: unknown, { merchant, store }: World): object {
  const order = existing(read(CloseOrder, body, merchant), store)
  if (order.paidAtMs !== undefined) throw new Refused('ORDERPAID', '该订单已支付')
  if (order.state === 'CLOSED') throw new Refused('ORDERCLOSED', '该订单已关闭')
  store.saveOrder({ ...order, state: 'CLOSED' })
  return {}
}

function refund(body: unknown, world: World): object {
  const request = read(RefundOrder, body, world.merchant)
  if (request.refund_fee > request.total_fee) throw new ApiError(400, 'PARAM_ERROR', 'invalid refund_fee')
  const order = existing(request, world.store)
  try {
    const accepted = acceptRefund(
      order,
      {
        outRefundNo: request.out_refund_no,
        refundFen: request.refund_fee,
        totalFen: request.total_fee,
        reason: request.refund_desc,
        address: request.function_name,
      },
      world,
    )
    return {
      transaction_id: order.transactionId,
      out_trade_no: order.outTradeNo,
      out_refund_no: accepted.outRefundNo,
      refund_id: accepted.refundId,
      refund_fee: accepted.amountFen,
      total_fee: order.amountFen,
      cash_fee: order.amountFen,
    }
  } catch (error) {
    throw error instanceof ApiError ? new Refused(error.code, error.message) : error
  }
}

/**
 * The real one gives the count alone; its lists come back empty, so that only the callback tells of a refund's end:
 * https://developers.weixin.qq.com/community/develop/doc/000484fe0ec200394c409a2a466800
 */
function queryRefund(body: unknown, { merchant, store }: World): object {
  const request = read(QueryRefund, body, merchant)
  const outTradeNo = request.out_refund_no && store.refund(request.out_refund_no)?.outTradeNo
  const order = existing(outTradeNo ? { out_trade_no: outTradeNo } : request, store)
  const refunds = store.refunds(order.outTradeNo)
  if (refunds.length === 0) throw new Refused('REFUNDNOTEXIST', 'not exist')
  return {
    transaction_id: order.transactionId,
    out_trade_no: order.outTradeNo,
    total_fee: order.amountFen,
    cash_fee: order.amountFen,
    refund_count: refunds.length,
    out_refund_no_list: [],
    refund_id_list: [],
    refund_channel: [],
    refund_fee_list: [],
    settlement_refund_fee_list: [],
    refund_status_list: [],
    refund_account_list: [],
    refund_recv_accout_list: [],
    refund_success_time_list: [],
  }
}

function downloadBill(body: unknown, world: World): object | Buffer {
  const request = read(DownloadBill, body, world.merchant)
  const date = request.bill_date.replace(/^(\d{4})(\d\d)/, '$1-$2-')
  try {
    const bill = billOf(date, 'cloudPay', world)
    return request.tar_type === 'GZIP' ? gzipSync(bill) : bill
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    // The older interface knows no more than these two words.
    throw new ApiError(
      400,
      error.code,
      error.code === 'STATEMENT_CREATING' ? 'Bill Creating' : 'No Bill Exist',
    )
  }
}

function existing(
  {
    out_trade_no: outTradeNo,
    transaction_id: transactionId,
  }: { out_trade_no?: string; transaction_id?: string },
  store: World['store'],
): Order {
  const order =
    transactionId === undefined ? store.order(outTradeNo ?? '') : store.orderByTransactionId(transactionId)
  if (order?.cloudFunction === undefined) throw new Refused('ORDERNOTEXIST', '订单不存在')
  return order
}

function signed(content: object, { appid, keys }: Merchant): object {
  const reply = {
    return_code: 'SUCCESS',
    return_msg: 'OK',
    appid: serviceProvider.appid,
    mch_id: serviceProvider.mchId,
    sub_appid: appid,
    sub_mch_id: keys.mchid,
    nonce_str: randomBytes(8).toString('hex'),
    ...content,
  }
  return { ...reply, sign: cloudPaySign(reply, keys) }
}

/** A local time `yyyyMMddHHmmss`. */
function momentOf(digits: string): number {
  return Date.parse(digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6+08:00'))
}
