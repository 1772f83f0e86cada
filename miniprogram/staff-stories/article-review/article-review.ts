/** One article for staff: read it, hand it in, decide about it, publish, schedule, pin and withdraw it. */
import type { ArticleChanges } from '../../contract/news-editing'
import { call } from '../../services/cloud'
import { askToNotify } from '../../services/notify'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { type ChangesView, changesViewOf } from '../components/article-changes/changes-view'
import { type Preview, previewOf, type ReviewView, reviewViewOf } from './article-review-view'

interface Data {
  view: { readonly state: 'loading' } | { readonly state: 'ready'; readonly article: ReviewView } | Failure
  /** What is there to be read: the newest version, or the older one that was opened. */
  shown: Preview | null
  /** What it says otherwise than the version before; null while there is none. */
  changes: ChangesView | null
  part: 'changes' | 'whole'
  /** The older version that is being read; 0 while it is the newest. */
  older: number
  sheet: 'return' | 'withdraw' | 'publish' | 'pin' | ''
  reason: string
  moment: number
  problem: string
  busy: boolean
  notice: string
}

interface Methods {
  articleId: string
  /** What the newest version changes. */
  newest: ArticleChanges | undefined
  load(): Promise<void>
  act(sent: (article: ReviewView) => Promise<unknown>, done: string): Promise<void>
  /** Puts a version there to be read: by what it changes, where that is asked of a reviewer. */
  showVersion(older: number, shown: Preview, changes: ArticleChanges | undefined): void
  open(sheet: Data['sheet'], moment?: number): void
  onRetry(): void
  onPress(): void
  onSecondary(): void
  onEdit(): void
  onShowPublic(): void
  onShareKit(): void
  onPin(): void
  onUnschedule(): void
  onWithdraw(): void
  onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onSendReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): Promise<void>
  onMoment(event: WechatMiniprogram.CustomEvent<{ moment: number }>): void
  onSendMoment(): Promise<void>
  onCloseSheet(): void
  onPart(event: WechatMiniprogram.TouchEvent): void
  onVersion(event: WechatMiniprogram.TouchEvent): Promise<void>
  onRestore(): void
  onNewest(): void
}

const hourMs = 3_600_000
const usualPinMs = 7 * 24 * hourMs
/** The next full hour, at which the choosing of a time begins. */
const nextHour = (nowMs: number) => (Math.floor(nowMs / hourMs) + 1) * hourMs

const ownOf = ({ articleId, revision }: ReviewView) => ({ articleId, revision })

Page<Data, Methods>({
  articleId: '',
  newest: undefined,
  data: {
    view: { state: 'loading' },
    shown: null,
    changes: null,
    part: 'whole',
    older: 0,
    sheet: '',
    reason: '',
    moment: 0,
    problem: '',
    busy: false,
    notice: '',
  },

  onLoad({ articleId = '' }) {
    this.articleId = articleId
  },

  onShow() {
    void this.load()
  },

  async load() {
    try {
      const managed = await call('news.readManaged', { articleId: this.articleId })
      const article = reviewViewOf(managed, Date.now())
      this.newest = managed.changes
      this.setData({ view: { state: 'ready', article }, notice: '' })
      this.showVersion(0, article.preview, this.newest)
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  showVersion(older, shown, found) {
    const changes = found ? changesViewOf(found, Date.now()) : null
    const isAskedFor = older !== 0 || changes?.isAgainstShown === true
    this.setData({ older, shown, changes, part: changes && isAskedFor ? 'changes' : 'whole' })
  },

  async act(sent, done) {
    const { view, busy } = this.data
    if (busy || view.state !== 'ready') return
    this.setData({ busy: true, problem: '', notice: '' })
    try {
      await sent(view.article)
      this.setData({ sheet: '', reason: '' })
      void wx.showToast({ title: done, icon: 'success' })
      await this.load()
    } catch (error) {
      const message = Object.values(fieldMessagesOf(error))[0] ?? failureOf(error).message
      this.setData(this.data.sheet === '' ? { notice: message } : { problem: message })
      if (this.data.sheet === '') void wx.pageScrollTo({ scrollTop: 0, duration: 240 })
    } finally {
      this.setData({ busy: false })
    }
  },

  open(sheet, moment = 0) {
    this.setData({ sheet, moment, reason: '', problem: '' })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onPress() {
    const { view } = this.data
    if (view.state !== 'ready') return
    const { act } = view.article
    if (act === 'submit') {
      void askToNotify('articleResult')
      void this.act((article) => call('news.submit', ownOf(article)), '已提交审核')
    }
    if (act === 'publish') void this.act((article) => call('news.publish', ownOf(article)), '已发布')
    if (act === 'approve') {
      const approve = { decision: 'approve', reason: '' } as const
      void this.act((article) => call('news.review', { ...ownOf(article), ...approve }), '已通过审核')
    }
  },

  onSecondary() {
    const { view } = this.data
    if (view.state !== 'ready') return
    if (view.article.act === 'approve') this.open('return')
    else this.open('publish', nextHour(Date.now()))
  },

  onEdit() {
    void wx.navigateTo({ url: `/staff-stories/article-edit/article-edit?articleId=${this.articleId}` })
  },

  onShowPublic() {
    void wx.navigateTo({ url: `/stories/article/article?articleId=${this.articleId}` })
  },

  onShareKit() {
    void wx.navigateTo({ url: `/staff/share-kit/share-kit?opens=article&targetId=${this.articleId}` })
  },

  onPin() {
    const { view } = this.data
    if (view.state !== 'ready') return
    if (view.article.isPinned) void this.act(({ articleId }) => call('news.pin', { articleId }), '已取消置顶')
    else this.open('pin', nextHour(Date.now()) + usualPinMs)
  },

  onUnschedule() {
    void this.act((article) => call('news.unschedule', ownOf(article)), '已取消定时')
  },

  onWithdraw() {
    this.open('withdraw')
  },

  onReason(event) {
    this.setData({ reason: event.detail.value, problem: '' })
  },

  async onSendReason(event) {
    const reason = event.detail.value
    if (this.data.sheet === 'withdraw')
      await this.act((article) => call('news.withdraw', { ...ownOf(article), reason }), '已撤下')
    else
      await this.act(
        (article) => call('news.review', { ...ownOf(article), decision: 'return', reason }),
        '已退回',
      )
  },

  onMoment(event) {
    this.setData({ moment: event.detail.moment, problem: '' })
  },

  async onSendMoment() {
    const { moment, sheet } = this.data
    if (sheet === 'pin')
      await this.act(({ articleId }) => call('news.pin', { articleId, pinnedUntil: moment }), '已置顶')
    else await this.act((article) => call('news.publish', { ...ownOf(article), publishAt: moment }), '已设定')
  },

  onCloseSheet() {
    this.setData({ sheet: '' })
  },

  onPart({ currentTarget }) {
    this.setData({ part: currentTarget.dataset.part })
  },

  async onVersion({ currentTarget }) {
    const version: number = currentTarget.dataset.version
    try {
      const { preview, changes } = await call('news.readVersion', { articleId: this.articleId, version })
      this.setData({ notice: '' })
      this.showVersion(version, previewOf(preview), changes)
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
    void wx.pageScrollTo({ scrollTop: 0, duration: 240 })
  },

  onRestore() {
    const version = this.data.older
    void this.act((article) => call('news.restoreVersion', { ...ownOf(article), version }), '已恢复为草稿')
  },

  onNewest() {
    const { view } = this.data
    if (view.state === 'ready') this.showVersion(0, view.article.preview, this.newest)
  },
})
