/** One payment: asking that money go back, and deciding on what a colleague asked. */
import { formatYuan } from '../../contract/money'
import { call } from '../../services/cloud'
import { newKey } from '../../services/drafts'
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
      this.setData({ view: cardOf(payment, Date.now()), notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  onAmount(event) {
    this.setData({ amount: event.detail.value, amountError: '' })
  },

  onAsk() {
    const { view, amount } = this.data
    if (view.state !== 'ready') return
    const read = readAmount(amount === '' ? formatYuan(view.refundableFen) : amount, view.refundableFen)
    if (typeof read === 'string') this.setData({ amountError: read })
    else this.setData({ sheet: 'ask', amount: formatYuan(read), reason: '', reasonError: '' })
  },

  onReason(event) {
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
