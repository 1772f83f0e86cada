/** What staff wrote to the people of events and bodies, newest first; what waits for approval stands among it. */
import { call } from '../../services/cloud'
import { afterFailure, type Failure } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { readAnew, readOn } from '../../utils/reading-on'
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
  loadMore(): void
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
    this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.rows', scrollTop)
  },

  async load() {
    try {
      const nowMs = Date.now()
      const { list } = await readAnew(
        this,
        'rows',
        (after) => call('notices.list', { after }),
        ({ notices }) => notices.map((notice) => rowOf(notice, nowMs)),
      )
      this.setData({ view: { state: 'ready', ...list, offline: false } })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  loadMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    void readOn(this, 'rows', view.rows.length, async (after) => {
      const { notices, next } = await call('notices.list', { after })
      const nowMs = Date.now()
      return { rows: notices.map((notice) => rowOf(notice, nowMs)), next }
    })
  },

  onOpen(event) {
    const { noticeId } = event.currentTarget.dataset
    void wx.navigateTo({ url: `/staff-office/notice/notice?noticeId=${noticeId}` })
  },

  onNew() {
    void wx.navigateTo({ url: '/staff-office/notice-edit/notice-edit' })
  },
})
