/** What staff wrote to the people of events and bodies, newest first; what waits for approval stands among it. */
import { call } from '../../services/cloud'
import { afterFailure, type Failure } from '../../utils/failure'
import { joining, keepLight } from '../../utils/long-list'
import { type Row, rowOf } from './notices-view'

type View =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly rows: readonly Row[]
      /** Where the next page begins; empty at the end. */
      readonly next: string
      readonly more: 'idle' | 'loading' | 'failed'
      readonly offline: boolean
    }
  | Failure

interface Data {
  view: View
}

interface Methods {
  load(): Promise<void>
  loadMore(): Promise<void>
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onNew(): void
}

Page<Data, Methods>({
  data: { view: { state: 'loading' } },

  onShow() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    void this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.rows', scrollTop)
  },

  async load() {
    try {
      const { notices, next = '' } = await call('notices.list', {})
      const nowMs = Date.now()
      const rows = notices.map((notice) => rowOf(notice, nowMs))
      this.setData({ view: { state: 'ready', rows, next, more: 'idle', offline: false } })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view } = this.data
    if (view.state !== 'ready' || view.next === '' || view.more === 'loading') return
    this.setData({ 'view.more': 'loading' })
    const isStale = () => this.data.view.state !== 'ready' || this.data.view.next !== view.next
    try {
      const { notices, next = '' } = await call('notices.list', { after: view.next })
      if (isStale()) return
      const nowMs = Date.now()
      const rows = notices.map((notice) => rowOf(notice, nowMs))
      this.setData({
        ...joining('view.rows', view.rows.length, rows),
        'view.next': next,
        'view.more': 'idle',
      })
    } catch (error) {
      console.warn('notices.list', error)
      if (!isStale()) this.setData({ 'view.more': 'failed' })
    }
  },

  onOpen(event) {
    const { noticeId } = event.currentTarget.dataset
    void wx.navigateTo({ url: `/staff-office/notice/notice?noticeId=${noticeId}` })
  },

  onNew() {
    void wx.navigateTo({ url: '/staff-office/notice-edit/notice-edit' })
  },
})
