/** The official receipt of a gift: asked for by the donor, issued or sent back by a treasurer. */
import { action } from './action'
import { choice, id, integer, type Moment, optional, text } from './fields'

/** asked: waits for a treasurer · issued: it has a number · returned: with a reason, and may be asked for again. */
export const invoiceStates = { asked: '待开具', issued: '已开具', returned: '已退回' } as const
export type InvoiceState = keyof typeof invoiceStates

/** What it is made out to, and where it is sent. */
export interface InvoiceDetails {
  readonly payer: string
  /** Empty for persons. */
  readonly taxId: string
  /** An e-mail address, or where it is posted to. */
  readonly sendTo: string
}

/** A request as treasurers see it. */
export interface AskedInvoice {
  readonly orderNo: string
  readonly revision: number
  readonly state: InvoiceState
  /** Gone some time after it was decided. */
  readonly details: InvoiceDetails | undefined
  readonly projectTitle: string
  /** What was kept of the gift; 0 for things. */
  readonly amountFen: number
  readonly goods: string
  readonly receivedAt: Moment
  readonly askedAt: Moment
  readonly number: string
  readonly reason: string
}

export const givingInvoices = {
  /** Asked again, it says something else as long as none was issued. */
  'giving.askInvoice': action(
    'person',
    {
      orderNo: id(),
      payer: text('票据抬头', { min: 2, max: 60 }),
      taxId: optional(text('税号', { max: 20 })),
      sendTo: text('邮箱或地址', { min: 5, max: 120 }),
    },
    { audits: 'orderNo', atMost: { times: 20, per: 'day' } },
  ).returns<{ readonly state: InvoiceState }>(),
  'giving.readInvoice': action('person', { orderNo: id() }).returns<{
    readonly projectTitle: string
    /** Undefined before it was asked for. */
    readonly invoice:
      | {
          readonly state: InvoiceState
          readonly details: InvoiceDetails | undefined
          readonly number: string
          readonly reason: string
        }
      | undefined
  }>(),
  'giving.listInvoices': action('treasurer', {
    state: choice('状态', invoiceStates),
    after: optional(text('游标', { max: 100 })),
  }).returns<{ readonly invoices: readonly AskedInvoice[]; readonly next: string | undefined }>(),
  'giving.decideInvoice': action(
    'treasurer',
    {
      orderNo: id(),
      /** Of what the treasurer read: nothing is issued to what was changed since. */
      revision: integer('版本', { min: 1, max: 10_000 }),
      decision: choice('处理结果', { issue: '已开具', return: '退回' }),
      /** The number of the receipt; of one that is returned, the reason. */
      words: text('票据号或原因', { max: 60 }),
    },
    { audits: 'orderNo' },
  ).returns<{ readonly state: InvoiceState }>(),
}
