/** The articles I edit or review, by what each is waiting for. */
import type { ArticleStatus } from '../../contract/news-editing'
import { call } from '../../services/cloud'
import { afterFailure } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { type ListView, readAnew, readOn } from '../../utils/reading-on'
import { nothingOf, type Row, rowOf, type Tab, tabsOf } from './articles-view'

interface Data {
  readonly tabs: readonly Tab[]
  readonly status: ArticleStatus
  readonly isEditor: boolean
  readonly view: ListView<Row>
}

interface Methods {
  /** Counts what was asked: an answer to an earlier question is not shown. */
  asked: number
  load(): Promise<void>
  loadMore(): Promise<void>
  onTab(event: WechatMiniprogram.TouchEvent): void
  onRetry(): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
  onNew(): void
}

Page<Data, Methods>({
  asked: 0,
  data: { tabs: [], status: 'submitted', isEditor: false, view: { state: 'loading' } },

  onLoad({ status = '' }) {
    if (status === 'draft') this.setData({ status })
  },

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
    const { status } = this.data
    try {
      const { first, list } = await readAnew(
        this,
        'rows',
        (after) => call('news.listManaged', { status, after }),
        ({ articles }) => articles.map((article) => rowOf(article, Date.now())),
      )
      if (asked !== this.asked) return
      const isEmpty = list.rows.length === 0
      this.setData({
        tabs: tabsOf(first.counts, first.isEditor),
        isEditor: first.isEditor,
        view: isEmpty
          ? { state: 'empty', title: nothingOf(status) }
          : { state: 'ready', ...list, offline: false },
      })
    } catch (error) {
      if (asked === this.asked) this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view, status } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'rows', view.rows.length, async (after) => {
      const { articles, next } = await call('news.listManaged', { status, after })
      return { rows: articles.map((article) => rowOf(article, Date.now())), next }
    })
  },

  onTab({ currentTarget }) {
    const status: ArticleStatus = currentTarget.dataset.status
    if (status === this.data.status) return
    this.setData({ status, view: { state: 'loading' } })
    void this.load()
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onOpen({ currentTarget }) {
    const { articleId } = currentTarget.dataset
    void wx.navigateTo({ url: `/staff-stories/article-review/article-review?articleId=${articleId}` })
  },

  onNew() {
    void wx.navigateTo({ url: '/staff-stories/article-edit/article-edit' })
  },
})
