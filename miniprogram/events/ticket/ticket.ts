/** One's ticket: bright and up to date while shown, readable without network, and given back from here. */

import { AppError, type ErrorCode } from '../../contract/errors'
import { call } from '../../services/cloud'
import { askToNotify } from '../../services/notify'
import { scan } from '../../services/scan'
import { formatMoment } from '../../utils/date'
import { type Failure, failureOf } from '../../utils/failure'
import { brighten, restoreBrightness } from './brightness'
import { addToCalendar } from './calendar'
import { dropTicket, type KeptTicket, keepTicket, keptTicket } from './kept-ticket'
import { type TicketView, ticketViewOf } from './ticket-view'

type View =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly ticket: TicketView
      readonly offline: boolean
      /** When the server last told it. */
      readonly kept: string
    }
  /** The seat was given back, or there never was one. */
  | { readonly state: 'empty'; readonly title: string; readonly hint: string }
  | Failure

interface Data {
  readonly view: View
  readonly withdrawal: 'idle' | 'sending'
  readonly entering: 'idle' | 'sending'
}

interface Methods {
  eventId: string
  timer: number
  refreshUntilHidden(): Promise<void>
  load(): Promise<void>
  show(kept: KeptTicket): void
  light(): void
  stop(): void
  onFailure(error: unknown): void
  onRetry(): void
  onWithdraw(): Promise<void>
  withdraw(): Promise<void>
  onAddToCalendar(): Promise<void>
  onScanScreen(): Promise<void>
  enter(code: string): Promise<void>
  onChange(): void
  onOpenEvent(): void
}

/** How soon a check-in at the door, or a seat that became free, appears here. */
const refreshMs = 15_000

/** Failures that say nothing about the ticket. */
const cannotTell: readonly ErrorCode[] = ['OFFLINE', 'BUSY', 'INTERNAL']

Page<Data, Methods>({
  data: { view: { state: 'loading' }, withdrawal: 'idle', entering: 'idle' },
  eventId: '',
  timer: 0,

  /** `door` is the code of the screen at the door, scanned elsewhere in the mini-program. */
  onLoad({ eventId = '', door }) {
    this.eventId = eventId
    if (door !== undefined) void this.enter(decodeURIComponent(door))
  },

  onShow() {
    void this.refreshUntilHidden()
    const kept = keptTicket(this.eventId)
    if (kept && this.data.view.state === 'loading') this.show(kept)
    else this.light()
  },

  onHide() {
    this.stop()
  },

  onUnload() {
    this.stop()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async refreshUntilHidden() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.refreshUntilHidden(), refreshMs)
    await this.load()
  },

  stop() {
    clearTimeout(this.timer)
    this.timer = 0
    restoreBrightness()
  },

  async load() {
    const { eventId } = this
    try {
      const ticket = await call('events.readTicket', { eventId })
      // An answer that was under way while the seat was given back is out of date.
      if (this.data.withdrawal === 'sending' || this.data.view.state === 'empty') return
      if (ticket.signUp.status === 'withdrawn') dropTicket(eventId)
      else keepTicket(ticket, Date.now())
      this.show({ ticket, keptAt: Date.now() })
    } catch (error) {
      this.onFailure(error)
    }
  },

  show({ ticket, keptAt }) {
    const nowMs = Date.now()
    this.setData({
      view: {
        state: 'ready',
        ticket: ticketViewOf(ticket, nowMs),
        offline: false,
        kept: formatMoment(keptAt, nowMs),
      },
    })
    this.light()
  },

  light() {
    const { view } = this.data
    const isAtWork = this.timer !== 0 && view.state === 'ready' && view.ticket.isForScanner
    if (isAtWork) brighten()
    else restoreBrightness()
  },

  onFailure(error) {
    const code = error instanceof AppError ? error.code : 'INTERNAL'
    if (code === 'NOT_SIGNED_UP') {
      dropTicket(this.eventId)
      this.stop()
      this.setData({ view: { state: 'empty', title: '您尚未报名此活动', hint: '' } })
      return
    }
    // At the door an old ticket is worth more than the news that it could not be renewed.
    const isKept = this.data.view.state === 'ready' && cannotTell.includes(code)
    this.setData(isKept ? { 'view.offline': true } : { view: failureOf(error) })
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  async onWithdraw() {
    const { view, withdrawal } = this.data
    if (view.state !== 'ready' || withdrawal === 'sending') return
    const isWaiting = view.ticket.state === 'waiting'
    const { confirm } = await wx.showModal({
      title: isWaiting ? '放弃候补？' : '取消报名？',
      content: isWaiting
        ? '您的候补顺序将不再保留，重新候补须从队尾开始。'
        : '席位将立即让给候补的校友；名额已满时可能无法再次报名。',
      confirmText: isWaiting ? '放弃候补' : '取消报名',
      cancelText: '再想想',
      confirmColor: '#B3261E',
    })
    if (confirm) await this.withdraw()
  },

  async withdraw() {
    const { eventId } = this
    const { view } = this.data
    const wasWaiting = view.state === 'ready' && view.ticket.state === 'waiting'
    this.setData({ withdrawal: 'sending' })
    try {
      await call('events.withdraw', { eventId })
      dropTicket(eventId)
      this.stop()
      this.setData({
        withdrawal: 'idle',
        view: {
          state: 'empty',
          title: wasWaiting ? '已放弃候补' : '已取消报名',
          hint: wasWaiting ? '感谢您及时告知' : '席位已退还，感谢您及时告知',
        },
      })
    } catch (error) {
      this.setData({ withdrawal: 'idle' })
      const { message } = failureOf(error)
      await wx.showModal({
        title: '没有取消成功',
        content: message,
        showCancel: false,
        confirmText: '知道了',
      })
      void this.load()
    }
  },

  // The phone opens its calendar only at a tap: nothing may be awaited before.
  async onAddToCalendar() {
    const { view } = this.data
    if (view.state !== 'ready') return
    const { title, startsAt, endsAt, place, number } = view.ticket
    const isAdded = await addToCalendar({ title, startsAt, endsAt, place, number })
    if (isAdded) void wx.showToast({ title: '已添加到日历', icon: 'success' })
  },

  /** Who comes in may be thanked afterwards: asked for here, because sign-up asks for as many kinds as one tap may. */
  async onScanScreen() {
    if (this.data.entering === 'sending') return
    await askToNotify('eventThanks')
    const scanned = await scan()
    if (scanned) await this.enter('text' in scanned ? scanned.text : '')
  },

  async enter(code) {
    this.setData({ entering: 'sending' })
    try {
      const { status } = await call('events.checkInSelf', { code })
      wx.vibrateShort({ type: 'light', fail: () => {} })
      const title = status === 'undone' ? '请找工作人员签到' : '签到成功，请入场'
      void wx.showToast({ title, icon: status === 'undone' ? 'none' : 'success' })
    } catch (error) {
      const { message } = failureOf(error)
      await wx.showModal({
        title: '没有签到成功',
        content: message,
        showCancel: false,
        confirmText: '知道了',
      })
    } finally {
      this.setData({ entering: 'idle' })
      void this.load()
    }
  },

  onChange() {
    void wx.navigateTo({ url: `/events/change-sign-up/change-sign-up?eventId=${this.eventId}` })
  },

  onOpenEvent() {
    const { eventId } = this
    const [before] = getCurrentPages().slice(-2)
    const cameFromIt = before?.route === 'events/event/event' && before.options.eventId === eventId
    if (cameFromIt) void wx.navigateBack()
    else void wx.redirectTo({ url: `/events/event/event?eventId=${eventId}` })
  },
})
