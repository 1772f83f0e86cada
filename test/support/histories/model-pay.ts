/** WeChat Pay as a model: what it has taken and given back, and the ways in which its answers fail to arrive. */
import {
  type BillRow,
  type NotifyEvent,
  type PayNotification,
  type PayPort,
  PayRefused,
  PayUnavailable,
  type RefundReport,
  type RefundStatus,
  type Trade,
} from '../../../cloudfunctions/platform/wechat-pay/port'

const merchant = { appid: 'wxmodel', mchid: '1900000001' }

interface ModelOrder {
  readonly outTradeNo: string
  readonly amountFen: number
  readonly openid: string
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED' | 'REFUND'
  transactionId?: string
  paidAt?: Date
}

interface ModelRefund {
  readonly outRefundNo: string
  readonly outTradeNo: string
  readonly amountFen: number
  status: RefundStatus
  endedAt?: Date
}

/** How a notification reaches us. */
export type Delivery = 'good' | 'twice' | 'forged' | 'tampered' | 'replayed' | 'dropped'

/** `unreached`: nothing was done; `unanswered`: it was done, and nobody heard. */
export type Fault = 'unreached' | 'unanswered'

type Notice = { readonly how: Delivery; readonly told: PayNotification }

export class ModelPay {
  readonly orders = new Map<string, ModelOrder>()
  readonly refunds = new Map<string, ModelRefund>()
  /** Orders that came to be here only after we may have given them up. */
  readonly late = new Set<string>()
  readonly faults: Fault[] = []
  /** The controls: the sweeper does not ask; a refund asked for again gets another number. */
  isBlind = false
  renumbers = false
  private made = 0

  constructor(
    private readonly now: () => Date,
    /** A step at which the function that asks may die. */
    private readonly step: () => void,
  ) {}

  pay(outTradeNo: string, late?: { amountFen: number; openid: string }): void {
    if (late && !this.orders.has(outTradeNo)) {
      this.orders.set(outTradeNo, { outTradeNo, ...late, state: 'NOTPAY' })
      this.late.add(outTradeNo)
    }
    const order = this.orders.get(outTradeNo)
    if (order?.state !== 'NOTPAY') return
    order.state = 'SUCCESS'
    order.transactionId = `42${this.made++}`
    order.paidAt = this.now()
  }

  /** What has been on its way for long enough ends. */
  endRefunds(status: RefundStatus): void {
    for (const refund of this.refunds.values())
      if (refund.status === 'PROCESSING') Object.assign(refund, { status, endedAt: this.now() })
  }

  tradeOf(outTradeNo: string): Trade | undefined {
    const order = this.orders.get(outTradeNo)
    if (!order) return undefined
    const { state, transactionId, paidAt, amountFen, openid: payerOpenid } = order
    const paid = paidAt ? { transactionId, amountFen, currency: 'CNY', payerOpenid, paidAt } : {}
    return { ...merchant, outTradeNo, state, ...paid }
  }

  private reportOf({ outRefundNo, outTradeNo, amountFen, status, endedAt }: ModelRefund): RefundReport {
    return { outRefundNo, outTradeNo, amountFen, status, ...(endedAt ? { refundedAt: endedAt } : {}) }
  }

  noticeOfPayment(outTradeNo: string, how: Delivery): NotifyEvent | undefined {
    const trade = this.tradeOf(outTradeNo)
    if (trade?.transactionId === undefined) return undefined
    // A liar who could sign would change the amount; one who cannot would pretend that it is paid.
    const told = how === 'tampered' ? { ...trade, amountFen: (trade.amountFen ?? 0) + 1 } : trade
    return this.event({ how, told: { kind: 'trade', trade: told } })
  }

  noticeOfRefund(outRefundNo: string, how: Delivery): NotifyEvent | undefined {
    const refund = this.refunds.get(outRefundNo)
    if (!refund?.endedAt) return undefined
    return this.event({ how, told: { kind: 'refund', refund: this.reportOf(refund) } })
  }

  forgedPayment(outTradeNo: string, amountFen: number): NotifyEvent {
    const trade: Trade = { ...merchant, outTradeNo, amountFen, state: 'SUCCESS', transactionId: 'forged' }
    return this.event({ how: 'forged', told: { kind: 'trade', trade } })
  }

  private event(notice: Notice): NotifyEvent {
    return { body: JSON.stringify(notice) }
  }

  /** One call: it may not arrive, or its answer may not; and the function that made it may be gone meanwhile. */
  private async call<Result>(act: () => Result): Promise<Result> {
    const fault = this.faults.shift()
    this.step()
    if (fault === 'unreached') throw new PayUnavailable('model', 'unreached')
    const result = act()
    this.step()
    if (fault === 'unanswered') throw new PayUnavailable('model', 'unanswered')
    return result
  }

