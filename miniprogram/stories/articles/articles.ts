/** News and stories, of all or of one body, by category: the pinned first, then the latest. */
import { type ArticleCategory, articleCategories } from '../../contract/news'
import { call } from '../../services/cloud'
import { type ArticleRow, articleRowOf } from '../../utils/article-row'
import { afterFailure, type Failure } from '../../utils/failure'
import { joining, keepLight } from '../../utils/long-list'

type Chosen = ArticleCategory | ''

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'empty' }
  | {
      readonly state: 'ready'
      readonly rows: readonly ArticleRow[]
      /** Whose they are, where only those of one body are shown. */
      readonly heading: string
      /** Where the next page begins; empty at the end. */
      readonly next: string
      readonly more: 'idle' | 'loading' | 'failed'
      readonly offline: boolean
    }
  | Failure

interface Data {
  readonly tabs: readonly { readonly category: Chosen; readonly label: string }[]
  readonly category: Chosen
  readonly view: View
}

interface Methods {
  bodyId: string
  bodyName: string
  /** Counts what was asked: an answer to an earlier question is not shown. */
  asked: number
  ask(after?: string): ReturnType<typeof call<'news.list'>>
  load(): Promise<void>
  loadMore(): Promise<void>
  choose(category: Chosen): void
  onTab(event: WechatMiniprogram.TouchEvent): void
  onAll(): void
  onRetry(): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
}

const tabs: Data['tabs'] = [
  { category: '', label: '全部' },
  ...Object.entries(articleCategories).map(([category, label]) => ({
    category: category as ArticleCategory,
    label,
  })),
]

Page<Data, Methods>({
  bodyId: '',
  bodyName: '',
  asked: 0,
  data: { tabs, category: '', view: { state: 'loading' } },

  onLoad({ category = '', bodyId = '', name = '' }) {
    this.bodyId = bodyId
    this.bodyName = decodeURIComponent(name)
    const known = tabs.find((tab) => tab.category === category)
    this.setData({ category: known?.category ?? '' })
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

  ask(after) {
    const { category } = this.data
    return call('news.list', {
      ...(category === '' ? {} : { category }),
      ...(this.bodyId === '' ? {} : { bodyId: this.bodyId }),
      ...(after === undefined ? {} : { after }),
    })
  },

  async load() {
    const asked = ++this.asked
    try {
      const { articles, next } = await this.ask()
      if (asked !== this.asked) return
      const rows = articles.map(articleRowOf)
      const ready = { rows, heading: this.bodyName, next: next ?? '', more: 'idle', offline: false } as const
      this.setData({ view: rows.length === 0 ? { state: 'empty' } : { state: 'ready', ...ready } })
    } catch (error) {
      if (asked === this.asked) this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view } = this.data
    if (view.state !== 'ready' || view.next === '' || view.more === 'loading') return
    const { asked } = this
    this.setData({ 'view.more': 'loading' })
    try {
      const { articles, next } = await this.ask(view.next)
      // The list may have been renewed meanwhile: then this page belongs to another one.
      if (asked !== this.asked) return
      const added = joining('view.rows', view.rows.length, articles.map(articleRowOf))
      this.setData({ ...added, 'view.next': next ?? '', 'view.more': 'idle' })
    } catch (error) {
      console.warn('news.list', error)
      if (asked === this.asked) this.setData({ 'view.more': 'failed' })
    }
  },

  choose(category) {
    if (category === this.data.category) return
    this.setData({ category, view: { state: 'loading' } })
    void this.load()
  },

  onTab({ currentTarget }) {
    this.choose(currentTarget.dataset.category)
  },

  onAll() {
    this.choose('')
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: `/stories/article/article?articleId=${currentTarget.dataset.articleId}` })
  },

  onShareAppMessage() {
    return { title: '新闻与故事', path: `/stories/articles/articles?category=${this.data.category}` }
  },
})
