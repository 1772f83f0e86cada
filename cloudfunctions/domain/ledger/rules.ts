/** What is written in the ledger for what happened. */
import type { Gift } from '../giving/records'
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

/** The entry that puts right what was found to differ: a new one, with its reason; nothing entered is ever changed. */
export function differenceEntry(difference: {
  readonly exceptionId: string
  readonly orderNo: string
  readonly projectId: string
  /** What the project gets, or gives up when negative. */
  readonly amountFen: number
  readonly reason: string
  readonly at: Date
}): LedgerEntry {
  const { exceptionId, orderNo, projectId, amountFen, reason, at } = difference
  return {
    _id: `difference:${exceptionId}`,
    at,
    orderNo,
    projectId,
    lines: [
      { account: 'wechat', amountFen },
      { account: projectAccount(projectId), amountFen: -amountFen },
    ],
    reason,
  }
}

type Given = Pick<Gift, '_id' | 'orderNo' | 'projectId' | 'way'>

/** Cash lies in the safe; everything else that is money comes to the bank. */
const offlineAccount = ({ way }: Given): string => (way === 'cash' ? 'cash' : 'bank')

const offlineLines = (gift: Given, amountFen: number) => [
  { account: offlineAccount(gift), amountFen },
  { account: projectAccount(gift.projectId), amountFen: -amountFen },
]

/** The entry for a gift that came outside WeChat Pay. */
export const receiptEntry = (gift: Given, amountFen: number, receivedAt: Date): LedgerEntry => ({
  _id: `received:${gift._id}`,
  at: receivedAt,
  orderNo: gift.orderNo,
  projectId: gift.projectId,
  lines: offlineLines(gift, amountFen),
})

/** The entry that puts such a gift right: what was entered stays, and the difference is added, with the reason. */
export const giftCorrectionEntry = (
  gift: Given & Pick<Gift, 'corrections'>,
  differenceFen: number,
  reason: string,
  at: Date,
): LedgerEntry => ({
  _id: `corrected:${gift._id}:${gift.corrections + 1}`,
  at,
  orderNo: gift.orderNo,
  projectId: gift.projectId,
  lines: offlineLines(gift, differenceFen),
  reason,
})