  readonly port: PayPort = {
    merchant,
    prepay: ({ outTradeNo, amountFen, openid }) =>
      this.call(() => {
        const known = this.orders.get(outTradeNo)
        if (known?.state === 'CLOSED') return 'CLOSED'
        if (known && known.state !== 'NOTPAY') return 'PAID'
        if (!known) this.orders.set(outTradeNo, { outTradeNo, amountFen, openid, state: 'NOTPAY' })
        const params = { timeStamp: '', nonceStr: '', paySign: '', signType: 'RSA' as const }
        return { ...params, package: `prepay_id=${outTradeNo}` }
      }),
    query: (outTradeNo) =>
      this.call(() => {
        const trade = this.tradeOf(outTradeNo)
        if (!trade) return 'NOT_EXIST'
        return this.isBlind ? { ...merchant, outTradeNo, state: 'NOTPAY' as const } : trade
      }),
    close: (outTradeNo) =>
      this.call(() => {
        const order = this.orders.get(outTradeNo)
        if (!order) return 'NOT_EXIST'
        if (this.isBlind) return 'CLOSED'
        if (order.state === 'SUCCESS' || order.state === 'REFUND') return 'PAID'
        order.state = 'CLOSED'
        return 'CLOSED'
      }),
    refund: ({ outTradeNo, outRefundNo, amountFen }) =>
      this.call(() => {
        const order = this.orders.get(outTradeNo)
        if (!order?.paidAt) throw new PayRefused('refund', 'RESOURCE_NOT_EXISTS')
        const number = this.renumbers ? `${outRefundNo}-${this.made++}` : outRefundNo
        const known = this.refunds.get(number)
        if (known) return this.reportOf({ ...known, outRefundNo })
        const refund: ModelRefund = { outRefundNo: number, outTradeNo, amountFen, status: 'PROCESSING' }
        if (this.refundedFen(outTradeNo) + amountFen > order.amountFen)
          throw new PayRefused('refund', 'INVALID_REQUEST')
        this.refunds.set(number, refund)
        order.state = 'REFUND'
        return this.reportOf({ ...refund, outRefundNo })
      }),
    queryRefund: (outRefundNo) =>
      this.call(() => {
        const known = this.renumbers
          ? [...this.refunds.values()].find((refund) => refund.outRefundNo.startsWith(outRefundNo))
          : this.refunds.get(outRefundNo)
        return known ? this.reportOf({ ...known, outRefundNo }) : 'NOT_EXIST'
      }),
    bill: () =>
      this.call(() => {
        const payments = [...this.orders.values()].flatMap(
          ({ outTradeNo, amountFen, paidAt, transactionId }) =>
            paidAt && transactionId
              ? [rowOf({ kind: 'payment', at: paidAt, transactionId, outTradeNo, amountFen })]
              : [],
        )
        const refunds = [...this.refunds.values()].flatMap(
          ({ outTradeNo, outRefundNo, amountFen, status, endedAt }) =>
            status === 'SUCCESS' && endedAt
              ? [rowOf({ kind: 'refund', at: endedAt, outTradeNo, outRefundNo, amountFen })]
              : [],
        )
        return [...payments, ...refunds]
      }),
    parseNotify: (event) => {
      const { how, told } = JSON.parse('body' in event ? (event.body ?? '') : '{}', reviveDates) as Notice
      if (how === 'forged') return { kind: 'reject', status: 401, reason: 'signature' }
      if (how !== 'replayed') return told
      return told.kind === 'trade'
        ? { kind: 'hint', outTradeNo: told.trade.outTradeNo }
        : told.kind === 'refund'
          ? { kind: 'hint', outTradeNo: told.refund.outTradeNo, outRefundNo: told.refund.outRefundNo }
          : told
    },
    acknowledge: (fault) => ({ statusCode: fault?.status ?? 200, headers: {}, body: '' }),
  }

  /** Given back, or on its way back. */
  refundedFen(outTradeNo: string, only?: RefundStatus): number {
    return [...this.refunds.values()]
      .filter((refund) => refund.outTradeNo === outTradeNo && refund.status !== 'CLOSED')
      .filter(({ status }) => only === undefined || status === only)
      .reduce((sum, { amountFen }) => sum + amountFen, 0)
  }
}

const rowOf = (
  row: Pick<BillRow, 'kind' | 'at' | 'outTradeNo' | 'amountFen'> & Partial<BillRow>,
): BillRow => ({
  transactionId: '',
  refundId: row.outRefundNo ?? '',
  outRefundNo: '',
  refundStatus: row.kind === 'refund' ? 'SUCCESS' : '',
  feeFen: 0,
  ...row,
})

const reviveDates = (key: string, value: unknown) =>
  (key === 'paidAt' || key === 'refundedAt') && typeof value === 'string' ? new Date(value) : value
