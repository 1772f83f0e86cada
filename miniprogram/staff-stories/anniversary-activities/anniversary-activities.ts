/** Which of one's own events stand under the roof of an anniversary, and which may. Each tap is saved by itself. */
import type { ActivityCounts } from '../../contract/celebration-editing'
import type { EventSummary } from '../../contract/events'
import { call } from '../../services/cloud'
import { formatDay } from '../../utils/date'
import { afterFailure, type Failure, failureOf } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type PagedView, readOn } from '../../utils/reading-on'

interface Row {
  readonly eventId: string
  readonly title: string
  readonly line: string
  readonly isIn: boolean
}

interface Data {
  /** Those that are in are listed, or all others; with their new state, once they were tapped. */
  readonly isIn: boolean
  readonly counts: ActivityCounts | undefined
  readonly view:
    | { readonly state: 'loading' | 'empty' }
    | (Required<PagedView> & {
        readonly state: 'ready'
        readonly name: string
        readonly rows: readonly Row[]
        readonly offline: boolean
      })
    | Failure
}

interface Methods {
  anniversaryId: string
  /** Counts what was asked: an answer to an earlier question is not shown. */
  asked: number
  load(): Promise<void>
  loadMore(): Promise<void>
  set(place: number, isIn: boolean): void
  onTab(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { isIn: boolean }>): void
  onRetry(): void
  onSwitch(event: WechatMiniprogram.SwitchChange): Promise<void>
}

const rowOf = ({ eventId, title, host, startsAt }: EventSummary, isIn: boolean): Row => ({
  eventId,
  title,
  line: `${host.name} · ${formatDay(startsAt)}`,
  isIn,
})

Page<Data, Methods>({
  anniversaryId: '',
  asked: 0,
  data: { isIn: false, counts: undefined, view: { state: 'loading' } },

  onLoad({ anniversaryId = '' }) {
    this.anniversaryId = anniversaryId
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
    const { isIn } = this.data
    const { anniversaryId } = this
    try {
      const answer = await call('celebration.listActivities', { anniversaryId, isIn })
      if (asked !== this.asked) return
      const { name, events, next = '', counts } = answer
      const rows = events.map((event) => rowOf(event, isIn))
      const ready = { state: 'ready', name, rows, next, more: 'idle', offline: false } as const
      this.setData({ counts, view: rows.length === 0 ? { state: 'empty' } : ready })
    } catch (error) {
      if (asked === this.asked) this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view, isIn } = this.data
    if (view.state !== 'ready') return
    const { anniversaryId } = this
    await readOn(this, 'rows', view.rows.length, async (after) => {
      const { events, next } = await call('celebration.listActivities', { anniversaryId, isIn, after })
      return { rows: events.map((event) => rowOf(event, isIn)), next }
    })
  },

  onTab({ currentTarget }) {
    const { isIn } = currentTarget.dataset
    if (isIn === this.data.isIn) return
    this.setData({ isIn, view: { state: 'loading' } })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    void this.load()
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  set(place, isIn) {
    const { counts } = this.data
    if (!counts) return
    const by = isIn ? 1 : -1
    this.setData({
      [`view.rows[${place}].isIn`]: isIn,
      counts: { in: counts.in + by, out: counts.out - by },
    })
  },

  async onSwitch(event) {
    const { view } = this.data
    const place = Number(event.currentTarget.dataset.place)
    const row = view.state === 'ready' ? view.rows[place] : undefined
    if (!row) return
    const { asked, anniversaryId } = this
    const isIn = event.detail.value
    this.set(place, isIn)
    try {
      await call('celebration.setActivity', { anniversaryId, eventId: row.eventId, isIn })
    } catch (error) {
      // Another list may stand here by now.
      if (asked === this.asked) this.set(place, !isIn)
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    }
  },
})
