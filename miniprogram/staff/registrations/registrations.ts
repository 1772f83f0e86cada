/** The queue of registrations: narrowed, page after page, and many decided at once. */
import type { VerificationStatus } from '../../contract/alumni'
import type { BodyName } from '../../contract/organisations'
import { batchSize, type ReviewDecision } from '../../contract/registrations'
import { call } from '../../services/cloud'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { joining, keepLight, type Shown } from '../../utils/long-list'
import { readAnew } from '../../utils/reading-on'
import { chosenCount } from '../utils/people-filter'
import {
  batchWords,
  emptyWords,
  filterAsked,
  filterGroups,
  nothingFits,
  type Row,
  returnProposals,
  rowOf,
  type Tab,
  tabsOf,
} from './registrations-view'

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

interface Nothing {
  readonly state: 'empty'
  readonly title: string
  readonly hint: string
}

interface Data {
  tabs: readonly Tab[]
  status: VerificationStatus
  view: { readonly state: 'loading' } | Rows | Nothing | Failure
  /** Why what is shown may be old; empty when it is not. */
  notice: string
  /** How the names begin that are looked for. */
  words: string
  filter: Chosen
  filterCount: number
  groups: ReturnType<typeof filterGroups>
  filterShown: boolean
  /** Whether many are being chosen, and who by now: their ids, each true. */
  choosing: boolean
  chosen: Readonly<Record<string, boolean>>
  chosenNumber: number
  busy: ReviewDecision | ''
  /** Sentences on what came of the last many. */
  outcome: readonly string[]
  reasonShown: boolean
  reason: string
  reasonError: string
  proposals: readonly string[]
}

interface Methods {
  /** Which asking is the latest; an answer to an older one is of no use. */
  turn: number
  load(): Promise<void>
  loadMore(): Promise<void>
  count(): Promise<void>
  readColleges(): Promise<void>
  anew(change: Partial<Data>): void
  onTab(event: WechatMiniprogram.TouchEvent): void
  onWords(event: WechatMiniprogram.Input): void
  onSearch(): void
  onClearWords(): void
  onFilter(): void
  onCloseFilter(): void
  onApplyFilter(event: WechatMiniprogram.CustomEvent<{ value: Chosen }>): void
  onRow(event: WechatMiniprogram.TouchEvent): void
  onChooseMany(): void
  onChooseAll(): void
  choose(chosen: Readonly<Record<string, boolean>>): void
  onAcceptMany(): Promise<void>
  onReturnMany(): void
  onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onSendReason(): Promise<void>
  onCloseReason(): void
  decide(decision: ReviewDecision): Promise<void>
}

const noChoice = { choosing: false, chosen: {}, chosenNumber: 0 } as const

