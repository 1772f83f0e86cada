/** The trade bill of a day: a CSV of all payments and refunds, ready at ten the next morning, kept for three months. */
import { createHash, createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import * as v from 'valibot'
import { serviceProvider } from './cloud-pay-wire'
import { ApiError, type Operation, parse, type World } from './requests'
import type { Order, Refund } from './store'
import { chinaTime, type Merchant } from './trades'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const readyAfterMs = dayMs + 10 * hourMs
const keptDays = 90
const downloadWithinMs = 300_000
/** What a merchant pays WeChat Pay, in ten-thousandths. */
const feeRate = 60

const BillRequest = v.strictObject({
  bill_date: v.pipe(v.string(), v.isoDate()),
  bill_type: v.optional(v.literal('ALL'), 'ALL'),
  tar_type: v.optional(v.literal('GZIP')),
})

/** https://pay.weixin.qq.com/doc/v3/merchant/4013071246 */
export const bill: Operation = {
  name: 'bill',
  method: 'GET',
  path: /^\/v3\/bill\/tradebill$/,
  answer({ query, origin }, world) {
    const request = parse(BillRequest, Object.fromEntries(query))
    const content = billOf(request.bill_date, 'merchant', world)
    const ticket = `${request.bill_date}.${request.tar_type ?? ''}.${world.nowMs + downloadWithinMs}`
    const token = `${ticket}.${seal(ticket, world.merchant)}`
    return {
      status: 200,
      body: {
        hash_type: 'SHA1',
        hash_value: createHash('sha1').update(content).digest('hex'),
        download_url: `${origin}/v3/billdownload/file?token=${encodeURIComponent(token)}`,
      },
    }
  },
}

/** Its answer carries no signature; the merchant compares the hash. */
export const billFile: Operation = {
  name: 'billFile',
  method: 'GET',
  path: /^\/v3\/billdownload\/file$/,
  answer({ query }, world) {
    const [date = '', tarType, untilMs, sealed] = (query.get('token') ?? '').split('.')
    const isGenuine = sealed === seal(`${date}.${tarType}.${untilMs}`, world.merchant)
    if (!isGenuine || Number(untilMs) < world.nowMs)
      throw new ApiError(400, 'INVALID_REQUEST', '下载地址已失效，请重新申请账单')
    const content = billOf(date, 'merchant', world)
    return { status: 200, file: tarType === 'GZIP' ? gzipSync(content) : content }
  },
}

/**
 * The bill's bytes, BOM first.
 * @param whose the merchant's own orders, or those that cloudPay took as its service provider
 * @throws ApiError NO_STATEMENT_EXIST, STATEMENT_CREATING
 */
export function billOf(date: string, whose: 'merchant' | 'cloudPay', world: World): Buffer {
  const { store, merchant, nowMs } = world
  const fromMs = Date.parse(`${date}T00:00:00+08:00`)
  if (nowMs - fromMs > keptDays * dayMs) throw new ApiError(400, 'NO_STATEMENT_EXIST', '账单文件不存在')
  if (nowMs < fromMs + readyAfterMs) throw new ApiError(400, 'STATEMENT_CREATING', '账单文件正在生成')
  const isOnDay = (momentMs: number) => momentMs >= fromMs && momentMs < fromMs + dayMs
  const orders = new Map(
    store
      .orders()
      .filter(({ cloudFunction }) => (cloudFunction === undefined) === (whose === 'merchant'))
      .map((order) => [order.outTradeNo, order]),
  )
  const payments = [...orders.values()].flatMap((order) =>
    order.paidAtMs !== undefined && isOnDay(order.paidAtMs)
      ? [paymentLine(order, order.paidAtMs, merchant)]
      : [],
  )
  const refunds = store.refunds().flatMap((refund) => {
    const order = orders.get(refund.outTradeNo)
    const isDone = refund.outcome === 'SUCCESS' && isOnDay(refund.settlesAtMs)
    return order && isDone ? [refundLine(refund, order, merchant)] : []
  })
  const lines = [...payments, ...refunds].sort((left, right) => left.momentMs - right.momentMs)
  if (lines.length === 0) throw new ApiError(400, 'NO_STATEMENT_EXIST', '账单文件不存在')
  return Buffer.from(`\ufeff${csvOf(lines)}`)
}

interface Line {
  readonly momentMs: number
  readonly values: readonly string[]
  readonly orderFen: number
  readonly refundFen: number
  readonly feeFen: number
}

const headings =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const summaryHeadings =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'

function csvOf(lines: readonly Line[]): string {
  const sum = (amount: (line: Line) => number) => yuan(lines.reduce((total, line) => total + amount(line), 0))
  const ordered = sum(({ orderFen }) => orderFen)
  const refunded = sum(({ refundFen }) => refundFen)
  const fees = sum(({ feeFen }) => feeFen)
  const summary = [String(lines.length), ordered, refunded, yuan(0), fees, ordered, refunded]
  const rows = [headings, ...lines.map(({ values }) => ticked(values)), summaryHeadings, ticked(summary)]
  return rows.map((row) => `${row}\r\n`).join('')
}

function paymentLine(order: Order, momentMs: number, merchant: Merchant): Line {
  const feeFen = feeOf(order.amountFen)
  const amount = yuan(order.amountFen)
  const refund = ['0', '0', yuan(0), yuan(0), '', '']
  const values = [
    ...beginning(order, momentMs, merchant, 'SUCCESS'),
    ...[amount, yuan(0), ...refund],
    ...ending(order, feeFen, amount, yuan(0)),
  ]
  return { momentMs, values, orderFen: order.amountFen, refundFen: 0, feeFen }
}

function refundLine(refund: Refund, order: Order, merchant: Merchant): Line {
  const { settlesAtMs: momentMs, amountFen: refundFen } = refund
  const feeFen = -feeOf(refundFen)
  const amount = yuan(refundFen)
  const values = [
    ...beginning(order, momentMs, merchant, 'REFUND'),
    ...[yuan(0), yuan(0), refund.refundId, refund.outRefundNo, amount, yuan(0), 'ORIGINAL', 'SUCCESS'],
    ...ending(order, feeFen, yuan(0), amount),
  ]
  return { momentMs, values, orderFen: 0, refundFen, feeFen }
}

function beginning(order: Order, momentMs: number, { appid, keys }: Merchant, state: string): string[] {
  const parties =
    order.cloudFunction === undefined
      ? [appid, keys.mchid, '0']
      : [serviceProvider.appid, serviceProvider.mchId, keys.mchid]
  const time = chinaTime(momentMs).slice(0, 19).replace('T', ' ')
  const ids = [order.transactionId ?? '', order.outTradeNo, order.payerOpenid]
  return [time, ...parties, '', ...ids, 'JSAPI', state, 'OTHERS', 'CNY']
}

function ending(order: Order, feeFen: number, ordered: string, refunded: string): string[] {
  const rate = `${(feeRate / 100).toFixed(2)}%`
  return [order.description, order.attach ?? '', yuan(feeFen), rate, ordered, refunded, '']
}

const ticked = (values: readonly string[]) => values.map((value) => `\`${value}`).join(',')

const feeOf = (amountFen: number) => Math.round((amountFen * feeRate) / 10_000)

/** Two decimals, from whole fen alone. */
function yuan(amountFen: number): string {
  const digits = String(Math.abs(amountFen)).padStart(3, '0')
  return `${amountFen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function seal(ticket: string, { keys }: Merchant): string {
  return createHmac('sha256', keys.apiV3Key).update(ticket).digest('hex')
}
