/** Orders and the one place where money becomes true: notifications, questions and the sweeper all end in applyTrade. */
import { AppError } from '../../../miniprogram/contract/errors'
import type { OrderState, PaymentParams } from '../../../miniprogram/contract/payments'
import { campusDay } from '../../platform/campus-time'
import { now as currentTime } from '../../platform/clock'
import { callerContext } from '../../platform/cloud'
import { log } from '../../platform/log'
import type { Handler, Handlers } from '../../platform/serve'
import {
  type NotifyEvent,
  type NotifyReply,
  type PayNotification,
  PayRefused,
  PayUnavailable,
  type Trade,
  wechatPay,
} from '../../platform/wechat-pay/index'
import { settleGift } from '../giving/settle'
import { insertEntry, readEntries } from '../ledger/records'
import { paymentEntry } from '../ledger/rules'
import { insertException, moveOrder, type Order, pendingOrders, readOrder } from './records'
import { applyRefund } from './refunds/settling'
import { decideTrade, isOverdue } from './rules'

/** How long an order can be paid. */
export const payableMs = 15 * 60_000

/** Asks WeChat Pay to take this order; the same order again gives parameters for the same payment. */
export async function prepareOrder(order: Order): Promise<PaymentParams | undefined> {
  const port = wechatPay()
  try {
    const prepared = await port.prepay({
      outTradeNo: order._id,
      description: order.description,
      amountFen: order.amountFen,
      openid: order.openid,
      expiresAt: order.expiresAt,
    })
    if (typeof prepared === 'object') return prepared
  } catch (error) {
    if (!(error instanceof PayUnavailable || error instanceof PayRefused)) throw error
    log.error('prepay failed', error)
    throw new AppError('PAYMENT_UNAVAILABLE')
  }
  // Paid or closed over there while we thought it open: ask how it stands.
  await askWechat(order)
  return undefined
}

/** Fetches the trade of an order and applies it; tells how the order stands afterwards. */
export async function askWechat(order: Order): Promise<OrderState> {
  const trade = await wechatPay().query(order._id)
  if (trade !== 'NOT_EXIST') await applyTrade(trade)
  return (await readOrder(order._id))?.state ?? order.state
}

/**
 * Makes a trade true here. Every write has a deterministic id or a condition, so that it may be run any number of
 * times, by several at once, and be cut off anywhere: the order is moved last, and until then it is asked about again.
 */
export async function applyTrade(trade: Trade): Promise<void> {
  const at = currentTime()
  const order = await readOrder(trade.outTradeNo)
  if (!order) {
    if (trade.state === 'SUCCESS' || trade.state === 'REFUND') await reportOrphan(trade, at)
    return
  }
  const decision = decideTrade(order, trade, wechatPay().merchant, at)
  if (decision.kind === 'pay') {
    const { transactionId, paidAt } = decision
    await insertEntry(paymentEntry(order, transactionId, paidAt))
    await settleGift(order.purpose.giftId, paidAt)
    // From frozen too: whatever contradicted it meanwhile, this was compared, and is entered.
    await moveOrder(order._id, ['pending', 'closed', 'frozen'], { state: 'paid', transactionId, paidAt })
  }
  if (decision.kind === 'close') await moveOrder(order._id, ['pending'], { state: 'closed' })
  if (decision.kind === 'freeze') {
    log.warn('order frozen', { orderNo: order._id, differs: decision.why })
    await insertException({
      _id: `mismatch-${order._id}`,
      kind: 'mismatch',
      day: campusDay(trade.paidAt ?? at),
      orderNo: order._id,
      refundNo: '',
      wechatFen: trade.amountFen ?? 0,
      ourFen: order.amountFen,
      why: decision.why,
      at,
    })
    // What is entered was compared before: then the order is left to be asked about, the difference to the treasurer.
    const [entered] = await readEntries([`pay:${trade.transactionId}`])
    if (!entered) await moveOrder(order._id, ['pending', 'closed'], { state: 'frozen' })
  }
}

/** A payment for an order we never made: listed for the treasurer. */
export async function reportOrphan(
  trade: Pick<Trade, 'outTradeNo' | 'transactionId' | 'amountFen' | 'paidAt'>,
  at: Date,
): Promise<void> {
  log.warn('orphan payment', { orderNo: trade.outTradeNo })
  await insertException({
    _id: `orphan-${trade.transactionId ?? trade.outTradeNo}`,
    kind: 'orphan payment',
    day: campusDay(trade.paidAt ?? at),
    orderNo: trade.outTradeNo,
    refundNo: '',
    wechatFen: trade.amountFen ?? 0,
    ourFen: 0,
    why: 'no such order here',
    at,
  })
}

type Hint = Extract<PayNotification, { kind: 'hint' }>

/** WeChat Pay's call to our notify URL. Answered with success only once what it says is written down. */
export async function receiveNotification(event: NotifyEvent): Promise<NotifyReply> {
  const port = wechatPay()
  const notification = port.parseNotify(event, callerContext().source)
  if (notification.kind === 'reject') {
    // WeChat sends wrong signatures on purpose, to see that they are refused; what else cannot be read needs somebody.
    const report = notification.status === 401 ? log.info : log.warn
    report('notification rejected', { status: notification.status, reason: notification.reason })
    return port.acknowledge(notification)
  }
  try {
    if (notification.kind === 'trade') await applyTrade(notification.trade)
    else if (notification.kind === 'refund') await applyRefund(notification.refund)
    else await confirmHint(notification)
    return port.acknowledge()
  } catch (error) {
    log.error('notification not applied', error)
    return port.acknowledge({ status: 500, reason: 'not applied' })
  }
}

/** A notification not to be believed by itself: WeChat Pay is asked about the order, or the refund. */
async function confirmHint({ outTradeNo, outRefundNo, said }: Hint): Promise<void> {
  if (outRefundNo !== undefined) {
    const report = await wechatPay().queryRefund(outRefundNo, outTradeNo)
    if (report !== 'NOT_EXIST') await applyRefund(report.status === 'PROCESSING' && said ? said : report)
    return
  }
  const order = await readOrder(outTradeNo)
  if (order) await askWechat(order)
}

const confirm: Handler<'payments.confirm'> = async ({ orderNo }, { caller }) => {
  const order = await readOrder(orderNo)
  if (!order || order.personId !== caller.personId) throw new AppError('NOT_FOUND')
  if (order.state === 'paid' || order.state === 'frozen') return { state: order.state }
  try {
    return { state: await askWechat(order) }
  } catch (error) {
    // WeChat cannot be asked now: the notification or the sweeper will settle it.
    if (error instanceof PayUnavailable) return { state: order.state }
    throw error
  }
}

/** Asks about every order that is still unpaid, and closes those whose time is over. */
export async function sweepOrders(now: Date): Promise<void> {
  for (const order of await pendingOrders.read(now)) {
    try {
      if ((await askWechat(order)) === 'pending' && isOverdue(order, now)) await closeOrder(order)
    } catch (error) {
      log.error('sweeping an order failed', error, { orderNo: order._id })
    }
  }
}

/** Closes at WeChat first: only what can no longer be paid there is closed here. */
async function closeOrder(order: Order): Promise<void> {
  const outcome = await wechatPay().close(order._id)
  if (outcome === 'PAID') await askWechat(order)
  else await moveOrder(order._id, ['pending'], { state: 'closed' })
}

export const payments: Handlers<'payments'> = { 'payments.confirm': confirm }
