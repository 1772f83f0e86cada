/**
 * The port kept by cloud.cloudPay: no keys and no public address, through Tencent as the service provider. The SDK
 * hides WeChat Pay's own code of a refusal, so what one means is asked of queryOrder; and of a refund cloudPay tells
 * that it was taken on, never how it ended: that is told by the callback, and by the day's bill.
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/guide/wechatpay.html
 */
import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { readBill } from './bill'
import { acknowledgeCallback, parseCallback } from './callback'
import {
  type PaymentParams,
  type PayPort,
  PayRefused,
  PayUnavailable,
  type RefundReport,
  type Trade,
  tradeStates,
} from './port'
import { refundStatusOf } from './refund-words'
import type { CloudPaySettings } from './settings'
import { chinaDigits, momentFromDigits } from './times'

const Payment = v.object({
  timeStamp: v.string(),
  nonceStr: v.string(),
  package: v.string(),
  signType: v.literal('MD5'),
  paySign: v.string(),
})
const fen = v.pipe(v.number(), v.safeInteger())
const OrderReply = v.object({
  outTradeNo: v.string(),
  tradeState: v.picklist(tradeStates),
  subAppid: v.string(),
  subMchId: v.string(),
  totalFee: v.optional(fen),
  feeType: v.optional(v.string()),
  transactionId: v.optional(v.string()),
  subOpenid: v.optional(v.string()),
  attach: v.optional(v.string()),
  timeEnd: v.optional(v.string()),
})
const RefundReply = v.object({ outTradeNo: v.string(), refundId: v.optional(v.string()) })
/** The statuses that queryRefund should list; the real one has been seen to leave the list empty. */
const RefundsReply = v.object({
  outTradeNo: v.string(),
  refundStatusList: v.optional(v.array(v.unknown()), []),
  refundFeeList: v.optional(v.array(v.unknown()), []),
})
const Reply = v.object({ returnCode: v.string(), returnMsg: v.optional(v.string(), '') })
const Outcome = v.object({ resultCode: v.string(), errCodeDes: v.optional(v.string(), '') })

type Call = (api: string, parameters: object) => Promise<unknown>
type Answer = { data: unknown } | { refusal: string }

/** Refusals of a refund that stay so however often it is asked for, as WeChat Pay words them. */
const finalWords = /已全额退款|大于订单可退|可退款期限|不存在|次数已达上限|不一致|未支付/

