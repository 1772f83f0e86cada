/** One payment: asking that money go back, and deciding on what a colleague asked. What is asked is kept until it is sent. */
import { formatYuan } from '../../contract/money'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { type Failure, failureOf } from '../../utils/failure'
import { askProposals, cardOf, declineProposals, type PaymentCard, readAmount } from './refund-view'

interface Data {
  view: { readonly state: 'loading' } | PaymentCard | Failure
  notice: string
  /** Yuan as typed. */
  amount: string
  amountError: string
  sheet: '' | 'ask' | 'decline'
  reason: string
  reasonError: string
  busy: '' | 'ask' | 'approve' | 'decline'
  askProposals: typeof askProposals
  declineProposals: typeof declineProposals
}

interface Methods {
  orderNo: string
  /** One request, however often it is sent; the next one gets its own. */
  attemptKey: string
  deciding: string
  load(): Promise<void>
  keep(typed: Partial<Typed>): void
  onAmount(event: WechatMiniprogram.Input): void
  onAsk(): void
  onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onCloseSheet(): void
  onSendReason(): void
  ask(): Promise<void>
  onApprove(event: WechatMiniprogram.TouchEvent): Promise<void>
  onDecline(event: WechatMiniprogram.TouchEvent): void
  decide(refundNo: string, approves: boolean): Promise<void>
}

/** What is kept on the phone of a request. */
interface Typed {
  readonly amount: string
  readonly reason: string
}

const nothingTyped: Typed = { amount: '', reason: '' }
const draftOf = (orderNo: string) => `refund:${orderNo}`
const readTyped = (orderNo: string) => readDraft<Typed>(draftOf(orderNo)) ?? nothingTyped

Page<Data, Methods>({
  orderNo: '',
  attemptKey: '',
  deciding: '',

  data: {
    view: { state: 'loading' },
    notice: '',
    amount: '',
    amountError: '',
    sheet: '',
    reason: '',
    reasonError: '',
    busy: '',
    askProposals,
    declineProposals,
  },

  onLoad({ orderNo = '' }) {
    this.orderNo = orderNo
    this.attemptKey = newKey()
    this.setData({ amount: readTyped(orderNo).amount })
  },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const payment = await call('treasury.readPayment', { orderNo: this.orderNo })
      const view = cardOf(payment, Date.now())
      this.setData({ view, notice: '' })
      // It has arrived, though its answer may have been lost.
      if (!view.mayAsk) dropDraft(draftOf(this.orderNo))
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  keep(typed) {
    keepDraft(draftOf(this.orderNo), { ...readTyped(this.orderNo), ...typed })
  },

  onAmount(event) {
    this.keep({ amount: event.detail.value })
    this.setData({ amount: event.detail.value, amountError: '' })
  },

  onAsk() {
    const { view, amount } = this.data
    if (view.state !== 'ready') return
    const read = readAmount(amount === '' ? formatYuan(view.refundableFen) : amount, view.refundableFen)
    if (typeof read === 'string') this.setData({ amountError: read })
    else {
      const { reason } = readTyped(this.orderNo)
      this.setData({ sheet: 'ask', amount: formatYuan(read), reason, reasonError: '' })
    }
  },

  onReason(event) {
    if (this.data.sheet === 'ask') this.keep({ reason: event.detail.value })
    this.setData({ reason: event.detail.value, reasonError: '' })
  },

  onCloseSheet() {
    this.setData({ sheet: '' })
  },

  onSendReason() {
    if (this.data.sheet === 'ask') this.ask()
    else this.decide(this.deciding, false)
  },

  async ask() {
    const { view, amount, reason, busy } = this.data
    if (view.state !== 'ready' || busy !== '') return
    const amountFen = readAmount(amount, view.refundableFen)
    if (typeof amountFen === 'string') return
    this.setData({ busy: 'ask' })
    try {
      const { orderNo, attemptKey } = this
      await call('treasury.requestRefund', { orderNo, amountFen, reason, attemptKey })
      this.attemptKey = newKey()
      dropDraft(draftOf(orderNo))
      this.setData({ sheet: '', amount: '' })
      await this.load()
    } catch (error) {
      this.setData({ reasonError: failureOf(error).message })
    } finally {
      this.setData({ busy: '' })
    }
  },

  async onApprove(event) {
    const { refundNo, yuan } = event.currentTarget.dataset
    const { confirm } = await wx.showModal({
      title: `批准退款 ${yuan} 元？`,
      content: '批准后即通知微信支付退回捐赠人，不能撤回。',
      confirmText: '批准',
    })
    if (confirm) await this.decide(refundNo, true)
  },

  onDecline(event) {
    this.deciding = event.currentTarget.dataset.refundNo
    this.setData({ sheet: 'decline', reason: '', reasonError: '' })
  },

  async decide(refundNo, approves) {
    if (this.data.busy !== '') return
    this.setData({ busy: approves ? 'approve' : 'decline' })
    try {
      const reason = approves ? {} : { reason: this.data.reason }
      await call('treasury.decideRefund', { refundNo, approves, ...reason })
      this.setData({ sheet: '' })
      await this.load()
    } catch (error) {
      const { message } = failureOf(error)
      this.setData(approves ? { notice: message } : { reasonError: message })
    } finally {
      this.setData({ busy: '' })
    }
  },
})
