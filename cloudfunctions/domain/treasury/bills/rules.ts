/** A day compared three ways: WeChat Pay's bill, our orders and refunds, and the ledger. */
import type { BillRow, RefundReport } from '../../../platform/wechat-pay/port'
import { type LedgerEntry, wechatFenOf } from '../../ledger/records'
import type { Exception, Order } from '../../payments/records'
import type { Refund } from '../../payments/refunds/records'

/** What we have of a day, and of everything that its bill names. */
export interface Books {
  readonly orders: ReadonlyMap<string, Order>
  readonly refunds: ReadonlyMap<string, Refund>
  /** Entries of the ledger by id. */
  readonly entries: ReadonlyMap<string, LedgerEntry>
  readonly paidThatDay: readonly Order[]
  readonly refundedThatDay: readonly Refund[]
}

export type Difference = Pick<
  Exception,
  '_id' | 'kind' | 'day' | 'orderNo' | 'refundNo' | 'wechatFen' | 'ourFen' | 'why'
>

export const isDone = (row: BillRow): boolean => row.kind === 'payment' || row.refundStatus === 'SUCCESS'

/** Everything in which the three do not agree; nothing when the day can be closed. */
export function differencesOf(day: string, rows: readonly BillRow[], books: Books): Difference[] {
  const done = rows.filter(isDone)
  const billedOrders = new Set(done.filter(({ kind }) => kind === 'payment').map((row) => row.outTradeNo))
  const billedRefunds = new Set(done.map(({ outRefundNo }) => outRefundNo))
  return [
    ...done.flatMap(
      (row) => (row.kind === 'payment' ? paymentDifference(row, books) : refundDifference(row, books)) ?? [],
    ),
    ...books.paidThatDay
      .filter(({ _id }) => !billedOrders.has(_id))
      .map((order) => ({
        _id: unbilledIdOf(order._id),
        kind: 'missing payment' as const,
        orderNo: order._id,
        refundNo: '',
        wechatFen: 0,
        ourFen: order.amountFen,
        why: 'not in the bill',
      })),
    ...books.refundedThatDay
      .filter(({ _id }) => !billedRefunds.has(_id))
      .map((refund) => ({
        _id: unbilledIdOf(refund._id),
        kind: 'missing refund' as const,
        orderNo: refund.orderNo,
        refundNo: refund._id,
        wechatFen: 0,
        ourFen: refund.amountFen,
        why: 'not in the bill',
      })),
  ].map((difference) => ({ ...difference, day }))
}

/** The exception of a payment or refund that its day's bill does not have; it may be in the next one. */
export const unbilledIdOf = (no: string): string => `unbilled-${no}`

type Found = Omit<Difference, 'day'>

function paymentDifference(row: BillRow, { orders, entries }: Books): Found | undefined {
  const order = orders.get(row.outTradeNo)
  const common = { orderNo: row.outTradeNo, refundNo: '', wechatFen: row.amountFen }
  if (!order)
    return {
      ...common,
      _id: `orphan-${row.transactionId}`,
      kind: 'orphan payment',
      ourFen: 0,
      why: 'no such order here',
    }
  // The same exception as when it was frozen.
  if (order.state === 'frozen')
    return {
      ...common,
      _id: `mismatch-${order._id}`,
      kind: 'mismatch',
      ourFen: order.amountFen,
      why: 'frozen',
    }
  const enteredFen = wechatFenOf(entries.get(`pay:${row.transactionId}`))
  const agrees = order.state === 'paid' && order.amountFen === row.amountFen && enteredFen === row.amountFen
  return agrees
    ? undefined
    : {
        ...common,
        _id: `payment-${order._id}`,
        kind: 'payment differs',
        ourFen: enteredFen,
        why: `order ${order.state}`,
      }
}

function refundDifference(row: BillRow, { refunds, entries }: Books): Found | undefined {
  const refund = refunds.get(row.outRefundNo)
  const common = { orderNo: row.outTradeNo, wechatFen: row.amountFen }
  if (!refund) {
    // One made at WeChat Pay's console is entered under WeChat's number.
    if (-wechatFenOf(entries.get(`refund:${row.refundId}`)) === row.amountFen) return undefined
    return {
      ...common,
      _id: `foreign-refund-${row.refundId}`,
      kind: 'foreign refund',
      refundNo: row.refundId,
      ourFen: 0,
      why: 'not asked for here',
    }
  }
  const enteredFen = -wechatFenOf(entries.get(`refund:${refund._id}`))
  const agrees =
    refund.state === 'success' && refund.amountFen === row.amountFen && enteredFen === row.amountFen
  return agrees
    ? undefined
    : {
        ...common,
        _id: `refund-mismatch-${refund._id}`,
        kind: 'refund mismatch',
        refundNo: refund._id,
        ourFen: enteredFen,
        why: `refund ${refund.state}`,
      }
}

/** A line of the bill as WeChat's word about a refund. */
export const reportOf = (row: BillRow): RefundReport => ({
  outRefundNo: row.outRefundNo,
  outTradeNo: row.outTradeNo,
  refundId: row.refundId,
  status: 'SUCCESS',
  amountFen: row.amountFen,
  refundedAt: row.at,
})

/** The sums of a bill, to the fen. */
export function totalsOf(rows: readonly BillRow[]) {
  const done = rows.filter(isDone)
  const of = (kind: BillRow['kind']) => done.filter((row) => row.kind === kind)
  const sum = (some: readonly BillRow[]) => some.reduce((total, { amountFen }) => total + amountFen, 0)
  return {
    payments: of('payment').length,
    refunds: of('refund').length,
    paidFen: sum(of('payment')),
    refundedFen: sum(of('refund')),
    feeFen: done.reduce((total, { feeFen }) => total + feeFen, 0),
  }
}

/**
 * What entering an exception gives a project: what WeChat Pay says less what is in the ledger. A frozen order and an
 * orphan are in no ledger.
 */
export function correctionFenOf({ kind, wechatFen, ourFen }: Exception): number {
  switch (kind) {
    case 'orphan payment':
    case 'mismatch':
      return wechatFen
    case 'missing payment':
    case 'payment differs':
      return wechatFen - ourFen
    case 'foreign refund':
    case 'missing refund':
    case 'refund mismatch':
      return ourFen - wechatFen
  }
}