/** A port for these settings; `call` reaches cloudPay. */
export function cloudPayPort(settings: CloudPaySettings, call: Call = callCloudPay): PayPort {
  const who = { subMchId: settings.mchid }
  const where = { functionName: settings.callbackFunction }

  async function ask(api: string, parameters: object): Promise<Answer> {
    let data: unknown
    try {
      data = await call(api, { ...who, ...parameters })
    } catch (error) {
      throw new PayUnavailable(api, String((error as { errCode?: unknown }).errCode ?? 'no reply'))
    }
    const reply = v.safeParse(Reply, data)
    if (!reply.success) throw new PayUnavailable(api, 'unreadable reply')
    if (reply.output.returnCode !== 'SUCCESS') throw new PayUnavailable(api, reply.output.returnMsg)
    const outcome = v.safeParse(Outcome, data)
    if (!outcome.success) throw new PayUnavailable(api, 'unreadable reply')
    const { resultCode, errCodeDes } = outcome.output
    return resultCode === 'SUCCESS' ? { data } : { refusal: errCodeDes }
  }

  async function query(outTradeNo: string): Promise<Trade | 'NOT_EXIST'> {
    const answer = await ask('queryOrder', { outTradeNo })
    if ('refusal' in answer) {
      if (/不存在|not exist/i.test(answer.refusal)) return 'NOT_EXIST'
      throw new PayUnavailable('queryOrder', answer.refusal)
    }
    const order = v.safeParse(OrderReply, answer.data)
    if (!order.success || order.output.outTradeNo !== outTradeNo)
      throw new PayUnavailable('queryOrder', 'unreadable reply')
    return tradeOf(order.output)
  }

  /** What a refusal means: the order was paid, or is closed. */
  async function standingOf(outTradeNo: string): Promise<'PAID' | 'CLOSED' | 'NOT_EXIST' | undefined> {
    const trade = await query(outTradeNo)
    if (trade === 'NOT_EXIST') return trade
    if (trade.state === 'SUCCESS' || trade.state === 'REFUND') return 'PAID'
    return trade.state === 'CLOSED' ? 'CLOSED' : undefined
  }

  return {
    merchant: { appid: settings.appid, mchid: settings.mchid },
    query,

    async prepay(input) {
      const answer = await ask('unifiedOrder', {
        ...where,
        envId: await environmentId(),
        body: input.description,
        outTradeNo: input.outTradeNo,
        totalFee: input.amountFen,
        // The payer pays from a phone; this is where the function runs, of which nobody learns anything.
        spbillCreateIp: '127.0.0.1',
        tradeType: 'JSAPI',
        subOpenid: input.openid,
        timeExpire: chinaDigits(input.expiresAt),
        ...(input.attach === undefined ? {} : { attach: input.attach }),
      })
      if ('refusal' in answer) {
        const standing = await standingOf(input.outTradeNo)
        if (standing === 'PAID' || standing === 'CLOSED') return standing
        throw new PayRefused('unifiedOrder', 'REFUSED')
      }
      const reply = v.safeParse(v.object({ payment: Payment }), answer.data)
      if (!reply.success) throw new PayUnavailable('unifiedOrder', 'unreadable reply')
      const payment: PaymentParams = reply.output.payment
      return payment
    },

    async close(outTradeNo) {
      const answer = await ask('closeOrder', { outTradeNo })
      if (!('refusal' in answer)) return 'CLOSED'
      const standing = await standingOf(outTradeNo)
      if (standing === undefined) throw new PayRefused('closeOrder', 'REFUSED')
      return standing
    },

    async refund(input) {
      const { outTradeNo, outRefundNo } = input
      const answer = await ask('refund', {
        ...where,
        envId: await environmentId(),
        outTradeNo,
        outRefundNo,
        totalFee: input.totalFen,
        refundFee: input.amountFen,
        refundDesc: input.reason,
      })
      if ('refusal' in answer)
        throw new PayRefused('refund', finalWords.test(answer.refusal) ? 'INVALID_REQUEST' : 'REFUSED')
      const reply = v.safeParse(RefundReply, answer.data)
      if (!reply.success) throw new PayUnavailable('refund', 'unreadable reply')
      const { refundId } = reply.output
      return { outRefundNo, outTradeNo, refundId, status: 'PROCESSING', amountFen: input.amountFen }
    },

    async queryRefund(outRefundNo) {
      const answer = await ask('queryRefund', { outRefundNo })
      if ('refusal' in answer) {
        if (/not exist|不存在/i.test(answer.refusal)) return 'NOT_EXIST'
        throw new PayUnavailable('queryRefund', answer.refusal)
      }
      const reply = v.safeParse(RefundsReply, answer.data)
      if (!reply.success) throw new PayUnavailable('queryRefund', 'unreadable reply')
      return listedRefund(outRefundNo, reply.output)
    },

    async bill(day) {
      const parameters = { ...who, billDate: day.replaceAll('-', ''), billType: 'ALL', tarType: 'GZIP' }
      const answer = await call('downloadBill', parameters).catch(() => undefined)
      const reply = v.safeParse(Reply, answer)
      if (reply.success && reply.output.returnCode !== 'SUCCESS') {
        if (/No Bill Exist/i.test(reply.output.returnMsg)) return []
        if (/Bill Creating/i.test(reply.output.returnMsg)) return 'NOT_READY'
        throw new PayUnavailable('downloadBill', reply.output.returnMsg)
      }
      const file = billFile(answer)
      const rows = file && readBill(file)
      if (!rows) throw new PayUnavailable('downloadBill', 'the file is not whole')
      return rows
    },

    parseNotify: parseCallback,
    acknowledge: acknowledgeCallback,
  }
}

/** The SDK is loaded by the first call, as the other adapter's client is. */
async function callCloudPay(api: string, parameters: object): Promise<unknown> {
  return (await import('../cloud')).cloudPay(api, parameters)
}

async function environmentId(): Promise<string> {
  return (await import('../cloud')).environmentId()
}

function tradeOf(order: v.InferOutput<typeof OrderReply>): Trade {
  const isPaid = Boolean(order.transactionId)
  return {
    outTradeNo: order.outTradeNo,
    transactionId: order.transactionId || undefined,
    state: order.tradeState,
    amountFen: isPaid ? order.totalFee : undefined,
    currency: isPaid ? order.feeType : undefined,
    payerOpenid: order.subOpenid || undefined,
    appid: order.subAppid,
    mchid: order.subMchId,
    attach: order.attach || undefined,
    paidAt: order.timeEnd ? momentFromDigits(order.timeEnd) : undefined,
  }
}

/** Where statuses are listed they are believed; where not, WeChat Pay has it and says no more. */
function listedRefund(
  outRefundNo: string,
  { outTradeNo, refundStatusList, refundFeeList }: v.InferOutput<typeof RefundsReply>,
): RefundReport {
  const [status] = refundStatusList
  const [amountFen] = refundFeeList
  return {
    outRefundNo,
    outTradeNo,
    status: refundStatusOf(status) ?? 'PROCESSING',
    ...(typeof amountFen === 'number' ? { amountFen } : {}),
  }
}

/** The bytes come by themselves or under `data`, zipped or, where that was not heeded, as text. */
function billFile(answer: unknown): Buffer | undefined {
  const data = (answer as { data?: unknown } | undefined)?.data ?? answer
  if (typeof data === 'string') return Buffer.from(data)
  if (!(data instanceof Uint8Array)) return undefined
  const bytes = Buffer.from(data)
  const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b
  return isZipped ? gunzipSync(bytes) : bytes
}
