/**
 * Reads what cloudPay calls our function with. Nothing of it is signed, so it is never more than a hint: the order is
 * queried. Only the platform can make a call with this SOURCE; whoever else calls is not listened to at all.
 */
import * as v from 'valibot'
import type { NotificationFault, NotifyEvent, NotifyReply, PayNotification, RefundReport } from './port'
import { refundStatusOf } from './refund-words'

const source = 'wx_paycallback'

const Told = v.object({
  returnCode: v.literal('SUCCESS'),
  outTradeNo: v.string(),
  outRefundNo: v.optional(v.string()),
  refundId: v.optional(v.string()),
  refundStatus: v.optional(v.string()),
  refundFee: v.optional(v.pipe(v.number(), v.safeInteger())),
  successTime: v.optional(v.string()),
})

export function parseCallback(event: NotifyEvent, calledBy: string): PayNotification {
  if (calledBy !== source) return { kind: 'reject', status: 401, reason: 'not called by WeChat Pay' }
  const told = v.safeParse(Told, event)
  if (!told.success) return { kind: 'reject', status: 500, reason: 'a callback that cannot be read' }
  const { outTradeNo, outRefundNo } = told.output
  if (outRefundNo === undefined) return { kind: 'hint', outTradeNo }
  return { kind: 'hint', outTradeNo, outRefundNo, said: refundSaid(told.output, outRefundNo) }
}

/** What the callback says of a refund, which queryRefund cannot say: to be believed only of one that WeChat Pay has. */
function refundSaid(told: v.InferOutput<typeof Told>, outRefundNo: string): RefundReport | undefined {
  const status = refundStatusOf(told.refundStatus)
  if (!status) return undefined
  const at = new Date(`${told.successTime?.replace(' ', 'T')}+08:00`)
  return {
    outRefundNo,
    outTradeNo: told.outTradeNo,
    refundId: told.refundId,
    status,
    amountFen: told.refundFee,
    ...(Number.isNaN(at.getTime()) ? {} : { refundedAt: at }),
  }
}

/** Anything but `errcode` 0 has cloudPay call again. */
export const acknowledgeCallback = (fault?: NotificationFault): NotifyReply =>
  fault ? { errcode: 1, errmsg: fault.reason } : { errcode: 0, errmsg: '' }
