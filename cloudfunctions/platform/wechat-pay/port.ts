/** What a cloud function may ask of WeChat Pay, and the words it hears back; says nothing of how it is done. */

/**
 * The states WeChat Pay gives a trade. A mini-program payment meets NOTPAY, SUCCESS, REFUND and CLOSED; the others
 * belong to payment codes and are listed so that one is never mistaken for a payment.
 */
export const tradeStates = [
  'NOTPAY',
  'SUCCESS',
  'REFUND',
  'CLOSED',
  'REVOKED',
  'USERPAYING',
  'PAYERROR',
] as const
export type TradeState = (typeof tradeStates)[number]

/** One payment as WeChat Pay knows it. Compare amountFen, appid, mchid and payerOpenid with our own order's. */
export interface Trade {
  outTradeNo: string
  /** WeChat's own number, present once paid. */
  transactionId?: string
  state: TradeState
  /** The order's whole amount in fen; absent while unpaid. */
  amountFen?: number
  currency?: string
  payerOpenid?: string
  appid: string
  mchid: string
  attach?: string
  paidAt?: Date
}

/** How WeChat Pay says a refund stands. ABNORMAL: it could not reach the payer's account; CLOSED: it never happened. */
export const refundStatuses = ['PROCESSING', 'SUCCESS', 'ABNORMAL', 'CLOSED'] as const
export type RefundStatus = (typeof refundStatuses)[number]

/** A refund to be made. Asking again under the same number is the same refund, never a second one. */
export interface RefundInput {
  outTradeNo: string
  /** 1 to 64 of `0-9 A-Z a-z _ - | * @`, ours for ever. */
  outRefundNo: string
  /** The whole order's amount. */
  totalFen: number
  amountFen: number
  /** Shown to the payer, at most 80 characters. */
  reason: string
}

/** One refund as WeChat Pay knows it. Compare outTradeNo and amountFen with our own. */
export interface RefundReport {
  outRefundNo: string
  outTradeNo: string
  /** WeChat's own number; absent where the interface does not tell. */
  refundId?: string
  status: RefundStatus
  amountFen?: number
  refundedAt?: Date
}

/** One line of a day's bill: what WeChat Pay took or gave back on our behalf. */
export interface BillRow {
  kind: 'payment' | 'refund'
  at: Date
  transactionId: string
  outTradeNo: string
  /** Empty for a payment. */
  refundId: string
  outRefundNo: string
  /** How a refund stands; a payment in a bill is done. */
  refundStatus: string
  amountFen: number
  /** What WeChat Pay kept for itself; negative where it gave some back. */
  feeFen: number
}

/** What `wx.requestPayment` takes, to be passed on exactly as it is. */
export interface PaymentParams {
  /** Seconds since 1970, as a string. */
  timeStamp: string
  nonceStr: string
  /** `prepay_id=…` */
  package: string
  signType: 'RSA' | 'MD5'
  paySign: string
}

/**
 * An order to be paid. Asking again for the same order must repeat every field, `expiresAt` included: WeChat Pay
 * refuses a repeat that differs.
 */
export interface PrepayInput {
  /** 6 to 32 of `0-9 A-Z a-z _ - | *`, ours for ever. */
  outTradeNo: string
  /** Shown to the payer, at most 127 characters. */
  description: string
  /** At least 1. */
  amountFen: number
  openid: string
  /** Comes back with the trade, at most 128 characters. */
  attach?: string
  /** Nobody can pay later; the order still has to be closed. WeChat Pay moves it into 1 minute … 90 days from now. */
  expiresAt: Date
}

/** A call to our notify URL as the HTTP access service hands it to a function: https://docs.cloudbase.net/service/access-cloud-function */
export interface HttpEvent {
  headers?: Readonly<Record<string, string | undefined>>
  body?: string
  isBase64Encoded?: boolean
}

/** What cloudPay calls a function with: unsigned, and to be read by its adapter alone. */
export interface CallbackEvent {
  returnCode: unknown
}

export type NotifyEvent = HttpEvent | CallbackEvent

/** The answer such a function returns. */
export interface HttpReply {
  statusCode: number
  headers: Record<string, string>
  body: string
}

/** The answer that cloudPay wants. */
export interface CallbackReply {
  errcode: number
  errmsg: string
}

export type NotifyReply = HttpReply | CallbackReply

/** Why a notification was not believed: answer with `status`; `reason` is for the log and holds nothing personal. */
export interface NotificationFault {
  status: number
  reason: string
}

/**
 * What a call to our notify URL turned out to be.
 * - `trade`, `refund`: WeChat Pay's word, fresh.
 * - `hint`: perhaps a replay, or not signed at all: query the order, or the refund where one is named, and believe that.
 *   `said` is there where a query tells only that there is such a refund, and the callback alone how it ended.
 * - `reject`: not WeChat Pay's word, or not readable.
 */
export type PayNotification =
  | { kind: 'trade'; trade: Trade }
  | { kind: 'refund'; refund: RefundReport }
  | { kind: 'hint'; outTradeNo: string; outRefundNo?: string; said?: RefundReport | undefined }
  | ({ kind: 'reject' } & NotificationFault)

/**
 * WeChat Pay, as our functions see it. All but the notifications throw {@link PayUnavailable} when the outcome is
 * unknown and {@link PayRefused} when WeChat Pay refuses for a reason that asking again does not change.
 */
export interface PayPort {
  /** Who we are at WeChat Pay, to compare with what a trade says. */
  readonly merchant: { readonly appid: string; readonly mchid: string }
  /** Opens (or opens again) an order for payment; `PAID` and `CLOSED` tell that it can no longer be paid. */
  prepay(input: PrepayInput): Promise<PaymentParams | 'PAID' | 'CLOSED'>
  /** The trade as WeChat Pay has it now. */
  query(outTradeNo: string): Promise<Trade | 'NOT_EXIST'>
  /** Makes an order unpayable. WeChat Pay also answers `CLOSED` for one already closed, or which it never saw. */
  close(outTradeNo: string): Promise<'CLOSED' | 'PAID' | 'NOT_EXIST'>
  /** Gives money back. Accepted is not yet done: `PROCESSING` for a minute or longer. */
  refund(input: RefundInput): Promise<RefundReport>
  /** The refund as WeChat Pay has it now. */
  queryRefund(outRefundNo: string, outTradeNo: string): Promise<RefundReport | 'NOT_EXIST'>
  /** All payments and refunds of a day (`2027-10-16`, at +08:00); ready from ten the next morning. */
  bill(day: string): Promise<readonly BillRow[] | 'NOT_READY'>
  /** Reads a call to our notify URL or function, made by `source` as the platform tells; never throws. */
  parseNotify(event: NotifyEvent, source: string): PayNotification
  /** The answer to a notification: done when no fault is given, else "send it again later". */
  acknowledge(fault?: NotificationFault): NotifyReply
}

/** WeChat Pay did not answer in a way to be believed; it may or may not have done what was asked. Ask again later. */
export class PayUnavailable extends Error {
  override readonly name = 'PayUnavailable'
  constructor(
    readonly operation: string,
    readonly reason: string,
  ) {
    super(`WeChat Pay ${operation}: ${reason}`)
  }
}

/** WeChat Pay refused, with its own code: a fault in our request or settings, the same however often we ask. */
export class PayRefused extends Error {
  override readonly name = 'PayRefused'
  constructor(
    readonly operation: string,
    readonly code: string,
  ) {
    super(`WeChat Pay ${operation} refused: ${code}`)
  }
}
