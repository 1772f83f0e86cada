/** The tab of events: those to come and those gone by, page by page. */
import type { Input, Output } from '../../contract/index'
import { call } from '../../services/cloud'
import { type EventCard, eventCardOf } from '../../utils/event-state'
import { afterFailure, type Failure } from '../../utils/failure'

type Period = Input<'events.list'>['period']

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'empty'; readonly title: string; readonly hint: string }
  | {
      readonly state: 'ready'
      readonly cards: readonly EventCard[]
      /** How many pages were read, and where the next one begins; empty at the end. */
      readonly pages: number
      readonly next: string
      /** What the foot of the list shows. */
      readonly more: 'idle' | 'loading' | 'failed'
      readonly offline: boolean
    }
  | Failure

interface Data {
  readonly periods: readonly { readonly period: Period; readonly label: string }[]
  readonly period: Period
  readonly view: View
}

type Tap<Dataset extends object> = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, Dataset>

interface Methods {
  load(): Promise<void>
  loadMore(): Promise<void>
  onPeriod(event: Tap<{ period: Period }>): void
  onRetry(): void
  onOpen(event: Tap<{ eventId: string }>): void
  onOpenMine(): void
}

const nothing: Readonly<Record<Period, { readonly title: string; readonly hint: string }>> = {
  upcoming: { title: '近期暂无活动', hint: '新的活动发布后会出现在这里' },
  past: { title: '还没有往期活动', hint: '活动结束后会收在这里' },
}

const cardsOf = ({ events }: Output<'events.list'>): readonly EventCard[] => {
  const nowMs = Date.now()
  return events.map((event) => eventCardOf(event, undefined, nowMs))
}

function viewOf(period: Period, result: Output<'events.list'>): View {
  if (result.events.length === 0) return { state: 'empty', ...nothing[period] }
  return {
    state: 'ready',
    cards: cardsOf(result),
    pages: 1,
    next: result.next ?? '',
    more: 'idle',
    offline: false,
  }
}

Page<Data, Methods>({
  data: {
    periods: [
      { period: 'upcoming', label: '近期' },
      { period: 'past', label: '往期' },
    ],
    period: 'upcoming',
    view: { state: 'loading' },
  },

  onShow() {
    const { view } = this.data
    // Whoever has read further down finds the list as they left it; pulling down renews it.
    if (view.state !== 'ready' || view.pages === 1) void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    void this.loadMore()
  },

  async load() {
    const { period } = this.data
    try {
      const result = await call('events.list', { period })
      if (period === this.data.period) this.setData({ view: viewOf(period, result) })
    } catch (error) {
      if (period !== this.data.period) return
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { period, view } = this.data
    if (view.state !== 'ready' || view.next === '' || view.more === 'loading') return
    this.setData({ 'view.more': 'loading' })
    try {
      const result = await call('events.list', { period, after: view.next })
      // The list may have been renewed or changed meanwhile: then this page belongs to another one.
      if (this.data.view.state !== 'ready' || this.data.view.next !== view.next) return
      const added = cardsOf(result).map((card, at) => [`view.cards[${view.cards.length + at}]`, card])
      this.setData({
        ...Object.fromEntries(added),
        'view.pages': view.pages + 1,
        'view.next': result.next ?? '',
        'view.more': 'idle',
        'view.offline': false,
      })
    } catch (error) {
      console.warn('events.list', error)
      if (this.data.view.state === 'ready') this.setData({ 'view.more': 'failed' })
    }
  },

  onPeriod({ currentTarget }) {
    const { period } = currentTarget.dataset
    if (period === this.data.period) return
    this.setData({ period, view: { state: 'loading' } })
    void this.load()
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: `/events/event/event?eventId=${currentTarget.dataset.eventId}` })
  },

  onOpenMine() {
    void wx.navigateTo({ url: '/events/my-sign-ups/my-sign-ups' })
  },

  onShareAppMessage() {
    return { title: '校友活动', path: '/pages/events/events' }
  },
})
