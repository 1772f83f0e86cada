/** Refunds: who asked, who agreed, and how they stand at WeChat Pay. */
import type { RefundList, RefundState } from '../../../../miniprogram/contract/treasury'
import { Collection, command } from '../../../platform/cloud'
import { afterCursor, pageSize } from '../../../platform/cursor'
import { Pile } from '../../../platform/piles'

export interface Refund {
  /** Our number at WeChat Pay, one for the refund's whole life: asked again, it is the same refund. */
  readonly _id: string
  readonly orderNo: string
  readonly giftId: string
  readonly projectId: string
  readonly amountFen: number
  readonly reason: string
  readonly state: RefundState
  readonly requestedBy: string
  readonly requestedAt: Date
  /** Empty until decided. */
  readonly decidedBy: string
  readonly decidedAt: Date | null
  /** Why it was declined, or the code with which WeChat Pay did not take it on. */
  readonly answer: string
  readonly refundedAt: Date | null
  /** How often WeChat Pay was asked, and when it is asked next; null while there is nothing to ask. */
  readonly tries: number
  readonly nextAt: Date | null
  /** Done, and the donor has not been told yet. */
  readonly untold: boolean
}

const refunds = new Collection<Refund>('refunds')

/** The states in which WeChat Pay has, or may have, been asked and has not said the last word. */
export const openStates = ['approved', 'processing', 'abnormal'] as const satisfies readonly RefundState[]

const statesOf: Readonly<Record<RefundList, readonly RefundState[]>> = {
  waiting: ['requested'],
  underway: openStates,
  over: ['success', 'closed', 'declined'],
}

export const insertRefund = (refund: Refund): Promise<'inserted' | 'exists'> => refunds.insert(refund)
export const readRefund = (refundNo: string): Promise<Refund | undefined> => refunds.read(refundNo)

/** An order's refunds, oldest first. */
export const listRefundsOf = (orderNo: string): Promise<Refund[]> =>
  refunds.find({ orderNo }, { order: [['requestedAt', 'asc']] })

/** Latest first, one more than a page. */
export const listRefunds = (list: RefundList, after: string | undefined): Promise<Refund[]> =>
  refunds.find(afterCursor({ state: command.in([...statesOf[list]]) }, 'requestedAt', 'desc', after), {
    order: [
      ['requestedAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })

export const countRefunds = (list: RefundList): Promise<number> =>
  refunds.count({ state: command.in([...statesOf[list]]) })

/** Decides a request that waits; nobody decides their own. */
export const decideRefund = (
  refundNo: string,
  by: string,
  decision: { readonly state: 'approved' | 'declined'; readonly answer: string; readonly now: Date },
): Promise<boolean> =>
  refunds.change(
    { _id: refundNo, state: 'requested', requestedBy: command.neq(by) },
    {
      state: decision.state,
      answer: decision.answer,
      decidedBy: by,
      decidedAt: decision.now,
      nextAt: decision.state === 'approved' ? decision.now : null,
    },
  )

type Moved = Partial<Pick<Refund, 'state' | 'answer' | 'refundedAt' | 'tries' | 'nextAt' | 'untold'>>

/** Moves a refund on, if it still is in one of these states. */
export const moveRefund = (refundNo: string, from: readonly RefundState[], to: Moved): Promise<boolean> =>
  refunds.change({ _id: refundNo, state: command.in([...from]) }, to)

/** Refunds about which WeChat Pay is to be asked now, longest waiting first. */
export const dueRefunds = new Pile(refunds, (now) => ({ nextAt: command.lte(now) }), {
  order: [['nextAt', 'asc']],
  limit: 50,
})

export const untoldRefunds = new Pile(refunds, () => ({ untold: true }))
export const markRefundTold = (refundNo: string): Promise<boolean> =>
  refunds.change({ _id: refundNo }, { untold: false })

/** Refunds that were done between two moments. */
export const everyRefundedBetween = (from: Date, until: Date): AsyncGenerator<Refund> =>
  refunds.every({ state: 'success', refundedAt: command.gte(from).and(command.lt(until)) })

/** How much was given back since a moment. */
export async function sumRefundedSince(from: Date): Promise<number> {
  const [row] = await refunds.aggregate<{ amountFen: number }>((stages) =>
    stages
      .match({ state: 'success', refundedAt: command.gte(from) })
      .group({ _id: null, amountFen: { $sum: '$amountFen' } }),
  )
  return row?.amountFen ?? 0
}

export const readRefunds = (refundNos: readonly string[]): Promise<Refund[]> =>
  refunds.find({ _id: command.in([...refundNos]) })

export const everyRefund = (): AsyncGenerator<Refund> => refunds.every()

/** What a member of staff asked for, and what they decided. */
export const everyRefundAskedBy = (personId: string): AsyncGenerator<Refund> =>
  refunds.every({ requestedBy: personId })
export const everyRefundDecidedBy = (personId: string): AsyncGenerator<Refund> =>
  refunds.every({ decidedBy: personId })

/** Puts a pseudonym where a person stood. */
export async function renameInRefunds(personId: string, pseudonymId: string): Promise<void> {
  await refunds.changeEvery({ requestedBy: personId }, { requestedBy: pseudonymId })
  await refunds.changeEvery({ decidedBy: personId }, { decidedBy: pseudonymId })
}
