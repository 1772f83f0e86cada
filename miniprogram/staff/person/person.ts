/** All that is known of one person; a reviewer can take a decision back. */
import { AppError } from '../../contract/errors'
import { call } from '../../services/cloud'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { type PersonView, personView, reopening } from './person-view'

interface Data {
  view: { readonly state: 'loading' } | PersonView | Failure
  /** Why what is shown may be old, or is not as it was; empty when it is. */
  notice: string
  sheet: typeof reopening
  sheetShown: boolean
  reason: string
  reasonError: string
  busy: boolean
}

interface Methods {
  personId: string
  load(): Promise<void>
  onReview(): void
  onReopen(): void
  onCloseSheet(): void
  onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onSendReason(): Promise<void>
  onRefused(error: unknown): Promise<void>
}

Page<Data, Methods>({
  personId: '',

  data: {
    view: { state: 'loading' },
    notice: '',
    sheet: reopening,
    sheetShown: false,
    reason: '',
    reasonError: '',
    busy: false,
  },

  onLoad({ personId = '' }) {
    this.personId = personId
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
      const detail = await call('people.read', { personId: this.personId })
      this.setData({ view: personView(detail, Date.now()), notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  onReview() {
    wx.navigateTo({ url: `/staff/registration/registration?personId=${this.personId}` })
  },

  onReopen() {
    this.setData({ sheetShown: true, reasonError: '' })
  },

  onCloseSheet() {
    this.setData({ sheetShown: false })
  },

  onReason(event) {
    this.setData({ reason: event.detail.value, reasonError: '' })
  },

  async onSendReason() {
    if (this.data.busy) return
    this.setData({ busy: true })
    try {
      await call('registrations.reopen', { personId: this.personId, reason: this.data.reason })
      this.setData({ sheetShown: false, reason: '' })
      wx.showToast({ title: '已退回待审核', icon: 'success' })
      await this.load()
    } catch (error) {
      await this.onRefused(error)
    } finally {
      this.setData({ busy: false })
    }
  },

  async onRefused(error) {
    if (!(error instanceof AppError) || error.code !== 'REGISTRATION_NOT_DECIDED') {
      this.setData({ reasonError: fieldMessagesOf(error).reason ?? failureOf(error).message })
      return
    }
    this.setData({ sheetShown: false })
    await this.load()
    this.setData({ notice: '此登记刚被其他审核员处理，下面是最新情况' })
  },
})
