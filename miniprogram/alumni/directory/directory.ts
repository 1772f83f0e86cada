/** Looking for alumni: first those of one's own class and college, then by name, class, city and industry. */
import { call } from '../../services/cloud'
import { afterFailure, type Failure } from '../../utils/failure'
import { joining, keepLight } from '../../utils/long-list'
import type { Obstacle } from '../../utils/obstacle'
import { recognised } from '../services/recognition'
import { personFaceOf } from '../utils/person-face'
import {
  type Choice,
  type Criteria,
  noCriteria,
  ownCircles,
  searchFor,
  wordsOf,
  yearsSince,
} from './criteria'
import { type Circles, circlesView, type People, peopleView, sectionOf } from './directory-view'

type View = { readonly state: 'loading' } | Circles | People | Obstacle | Failure

interface Data {
  readonly view: View
  /** What is looked for; nothing in particular shows one's own circles. */
  readonly criteria: Criteria
  readonly colleges: readonly Choice[]
  readonly years: readonly Choice[]
}

interface Methods {
  load(): Promise<void>
  look(criteria: Criteria): Promise<View>
  loadMore(): Promise<void>
  lookFor(criteria: Criteria): void
  onDetails(): Promise<void>
  onSearch(event: WechatMiniprogram.CustomEvent<{ criteria: Criteria }>): void
  onAll(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { index: number }>): void
  onClear(): void
  onRetry(): void
  onNext(): void
  onPerson(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { personId: string }>): void
  onOpen(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { url: string }>): void
}

Page<Data, Methods>({
  data: { view: { state: 'loading' }, criteria: noCriteria, colleges: [], years: [] },

  onLoad({ city = '' }) {
    this.lookFor({ ...noCriteria, city: decodeURIComponent(city) })
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    void this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.people', scrollTop)
  },

  async load() {
    const { criteria } = this.data
    // Something else may be looked for by the time the answer is there.
    const isStale = () => this.data.criteria !== criteria
    try {
      const view = await this.look(criteria)
      if (!isStale()) this.setData({ view })
    } catch (error) {
      if (!isStale()) this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async look(criteria) {
    const recognition = await recognised('/alumni/directory/directory')
    if ('state' in recognition) return recognition
    const search = searchFor(criteria)
    if (search)
      return peopleView(wordsOf(criteria, this.data.colleges), await call('directory.search', search))
    const sections = ownCircles(recognition.me).map(async (circle) =>
      sectionOf(circle, await call('directory.search', searchFor(circle.criteria) ?? {})),
    )
    return circlesView(await Promise.all(sections))
  },

  async loadMore() {
    const { criteria, view } = this.data
    if (view.state !== 'ready' || view.shows !== 'people') return
    if (view.next === '' || view.more === 'loading') return
    this.setData({ 'view.more': 'loading' })
    const isStale = () => {
      const now = this.data.view
      return now.state !== 'ready' || now.shows !== 'people' || now.next !== view.next
    }
    try {
      const { people, next } = await call('directory.search', { ...searchFor(criteria), after: view.next })
      if (isStale()) return
      const added = joining('view.people', view.people.length, people.map(personFaceOf))
      this.setData({ ...added, 'view.next': next ?? '', 'view.more': 'idle' })
    } catch (error) {
      console.warn('directory.search', error)
      if (!isStale()) this.setData({ 'view.more': 'failed' })
    }
  },

  lookFor(criteria) {
    this.setData({ criteria, view: { state: 'loading' } })
    void this.load()
  },

  /** Colleges and years are only needed by who looks beyond their own circles. */
  async onDetails() {
    if (this.data.colleges.length > 0) return
    try {
      const { institution, colleges } = await call('organisations.listColleges', {})
      this.setData({
        colleges: colleges.map(({ bodyId, name }) => ({ value: bodyId, label: name })),
        years: yearsSince(institution.foundedYear, new Date().getFullYear()),
      })
    } catch (error) {
      console.warn('organisations.listColleges', error)
    }
  },

  onSearch({ detail }) {
    this.lookFor(detail.criteria)
  },

  onAll({ currentTarget }) {
    const { view } = this.data
    if (view.state !== 'ready' || view.shows !== 'circles') return
    const section = view.sections[currentTarget.dataset.index]
    if (section) this.lookFor(section.criteria)
  },

  onClear() {
    this.lookFor(noCriteria)
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onNext() {
    if (this.data.view.state === 'empty') void wx.navigateTo({ url: this.data.view.url })
  },

  onPerson({ currentTarget }) {
    void wx.navigateTo({ url: `/alumni/person/person?personId=${currentTarget.dataset.personId}` })
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: currentTarget.dataset.url })
  },
})
