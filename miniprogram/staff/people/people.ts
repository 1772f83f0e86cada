/** Staff look for people: by name, number or card, narrowed by college, year and status; and take them along as a file. */
import type { Input } from '../../contract/index'
import type { BodyName } from '../../contract/organisations'
import { call } from '../../services/cloud'
import { type Failure, failureOf } from '../../utils/failure'
import { joining, keepLight, type Shown } from '../../utils/long-list'
import { readAnew } from '../../utils/reading-on'
import { chosenCount } from '../utils/people-filter'
import { exportAsked, filterGroups, type Row, rowOf, searchAsked } from './people-view'

type Chosen = Readonly<Record<string, string>>

interface Rows {
  readonly state: 'ready'
  readonly rows: readonly Row[]
  /** Those on the page; missing while the list is new. */
  readonly shown?: Shown
  /** Where the next page begins; empty after the last. */
  readonly next: string
  readonly more: { readonly state: 'idle' | 'loading' } | Failure
}

interface Data {
  view: { readonly state: 'loading' | 'empty' } | Rows | Failure
  /** Why what is shown may be old; empty when it is not. */
  notice: string
  words: string
  filter: Chosen
  filterCount: number
  groups: ReturnType<typeof filterGroups>
  filterShown: boolean
  /** Whose spreadsheet can be written; null where there is nobody, or one found by number. */
  exported: Input<'people.export'> | null
  exportShown: boolean
}

interface Methods {
  /** Which asking is the latest; an answer to an older one is of no use. */
  turn: number
  load(): Promise<void>
  loadMore(): Promise<void>
  readColleges(): Promise<void>
  anew(change: Partial<Data>): void
  onWords(event: WechatMiniprogram.Input): void
  onSearch(): void
  onClearWords(): void
  onFilter(): void
  onCloseFilter(): void
  onApplyFilter(event: WechatMiniprogram.CustomEvent<{ value: Chosen }>): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onExport(): void
  onCloseExport(): void
}

Page<Data, Methods>({
  turn: 0,

  data: {
    view: { state: 'loading' },
    notice: '',
    words: '',
    filter: {},
    filterCount: 0,
    groups: filterGroups([]),
    filterShown: false,
    exported: null,
    exportShown: false,
  },

  onLoad() {
    this.readColleges()
  },

  onShow() {
    this.load()
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

  /** Without them the filter has everything but colleges. */
  async readColleges() {
    const colleges: readonly BodyName[] = await call('people.listColleges', {}).then(
      (found) => found.colleges,
      () => [],
    )
    this.setData({ groups: filterGroups(colleges) })
  },

  /** As many as a person has before them, so that coming back does not shorten the list. */
  async load() {
    this.turn += 1
    const { turn } = this
    const { words, filter } = this.data
    const asked = searchAsked(words, filter)
    try {
      const { list } = await readAnew(
        this,
        'rows',
        (after) => call('people.search', { ...asked, after }),
        ({ people }) => people.map(rowOf),
      )
      if (turn !== this.turn) return
      const isEmpty = list.rows.length === 0
      const ready: Rows = { state: 'ready', ...list, more: { state: 'idle' } }
      this.setData({
        view: isEmpty ? { state: 'empty' } : ready,
        exported: isEmpty ? null : (exportAsked(words, filter) ?? null),
        notice: '',
      })
    } catch (error) {
      if (turn !== this.turn) return
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  async loadMore() {
    const { turn } = this
    const { words, filter, view } = this.data
    if (view.state !== 'ready' || view.next === '' || view.more.state === 'loading') return
    this.setData({ 'view.more': { state: 'loading' } })
    try {
      const page = await call('people.search', { ...searchAsked(words, filter), after: view.next })
      if (turn !== this.turn) return
      const rows = page.people.map(rowOf)
      this.setData({
        ...joining('view.rows', view.rows.length, rows),
        'view.next': page.next ?? '',
        'view.more': { state: 'idle' },
      })
    } catch (error) {
      if (turn === this.turn) this.setData({ 'view.more': failureOf(error) })
    }
  },

  /** Another question: what was shown belongs to the one before. */
  anew(change) {
    this.setData({ ...change, view: { state: 'loading' }, exported: null, notice: '' })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    this.load()
  },

  onWords(event) {
    this.setData({ words: event.detail.value })
  },

  onSearch() {
    this.anew({})
  },

  onClearWords() {
    this.anew({ words: '' })
  },

  onFilter() {
    this.setData({ filterShown: true })
  },

  onCloseFilter() {
    this.setData({ filterShown: false })
  },

  onApplyFilter(event) {
    const filter = event.detail.value
    this.anew({ filter, filterCount: chosenCount(filter), filterShown: false })
  },

  onOpen(event) {
    wx.navigateTo({ url: `/staff/person/person?personId=${event.currentTarget.dataset.personId}` })
  },

  onExport() {
    this.setData({ exportShown: true })
  },

  onCloseExport() {
    this.setData({ exportShown: false })
  },
})
