/** Payments and refunds as treasurers see them: with names, for money must reach the right person. */
import type { PaymentView, RefundView } from '../../../miniprogram/contract/treasury'
import { readNames } from '../alumni/records'
import { type Gift, readGifts, readProjects } from '../giving/records'
import type { Order } from '../payments/records'
import type { Refund } from '../payments/refunds/records'

/** The gifts of these ids, and the titles of their projects. */
async function giftsAndTitles(giftIds: readonly string[], projectIds: readonly string[]) {
  const [gifts, projects] = await Promise.all([
    readGifts([...new Set(giftIds)]),
    readProjects([...new Set(projectIds)]),
  ])
  return {
    gifts: new Map<string, Gift>(gifts.map((gift) => [gift._id, gift])),
    titles: new Map(projects.map(({ _id, title }) => [_id, title])),
  }
}

export async function describePayments(orders: readonly Order[]): Promise<PaymentView[]> {
  if (orders.length === 0) return []
  const { gifts, titles } = await giftsAndTitles(
    orders.map(({ purpose }) => purpose.giftId),
    orders.map(({ purpose }) => purpose.projectId),
  )
  return orders.map((order) => {
    const gift = gifts.get(order.purpose.giftId)
    return {
      orderNo: order._id,
      transactionId: order.transactionId,
      projectTitle: titles.get(order.purpose.projectId) ?? '',
      donorName: gift?.donorName ?? '',
      amountFen: order.amountFen,
      refundedFen: gift?.refundedFen ?? 0,
      paidAt: order.paidAt?.getTime(),
    }
  })
}

export async function describeRefunds(refunds: readonly Refund[], callerId: string): Promise<RefundView[]> {
  if (refunds.length === 0) return []
  const [{ gifts, titles }, names] = await Promise.all([
    giftsAndTitles(
      refunds.map(({ giftId }) => giftId),
      refunds.map(({ projectId }) => projectId),
    ),
    readNames(refunds.flatMap(({ requestedBy, decidedBy }) => [requestedBy, decidedBy])),
  ])
  return refunds.map((refund) => ({
    refundNo: refund._id,
    orderNo: refund.orderNo,
    projectTitle: titles.get(refund.projectId) ?? '',
    donorName: gifts.get(refund.giftId)?.donorName ?? '',
    amountFen: refund.amountFen,
    reason: refund.reason,
    state: refund.state,
    requestedBy: names.get(refund.requestedBy) ?? '',
    requestedAt: refund.requestedAt.getTime(),
    decidedBy: names.get(refund.decidedBy) ?? '',
    decidedAt: refund.decidedAt?.getTime(),
    answer: refund.answer,
    refundedAt: refund.refundedAt?.getTime(),
    isOwn: refund.requestedBy === callerId,
  }))
}
