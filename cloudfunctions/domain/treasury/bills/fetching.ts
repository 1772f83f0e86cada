/** Every morning: WeChat Pay's bill of the day before is fetched, made true here, and compared. */
import { campusDay, campusTime, startOfCampusDay } from '../../../platform/campus-time'
import { dayMs, hourMs, minuteMs } from '../../../platform/clock'
import { collect } from '../../../platform/cloud'
import { log } from '../../../platform/log'
import { type BillRow, isWechatPayConfigured, wechatPay } from '../../../platform/wechat-pay/index'
import { readEntries } from '../../ledger/records'
import { askWechat } from '../../payments/actions'
import {
  countOpenExceptions,
  everyPaidBetween,
  insertException,
  readOrders,
  resolveException,
} from '../../payments/records'
import { everyRefundedBetween, readRefunds } from '../../payments/refunds/records'
import { applyRefund } from '../../payments/refunds/settling'
import {
  awaitedBills,
  type Bill,
  closeBill,
  insertBill,
  keepLines,
  listBills,
  openBill,
  openBills,
  postponeBill,
} from './records'
import { type Books, differencesOf, isDone, reportOf, totalsOf, unbilledIdOf } from './rules'

/** WeChat Pay has a day's bill ready from ten the next morning. */
const readyAt = '10:00'

/** Awaits yesterday's bill, fetches what is due, and closes days of which nothing is open any more. */
export async function tendBills(now: Date): Promise<void> {
  if (!isWechatPayConfigured()) return
  if (campusTime(now).slice(11) >= readyAt) await awaitYesterday(now)
  for (const bill of await awaitedBills.read(now)) {
    try {
      if (!(await fetchBill(bill, now))) await postponeBill(bill, new Date(now.getTime() + 10 * minuteMs))
    } catch (error) {
      log.error('bill not fetched', error, { day: bill._id })
      const waitMs = Math.min(2 ** bill.tries * 5 * minuteMs, hourMs)
      await postponeBill(bill, new Date(now.getTime() + waitMs))
    }
  }
  for (const { _id } of await openBills.read(now)) await closeIfSettled(_id)
}

/** WeChat Pay keeps bills for three months; whoever was away longer starts with yesterday. */
const mostDaysBack = 85

/** Every day since the latest bill, so that none is passed over when the timer stood still. */
async function awaitYesterday(now: Date): Promise<void> {
  const yesterday = campusDay(new Date(now.getTime() - dayMs))
  const [latest] = await listBills(1)
  if (latest && latest._id >= yesterday) return
  const missing = [yesterday]
  for (let back = 2; latest && back <= mostDaysBack; back++) {
    const day = campusDay(new Date(now.getTime() - back * dayMs))
    if (day <= latest._id) break
    missing.unshift(day)
  }
  for (const day of missing)
    await insertBill({
      _id: day,
      state: 'awaited',
      nextAt: now,
      tries: 0,
      fetchedAt: null,
      ...totalsOf([]),
    })
}

/** Tells whether the bill was there. Cut off anywhere, it is fetched again: all that it writes has ids of its own. */
async function fetchBill({ _id: day }: Bill, now: Date): Promise<boolean> {
  const rows = await wechatPay().bill(day)
  if (rows === 'NOT_READY') return false
  await keepLines(day, rows)
  await makeTrue(rows)
  for (const difference of differencesOf(day, rows, await readBooks(day, rows)))
    await insertException({ ...difference, at: now })
  await explainLate(day, rows, now)
  await openBill(day, { ...totalsOf(rows), fetchedAt: now })
  return true
}

/** Whatever happened at WeChat Pay and did not reach us is made true first; only what then differs is an exception. */
async function makeTrue(rows: readonly BillRow[]): Promise<void> {
  const payments = rows.filter(({ kind }) => kind === 'payment')
  for (const order of await inChunks(
    payments.map(({ outTradeNo }) => outTradeNo),
    readOrders,
  )) {
    if (order.state === 'pending' || order.state === 'closed') await askWechat(order)
  }
  for (const row of rows) {
    if (row.kind === 'refund' && isDone(row)) await applyRefund(reportOf(row))
  }
}

async function readBooks(day: string, rows: readonly BillRow[]): Promise<Books> {
  const from = startOfCampusDay(day)
  const until = new Date(from.getTime() + dayMs)
  const orders = await inChunks(
    rows.map(({ outTradeNo }) => outTradeNo),
    readOrders,
  )
  const refunds = await inChunks(
    rows.flatMap(({ outRefundNo }) => outRefundNo || []),
    readRefunds,
  )
  const entryIds = rows.flatMap(({ kind, transactionId, outRefundNo, refundId }) =>
    kind === 'payment' ? [`pay:${transactionId}`] : [`refund:${outRefundNo}`, `refund:${refundId}`],
  )
  const entries = await inChunks(entryIds, readEntries)
  return {
    orders: byId(orders),
    refunds: byId(refunds),
    entries: byId(entries),
    paidThatDay: await collect(everyPaidBetween(from, until)),
    refundedThatDay: await collect(everyRefundedBetween(from, until)),
  }
}

/** What was missing in the bill of the day before, because it was made at midnight, and is in this one. */
async function explainLate(day: string, rows: readonly BillRow[], now: Date): Promise<void> {
  const reason = `见 ${day} 账单`
  for (const { kind, outTradeNo, outRefundNo, at } of rows) {
    // Only what is close to a day's beginning can have been ours the day before.
    if (at.getTime() - startOfCampusDay(day).getTime() > hourMs) continue
    const id = unbilledIdOf(kind === 'payment' ? outTradeNo : outRefundNo)
    await resolveException(id, { by: '', at: now, reason, correction: null })
  }
}

/** A day is closed only when nothing of it is open. */
export async function closeIfSettled(day: string): Promise<void> {
  if ((await countOpenExceptions(day)) === 0) await closeBill(day)
}

const byId = <Document extends { readonly _id: string }>(documents: readonly Document[]) =>
  new Map(documents.map((document) => [document._id, document]))

/** Reads so many by their ids at once as one round trip returns. */
export async function inChunks<Document>(
  ids: readonly string[],
  read: (ids: readonly string[]) => Promise<Document[]>,
): Promise<Document[]> {
  const distinct = [...new Set(ids)]
  const found: Document[] = []
  for (let start = 0; start < distinct.length; start += 100)
    found.push(...(await read(distinct.slice(start, start + 100))))
  return found
}
