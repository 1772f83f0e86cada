/** What treasurers do with money that came through WeChat Pay. */
import { campusDay, startOfCampusDay } from '../../platform/campus-time'
import { page } from '../../platform/cursor'
import type { Handler, Handlers } from '../../platform/serve'
import { countOpenExceptions, countOpenExceptionsByDay, listPaid, sumPaidSince } from '../payments/records'
import { countRefunds, sumRefundedSince } from '../payments/refunds/records'
import { listBills } from './bills/records'
import { list, read, resolve } from './exceptions'
import { exportBills } from './exporting'
import { requireKeeper } from './keepers'
import { decide, listAll, readPayment, request } from './refunds'
import { describePayments } from './views'

const daysShown = 31

const readMoney: Handler<'treasury.readMoney'> = async (_input, { caller, now }) => {
  await requireKeeper(caller)
  const midnight = startOfCampusDay(campusDay(now))
  const [paid, refundedFen, refundsWaiting, refundsUnderway, exceptionsOpen, bills] = await Promise.all([
    sumPaidSince(midnight),
    sumRefundedSince(midnight),
    countRefunds('waiting'),
    countRefunds('underway'),
    countOpenExceptions(),
    listBills(daysShown),
  ])
  const open = await countOpenExceptionsByDay(bills.map(({ _id }) => _id))
  return {
    today: { ...paid, refundedFen },
    refundsWaiting,
    refundsUnderway,
    exceptionsOpen,
    days: bills.map(({ _id, state, payments, refunds, paidFen, refundedFen: backFen, feeFen }) => ({
      day: _id,
      state,
      payments,
      refunds,
      paidFen,
      refundedFen: backFen,
      feeFen,
      exceptionsOpen: open.get(_id) ?? 0,
    })),
  }
}

const listPayments: Handler<'treasury.listPayments'> = async ({ number, after }, { caller }) => {
  await requireKeeper(caller)
  const found = await listPaid(number, after)
  const { rows, next } = page(found, ({ paidAt, createdAt }) => paidAt ?? createdAt)
  return { payments: await describePayments(rows), next }
}

export const treasury: Handlers<'treasury'> = {
  'treasury.readMoney': readMoney,
  'treasury.listPayments': listPayments,
  'treasury.readPayment': readPayment,
  'treasury.listRefunds': listAll,
  'treasury.requestRefund': request,
  'treasury.decideRefund': decide,
  'treasury.listExceptions': list,
  'treasury.readException': read,
  'treasury.resolveException': resolve,
  'treasury.exportBills': exportBills,
}
