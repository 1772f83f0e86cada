/** Tells the merchant of payments, again and again until it acknowledges or WeChat Pay's patience ends. */
import { randomUUID } from 'node:crypto'
import type { MovableClock } from '../clock'
import { type Forgery, signedMessage } from './forgery'
import { encryptedResource } from './signatures'
import type { NotificationRecord, Order, Refund, Store } from './store'
import { chinaTime, type Merchant, wireTrade } from './trades'

const secondMs = 1_000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs

/** The waits between attempts, 24 h 4 min in all: https://pay.weixin.qq.com/wiki/doc/apiv3/apis/chapter3_2_5.shtml */
export const retryDelaysMs: readonly number[] = [
  15 * secondMs,
  15 * secondMs,
  30 * secondMs,
  3 * minuteMs,
  10 * minuteMs,
  20 * minuteMs,
  30 * minuteMs,
  30 * minuteMs,
  30 * minuteMs,
  60 * minuteMs,
  3 * hourMs,
  3 * hourMs,
  3 * hourMs,
  6 * hourMs,
  6 * hourMs,
]

/** The merchant has to answer within this. */
const answerWithinMs = 5 * secondMs
/** The longest a timer can wait. */
const longestTimerMs = 2 ** 31 - 1

/** The body of a notification that `order` was paid; `changes` makes its content lie. */
export function paidNotificationBody(
  order: Order,
  merchant: Merchant,
  nowMs: number,
  changes: object = {},
): string {
  const content = { ...wireTrade(order, merchant), ...changes }
  return JSON.stringify({
    id: randomUUID(),
    create_time: chinaTime(nowMs),
    resource_type: 'encrypt-resource',
    event_type: 'TRANSACTION.SUCCESS',
    summary: '支付成功',
    resource: encryptedResource(content, 'transaction', merchant.keys.apiV3Key),
  })
}

/** The body of a notification of how a refund ended. */
export function refundNotificationBody(refund: Refund, order: Order, merchant: Merchant): string {
  const { outcome, settlesAtMs, amountFen } = refund
  const content = {
    mchid: merchant.keys.mchid,
    transaction_id: order.transactionId,
    out_trade_no: order.outTradeNo,
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    refund_status: outcome,
    ...(outcome === 'SUCCESS' ? { success_time: chinaTime(settlesAtMs) } : {}),
    user_received_account: '支付用户零钱',
    amount: {
      total: order.amountFen,
      refund: amountFen,
      payer_total: order.amountFen,
      payer_refund: amountFen,
    },
  }
  return JSON.stringify({
    id: randomUUID(),
    create_time: chinaTime(settlesAtMs),
    resource_type: 'encrypt-resource',
    event_type: `REFUND.${outcome}`,
    summary: { SUCCESS: '退款成功', ABNORMAL: '退款异常', CLOSED: '退款关闭' }[outcome],
    resource: encryptedResource(content, 'refund', merchant.keys.apiV3Key),
  })
}

/** Calls a cloud function as WeChat Pay does. @returns what it answered */
export type CallFunction = (functionName: string, event: object) => Promise<unknown>

export class Notifier {
  private readonly underWay = new Map<string, Promise<void>>()
  private readonly stopListening: () => void
  private readonly closing = new AbortController()
  private timer: NodeJS.Timeout | undefined
  /** How functions are called, once the cloud is there. */
  callFunction: CallFunction | undefined

  constructor(
    private readonly store: Store,
    private readonly merchant: Merchant,
    private readonly clock: MovableClock,
    private readonly log: (line: string) => void,
  ) {
    this.stopListening = clock.onMove(() => this.deliverDue())
  }

  /** Starts every delivery that is due, and sleeps until the next will be. */
  deliverDue(): void {
    if (this.closing.signal.aborted) return
    for (const record of this.store.pendingNotifications()) {
      if (record.dueAtMs <= this.clock.now()) this.deliver(record)
    }
    this.sleepUntilNextDue()
  }

