/** The tab of events: those to come, those gone by, and a calendar; filtered and searched alike. */
import type { BodyName } from '../../contract/organisations'
import { call } from '../../services/cloud'
import type { EventCard } from '../../utils/event-state'
import { afterFailure, type Failure } from '../../utils/failure'
import { joining, keepLight } from '../../utils/long-list'
import {
  cardsOf,
  emptyWords,
  type FilterChip,
  type FilterName,
  type Filters,
  filterChips,
  filterHeadings,
  filterOptions,
  type MonthView,
  monthView,
  type Period,
  periods,
  withFilter,
} from './events-view'
import { type Month, monthAt, monthBeside, spanOf } from './month'

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'empty'; readonly title: string; readonly hint: string; readonly action: string }
  | {
      readonly state: 'ready'
      readonly cards: readonly EventCard[]
      /** Where the next page begins; empty at the end. */
      readonly next: string
      /** What the foot of the list shows. */
      readonly more: 'idle' | 'loading' | 'failed'
      readonly offline: boolean
    }
  | { readonly state: 'month'; readonly month: MonthView; readonly offline: boolean }
  | Failure

interface Sheet {
  readonly name: FilterName
  readonly heading: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly value: string
}

interface Data {
  readonly periods: typeof periods
  readonly period: Period
  readonly words: string
  readonly chips: readonly FilterChip[]
  readonly sheet: Sheet | null
  readonly showsSheet: boolean
  readonly view: View
}

type Tap<Dataset extends object> = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, Dataset>

