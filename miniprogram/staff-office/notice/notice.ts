/** One notice: what it says, how it got through; approving it, returning it, stopping it. */
import { call } from '../../services/cloud'
import { type Failure, failureOf } from '../../utils/failure'
import { type NoticeView, noticeViewOf } from './notice-view'

interface Data {
  view: { readonly state: 'loading' } | NoticeView | Failure
  /** Why what is shown may be old, or what was refused; empty when nothing. */
  notice: string
  busy: boolean
  returning: { readonly isOpen: boolean; readonly reason: string; readonly error: string }
}

interface Methods {
  noticeId: string
  timer: number
  load(): Promise<void>
  rest(): void
  act(run: () => Promise<unknown>): Promise<boolean>
  onOpenLink(event: WechatMiniprogram.TouchEvent): void
  onApprove(): Promise<void>
  onReturn(): void
  onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onCloseSheet(): void
  onSendBack(): Promise<void>
  onStop(): Promise<void>
}

const againAfterMs = 20_000
const notReturning = { isOpen: false, reason: '', error: '' } as const

Page<Data, Methods>({
  noticeId: '',
  timer: 0,
  data: { view: { state: 'loading' }, notice: '', busy: false, returning: notReturning },

  onLoad({ noticeId = '' }) {
    this.noticeId = noticeId
  },

  onShow() {
    void this.load()
  },

  onHide() {
    this.rest()
  },

  onUnload() {
    this.rest()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  /** As long as it is on its way, it looks again. */
  async load() {
    this.rest()
    try {
      const { notice } = await call('notices.read', { noticeId: this.noticeId })
      const view = noticeViewOf(notice, Date.now())
      this.setData({ view, notice: '' })
      if (view.isUnderWay) this.timer = setTimeout(() => void this.load(), againAfterMs)
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  rest() {
    clearTimeout(this.timer)
  },

  /** @returns whether it was done */
  async act(run) {
    if (this.data.busy) return false
    this.setData({ busy: true, notice: '' })
    try {
      await run()
      await this.load()
      return true
    } catch (error) {
      await this.load()
      this.setData({ notice: failureOf(error).message })
      return false
    } finally {
      this.setData({ busy: false })
    }
  },

  onOpenLink(event) {
    void wx.navigateTo({ url: event.currentTarget.dataset.url })
  },

  async onApprove() {
    const { view, busy } = this.data
    if (view.state !== 'ready' || busy) return
    const { confirm } = await wx.showModal({
      title: `发给 ${view.recipients} 人？`,
      content: '批准后即开始发送，发出的不能收回。',
      confirmText: '批准',
      cancelText: '再看看',
    })
    if (!confirm) return
    const { noticeId } = this
    await this.act(() => call('notices.decide', { noticeId, decision: 'approve' }))
  },

  onReturn() {
    this.setData({ returning: { ...notReturning, isOpen: true } })
  },

  onReason({ detail }) {
    this.setData({ 'returning.reason': detail.value, 'returning.error': '' })
  },

  onCloseSheet() {
    this.setData({ returning: notReturning })
  },

  async onSendBack() {
    const { reason } = this.data.returning
    const { noticeId } = this
    const isDone = await this.act(() => call('notices.decide', { noticeId, decision: 'return', reason }))
    this.setData(isDone ? { returning: notReturning } : { 'returning.error': this.data.notice })
  },

  async onStop() {
    const { view, busy } = this.data
    if (view.state !== 'ready' || busy) return
    const { confirm } = await wx.showModal({
      title: '停止这条通知？',
      content: '没有收到的人不再收到；已经收到的不能收回。停止后不能再继续。',
      confirmText: '停止',
      cancelText: '再想想',
    })
    const { noticeId } = this
    if (confirm) await this.act(() => call('notices.stop', { noticeId }))
  },
})
