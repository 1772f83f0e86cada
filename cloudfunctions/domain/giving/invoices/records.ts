/** Requests for the official receipt of a gift; whose they are is whose the gift is. */
import type { InvoiceState } from '../../../../miniprogram/contract/giving-invoices'
import { Collection, collect, command } from '../../../platform/cloud'
import { afterCursor, pageSize } from '../../../platform/cursor'
import { Pile } from '../../../platform/piles'

export interface Invoice {
  /** The gift's. */
  readonly _id: string
  readonly orderNo: string
  readonly state: InvoiceState
  /** To whom and where, sealed for the gift; null once it is no longer needed. */
  readonly details: string | null
  readonly number: string
  readonly reason: string
  readonly askedAt: Date
  /** Grows with every change of what was asked for. */
  readonly revision: number
  /** Decided, and the donor was not told yet. */
  readonly untold: boolean
  /** When the details are no longer needed; null while nothing was decided, and once they are gone. */
  readonly erasesAt: Date | null
}

const invoices = new Collection<Invoice>('giftInvoices')

export const insertInvoice = (invoice: Invoice): Promise<'inserted' | 'exists'> => invoices.insert(invoice)
export const readInvoice = (giftId: string): Promise<Invoice | undefined> => invoices.read(giftId)

/** Asks anew, unless it was changed or issued since it was read. */
export const askAgain = (
  { _id, state, revision }: Invoice,
  details: string,
  askedAt: Date,
): Promise<boolean> =>
  invoices.change(
    { _id, state, revision },
    {
      state: 'asked',
      details,
      askedAt,
      reason: '',
      revision: revision + 1,
      untold: false,
      erasesAt: null,
    },
  )

/** Decides about what was read, once. */
export const settleInvoice = (
  { _id, revision }: Invoice,
  decided: Pick<Invoice, 'state' | 'number' | 'reason' | 'erasesAt'>,
): Promise<boolean> => invoices.change({ _id, revision, state: 'asked' }, { ...decided, untold: true })

/** Requests in a state, latest first, one more than a page. */
export const listInvoices = (state: InvoiceState, after: string | undefined): Promise<Invoice[]> =>
  invoices.find(afterCursor({ state }, 'askedAt', 'desc', after), {
    order: [
      ['askedAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })

export const untoldInvoices = new Pile(invoices, () => ({ untold: true }))
export const markInvoiceTold = ({ _id, revision }: Invoice): Promise<boolean> =>
  invoices.change({ _id, revision }, { untold: false })

/** Erases what was kept long enough. */
export const expiredInvoiceDetails = new Pile(invoices, (now) => ({ erasesAt: command.lte(now) }))

export const readInvoicesOf = (giftIds: readonly string[]): Promise<Invoice[]> =>
  collect(invoices.every({ _id: command.in([...giftIds]) }))

/** Takes back what was asked for these gifts; of what was issued only the number stays. */
export async function forgetInvoices(giftIds: readonly string[]): Promise<void> {
  const theirs = { _id: command.in([...giftIds]) }
  await invoices.remove({ ...theirs, state: command.in(['asked', 'returned']) })
  await invoices.changeEvery(theirs, { details: null, erasesAt: null, untold: false })
}