interface Methods {
  filters: Filters
  colleges: readonly BodyName[]
  month: Month
  ofMonth: readonly EventCard[]
  /** Counts what was asked: an answer to an earlier question is not shown. */
  asked: number
  /** Whether more than the first page of the list was read. */
  hasReadOn: boolean
  load(): Promise<void>
  loadList(period: 'upcoming' | 'past'): Promise<View>
  loadMonth(): Promise<View>
  loadMore(): Promise<void>
  reload(): void
  applyFilters(filters: Filters): void
  onPeriod(event: Tap<{ period: Period }>): void
  onFilter(event: Tap<{ name: FilterName }>): Promise<void>
  onChoose(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onCloseSheet(): void
  onWords(event: WechatMiniprogram.Input): void
  onSearch(): void
  onClearWords(): void
  onClearFilters(): void
  onDay(event: WechatMiniprogram.CustomEvent<{ day: number }>): void
  onTurn(event: WechatMiniprogram.CustomEvent<{ by: number }>): void
  onOpen(event: Tap<{ eventId: string }>): void
  onOpenMine(): void
}

/** A month is read in pages of fifty; nobody looks through more in a calendar. */
const pagesOfMonth = 4

Page<Data, Methods>({
  filters: {},
  colleges: [],
  month: monthAt(Date.now()),
  ofMonth: [],
  asked: 0,
  hasReadOn: false,

  data: {
    periods,
    period: 'upcoming',
    words: '',
    chips: filterChips({}, []),
    sheet: null,
    showsSheet: false,
    view: { state: 'loading' },
  },

  onShow() {
    const { view } = this.data
    // Whoever has read further down finds the list as they left it; pulling down renews it.
    if (view.state !== 'ready' || !this.hasReadOn) void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    void this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.cards', scrollTop)
  },

  async load() {
    const { period } = this.data
    this.asked++
    const { asked } = this
    try {
      const view = await (period === 'calendar' ? this.loadMonth() : this.loadList(period))
      if (asked !== this.asked) return
      this.hasReadOn = false
      this.setData({ view })
    } catch (error) {
      if (asked !== this.asked) return
      const { state } = this.data.view
      const isKept = state === 'month' && this.ofMonth.length > 0
      this.setData(afterFailure(error, isKept ? 'ready' : state))
    }
  },

  async loadList(period) {
    const { filters } = this
    const result = await call('events.list', { period, ...filters })
    if (result.events.length === 0) return { state: 'empty', ...emptyWords(period, filters) }
    return {
      state: 'ready',
      cards: cardsOf(result, Date.now()),
      next: result.next ?? '',
      more: 'idle',
      offline: false,
    }
  },

  async loadMonth() {
    const { month, filters } = this
    const cards: EventCard[] = []
    let after: string | undefined
    for (let page = 0; page < pagesOfMonth; page++) {
      const input = { period: spanOf(month), ...filters }
      const result = await call('events.list', after === undefined ? input : { ...input, after })
      cards.push(...cardsOf(result, Date.now()))
      after = result.next
      if (after === undefined) break
    }
    const { view } = this.data
    const isSame = view.state === 'month' && month === this.month && this.ofMonth.length > 0
    this.ofMonth = cards
    const chosen = isSame ? view.month.chosen : undefined
    return { state: 'month', month: monthView(month, cards, chosen, Date.now()), offline: false }
  },

  async loadMore() {
    const { period, view } = this.data
    if (view.state !== 'ready' || view.next === '' || view.more === 'loading' || period === 'calendar') return
    this.setData({ 'view.more': 'loading' })
    const isStale = () => this.data.view.state !== 'ready' || this.data.view.next !== view.next
    try {
      const result = await call('events.list', { period, ...this.filters, after: view.next })
      // The list may have been renewed or changed meanwhile: then this page belongs to another one.
      if (isStale()) return
      this.hasReadOn = true
      this.setData({
        ...joining('view.cards', view.cards.length, cardsOf(result, Date.now())),
        'view.next': result.next ?? '',
        'view.more': 'idle',
        'view.offline': false,
      })
    } catch (error) {
      console.warn('events.list', error)
      if (!isStale()) this.setData({ 'view.more': 'failed' })
    }
  },

  reload() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  applyFilters(filters) {
    this.filters = filters
    this.setData({ chips: filterChips(filters, this.colleges) })
    this.reload()
  },

  onPeriod({ currentTarget }) {
    const { period } = currentTarget.dataset
    if (period === this.data.period) return
    this.setData({ period })
    this.reload()
  },

  async onFilter({ currentTarget }) {
    const { name } = currentTarget.dataset
    if (name === 'hostId' && this.colleges.length === 0) {
      try {
        this.colleges = (await call('organisations.listColleges', {})).colleges
      } catch (error) {
        void wx.showToast({ title: '没有取到学院名单，请重试', icon: 'none' })
        console.warn('organisations.listColleges', error)
        return
      }
    }
    const options = filterOptions(name, this.colleges)
    const value = this.filters[name] ?? ''
    this.setData({ sheet: { name, heading: filterHeadings[name], options, value }, showsSheet: true })
  },

  onChoose({ detail }) {
    const { sheet } = this.data
    this.setData({ showsSheet: false })
    if (sheet && detail.value !== sheet.value)
      this.applyFilters(withFilter(this.filters, sheet.name, detail.value))
  },

  onCloseSheet() {
    this.setData({ showsSheet: false })
  },

  onWords({ detail }) {
    this.setData({ words: detail.value })
  },

  onSearch() {
    this.applyFilters(withFilter(this.filters, 'words', this.data.words.trim()))
  },

  onClearWords() {
    this.setData({ words: '' })
    this.applyFilters(withFilter(this.filters, 'words', ''))
  },

  onClearFilters() {
    this.setData({ words: '' })
    this.applyFilters({})
  },

  onDay({ detail }) {
    this.setData({ 'view.month': monthView(this.month, this.ofMonth, detail.day, Date.now()) })
  },

  onTurn({ detail }) {
    this.month = monthBeside(this.month, detail.by)
    this.ofMonth = []
    // The grid of the month is there at once; its events come after.
    this.setData({ 'view.month': { ...monthView(this.month, [], 0, Date.now()), note: '正在加载…' } })
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
