/** How many came to an event, and what they say of it. */
import { call } from '../../services/cloud'
import { afterFailure, type Failure } from '../../utils/failure'
import { type Line, linesOf, type Summary, summaryOf } from './event-feedback-view'

type View =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly summary: Summary
      readonly lines: readonly Line[]
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
  eventId: string
  load(): Promise<void>
  loadMore(): Promise<void>
  onReveal(event: WechatMiniprogram.TouchEvent): void
}

Page<Data, Methods>({
  eventId: '',
  data: { view: { state: 'loading' } },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
  },

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

  async load() {
    try {
      const told = await call('events.listFeedback', { eventId: this.eventId })
      this.setData({
        view: {
          state: 'ready',
          summary: summaryOf(told),
          lines: linesOf(told.words, 0),
          next: told.next ?? '',
          more: 'idle',
          offline: false,
        },
      })
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
      const { words, next } = await call('events.listFeedback', { eventId: this.eventId, after: view.next })
      if (isStale()) return
      const lines = [...view.lines, ...linesOf(words, view.lines.length)]
      this.setData({ 'view.lines': lines, 'view.next': next ?? '', 'view.more': 'idle' })
    } catch (error) {
      console.warn('events.listFeedback', error)
      if (!isStale()) this.setData({ 'view.more': 'failed' })
    }
  },

  onReveal({ currentTarget }) {
    this.setData({ [`view.lines[${currentTarget.dataset.place}].isHeld`]: false })
  },
})
