/** One payment, what went back of it, and what may still go. */
import { formatYuan, parseYuan } from '../../contract/money'
import type { PaymentDetail } from '../../contract/treasury'
import { formatMoment } from '../../utils/date'
import { type RefundRow, refundRowOf } from '../utils/money-words'

export interface PaymentCard {
  readonly state: 'ready'
  readonly amountFen: number
  readonly facts: readonly { readonly label: string; readonly value: string }[]
  readonly refunds: readonly RefundRow[]
  readonly refundableFen: number
  readonly refundable: string
  /** One thing at a time: nothing is asked for while a request waits to be decided. */
  readonly mayAsk: boolean
  /** Why nothing can be asked for; empty when something can. */
  readonly obstacle: string
}

export function cardOf(payment: PaymentDetail, nowMs: number): PaymentCard {
  const facts = [
    { label: '捐赠人', value: payment.donorName },
    { label: '项目', value: payment.projectTitle },
    {
      label: '付款时间',
      value: payment.paidAt === undefined ? '未付款' : formatMoment(payment.paidAt, nowMs),
    },
    { label: '订单号', value: payment.orderNo },
    { label: '微信单号', value: payment.transactionId },
    { label: '已退', value: payment.refundedFen > 0 ? `${formatYuan(payment.refundedFen)} 元` : '' },
  ]
  return {
    state: 'ready',
    amountFen: payment.amountFen,
    facts: facts.filter(({ value }) => value !== ''),
    refunds: payment.refunds.map((refund) => refundRowOf(refund, nowMs)),
    refundableFen: payment.refundableFen,
    refundable: formatYuan(payment.refundableFen),
    mayAsk: payment.obstacle === '' && payment.refunds.every(({ state }) => state !== 'requested'),
    obstacle: payment.obstacle,
  }
}

/** The amount typed, or a sentence on what is wrong with it. */
export function readAmount(typed: string, refundableFen: number): number | string {
  const amountFen = parseYuan(typed)
  if (amountFen === undefined || amountFen === 0) return '请填写退款金额，单位元'
  return amountFen > refundableFen ? `最多可退 ${formatYuan(refundableFen)} 元` : amountFen
}

export const askProposals = ['捐赠人重复付款', '捐赠人填错金额', '捐赠人来电申请退回'] as const
export const declineProposals = ['与捐赠人核实后无需退款', '金额有误，请重新提交'] as const