  /** Makes the first attempt for a pending record, as so many equal calls at once, and waits for its answer. */
  async deliverFirst(record: NotificationRecord, calls: number): Promise<void> {
    await this.deliver(record, calls)
  }

  /** Resolves when no delivery is under way. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay.values())
  }

  /** One call outside the schedule: the merchant's HTTP status, or 0 without an answer. */
  async call(order: Order, body: string, { address, forgery }: CallOptions = {}): Promise<number> {
    if (order.cloudFunction !== undefined) return this.callCloud(address ?? order.cloudFunction, body)
    const message = signedMessage(body, this.merchant, this.clock.now(), forgery)
    try {
      const response = await fetch(address ?? order.notifyUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...message.headers },
        body: message.body,
        redirect: 'manual',
        signal: AbortSignal.any([AbortSignal.timeout(answerWithinMs), this.closing.signal]),
      })
      await response.arrayBuffer()
      return response.status
    } catch {
      return 0
    }
  }

  /** A function acknowledges with `errcode` 0; a status of HTTP stands for what it said. */
  private async callCloud(functionName: string, body: string): Promise<number> {
    try {
      const answer = await this.callFunction?.(functionName, JSON.parse(body))
      return (answer as { errcode?: unknown } | undefined)?.errcode === 0 ? 200 : 500
    } catch {
      return 0
    }
  }

  /** Ends calls under way; what was not acknowledged stays pending in the store. */
  async close(): Promise<void> {
    this.stopListening()
    this.closing.abort()
    clearTimeout(this.timer)
    await this.settled()
  }

  private deliver(record: NotificationRecord, calls = 1): Promise<void> {
    const known = this.underWay.get(record.id)
    if (known) return known
    const delivery = this.attemptWhileDue(record, calls).finally(() => {
      this.underWay.delete(record.id)
      this.sleepUntilNextDue()
    })
    this.underWay.set(record.id, delivery)
    return delivery
  }

  /** A clock moved far makes several attempts due; they are made one after another, as they would have been. */
  private async attemptWhileDue(pending: NotificationRecord, calls: number): Promise<void> {
    const order = this.store.order(pending.outTradeNo)
    if (!order) throw new Error(`notification ${pending.id} is of no order`)
    let record = pending
    let copies = calls
    while (record.state === 'pending' && record.dueAtMs <= this.clock.now()) {
      const statuses = await Promise.all(
        Array.from({ length: copies }, () => this.call(order, record.body, record)),
      )
      if (this.closing.signal.aborted) return
      copies = 1
      record = afterAttempt(record, statuses.some(isAcknowledgement))
      this.store.saveNotification(record)
      this.log(
        `wechat pay: notification of ${order.outTradeNo}, attempt ${record.attempts}: ` +
          `${statuses.map((status) => status || 'no answer').join(', ')}, ${record.state}`,
      )
    }
  }

  private sleepUntilNextDue(): void {
    clearTimeout(this.timer)
    if (this.closing.signal.aborted) return
    const waiting = this.store.pendingNotifications().filter(({ id }) => !this.underWay.has(id))
    if (waiting.length === 0) return
    const nextDueAtMs = Math.min(...waiting.map(({ dueAtMs }) => dueAtMs))
    const waitMs = Math.min(Math.max(nextDueAtMs - this.clock.now(), 0), longestTimerMs)
    this.timer = setTimeout(() => this.deliverDue(), waitMs)
    // A notification to come does not keep the process alive.
    this.timer.unref()
  }
}

interface CallOptions {
  readonly address?: string
  readonly forgery?: Forgery
}

function isAcknowledgement(status: number): boolean {
  return status === 200 || status === 204
}

function afterAttempt(record: NotificationRecord, acknowledged: boolean): NotificationRecord {
  const attempts = record.attempts + 1
  if (acknowledged) return { ...record, attempts, state: 'acknowledged' }
  const delayMs = retryDelaysMs[attempts - 1]
  if (delayMs === undefined) return { ...record, attempts, state: 'exhausted' }
  return { ...record, attempts, dueAtMs: record.dueAtMs + delayMs }
}
