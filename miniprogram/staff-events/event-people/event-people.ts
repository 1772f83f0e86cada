/** Who signed up for an event and who has come. */
import { type Failure, failureOf } from '../../utils/failure'
import { joining, keepLight, type Shown } from '../../utils/long-list'
import {
  type Categories,
  type Filter,
  type FilterTab,
  filterTabs,
  matching,
  type Person,
  personOf,
  type SignUp,
} from './event-people-view'
import { readPeople } from './reading'

interface Ready {
  readonly state: 'ready'
  readonly title: string
  readonly isEditor: boolean
  readonly categories: Categories
  readonly tabs: readonly FilterTab[]
  /** Whether all were read; until then there are more than are counted. */
  readonly isWhole: boolean
}

interface Data {
  view: { readonly state: 'loading' } | Ready | Failure
  filter: Filter
  words: string
  categoryId: string
  /** What is on the screen of those that match. */
  people: readonly Person[]
  /** Those of them on the page; null while they are new. */
  shown: Shown | null
  matchCount: number
  /** Why what is shown may be old; empty when it is not. */
  notice: string
}

interface Methods {
  eventId: string
  signUps: readonly SignUp[]
  /** Counts what was asked: an answer to an earlier question is not shown. */
  asked: number
  load(): Promise<void>
  matches(): readonly SignUp[]
  rows(signUps: readonly SignUp[], from: number): readonly Person[]
  show(count: number): void
  showAnew(): void
  onFilter(event: WechatMiniprogram.TouchEvent): void
  onSearch(event: WechatMiniprogram.Input): void
  onCategory(event: WechatMiniprogram.TouchEvent): void
  onPerson(event: WechatMiniprogram.TouchEvent): void
  onAdd(): void
  onAttendance(): void
  onDelivery(): void
  onWrite(): void
  onShareKit(): void
}

/** An event may have thousands; a phone draws this many at a time. */
const shownAtOnce = 40

Page<Data, Methods>({
  eventId: '',
  signUps: [],
  asked: 0,

  data: {
    view: { state: 'loading' },
    filter: 'all',
    words: '',
    categoryId: '',
    people: [],
    shown: null,
    matchCount: 0,
    notice: '',
  },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
  },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    const { length } = this.data.people
    if (length >= this.data.matchCount) return
    const more = this.matches().slice(length, length + shownAtOnce)
    this.setData(joining('people', length, this.rows(more, length)))
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'people', scrollTop)
  },

  /** The first time people are shown while more of them come; after that, once all are there. */
  async load() {
    const asked = ++this.asked
    const isFirst = this.signUps.length === 0
    try {
      await readPeople(this.eventId, ({ title, isEditor, categories, people, isWhole }) => {
        if (asked !== this.asked) return 'enough'
        if (!isFirst && !isWhole) return 'more'
        this.signUps = people
        const tabs = filterTabs(people)
        this.setData({ view: { state: 'ready', title, isEditor, categories, tabs, isWhole }, notice: '' })
        this.show(Math.max(shownAtOnce, this.data.people.length))
        return 'more'
      })
    } catch (error) {
      if (asked !== this.asked) return
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  matches() {
    const { filter, words, categoryId } = this.data
    return matching(this.signUps, filter, words, categoryId)
  },

  rows(signUps, from) {
    const { view } = this.data
    const categories = view.state === 'ready' ? view.categories : []
    const nowMs = Date.now()
    return signUps.map((signUp, index) => personOf(signUp, from + index, nowMs, categories))
  },

  show(count) {
    const matches = this.matches()
    const people = this.rows(matches.slice(0, count), 0)
    // While more of them come, those on the screen mostly stay.
    const isSame = JSON.stringify(people) === JSON.stringify(this.data.people)
    this.setData({ ...(isSame ? {} : { people }), matchCount: matches.length })
  },

  /** Other people: what was shown belongs to those before. */
  showAnew() {
    this.setData({ shown: null })
    this.show(shownAtOnce)
  },

  onFilter(event) {
    this.setData({ filter: event.currentTarget.dataset.filter })
    this.showAnew()
  },

  onAttendance() {
    void wx.navigateTo({ url: `/staff-events/event-feedback/event-feedback?eventId=${this.eventId}` })
  },

  onWrite() {
    const target = encodeURIComponent(`event:${this.eventId}`)
    void wx.navigateTo({ url: `/staff-office/notice-edit/notice-edit?target=${target}` })
  },

  onShareKit() {
    void wx.navigateTo({ url: `/staff/share-kit/share-kit?opens=event&targetId=${this.eventId}` })
  },

  onDelivery() {
    void wx.navigateTo({ url: `/staff-events/event-delivery/event-delivery?eventId=${this.eventId}` })
  },

  onSearch(event) {
    this.setData({ words: event.detail.value })
    this.showAnew()
  },

  onCategory(event) {
    const { category } = event.currentTarget.dataset
    this.setData({ categoryId: this.data.categoryId === category ? '' : category })
    this.showAnew()
  },

  onPerson(event) {
    const { view } = this.data
    if (view.state !== 'ready' || !view.isEditor) return
    const { holder } = event.currentTarget.dataset
    void wx.navigateTo({
      url: `/staff-events/event-person/event-person?eventId=${this.eventId}&holderId=${holder}`,
    })
  },

  onAdd() {
    void wx.navigateTo({ url: `/staff-events/event-guests/event-guests?eventId=${this.eventId}` })
  },
})
