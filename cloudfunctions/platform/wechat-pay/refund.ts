/** Turns WeChat Pay's own record of a refund, from a reply or a notification, into a RefundReport. */
import * as v from 'valibot'
import { type RefundReport, refundStatuses } from './port'
import { MomentOrNothing, TextOrNothing } from './trade'

const numbers = { out_trade_no: v.string(), out_refund_no: v.string(), refund_id: TextOrNothing }
const outcome = {
  success_time: MomentOrNothing,
  amount: v.optional(v.object({ refund: v.optional(v.pipe(v.number(), v.safeInteger())) })),
}

/** Only what we use. https://pay.weixin.qq.com/doc/v3/merchant/4013071036 */
const WireRefund = v.object({ ...numbers, ...outcome, status: v.picklist(refundStatuses) })

/** A notification calls the status otherwise. https://pay.weixin.qq.com/doc/v3/merchant/4013071196 */
const NotifiedRefund = v.object({ ...numbers, ...outcome, refund_status: v.picklist(refundStatuses) })

/** The refund in a reply, or undefined when it is none. */
export function refundFrom(wire: unknown): RefundReport | undefined {
  const parsed = v.safeParse(WireRefund, wire)
  return parsed.success ? reportOf(parsed.output, parsed.output.status) : undefined
}

/** The refund that a notification tells of, or undefined when it tells of none. */
export function notifiedRefundFrom(wire: unknown): RefundReport | undefined {
  const parsed = v.safeParse(NotifiedRefund, wire)
  return parsed.success ? reportOf(parsed.output, parsed.output.refund_status) : undefined
}

function reportOf(
  wire: Omit<v.InferOutput<typeof WireRefund>, 'status'>,
  status: RefundReport['status'],
): RefundReport {
  return {
    outRefundNo: wire.out_refund_no,
    outTradeNo: wire.out_trade_no,
    refundId: wire.refund_id,
    status,
    amountFen: wire.amount?.refund,
    refundedAt: wire.success_time,
  }
}
