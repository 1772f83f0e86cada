/** The staff door: what waits for me today, and where my roles lead. */
import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { type Failure, failureOf } from '../../utils/failure'
import { type TodayView, todayView } from './today-view'

interface Data {
  view: { readonly state: 'loading' } | TodayView | Failure
  greeting: string
  /** Why what is shown may be old; empty when it is not. */
  notice: string
}

interface Methods {
  load(): Promise<void>
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onReview(): void
}

const greetingOf = (name: string | undefined) => (name ? `${name}，您好` : '您好')

Page<Data, Methods>({
  data: { view: { state: 'loading' }, greeting: '您好', notice: '' },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const [today, me] = await Promise.all([call('staff.readToday', {}), session.me ?? session.refresh()])
      const greeting = greetingOf(me.person?.name)
      this.setData({ view: todayView(today, Date.now()), greeting, notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      const isShown = this.data.view.state === 'ready'
      this.setData(isShown ? { notice: failure.message } : { view: failure })
    }
  },

  onOpen(event) {
    wx.navigateTo({ url: event.currentTarget.dataset.url })
  },

  onReview() {
    wx.navigateTo({ url: '/staff/registrations/registrations' })
  },
})
