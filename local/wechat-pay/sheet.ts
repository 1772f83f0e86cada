/** The payment sheet on the payer's phone: what it shows, what it refuses, and what paying does. */
import { randomUUID } from 'node:crypto'
import { paidCallbackBody } from './cloud-pay-wire'
import { paidNotificationBody } from './notifications'
import { prepayValidMs } from './operations'
import type { World } from './requests'
import { isSignedForSheet, type SheetParams } from './signatures'
import type { NotificationRecord, Order } from './store'
import { newTransactionId } from './trades'

/** What the person does: pays and all goes well, pays but WeChat Pay's call is lost or comes twice, gives up, fails. */
export const paymentOutcomes = ['pay', 'payLoseCallback', 'payNotifyTwice', 'cancel', 'fail'] as const
export type PaymentOutcome = (typeof paymentOutcomes)[number]

/**
 * Why the sheet does not open, or a payment is not taken. `errMsg` is what `wx.requestPayment` fails with:
 * https://pay.weixin.qq.com/docs/partner/apis/partner-miniprogram-payment/mini-transfer-payment.html
 */
export class SheetError extends Error {
  override readonly name = 'SheetError'
  readonly errMsg: string
  constructor(detail: string) {
    super(detail)
    this.errMsg = `requestPayment:fail ${detail}`
  }
}

/**
 * The order that these parameters let this person pay.
 * @throws SheetError when they are not the merchant's, not this person's, or can no longer be paid.
 */
export function orderForSheet(params: SheetParams, openid: string, { merchant, store, nowMs }: World): Order {
  if (!isSignedForSheet(params, merchant)) throw new SheetError('支付验证签名失败')
  const prepayId = /^prepay_id=(.+)$/.exec(params.package)?.[1] ?? ''
  const order = store.orderByPrepayId(prepayId)
  // An order's earlier prepay ids are all past their time.
  if (!order || nowMs - order.prepaidAtMs >= prepayValidMs) throw new SheetError('该订单已过期，请重新下单')
  if (order.payerOpenid !== openid) throw new SheetError('下单账号与支付账号不一致')
  requirePayable(order, nowMs)
  return order
}

/**
 * Takes the payment; the merchant is still to be told by the record, unless that is to be lost.
 * @throws SheetError when the order was paid, closed or ran out meanwhile.
 */
export function takePayment(
  prepayId: string,
  { merchant, store, nowMs }: World,
  loseNotification: boolean,
): NotificationRecord {
  const order = store.orderByPrepayId(prepayId)
  if (!order) throw new SheetError('该订单已过期，请重新下单')
  requirePayable(order, nowMs)
  const paid: Order = {
    ...order,
    state: 'SUCCESS',
    transactionId: newTransactionId(nowMs),
    paidAtMs: nowMs,
  }
  const record: NotificationRecord = {
    id: randomUUID(),
    outTradeNo: order.outTradeNo,
    body:
      order.cloudFunction === undefined
        ? paidNotificationBody(paid, merchant, nowMs)
        : paidCallbackBody(paid, merchant),
    state: loseNotification ? 'lost' : 'pending',
    attempts: 0,
    dueAtMs: nowMs,
  }
  store.save({ order: paid, notification: record })
  return record
}

function requirePayable(order: Order, nowMs: number): void {
  if (order.paidAtMs !== undefined) throw new SheetError('该订单已支付')
  if (order.state === 'CLOSED') throw new SheetError('该订单已关闭')
  if (nowMs > order.expiresAtMs) throw new SheetError('该订单已过期，请重新下单')
}
