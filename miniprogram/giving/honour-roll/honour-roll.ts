/** The roll of honour: who gave, latest first, of all or narrowed. Names that wish to stay unknown never arrive here. */
import { call } from '../../services/cloud'
import { readProjects } from '../../services/projects'
import { afterFailure, type Failure } from '../../utils/failure'
import { joining, keepLight } from '../../utils/long-list'
import {
  type Chip,
  type Choice,
  chipsOf,
  choicesOf,
  type FilterName,
  filterHeadings,
  inputOf,
  rowsFrom,
  type View,
  viewOf,
  type Wish,
} from './honour-roll-view'

interface Sheet {
  readonly name: FilterName
  readonly heading: string
  readonly options: readonly Choice[]
  readonly value: string
}

interface Data {
  readonly wish: Wish
  readonly chips: readonly Chip[]
  readonly sheet: Sheet | null
  readonly showsSheet: boolean
  readonly view: { readonly state: 'loading' } | View | Failure
}

interface Methods {
  projects: readonly Choice[]
  /** Counts what was asked: an answer to an earlier question is not shown. */
  asked: number
  load(): Promise<void>
  loadProjects(): Promise<void>
  loadMore(): Promise<void>
  narrow(changes: Partial<Wish>): void
  showChips(): void
  onFilter(event: WechatMiniprogram.TouchEvent): void
  onChoose(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onCloseSheet(): void
  onRetry(): void
  onEmpty(): void
}

Page<Data, Methods>({
  projects: [],
  asked: 0,
  data: {
    wish: { projectId: '', bodyId: '', year: '', band: '' },
    chips: [],
    sheet: null,
    showsSheet: false,
    view: { state: 'loading' },
  },

  onLoad({ projectId = '', bodyId = '' }) {
    this.setData({ 'wish.projectId': projectId, 'wish.bodyId': bodyId })
    this.showChips()
    void this.load()
    void this.loadProjects()
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
    const { wish } = this.data
    try {
      const page = await call('giving.listHonours', inputOf(wish))
      if (asked === this.asked) this.setData({ view: viewOf(page, wish) })
    } catch (error) {
      if (asked === this.asked) this.setData(afterFailure(error, this.data.view.state))
    }
  },

  /** Without them the roll can be read all the same, and the choice is of all projects alone. */
  async loadProjects() {
    try {
      const projects = await readProjects()
      this.projects = projects.map(({ projectId, title }) => ({ value: projectId, label: title }))
      this.showChips()
    } catch (error) {
      console.warn('projects', error)
    }
  },

  async loadMore() {
    const { wish, view } = this.data
    if (view.state !== 'ready' || view.next === '' || view.more === 'loading') return
    const { asked } = this
    this.setData({ 'view.more': 'loading' })
    try {
      const { honours, next } = await call('giving.listHonours', inputOf(wish, view.next))
      // The roll may have been renewed meanwhile: then this page belongs to another one.
      if (asked !== this.asked) return
      this.setData({
        ...joining('view.rows', view.rows.length, rowsFrom(honours, view.rows.length)),
        'view.next': next ?? '',
        'view.more': 'idle',
        'view.offline': false,
      })
    } catch (error) {
      console.warn('giving.listHonours', error)
      if (asked === this.asked) this.setData({ 'view.more': 'failed' })
    }
  },

  narrow(changes) {
    this.setData({ wish: { ...this.data.wish, ...changes }, view: { state: 'loading' } })
    this.showChips()
    void this.load()
  },

  showChips() {
    this.setData({ chips: chipsOf(this.data.wish, choicesOf(this.projects, Date.now())) })
  },

  onFilter({ currentTarget }) {
    const name: FilterName = currentTarget.dataset.name
    const options = choicesOf(this.projects, Date.now())[name]
    const sheet = { name, heading: filterHeadings[name], options, value: this.data.wish[name] }
    this.setData({ sheet, showsSheet: true })
  },

  onChoose({ detail }) {
    const { sheet } = this.data
    this.setData({ showsSheet: false })
    if (sheet) this.narrow({ [sheet.name]: detail.value })
  },

  onCloseSheet() {
    this.setData({ showsSheet: false })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onEmpty() {
    const { view, wish } = this.data
    if (view.state === 'empty' && view.isNarrowed) this.narrow({ year: '', band: '' })
    else if (wish.projectId === '') void wx.switchTab({ url: '/pages/giving/giving' })
    else void wx.redirectTo({ url: `/giving/project/project?projectId=${wish.projectId}` })
  },

  onShareAppMessage() {
    const { projectId, bodyId } = this.data.wish
    const query = [projectId && `projectId=${projectId}`, bodyId && `bodyId=${bodyId}`].filter(Boolean)
    return { title: '捐赠芳名录', path: `/giving/honour-roll/honour-roll?${query.join('&')}` }
  },
})
