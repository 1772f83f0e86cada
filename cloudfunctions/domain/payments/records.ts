/** Orders, and what does not agree. */
import type { OrderState } from '../../../miniprogram/contract/payments'
import { Collection, command } from '../../platform/cloud'

/** Written before WeChat is asked, and the only authority for the amount. */
export interface Order {
  /** Our number at WeChat Pay, one for the order's whole life. */
  readonly _id: string
  readonly personId: string
  /** Empty once the person has left. */
  readonly openid: string
  /** What it pays for; the donor's wishes are part of the intent, so that one attempt never means two things. */
  readonly purpose: {
    readonly kind: 'gift'
    readonly giftId: string
    readonly projectId: string
    readonly isAnonymous: boolean
  }
  readonly description: string
  readonly amountFen: number
  readonly state: OrderState
  readonly createdAt: Date
  /** Nobody can pay later. */
  readonly expiresAt: Date
  readonly transactionId: string
  readonly paidAt: Date | null
}

/** Something a treasurer has to look at. */
export interface Exception {
  readonly _id: string
  readonly kind: 'orphan payment' | 'mismatch'
  readonly orderNo: string
  readonly why: string
  readonly state: 'open'
  readonly at: Date
}

const orders = new Collection<Order>('orders')
const exceptions = new Collection<Exception>('exceptions')

export const insertOrder = (order: Order): Promise<'inserted' | 'exists'> => orders.insert(order)
export const readOrder = (orderNo: string): Promise<Order | undefined> => orders.read(orderNo)

export const readOrders = (orderNos: readonly string[]): Promise<Order[]> =>
  orders.find({ _id: command.in([...orderNos]) })

/** Moves an order on, if it still is in one of these states. */
export const moveOrder = (
  orderNo: string,
  from: readonly OrderState[],
  to: Partial<Pick<Order, 'state' | 'transactionId' | 'paidAt'>>,
): Promise<boolean> => orders.change({ _id: orderNo, state: command.in([...from]) }, to)

/** Makes one person's order another's. */
export const passOrder = (orderNo: string, fromId: string, toId: string): Promise<boolean> =>
  orders.change({ _id: orderNo, personId: fromId }, { personId: toId })

/** Puts all orders of a person under a pseudonym, without the openid that paid. */
export const forgetPayer = (personId: string, pseudonymId: string): Promise<number> =>
  orders.changeEvery({ personId }, { personId: pseudonymId, openid: '' })

/** How many orders of a person may still become money, or wait for the treasurer. */
export const countUnsettled = (personId: string): Promise<number> =>
  orders.count({ personId, state: command.in(['pending', 'frozen']) })

/** Unpaid orders made before a moment, oldest first. */
export const listPending = (before: Date, limit: number): Promise<Order[]> =>
  orders.find({ state: 'pending', createdAt: command.lt(before) }, { order: [['createdAt', 'asc']], limit })

export const insertException = (exception: Exception): Promise<'inserted' | 'exists'> =>
  exceptions.insert(exception)

export const everyOrder = (): AsyncGenerator<Order> => orders.every()
