/** Giving money back: asked for by one treasurer, agreed to by another. */
import { AppError, errorMeanings } from '../../../miniprogram/contract/errors'
import { page } from '../../platform/cursor'
import { keyedHash } from '../../platform/ids'
import type { Handler } from '../../platform/serve'
import { readOrder } from '../payments/records'
import {
  decideRefund,
  insertRefund,
  listRefunds,
  listRefundsOf,
  type Refund,
  readRefund,
} from '../payments/refunds/records'
import { decideRequest, isSameRequest, obstacleOf, refundableFen } from '../payments/refunds/rules'
import { pursueRefund } from '../payments/refunds/settling'
import { requireKeeper } from './keepers'
import { describePayments, describeRefunds } from './views'

export const readPayment: Handler<'treasury.readPayment'> = async ({ orderNo }, { caller, now }) => {
  await requireKeeper(caller)
  const [order, refunds] = await Promise.all([readOrder(orderNo), listRefundsOf(orderNo)])
  if (!order) throw new AppError('NOT_FOUND')
  const [[payment], views] = await Promise.all([
    describePayments([order]),
    describeRefunds(refunds, caller.personId),
  ])
  if (!payment) throw new AppError('NOT_FOUND')
  const obstacle = obstacleOf(order, now)
  return {
    ...payment,
    refundableFen: obstacle ? 0 : refundableFen(order),
    obstacle: obstacle ? errorMeanings[obstacle].message : '',
    refunds: views,
  }
}

export const listAll: Handler<'treasury.listRefunds'> = async ({ list, after }, { caller }) => {
  await requireKeeper(caller)
  const { rows, next } = page(await listRefunds(list, after), ({ requestedAt }) => requestedAt)
  return { refunds: await describeRefunds(rows, caller.personId), next }
}

/** Our number at WeChat Pay: the same for the same request, and never used for another. */
const refundNoOf = (personId: string, attemptKey: string) =>
  `R${keyedHash('refund', `${personId}|${attemptKey}`).slice(0, 25)}`.toUpperCase()

export const request: Handler<'treasury.requestRefund'> = async (input, { caller, now }) => {
  await requireKeeper(caller)
  const { orderNo, amountFen, reason } = input
  const refundNo = refundNoOf(caller.personId, input.attemptKey)
  const known = await readRefund(refundNo)
  if (known && !isSameRequest(known, input)) throw new AppError('ATTEMPT_CHANGED')
  if (known) return { refundNo, state: known.state }
  const order = await readOrder(orderNo)
  if (!order) throw new AppError('NOT_FOUND')
  const decision = decideRequest(order, amountFen, now)
  if (decision !== 'request') throw new AppError(decision)
  const refund: Refund = {
    _id: refundNo,
    orderNo,
    giftId: order.purpose.giftId,
    projectId: order.purpose.projectId,
    amountFen,
    reason,
    state: 'requested',
    requestedBy: caller.personId,
    requestedAt: now,
    decidedBy: '',
    decidedAt: null,
    answer: '',
    refundedAt: null,
    tries: 0,
    nextAt: null,
    untold: false,
  }
  await insertRefund(refund)
  return { refundNo, state: refund.state }
}

export const decide: Handler<'treasury.decideRefund'> = async (
  { refundNo, approves, reason = '' },
  { caller, now },
) => {
  await requireKeeper(caller)
  const refund = await readRefund(refundNo)
  if (!refund) throw new AppError('NOT_FOUND')
  if (refund.requestedBy === caller.personId) throw new AppError('REFUND_OWN')
  if (!approves && reason === '') throw new AppError('REASON_REQUIRED')
  const state = approves ? 'approved' : 'declined'
  if (await decideRefund(refundNo, caller.personId, { state, answer: reason, now }))
    return { state: approves ? await pursueRefund({ ...refund, state }, now) : state }
  // Sent twice, or another came first.
  const standing = await readRefund(refundNo)
  const isDecidedSo = standing?.decidedBy === caller.personId && (standing.state === 'declined') !== approves
  if (!standing || !isDecidedSo) throw new AppError('REFUND_DECIDED')
  return { state: standing.state }
}
