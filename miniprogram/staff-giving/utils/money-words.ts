/** Payments, refunds and differences in the words of the treasurers' pages. */
import { formatYuan } from '../../contract/money'
import {
  type ExceptionView,
  exceptionKinds,
  type PaymentView,
  type RefundState,
  type RefundView,
  refundStates,
} from '../../contract/treasury'
import { formatRelative } from '../../utils/date'

type Tone = 'neutral' | 'primary' | 'success' | 'warning' | 'danger'

const tones: Readonly<Record<RefundState, Tone>> = {
  requested: 'warning',
  approved: 'primary',
  processing: 'primary',
  success: 'success',
  abnormal: 'danger',
  closed: 'neutral',
  declined: 'neutral',
}

export interface RefundRow {
  readonly refundNo: string
  readonly orderNo: string
  readonly title: string
  readonly amountFen: number
  readonly yuan: string
  readonly stateName: string
  readonly tone: Tone
  readonly reason: string
  /** Who did what, and when; one line each. */
  readonly steps: readonly string[]
  readonly mayDecide: boolean
  /** Why the caller does not decide; empty when they may, or nothing waits. */
  readonly hint: string
}

export function refundRowOf(refund: RefundView, nowMs: number): RefundRow {
  const waits = refund.state === 'requested'
  return {
    refundNo: refund.refundNo,
    orderNo: refund.orderNo,
    title: [refund.donorName, refund.projectTitle].filter((part) => part !== '').join(' · '),
    amountFen: refund.amountFen,
    yuan: formatYuan(refund.amountFen),
    stateName: refundStates[refund.state],
    tone: tones[refund.state],
    reason: refund.reason,
    steps: stepsOf(refund, nowMs),
    mayDecide: waits && !refund.isOwn,
    hint: waits && refund.isOwn ? '您提交的退款，须由另一位财务复核' : '',
  }
}

function stepsOf(refund: RefundView, nowMs: number): string[] {
  const when = (at: number) => formatRelative(at, nowMs)
  const steps = [`${refund.requestedBy} ${when(refund.requestedAt)} 申请`]
  if (refund.decidedAt !== undefined) {
    const verb = refund.state === 'declined' && refund.refundedAt === undefined ? '处理' : '批准'
    steps.push(`${refund.decidedBy} ${when(refund.decidedAt)} ${verb}`)
  }
  if (refund.refundedAt !== undefined) steps.push(`${when(refund.refundedAt)} 已退到捐赠人账户`)
  if (refund.state === 'abnormal') steps.push('捐赠人账户无法收款，请到微信支付商户平台处理')
  if (refund.state === 'closed') steps.push('微信支付未退成，可重新申请')
  if (refund.state === 'declined') steps.push(`未批准：${refund.answer}`)
  else if (refund.answer !== '' && refund.state !== 'success') steps.push(`微信支付答复：${refund.answer}`)
  return steps
}

export interface PaymentRow {
  readonly orderNo: string
  readonly title: string
  readonly note: string
  readonly amountFen: number
  readonly refunded: string
}

export const paymentRowOf = (payment: PaymentView, nowMs: number): PaymentRow => ({
  orderNo: payment.orderNo,
  title: payment.donorName === '' ? '未署名' : payment.donorName,
  note: [
    payment.projectTitle,
    payment.paidAt === undefined ? '未付款' : formatRelative(payment.paidAt, nowMs),
  ]
    .filter((part) => part !== '')
    .join(' · '),
  amountFen: payment.amountFen,
  refunded: payment.refundedFen > 0 ? `已退 ${formatYuan(payment.refundedFen)} 元` : '',
})

export interface ExceptionRow {
  readonly exceptionId: string
  readonly title: string
  readonly note: string
  readonly sums: string
}

export const exceptionRowOf = (exception: ExceptionView): ExceptionRow => ({
  exceptionId: exception.exceptionId,
  title: exceptionKinds[exception.kind],
  note: [dayOf(exception.day), exception.donorName, exception.projectTitle]
    .filter((part) => part !== '')
    .join(' · '),
  sums: sumsOf(exception),
})

/** Both sides in one line. */
export const sumsOf = ({ wechatFen, ourFen }: Pick<ExceptionView, 'wechatFen' | 'ourFen'>): string =>
  `微信${sideOf(wechatFen)}，我方${sideOf(ourFen)}`

const sideOf = (amountFen: number) => (amountFen === 0 ? '无此笔' : ` ${formatYuan(amountFen)} 元`)

/** `11月20日` of `2026-11-20`. */
export function dayOf(day: string): string {
  const [, month = '', date = ''] = day.split('-')
  return `${Number(month)}月${Number(date)}日`
}
