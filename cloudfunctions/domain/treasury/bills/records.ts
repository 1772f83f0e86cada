/** WeChat Pay's bills, day by day, and their lines as they came. */
import type { BillState } from '../../../../miniprogram/contract/treasury'
import { Collection, command } from '../../../platform/cloud'
import { Pile } from '../../../platform/piles'
import type { BillRow } from '../../../platform/wechat-pay/index'

export interface Bill {
  /** The day on campus: `2027-10-16`. */
  readonly _id: string
  readonly state: BillState
  /** When WeChat Pay is asked for it next; null once it has come. */
  readonly nextAt: Date | null
  readonly tries: number
  readonly fetchedAt: Date | null
  readonly payments: number
  readonly refunds: number
  readonly paidFen: number
  readonly refundedFen: number
  readonly feeFen: number
}

export interface BillLine extends BillRow {
  /** `pay:<transaction id>` or `refund:<WeChat's number>`. */
  readonly _id: string
  readonly day: string
}

const bills = new Collection<Bill>('bills')
const lines = new Collection<BillLine>('billLines')

export const insertBill = (bill: Bill): Promise<'inserted' | 'exists'> => bills.insert(bill)
export const readBillOf = (day: string): Promise<Bill | undefined> => bills.read(day)

/** Latest first. */
export const listBills = (limit: number): Promise<Bill[]> =>
  bills.find({}, { order: [['_id', 'desc']], limit })
export const awaitedBills = new Pile(bills, (now) => ({ state: 'awaited', nextAt: command.lte(now) }), {
  order: [['nextAt', 'asc']],
  limit: 3,
})
export const openBills = new Pile(bills, () => ({ state: 'open' }))

export const postponeBill = ({ _id, tries }: Bill, nextAt: Date): Promise<boolean> =>
  bills.change({ _id, state: 'awaited' }, { tries: tries + 1, nextAt })

/** The bill has come and was compared. */
export const openBill = (
  day: string,
  totals: Pick<Bill, 'payments' | 'refunds' | 'paidFen' | 'refundedFen' | 'feeFen' | 'fetchedAt'>,
): Promise<boolean> =>
  bills.change({ _id: day, state: 'awaited' }, { ...totals, state: 'open', nextAt: null })
export const closeBill = (day: string): Promise<boolean> =>
  bills.change({ _id: day, state: 'open' }, { state: 'closed' })

const atOnce = 200

/** Keeps a day's lines; those kept already stay as they are. */
export async function keepLines(day: string, rows: readonly BillRow[]): Promise<void> {
  const documents = rows.map((row) => ({ _id: lineIdOf(row), day, ...row }))
  for (let start = 0; start < documents.length; start += atOnce) {
    const some = documents.slice(start, start + atOnce)
    if ((await lines.insertMany(some)) === 'inserted') continue
    // Cut off the last time: one by one tells which are missing.
    for (const document of some) await lines.insert(document)
  }
}

const lineIdOf = ({ kind, transactionId, refundId }: BillRow) =>
  kind === 'payment' ? `pay:${transactionId}` : `refund:${refundId}`

/** The lines of these days, both included. */
export const everyLinesBetween = (from: string, to: string): AsyncGenerator<BillLine> =>
  lines.every({ day: command.gte(from).and(command.lte(to)) })
export const everyLine = (): AsyncGenerator<BillLine> => lines.every()
export const everyBill = (): AsyncGenerator<Bill> => bills.every()
