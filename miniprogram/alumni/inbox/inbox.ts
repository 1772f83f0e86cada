/** The inbox: everything one was told, newest first. What is opened here counts as read. */
import { call } from '../../services/cloud'
import { session } from '../../stores/session'
import { afterFailure, type Failure } from '../../utils/failure'
import { newestOf, type Row, rowOf } from './inbox-view'

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'empty'; readonly title: string; readonly hint: string; readonly action: string }
  | {
      readonly state: 'ready'
      readonly rows: readonly Row[]
      /** Where the next page begins; empty at the end. */
      readonly next: string
      readonly more: 'idle' | 'loading' | 'failed'
      readonly offline: boolean
    }
  | Failure

interface Data {
  readonly view: View
}

interface Methods {
  load(): Promise<void>
  loadMore(): Promise<void>
  onRetry(): void
  onRegister(): void
  onOpen(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { url: string }>): void
}

const nothingYet = {
  state: 'empty',
  title: '还没有消息',
  hint: '报名结果、活动提醒和变更都会留在这里',
  action: '',
} as const

const notRegistered = {
  state: 'empty',
  title: '登记后查看消息',
  hint: '报名结果、活动提醒和变更都会留在这里',
  action: '登记',
} as const

Page<Data, Methods>({
  data: { view: { state: 'loading' } },

  onLoad() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    void this.loadMore()
  },

  async load() {
    try {
      const me = session.me ?? (await session.refresh())
      if (!me.person) {
        this.setData({ view: notRegistered })
        return
      }
      const { messages, next } = await call('messages.list', {})
      const nowMs = Date.now()
      const rows = messages.map((message) => rowOf(message, nowMs))
      this.setData({
        view:
          rows.length === 0
            ? nothingYet
            : { state: 'ready', rows, next: next ?? '', more: 'idle', offline: false },
      })
      const until = newestOf(messages)
      if (messages.some(({ isRead }) => !isRead) && until !== undefined)
        await call('messages.markRead', { until })
    } catch (error) {
      this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view } = this.data
    if (view.state !== 'ready' || view.next === '' || view.more === 'loading') return
    this.setData({ 'view.more': 'loading' })
    const isStale = () => this.data.view.state !== 'ready' || this.data.view.next !== view.next
    try {
      const { messages, next } = await call('messages.list', { after: view.next })
      if (isStale()) return
      const nowMs = Date.now()
      const added = messages.map((message, at) => [
        `view.rows[${view.rows.length + at}]`,
        rowOf(message, nowMs),
      ])
      this.setData({ ...Object.fromEntries(added), 'view.next': next ?? '', 'view.more': 'idle' })
    } catch (error) {
      console.warn('messages.list', error)
      if (!isStale()) this.setData({ 'view.more': 'failed' })
    }
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  onRegister() {
    void wx.navigateTo({ url: '/alumni/register/register' })
  },

  onOpen({ currentTarget }) {
    void wx.navigateTo({ url: currentTarget.dataset.url })
  },
})
