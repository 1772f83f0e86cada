/** One story: cover, text, who made it, what it is about. That it was read is told once it is on the screen. */
import { AppError } from '../../contract/errors'
import { call } from '../../services/cloud'
import { afterFailure, type Failure } from '../../utils/failure'
import { type ArticleView, articleViewOf } from './article-view'

type View =
  | { readonly state: 'loading' }
  /** There is none such, or none any more. */
  | { readonly state: 'empty' }
  | { readonly state: 'ready'; readonly story: ArticleView; readonly offline: boolean }
  | Failure

interface Data {
  readonly view: View
}

interface Methods {
  articleId: string
  wasCounted: boolean
  load(): Promise<void>
  countRead(): Promise<void>
  onRetry(): void
  onAll(): void
  onOpen(event: WechatMiniprogram.TouchEvent): void
}

const isGone = (error: unknown) => error instanceof AppError && error.code === 'NOT_FOUND'

/** The card with which it is passed on: its title and its photograph, or else what the screen shows. */
function sharedOf(view: View): { readonly title: string; readonly imageUrl?: string } {
  if (view.state !== 'ready') return { title: '新闻与故事' }
  const { title, cover } = view.story.article
  return { title, ...(cover.kind === 'picture' ? { imageUrl: cover.url } : {}) }
}

Page<Data, Methods>({
  articleId: '',
  wasCounted: false,
  data: { view: { state: 'loading' } },

  onLoad({ articleId = '' }) {
    this.articleId = articleId
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const { article } = await call('news.read', { articleId: this.articleId })
      this.setData({ view: { state: 'ready', story: articleViewOf(article, Date.now()), offline: false } })
      void this.countRead()
    } catch (error) {
      this.setData(isGone(error) ? { view: { state: 'empty' } } : afterFailure(error, this.data.view.state))
    }
  },

  /** A reading that could not be told is one less: nobody is bothered for it. */
  async countRead() {
    if (this.wasCounted) return
    this.wasCounted = true
    try {
      await call('news.countRead', { articleId: this.articleId })
    } catch (error) {
      console.warn('news.countRead', error)
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onAll() {
    void wx.redirectTo({ url: '/stories/articles/articles' })
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: currentTarget.dataset.url })
  },

  onShareAppMessage() {
    return { ...sharedOf(this.data.view), path: `/stories/article/article?articleId=${this.articleId}` }
  },

  onShareTimeline() {
    return { ...sharedOf(this.data.view), query: `articleId=${this.articleId}` }
  },
})
