/**
 * A WeChat Pay API v3 sandbox for one merchant on one machine: it verifies and makes real signatures.
 *
 * | as the real service does | not as the real service does |
 * |---|---|
 * | verifies each request's signature, merchant, certificate serial and ±5 min; signs each reply | does not look at Accept, User-Agent or Content-Type, nor refuse a nonce used before |
 * | prepay for JSAPI and mini-programs: lengths, amount, `time_expire`, `notify_url` | knows no `detail`, `scene_info`, `settle_info`, `goods_tag`, `support_fapiao`: refused by name. `notify_url` may be http to this machine |
 * | a repeated prepay must have the same parameters; an unpaid order's prepay id lasts 2 hours, then is a new one | |
 * | query by either number; close; ORDER_NOT_EXIST, ORDERPAID, ORDER_CLOSED | nobody's payment is ever USERPAYING; closing right after creation is allowed |
 * | refuses the payment sheet for a wrong paySign, another person, an old prepay id, a paid, closed or expired order | takes no money and asks for no password; people and their accounts are the caller's |
 * | notifications encrypted with the APIv3 key, signed afresh for each of up to 16 attempts over 24 h 4 min | attempts that came due while nothing ran are made up one after another |
 * | refunds by either number: ≤ 365 days, ≤ 50, a minute apart, one number once; a minute later they succeed, or end as ordered, and are told of | the merchant's balance never runs out; no abnormal-refund API |
 * | the trade bill of a day as CSV or GZIP, from ten the next morning, by a URL of five minutes | bill_type ALL alone; no funds bill |
 * | cloudPay's six calls, its MD5 payment sheet and its callback to a function, tried again until `errcode` 0 | coupons, `detail`, `goods_tag`, `limit_pay`: refused by name. It gives up after 24 h 4 min, not two days |
 * | | payment codes, Native, H5, apps, profit sharing, platform certificates: 404, and a line in the log |
 *
 * Times are the movable clock's. With a data file, orders and notifications survive a restart.
 */
import type { MovableClock } from '../clock'
import { answerCloudPay } from './cloud-pay'
import { type Fault, Faults } from './faults'
import type { Forgery } from './forgery'
import type { WechatPayKeys } from './keys'
import { type CallFunction, Notifier, paidNotificationBody } from './notifications'
import { operations } from './operations'
import { type RefundStatus, statusOf } from './refunds'
import type { World } from './requests'
import { startApiServer } from './server'
import { orderForSheet, type PaymentOutcome, SheetError, takePayment } from './sheet'
import type { SheetParams } from './signatures'
import { type NotificationRecord, type Order, type Refund, type RefundOutcome, Store } from './store'

export type { Fault } from './faults'
export { makeWechatPayKeys, type WechatPayKeys, wechatPayEnvironment } from './keys'
export { type CallFunction, retryDelaysMs } from './notifications'
export type { RefundStatus } from './refunds'
export { type PaymentOutcome, paymentOutcomes, SheetError } from './sheet'
export type { RefundOutcome } from './store'

export interface WechatPayOptions {
  keys: WechatPayKeys
  /** The mini-program's. */
  appid: string
  clock: MovableClock
  /** Absent: everything is forgotten at the end. */
  dataFile?: string
  /** The merchant's name as the payer sees it. */
  payee?: string
  /** Given one line at a time; no line holds an openid or a secret. */
  log?: (line: string) => void
}

/** How a notification may be wrong: in its signature, or signed truly but telling of another amount or appid. */
export type Tamper = Forgery | 'amount' | 'appid'

export interface OrderView extends Omit<Order, 'parameters'> {
  notifications: Omit<NotificationRecord, 'body'>[]
}

export interface RefundView extends Refund {
  status: RefundStatus
}

/** What the local cloud needs of WeChat Pay for cloudPay. */
export interface CloudPay {
  /**
   * Answers one call in snake_case as the SDK sends it.
   * @param openid who calls the function
   * @returns JSON in snake_case, or a bill's bytes; undefined when there is no such call
   */
  answer(api: string, request: unknown, openid: string | undefined): object | Buffer | undefined
  /** Tells how functions are called when a payment or a refund is done. */
  connect(callFunction: CallFunction): void
}

