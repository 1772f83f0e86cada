/** The inbox: everything one was told, newest first. What is opened here counts as read. */
import { call } from '../../services/cloud'
import { askToNotify } from '../../services/notify'
import { session } from '../../stores/session'
import { afterFailure, type Failure, failureOf } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { readOn } from '../../utils/reading-on'
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
  /** Whether the bodies that one belongs to may write; undefined while it is not known. */
  readonly isWelcome: boolean | undefined
}

interface Methods {
  load(): Promise<void>
  loadMore(): void
  loadChoice(): Promise<void>
  onRetry(): void
  onRemind(): void
  onChoice(): Promise<void>
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
  data: { view: { state: 'loading' }, isWelcome: undefined },

  onLoad() {
    void this.load()
    void this.loadChoice()
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

  loadMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    void readOn(this, 'rows', view.rows.length, async (after) => {
      const { messages, next } = await call('messages.list', { after })
      const nowMs = Date.now()
      return { rows: messages.map((message) => rowOf(message, nowMs)), next }
    })
  },

  /** Without it the inbox is no worse. */
  async loadChoice() {
    try {
      const { isWelcome } = await call('notices.readChoice', {})
      this.setData({ isWelcome })
    } catch (error) {
      console.warn('notices.readChoice', error)
    }
  },

  onRemind() {
    void askToNotify('notice')
  },

  async onChoice() {
    const isWelcome = this.data.isWelcome !== true
    // Whoever wants to be written to wants to hear of it; the phone lets us ask at the tap alone.
    if (isWelcome) void askToNotify('notice')
    const { confirm } = isWelcome
      ? { confirm: true }
      : await wx.showModal({
          title: '不再接收组织通知？',
          content: '您报名的活动和您的捐赠，有消息仍会告诉您。随时可以再打开。',
          confirmText: '不再接收',
          cancelText: '继续接收',
        })
    if (!confirm) return
    try {
      await call('notices.choose', { isWelcome })
      this.setData({ isWelcome })
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
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
    const { url } = currentTarget.dataset
    if (url !== '') void wx.navigateTo({ url })
  },
})
