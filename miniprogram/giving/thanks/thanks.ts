/** After giving: thanks once the money has come, and the plain truth until then. */
import type { OrderState } from '../../contract/payments'
import { call } from '../../services/cloud'
import { type Failure, failureOf } from '../../utils/failure'
import { forgetAttempt, readAttempt } from '../services/gift-attempt'
import { announcedPanelOf, type Panel, panelOf, type ThanksView, thanksViewOf } from './thanks-view'

type View =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly panel: Panel
      readonly thanks: ThanksView
      /** Whether the server is being asked again by itself. */
      readonly asking: 'yes' | 'no'
      /** Whether the attempt behind this order is still on this phone, so that it can be paid from here. */
      readonly canPay: boolean
    }
  | Failure

interface Data {
  readonly orderNo: string
  readonly view: View
}

interface Methods {
  timer: number
  /** How many times the server was asked since the page was shown. */
  asked: number
  load(): Promise<void>
  setAsking(asking: 'yes' | 'no'): void
  askLater(): void
  stopAsking(): void
  ask(): Promise<void>
  onRetry(): void
  onAskAgain(): void
  onPay(): void
  onCopy(): void
  onWithdraw(): Promise<void>
  onOpenProject(): void
  onOpenHonours(): void
  onOpenCertificate(): void
  onOpenInvoice(): void
  onDone(): void
}

/** WeChat Pay mostly knows within seconds; after these pauses the person decides when to ask again. */
const pausesMs = [2000, 3000, 5000, 8000, 13_000, 20_000]

/** Whether the wish behind an order is fulfilled or in other hands; one that ran out unpaid may be tried again. */
const isSettled = (state: OrderState) => state === 'paid' || state === 'frozen'

Page<Data, Methods>({
  data: { orderNo: '', view: { state: 'loading' } },
  timer: 0,
  asked: 0,

  onLoad({ orderNo = '' }) {
    this.setData({ orderNo })
  },

  onShow() {
    this.asked = 0
    void this.load()
  },

  onHide() {
    this.stopAsking()
  },

  onUnload() {
    this.stopAsking()
  },

  async load() {
    try {
      const thanks = await call('giving.readThanks', { orderNo: this.data.orderNo })
      if (isSettled(thanks.state)) forgetAttempt(thanks.projectId, thanks.orderNo)
      const isOffline = thanks.way !== 'wechat'
      const asking = thanks.state === 'pending' && !isOffline ? 'yes' : 'no'
      const canPay = thanks.state === 'pending' && readAttempt(thanks.projectId).orderNo === thanks.orderNo
      this.setData({
        view: {
          state: 'ready',
          panel: isOffline ? announcedPanelOf(thanks.state) : panelOf(thanks.state, asking),
          thanks: thanksViewOf(thanks, Date.now()),
          asking,
          canPay,
        },
      })
      if (asking === 'yes') this.askLater()
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  setAsking(asking) {
    const { view } = this.data
    if (view.state !== 'ready') return
    this.setData({ 'view.asking': asking, 'view.panel': panelOf(view.thanks.orderState, asking) })
  },

  askLater() {
    clearTimeout(this.timer)
    const pauseMs = pausesMs[this.asked]
    if (pauseMs === undefined) {
      this.setAsking('no')
      return
    }
    this.asked += 1
    this.timer = setTimeout(() => void this.ask(), pauseMs)
  },

  stopAsking() {
    clearTimeout(this.timer)
    // A question that is still under way must not lead to the next one.
    this.asked = pausesMs.length
  },

  async ask() {
    try {
      const { state } = await call('payments.confirm', { orderNo: this.data.orderNo })
      if (state === 'pending') this.askLater()
      else await this.load()
    } catch (error) {
      console.warn('payments.confirm', error)
      this.askLater()
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onAskAgain() {
    this.asked = 0
    this.setAsking('yes')
    void this.ask()
  },

  onPay() {
    const { view } = this.data
    if (view.state !== 'ready') return
    void wx.redirectTo({ url: `/giving/give/give?projectId=${view.thanks.projectId}` })
  },

  onCopy() {
    void wx.setClipboardData({ data: this.data.orderNo })
  },

  async onWithdraw() {
    const { confirm } = await wx.showModal({
      title: '取消这笔捐赠意向？',
      content: '如果已经转账或送达，请不要取消，学校收到后会自动记入。',
      confirmText: '取消意向',
      cancelText: '保留',
    })
    if (!confirm) return
    try {
      await call('giving.withdrawPledge', { orderNo: this.data.orderNo })
    } catch (error) {
      wx.showToast({ title: failureOf(error).message, icon: 'none' })
    }
    await this.load()
  },

  onOpenProject() {
    const { view } = this.data
    if (view.state !== 'ready') return
    void wx.navigateTo({ url: `/giving/project/project?projectId=${view.thanks.projectId}` })
  },

  onOpenHonours() {
    const { view } = this.data
    if (view.state !== 'ready') return
    void wx.navigateTo({ url: `/giving/honour-roll/honour-roll?projectId=${view.thanks.projectId}` })
  },

  onOpenCertificate() {
    void wx.navigateTo({ url: `/giving/certificate/certificate?orderNo=${this.data.orderNo}` })
  },

  onOpenInvoice() {
    void wx.navigateTo({ url: `/giving/invoice/invoice?orderNo=${this.data.orderNo}` })
  },

  onDone() {
    void wx.switchTab({ url: '/pages/giving/giving' })
  },

  /** The project is shared, never the sum or the donor. */
  onShareAppMessage() {
    const { view } = this.data
    return view.state === 'ready'
      ? {
          title: `我为「${view.thanks.projectTitle}」添了一份力`,
          path: `/giving/project/project?projectId=${view.thanks.projectId}`,
        }
      : { title: '为母校添一份力', path: '/pages/giving/giving' }
  },
})
