/** The events I manage: drafts to finish, doors to open, lists to read. */
import type { EventPhase } from '../../contract/event-editing'
import { call } from '../../services/cloud'
import { afterFailure } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type ListView, readAnew, readOn } from '../../utils/reading-on'
import { nothingOf, type Row, rowOf, type Tab, tabsOf } from './events-view'

interface Data {
  readonly tabs: readonly Tab[]
  readonly phase: EventPhase
  readonly isEditor: boolean
  readonly view: ListView<Row>
}

interface Methods {
  /** Counts what was asked: an answer to an earlier question is not shown. */
  asked: number
  load(): Promise<void>
  loadMore(): Promise<void>
  onPhase(event: WechatMiniprogram.TouchEvent): void
  onRetry(): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onNew(): void
}

Page<Data, Methods>({
  asked: 0,
  data: { tabs: [], phase: 'coming', isEditor: false, view: { state: 'loading' } },

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
    const asked = ++this.asked
    const { phase } = this.data
    try {
      const { first, list } = await readAnew(
        this,
        'rows',
        (after) => call('events.listManaged', { phase, after }),
        ({ events }) => events.map((event) => rowOf(phase, event)),
      )
      if (asked !== this.asked) return
      const isEmpty = list.rows.length === 0
      this.setData({
        tabs: tabsOf(first.counts, first.isEditor),
        isEditor: first.isEditor,
        view: isEmpty
          ? { state: 'empty', title: nothingOf(phase) }
          : { state: 'ready', ...list, offline: false },
      })
    } catch (error) {
      if (asked === this.asked) this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view, phase } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'rows', view.rows.length, async (after) => {
      const { events, next } = await call('events.listManaged', { phase, after })
      return { rows: events.map((event) => rowOf(phase, event)), next }
    })
  },

  onPhase({ currentTarget }) {
    const phase: EventPhase = currentTarget.dataset.phase
    if (phase === this.data.phase) return
    this.setData({ phase, view: { state: 'loading' } })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    void this.load()
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: currentTarget.dataset.url })
  },

  onNew() {
    void wx.navigateTo({ url: '/staff-events/event-edit/event-edit' })
  },
})
