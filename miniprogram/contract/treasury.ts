/** What treasurers do with money that came through WeChat Pay: looking it up, and giving it back by two people. */
import { action } from './action'
import { choice, day, flag, id, integer, type Moment, optional, text } from './fields'
import { largestAmountFen } from './money'

/**
 * requested: waits for a second treasurer · approved: WeChat Pay has not taken it on yet · processing: it has ·
 * success: the donor has the money · abnormal: the donor’s account cannot take it, see WeChat Pay’s console ·
 * closed: WeChat Pay did not carry it out, and it may be asked for anew · declined: by the second treasurer.
 */
export const refundStates = {
  requested: '待复核',
  approved: '已批准',
  processing: '退款中',
  success: '已退款',
  abnormal: '退款异常',
  closed: '未退成',
  declined: '未批准',
} as const
export type RefundState = keyof typeof refundStates

/** Where WeChat Pay’s books and ours do not agree. */
export const exceptionKinds = {
  'orphan payment': '有收款，无订单',
  mismatch: '订单已冻结',
  'missing payment': '有订单，账单无此笔',
  'payment differs': '收款金额不一致',
  'foreign refund': '商户平台退款',
  'missing refund': '有退款，账单无此笔',
  'refund mismatch': '退款不一致',
} as const
export type ExceptionKind = keyof typeof exceptionKinds

/** Waiting for a person, on their way, and over. */
export const refundLists = { waiting: '待复核', underway: '办理中', over: '已办结' } as const
export type RefundList = keyof typeof refundLists

export interface RefundView {
  readonly refundNo: string
  readonly orderNo: string
  readonly projectTitle: string
  readonly donorName: string
  readonly amountFen: number
  readonly reason: string
  readonly state: RefundState
  readonly requestedBy: string
  readonly requestedAt: Moment
  /** Who approved or declined; empty until then. */
  readonly decidedBy: string
  readonly decidedAt: Moment | undefined
  /** Why it was declined, or what WeChat Pay said when it did not take it on. */
  readonly answer: string
  readonly refundedAt: Moment | undefined
  /** Whether the caller asked for it, and so must leave it to somebody else. */
  readonly isOwn: boolean
}

export interface PaymentView {
  readonly orderNo: string
  readonly transactionId: string
  readonly projectTitle: string
  /** Anonymous donors too: a refund must reach the right one. */
  readonly donorName: string
  readonly amountFen: number
  /** Given back by now. */
  readonly refundedFen: number
  readonly paidAt: Moment | undefined
}

export interface PaymentDetail extends PaymentView {
  /** What may still be given back. */
  readonly refundableFen: number
  /** Why nothing can be; empty when something can. */
  readonly obstacle: string
  readonly refunds: readonly RefundView[]
  /** What the ledger says of it, a sentence each, oldest first. */
  readonly ledger: readonly string[]
}

/** awaited: WeChat Pay’s bill is not there yet · open: something does not agree · closed: everything does, or is explained. */
export const billStates = { awaited: '等待账单', open: '待核对', closed: '账实相符' } as const
export type BillState = keyof typeof billStates

export interface BillDay {
  /** `2027-10-16` */
  readonly day: string
  readonly state: BillState
  readonly payments: number
  readonly refunds: number
  readonly paidFen: number
  readonly refundedFen: number
  readonly feeFen: number
  readonly exceptionsOpen: number
}

export interface Money {
  /** Since midnight on campus, by our own books. */
  readonly today: { readonly payments: number; readonly paidFen: number; readonly refundedFen: number }
  readonly refundsWaiting: number
  readonly refundsUnderway: number
  readonly exceptionsOpen: number
  /** Latest first. */
  readonly days: readonly BillDay[]
}

export interface ExceptionView {
  readonly exceptionId: string
  readonly kind: ExceptionKind
  readonly day: string
  readonly orderNo: string
  readonly refundNo: string
  readonly donorName: string
  readonly projectTitle: string
  /** What WeChat Pay says, and what we have; 0 where one side knows of nothing. */
  readonly wechatFen: number
  readonly ourFen: number
  readonly isOpen: boolean
}

export interface ExceptionDetail extends ExceptionView {
  /** What entering it would give a project, or take when negative. */
  readonly correctionFen: number
  /**
   * To choose from where nobody knows which project it is of, fifty at most: those to which one can give, then those to
   * which one could. Empty where one knows.
   */
  readonly projects: readonly { readonly projectId: string; readonly title: string }[]
  readonly resolution:
    | {
        /** Empty for what resolved itself. */
        readonly by: string
        readonly at: Moment
        readonly reason: string
        readonly enteredFen: number
        readonly projectTitle: string
      }
    | undefined
}

export const treasury = {
  'treasury.readMoney': action('treasurer', {}).returns<Money>(),
  'treasury.listExceptions': action('treasurer', {
    isOpen: flag('是否待核对'),
    day: optional(day('日期')),
    after: optional(text('游标', { max: 100 })),
  }).returns<{ readonly exceptions: readonly ExceptionView[]; readonly next: string | undefined }>(),
  'treasury.readException': action('treasurer', { exceptionId: id() }).returns<ExceptionDetail>(),
  /** With a reason, and entering the difference or not; the sum is never typed. */
  'treasury.resolveException': action(
    'treasurer',
    {
      exceptionId: id(),
      reason: text('说明', { max: 200 }),
      enters: flag('是否记入账本'),
      projectId: optional(id('项目')),
    },
    { audits: 'exceptionId' },
  ).returns<ExceptionDetail>(),
  /** A spreadsheet of WeChat Pay’s bills, with what each line was for; at most 31 days. */
  'treasury.exportBills': action(
    'treasurer',
    { from: day('开始日期'), to: day('结束日期') },
    { atMost: { times: 30, per: 'hour' } },
  ).returns<{ readonly url: string; readonly expiresAt: Moment; readonly rows: number }>(),
  /** Latest first; or those whose number, ours or WeChat Pay’s, is `number`. */
  'treasury.listPayments': action('treasurer', {
    number: optional(id('单号')),
    after: optional(text('游标', { max: 100 })),
  }).returns<{ readonly payments: readonly PaymentView[]; readonly next: string | undefined }>(),
  'treasury.readPayment': action('treasurer', { orderNo: id() }).returns<PaymentDetail>(),
  'treasury.listRefunds': action('treasurer', {
    list: choice('列表', refundLists),
    after: optional(text('游标', { max: 100 })),
  }).returns<{ readonly refunds: readonly RefundView[]; readonly next: string | undefined }>(),
  'treasury.requestRefund': action(
    'treasurer',
    {
      orderNo: id(),
      amountFen: integer('退款金额', { min: 1, max: largestAmountFen }),
      reason: text('退款原因', { max: 80 }),
      /** Made once by the phone for one intent: the same key is the same request, however often it is sent. */
      attemptKey: id(),
    },
    { audits: 'orderNo' },
  ).returns<{ readonly refundNo: string; readonly state: RefundState }>(),
  /** By another treasurer than the one who asked. */
  'treasury.decideRefund': action(
    'treasurer',
    { refundNo: id(), approves: flag('是否批准'), reason: optional(text('原因', { min: 0, max: 80 })) },
    { audits: 'refundNo' },
  ).returns<{ readonly state: RefundState }>(),
}