export interface WechatPaySandbox {
  /** The base URL that takes the place of https://api.mch.weixin.qq.com/ */
  readonly url: string
  /** What the payment sheet shows. @throws SheetError with the `errMsg` of `wx.requestPayment`. */
  openSheet(
    params: SheetParams,
    openid: string,
  ): { description: string; amountFen: number; payee: string; prepayId: string }
  /**
   * What the person then does, and what `wx.requestPayment` comes back with. Paying tells the merchant at once and waits
   * for its answer; without an acknowledgement WeChat Pay's schedule goes on.
   */
  finish(prepayId: string, outcome: PaymentOutcome): Promise<{ errMsg: string }>
  /** All orders, oldest first. */
  readonly orders: OrderView[]
  /** All refunds with what has become of them by now, oldest first. */
  readonly refunds: RefundView[]
  /** How the next refund that is accepted will end; without this it succeeds. Several are used in their order. */
  orderRefundOutcome(outcome: RefundOutcome): void
  readonly cloudPay: CloudPay
  /**
   * Notifies of a paid order now, whatever the schedule says and without changing it: one after another, or `parallel`.
   * A status of 0 means no answer within five seconds. @throws Error when the order is not paid.
   */
  deliver(
    outTradeNo: string,
    options?: { times?: number; parallel?: boolean; tamper?: Tamper },
  ): Promise<{ status: number }[]>
  /** Resolves when no scheduled notification is on its way, for instance after moving the clock. */
  settled(): Promise<void>
  /** Faults for the next request of an operation: prepay, query, queryByTransactionId, close, refund, queryRefund, bill, billFile. */
  readonly faults: { failNext(operation: string, fault: Fault): void; clear(): void }
  /** How often each operation was asked for. */
  readonly requests: Readonly<Record<string, number>>
  close(): Promise<void>
}

/** Starts a sandbox on a free port of this machine. */
export async function startWechatPay(options: WechatPayOptions): Promise<WechatPaySandbox> {
  const { keys, appid, clock, dataFile, payee = `商户 ${keys.mchid}`, log = () => {} } = options
  const merchant = { appid, keys }
  const store = new Store(dataFile)
  const refundOutcomes: RefundOutcome[] = []
  const world = (): World => ({
    merchant,
    store,
    nowMs: clock.now(),
    takeRefundOutcome: () => refundOutcomes.shift() ?? 'SUCCESS',
    wakeNotifier: () => notifier.deliverDue(),
  })
  const faults = new Faults(operations.map(({ name }) => name))
  const server = await startApiServer(world, faults, log)
  const notifier = new Notifier(store, merchant, clock, log)
  notifier.deliverDue()

  async function pay(prepayId: string, outcome: PaymentOutcome): Promise<void> {
    const record = takePayment(prepayId, world(), outcome === 'payLoseCallback')
    log(`wechat pay: ${record.outTradeNo} is paid, ${outcome}`)
    if (record.state === 'pending') await notifier.deliverFirst(record, outcome === 'payNotifyTwice' ? 2 : 1)
  }

  return {
    url: server.url,
    faults,
    requests: server.requests,
    settled: () => notifier.settled(),

    openSheet(params, openid) {
      const { description, amountFen, prepayId } = orderForSheet(params, openid, world())
      return { description, amountFen, payee, prepayId }
    },

    async finish(prepayId, outcome) {
      if (outcome === 'cancel') return { errMsg: 'requestPayment:fail cancel' }
      if (outcome === 'fail') return { errMsg: 'requestPayment:fail 系统繁忙，请稍后再试' }
      try {
        await pay(prepayId, outcome)
        return { errMsg: 'requestPayment:ok' }
      } catch (thrown) {
        if (thrown instanceof SheetError) return { errMsg: thrown.errMsg }
        throw thrown
      }
    },

    get orders() {
      return store.orders().map(({ parameters: _, ...order }) => ({
        ...order,
        notifications: store.notifications(order.outTradeNo).map(({ body: _, ...record }) => record),
      }))
    },

    get refunds() {
      return store.refunds().map((refund) => ({ ...refund, status: statusOf(refund, clock.now()) }))
    },

    orderRefundOutcome: (outcome) => void refundOutcomes.push(outcome),

    cloudPay: {
      answer: (api, request, caller) => answerCloudPay(api, request, world(), caller),
      connect(callFunction) {
        notifier.callFunction = callFunction
        notifier.deliverDue()
      },
    },

    async deliver(outTradeNo, { times = 1, parallel = false, tamper } = {}) {
      const order = store.order(outTradeNo)
      const [record] = store.notifications(outTradeNo)
      if (!order || !record) throw new Error(`${outTradeNo} is not paid, so there is nothing to tell`)
      if (tamper && order.cloudFunction !== undefined)
        throw new Error(
          `${outTradeNo} is cloudPay's, whose callbacks are not signed: call the function yourself`,
        )
      const lie = tamper === 'amount' || tamper === 'appid' ? lies[tamper](order) : undefined
      const body = lie ? paidNotificationBody(order, merchant, clock.now(), lie) : record.body
      const forgery = tamper === 'amount' || tamper === 'appid' ? undefined : tamper
      const call = async () => ({ status: await notifier.call(order, body, { forgery }) })
      if (parallel) return Promise.all(Array.from({ length: times }, call))
      const answers: { status: number }[] = []
      while (answers.length < times) answers.push(await call())
      return answers
    },

    async close() {
      await notifier.close()
      await server.close()
      store.close()
    },
  }
}

const lies = {
  amount: ({ amountFen }: Order) => ({
    amount: { total: amountFen + 1, payer_total: amountFen + 1, currency: 'CNY', payer_currency: 'CNY' },
  }),
  appid: () => ({ appid: 'wx0000000000000000' }),
}
