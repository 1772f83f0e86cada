/** What is written in the ledger for what happened. */
import type { Order } from '../payments/records'
import type { Refund } from '../payments/refunds/records'
import { type LedgerEntry, projectAccount } from './records'

/** The entry for a paid gift: WeChat holds the money for us, the project has a claim on it. */
export function paymentEntry(order: Order, transactionId: string, paidAt: Date): LedgerEntry {
  return {
    _id: `pay:${transactionId}`,
    at: paidAt,
    orderNo: order._id,
    projectId: order.purpose.projectId,
    lines: [
      { account: 'wechat', amountFen: order.amountFen },
      { account: projectAccount(order.purpose.projectId), amountFen: -order.amountFen },
    ],
  }
}

/** The entry for money that went back: WeChat holds less, and the project's claim is smaller. */
export function refundEntry(
  refund: Pick<Refund, '_id' | 'orderNo' | 'projectId' | 'amountFen' | 'reason'>,
  refundedAt: Date,
): LedgerEntry {
  return {
    _id: `refund:${refund._id}`,
    at: refundedAt,
    orderNo: refund.orderNo,
    projectId: refund.projectId,
    lines: [
      { account: 'wechat', amountFen: -refund.amountFen },
      { account: projectAccount(refund.projectId), amountFen: refund.amountFen },
    ],
    reason: refund.reason,
  }
}
