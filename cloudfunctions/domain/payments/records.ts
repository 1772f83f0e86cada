/** Orders, and what does not agree. */
import type { OrderState } from '../../../miniprogram/contract/payments'
import type { ExceptionKind } from '../../../miniprogram/contract/treasury'
import { Collection, command, type Query } from '../../platform/cloud'
import { afterCursor, pageSize } from '../../platform/cursor'
import { Pile } from '../../platform/piles'

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
  /** What is being given back or was: absent until somebody agreed to a refund. */
  readonly refunding?: {
    /** Set aside for refunds that did not fail; never more than was paid. */
    readonly fen: number
    readonly count: number
    readonly lastAt: Date
    /** By the refund's number; 0 for one that WeChat Pay did not carry out. */
    readonly by: Readonly<Record<string, number>>
  }
}

/** Something a treasurer has to look at. */
export interface Exception {
  readonly _id: string
  readonly kind: ExceptionKind
  /** The day on campus whose books it keeps open. */
  readonly day: string
  readonly orderNo: string
  /** Ours, or WeChat's where we have none; empty for a payment. */
  readonly refundNo: string
  /** What WeChat Pay says and what we have, in fen; 0 where one side knows of nothing. */
  readonly wechatFen: number
  readonly ourFen: number
  /** For the log; never shown. */
  readonly why: string
  readonly state: 'open' | 'resolved'
  readonly at: Date
  readonly resolution: Resolution | null
  /** Resolved, and what it enters may not be in the ledger yet. */
  readonly unsettled: boolean
}

/** What a treasurer made of an exception; a correction gives or takes so much of a project. */
export interface Resolution {
  readonly by: string
  readonly at: Date
  readonly reason: string
  readonly correction: { readonly projectId: string; readonly amountFen: number } | null
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

/** A young order is left to the phone and the notification. */
const sweptAfterMs = 30_000

/** Unpaid orders made before a moment, oldest first. */
export const pendingOrders = new Pile(
  orders,
  (now) => ({ state: 'pending', createdAt: command.lt(new Date(now.getTime() - sweptAfterMs)) }),
  { order: [['createdAt', 'asc']], limit: 100 },
)

/**
 * Sets part of an order's money aside for one refund, once, if within these bounds: everything in one conditional
 * update, so that of two at the same time one fails.
 */
export const setAsideRefund = (
  order: Order,
  refund: { readonly _id: string; readonly amountFen: number },
  bounds: { readonly count: number; readonly before: Date },
  now: Date,
): Promise<boolean> =>
  orders.change(
    {
      _id: order._id,
      state: 'paid',
      [`refunding.by.${refund._id}`]: command.exists(false),
      // What is not there yet is within any bound.
      'refunding.fen': command.not(command.gt(order.amountFen - refund.amountFen)),
      'refunding.count': command.not(command.gte(bounds.count)),
      'refunding.lastAt': command.not(command.gt(bounds.before)),
    },
    {
      [`refunding.by.${refund._id}`]: refund.amountFen,
      'refunding.fen': command.inc(refund.amountFen),
      'refunding.count': command.inc(1),
      'refunding.lastAt': now,
    },
  )

/** Frees what was set aside for a refund that did not happen, once; its number is never used again. */
export const releaseRefund = (orderNo: string, refundNo: string, amountFen: number): Promise<boolean> =>
  orders.change(
    { _id: orderNo, [`refunding.by.${refundNo}`]: command.gt(0) },
    { [`refunding.by.${refundNo}`]: 0, 'refunding.fen': command.inc(-amountFen) },
  )

/** Paid orders, latest first, one more than a page; or those of this number, ours or WeChat Pay's. */
export const listPaid = (number: string | undefined, after: string | undefined): Promise<Order[]> =>
  number === undefined
    ? orders.find(afterCursor({ state: 'paid' }, 'paidAt', 'desc', after), {
        order: [
          ['paidAt', 'desc'],
          ['_id', 'desc'],
        ],
        limit: pageSize + 1,
      })
    : orders.find(command.or([{ _id: number }, { transactionId: number }]) as unknown as Query)

/** Orders that were paid between two moments. */
export const everyPaidBetween = (from: Date, until: Date): AsyncGenerator<Order> =>
  orders.every({ state: 'paid', paidAt: command.gte(from).and(command.lt(until)) })

export const insertException = (
  exception: Omit<Exception, 'state' | 'resolution' | 'unsettled'>,
): Promise<'inserted' | 'exists'> =>
  exceptions.insert({ ...exception, state: 'open', resolution: null, unsettled: false })

export const readException = (exceptionId: string): Promise<Exception | undefined> =>
  exceptions.read(exceptionId)

/** Latest first, one more than a page. */
export const listExceptions = (
  state: Exception['state'],
  day: string | undefined,
  after: string | undefined,
): Promise<Exception[]> =>
  exceptions.find(afterCursor({ state, ...(day === undefined ? {} : { day }) }, 'at', 'desc', after), {
    order: [
      ['at', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })

export const countOpenExceptions = (day?: string): Promise<number> =>
  exceptions.count({ state: 'open', ...(day === undefined ? {} : { day }) })

/** How many are open of each of these days. */
export async function countOpenExceptionsByDay(
  days: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await exceptions.aggregate<{ _id: string; open: number }>((stages) =>
    stages.match({ day: command.in([...days]), state: 'open' }).group({ _id: '$day', open: { $sum: 1 } }),
  )
  return new Map(rows.map(({ _id, open }) => [_id, open]))
}

/** Resolves an exception that is open, once. */
export const resolveException = (exceptionId: string, resolution: Resolution): Promise<boolean> =>
  exceptions.change(
    { _id: exceptionId, state: 'open' },
    {
      state: 'resolved',
      resolution: command.set({ ...resolution }),
      unsettled: resolution.correction !== null,
    },
  )

export const unsettledExceptions = new Pile(exceptions, () => ({ unsettled: true }))
export const markExceptionSettled = (exceptionId: string): Promise<boolean> =>
  exceptions.change({ _id: exceptionId }, { unsettled: false })

/** Notes that a refund was made elsewhere than here, so that it is not given back again, once. */
export const noteForeignRefund = (orderNo: string, refundNo: string, amountFen: number): Promise<boolean> =>
  orders.change(
    { _id: orderNo, [`refunding.by.${refundNo}`]: command.exists(false) },
    { [`refunding.by.${refundNo}`]: amountFen, 'refunding.fen': command.inc(amountFen) },
  )

/** How many orders were paid since a moment, and how much that was. */
export async function sumPaidSince(from: Date): Promise<{ payments: number; paidFen: number }> {
  const [row] = await orders.aggregate<{ payments: number; paidFen: number }>((stages) =>
    stages
      .match({ state: 'paid', paidAt: command.gte(from) })
      .group({ _id: null, payments: { $sum: 1 }, paidFen: { $sum: '$amountFen' } }),
  )
  return { payments: row?.payments ?? 0, paidFen: row?.paidFen ?? 0 }
}

/** Resolutions by a member of staff. */
export const everyExceptionResolvedBy = (personId: string): AsyncGenerator<Exception> =>
  exceptions.every({ 'resolution.by': personId })
export const renameResolver = (personId: string, pseudonymId: string): Promise<number> =>
  exceptions.changeEvery({ 'resolution.by': personId }, { 'resolution.by': pseudonymId })
export const everyException = (): AsyncGenerator<Exception> => exceptions.every()

export const everyOrder = (): AsyncGenerator<Order> => orders.every()
