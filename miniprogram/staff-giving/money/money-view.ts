/** The treasurers' desk: what waits, what came in, and which days agree with WeChat Pay's bill. */
import { formatYuan } from '../../contract/money'
import { type BillDay, billStates, type Money } from '../../contract/treasury'
import { dayOf } from '../utils/money-words'

export const tabs = [
  { key: 'waiting', label: '待办' },
  { key: 'payments', label: '收款' },
  { key: 'bills', label: '账单' },
] as const
export type Tab = (typeof tabs)[number]['key']

export interface DayRow {
  readonly day: string
  readonly title: string
  readonly note: string
  readonly stateName: string
  readonly tone: string
}

const tones: Readonly<Record<BillDay['state'], string>> = {
  awaited: 'neutral',
  open: 'warning',
  closed: 'success',
}

const dayRowOf = (bill: BillDay): DayRow => ({
  day: bill.day,
  title: dayOf(bill.day),
  note: noteOf(bill),
  stateName: bill.state === 'open' ? `${bill.exceptionsOpen} 项待核对` : billStates[bill.state],
  tone: tones[bill.state],
})

function noteOf({ state, payments, refunds, paidFen, refundedFen, feeFen }: BillDay): string {
  if (state === 'awaited') return '微信支付次日十点后出账'
  if (payments + refunds === 0) return '当日无收退款'
  const parts = [`收 ${payments} 笔 ${formatYuan(paidFen)} 元`]
  if (refunds > 0) parts.push(`退 ${refunds} 笔 ${formatYuan(refundedFen)} 元`)
  if (feeFen !== 0) parts.push(`手续费 ${formatYuan(feeFen)} 元`)
  return parts.join('，')
}

export interface Desk {
  readonly payments: number
  readonly paidFen: number
  readonly refunded: string
  /** What is on its way at WeChat Pay, in words; empty when nothing is. */
  readonly underway: string
  readonly days: readonly DayRow[]
  /** What an export would cover. */
  readonly from: string
  readonly to: string
}

export const deskOf = ({ today, refundsUnderway, days }: Money): Desk => ({
  payments: today.payments,
  paidFen: today.paidFen,
  refunded: today.refundedFen > 0 ? `今日已退 ${formatYuan(today.refundedFen)} 元` : '',
  underway: refundsUnderway > 0 ? `另有 ${refundsUnderway} 笔退款正在微信支付办理` : '',
  days: days.map(dayRowOf),
  from: days[days.length - 1]?.day ?? '',
  to: days[0]?.day ?? '',
})