Page<Data, Methods>({
  turn: 0,

  data: {
    tabs: tabsOf({}),
    status: 'pending',
    view: { state: 'loading' },
    notice: '',
    words: '',
    filter: {},
    filterCount: 0,
    groups: filterGroups([]),
    filterShown: false,
    ...noChoice,
    busy: '',
    outcome: [],
    reasonShown: false,
    reason: '',
    reasonError: '',
    proposals: returnProposals,
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
    const { status, words, filter, filterCount } = this.data
    const asked = { status, ...filterAsked(words, filter) }
    this.count()
    try {
      const nowMs = Date.now()
      const { list } = await readAnew(
        this,
        'rows',
        (after) => call('registrations.list', { ...asked, after }),
        ({ registrations }) => registrations.map((registration) => rowOf(registration, nowMs)),
      )
      if (turn !== this.turn) return
      const none = words.trim() === '' && filterCount === 0 ? emptyWords[status] : nothingFits
      const ready: Rows = { state: 'ready', ...list, more: { state: 'idle' } }
      this.setData({ view: list.rows.length > 0 ? ready : { state: 'empty', ...none }, notice: '' })
    } catch (error) {
      if (turn !== this.turn) return
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  /** Beside the list, which does not wait for it; without an answer the tabs say no number. */
  async count() {
    const { words, filter } = this.data
    const counts = await call('registrations.count', filterAsked(words, filter)).then(
      (found) => found.counts,
      () => ({}),
    )
    if (words === this.data.words && filter === this.data.filter) this.setData({ tabs: tabsOf(counts) })
  },

  async loadMore() {
    const { turn } = this
    const { status, words, filter, view } = this.data
    if (view.state !== 'ready' || view.next === '' || view.more.state === 'loading') return
    this.setData({ 'view.more': { state: 'loading' } })
    try {
      const asked = { status, ...filterAsked(words, filter) }
      const page = await call('registrations.list', { ...asked, after: view.next })
      if (turn !== this.turn) return
      const nowMs = Date.now()
      const rows = page.registrations.map((registration) => rowOf(registration, nowMs))
      this.setData({
        ...joining('view.rows', view.rows.length, rows),
        'view.next': page.next ?? '',
        'view.more': { state: 'idle' },
      })
    } catch (error) {
      if (turn === this.turn) this.setData({ 'view.more': failureOf(error) })
    }
  },

  /** Another question: what was shown and chosen belongs to the one before. */
  anew(change) {
    this.setData({ ...change, view: { state: 'loading' }, notice: '', outcome: [], ...noChoice })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    this.load()
  },

  onTab(event) {
    const status: VerificationStatus = event.currentTarget.dataset.status
    if (status !== this.data.status) this.anew({ status })
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

  onRow(event) {
    const { personId } = event.currentTarget.dataset
    const { choosing, chosen } = this.data
    if (choosing) this.choose({ ...chosen, [personId]: !chosen[personId] })
    else wx.navigateTo({ url: `/staff/registration/registration?personId=${personId}` })
  },

  onChooseMany() {
    this.setData({ ...noChoice, choosing: !this.data.choosing, outcome: [] })
  },

  onChooseAll() {
    const { view, chosenNumber } = this.data
    if (view.state !== 'ready') return
    const rows = view.rows.slice(0, batchSize)
    const isAll = chosenNumber === rows.length
    this.choose(isAll ? {} : Object.fromEntries(rows.map(({ personId }) => [personId, true])))
  },

  choose(chosen) {
    const chosenNumber = Object.values(chosen).filter(Boolean).length
    if (chosenNumber > batchSize) wx.showToast({ title: `一次最多处理 ${batchSize} 人`, icon: 'none' })
    else this.setData({ chosen, chosenNumber })
  },

  async onAcceptMany() {
    const { confirm } = await wx.showModal({
      title: `通过 ${this.data.chosenNumber} 人？`,
      content: '名册中恰有一条同名且未被认领的记录时，认领该记录并通过认证；其余的留在列表里，请逐一核对。',
      confirmText: '通过',
      cancelText: '再看看',
    })
    if (confirm) await this.decide('accept')
  },

  onReturnMany() {
    this.setData({ reasonShown: true, reasonError: '' })
  },

  onReason(event) {
    this.setData({ reason: event.detail.value, reasonError: '' })
  },

  async onSendReason() {
    await this.decide('return')
  },

  onCloseReason() {
    this.setData({ reasonShown: false })
  },

  async decide(decision) {
    const { busy, chosen, reason, view } = this.data
    const rows = view.state === 'ready' ? view.rows.filter(({ personId }) => chosen[personId]) : []
    if (busy !== '' || rows.length === 0) return
    this.setData({ busy: decision, outcome: [] })
    try {
      const personIds = rows.map(({ personId }) => personId)
      const revisions = rows.map(({ revision }) => revision)
      const input = { personIds, revisions, decision, ...(decision === 'accept' ? {} : { reason }) }
      const { people } = await call('registrations.reviewMany', input)
      this.setData({ ...noChoice, reasonShown: false, reason: '', outcome: batchWords(decision, people) })
      wx.pageScrollTo({ scrollTop: 0, duration: 240 })
      await this.load()
    } catch (error) {
      const { message } = failureOf(error)
      if (this.data.reasonShown) this.setData({ reasonError: fieldMessagesOf(error).reason ?? message })
      else this.setData({ outcome: [message] })
    } finally {
      this.setData({ busy: '' })
    }
  },
})
