/** The treasurers' desk: refunds and differences that wait, payments to look up, days that agree with the bill. */
import { call } from '../../services/cloud'
import { fetchFile, openTable } from '../../services/files'
import { type Failure, failureOf } from '../../utils/failure'
import { joining, keepLight } from '../../utils/long-list'
import {
  type ExceptionRow,
  exceptionRowOf,
  type PaymentRow,
  paymentRowOf,
  type RefundRow,
  refundRowOf,
} from '../utils/money-words'
import { type Desk, deskOf, type Tab, tabs } from './money-view'

interface Ready {
  readonly state: 'ready'
  readonly desk: Desk
  readonly refunds: readonly RefundRow[]
  readonly exceptions: readonly ExceptionRow[]
}

interface Payments {
  readonly state: 'ready'
  readonly rows: readonly PaymentRow[]
  /** Where the next page begins; empty after the last. */
  readonly next: string
}

interface Data {
  tabs: typeof tabs
  tab: Tab
  view: { readonly state: 'loading' } | Ready | Failure
  payments: { readonly state: 'loading' } | { readonly state: 'empty' } | Payments | Failure
  /** Our number or WeChat Pay's, to look a payment up. */
  number: string
  notice: string
  exporting: boolean
}

interface Methods {
  /** Which asking is the latest; an answer to an older one is of no use. */
  turn: number
  isReadingOn: boolean
  load(): Promise<void>
  loadPayments(): Promise<void>
  loadMore(): Promise<void>
  onTab(event: WechatMiniprogram.TouchEvent): void
  onNumber(event: WechatMiniprogram.Input): void
  onSearch(): void
  onClearNumber(): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onExport(): Promise<void>
}

Page<Data, Methods>({
  turn: 0,
  isReadingOn: false,

  data: {
    tabs,
    tab: 'waiting',
    view: { state: 'loading' },
    payments: { state: 'loading' },
    number: '',
    notice: '',
    exporting: false,
  },

  onShow() {
    this.load()
    if (this.data.payments.state === 'ready') this.loadPayments()
  },

  async onPullDownRefresh() {
    await (this.data.tab === 'payments' ? this.loadPayments() : this.load())
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    if (this.data.tab === 'payments') this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'payments.rows', scrollTop)
  },

  async load() {
    try {
      const [money, { refunds }, { exceptions }] = await Promise.all([
        call('treasury.readMoney', {}),
        call('treasury.listRefunds', { list: 'waiting' }),
        call('treasury.listExceptions', { isOpen: true }),
      ])
      const nowMs = Date.now()
      const view: Ready = {
        state: 'ready',
        desk: deskOf(money),
        refunds: refunds.map((refund) => refundRowOf(refund, nowMs)),
        exceptions: exceptions.map(exceptionRowOf),
      }
      this.setData({ view, notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  async loadPayments() {
    this.turn += 1
    const { turn } = this
    const number = this.data.number.trim()
    try {
      const found = await call('treasury.listPayments', number === '' ? {} : { number })
      if (turn !== this.turn) return
      const nowMs = Date.now()
      const rows = found.payments.map((payment) => paymentRowOf(payment, nowMs))
      const ready: Payments = { state: 'ready', rows, next: found.next ?? '' }
      this.setData({ payments: rows.length > 0 ? ready : { state: 'empty' } })
    } catch (error) {
      if (turn === this.turn) this.setData({ payments: failureOf(error) })
    }
  },

  async loadMore() {
    const { payments } = this.data
    const { turn } = this
    if (payments.state !== 'ready' || payments.next === '' || this.isReadingOn) return
    this.isReadingOn = true
    try {
      const page = await call('treasury.listPayments', { after: payments.next })
      if (turn !== this.turn) return
      const nowMs = Date.now()
      const rows = page.payments.map((payment) => paymentRowOf(payment, nowMs))
      this.setData({
        ...joining('payments.rows', payments.rows.length, rows),
        'payments.next': page.next ?? '',
      })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.isReadingOn = false
    }
  },

  onTab(event) {
    const tab: Tab = event.currentTarget.dataset.tab
    this.setData({ tab })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    if (tab === 'payments' && this.data.payments.state !== 'ready') this.loadPayments()
  },

  onNumber(event) {
    this.setData({ number: event.detail.value })
  },

  onSearch() {
    this.setData({ payments: { state: 'loading' } })
    this.loadPayments()
  },

  onClearNumber() {
    this.setData({ number: '' })
    this.onSearch()
  },

  onOpen(event) {
    wx.navigateTo({ url: event.currentTarget.dataset.url })
  },

  async onExport() {
    const { view, exporting } = this.data
    if (view.state !== 'ready' || exporting) return
    const { from, to } = view.desk
    this.setData({ exporting: true, notice: '' })
    try {
      const { url } = await call('treasury.exportBills', { from, to })
      await openTable(await fetchFile(url, `微信支付账单 ${from} 至 ${to}.xlsx`))
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ exporting: false })
    }
  },
})
