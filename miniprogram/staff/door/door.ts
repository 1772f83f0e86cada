/** The door of an event: scan a ticket, see at once whether to let its holder in, and scan the next. */
import { AppError } from '../../contract/errors'
import { parse } from '../../contract/fields'
import { contract } from '../../contract/index'
import { call } from '../../services/cloud'
import { scan } from '../../services/scan'
import { type Failure, failureOf } from '../../utils/failure'
import { type DoorView, doorView, notATicket, type Outcome, outcomeOf, refusalOf } from './door-view'

interface Data {
  view: { readonly state: 'loading' } | DoorView | Failure
  /** What the last scan came to; null before the first. */
  outcome: Outcome | null
  typed: string
  typedError: string
  /** What is being done; empty when nothing is. */
  busy: 'scanning' | 'checking' | ''
  /** Why the counts may be old; empty when they are not. */
  notice: string
}

interface Methods {
  eventId: string
  refreshTimer: number
  /** The last code sent; its answer may have been lost. */
  lastCode: string
  load(): Promise<void>
  startRefreshing(): void
  stopRefreshing(): void
  onScan(): Promise<void>
  onType(event: WechatMiniprogram.Input): void
  onSendTyped(): Promise<void>
  onTryAgain(): Promise<void>
  checkIn(code: string): Promise<void>
  show(outcome: Outcome): void
}

const refreshEveryMs = 10_000

/** A desktop window has no screen to keep awake and nothing to shake: the door opens without them. */
const fail = () => {}

Page<Data, Methods>({
  eventId: '',
  refreshTimer: 0,
  lastCode: '',

  data: { view: { state: 'loading' }, outcome: null, typed: '', typedError: '', busy: '', notice: '' },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
  },

  onShow() {
    this.load()
    this.startRefreshing()
    wx.setKeepScreenOn({ keepScreenOn: true, fail })
  },

  onHide() {
    this.stopRefreshing()
    wx.setKeepScreenOn({ keepScreenOn: false, fail })
  },

  onUnload() {
    this.stopRefreshing()
    wx.setKeepScreenOn({ keepScreenOn: false, fail })
  },

  startRefreshing() {
    this.stopRefreshing()
    this.refreshTimer = setInterval(() => this.load(), refreshEveryMs)
  },

  stopRefreshing() {
    clearInterval(this.refreshTimer)
  },

  async load() {
    try {
      const door = await call('events.readDoor', { eventId: this.eventId })
      this.setData({ view: doorView(door, Date.now()), notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  async onScan() {
    if (this.data.busy !== '') return
    this.setData({ busy: 'scanning' })
    const scanned = await scan()
    this.setData({ busy: '' })
    if (scanned === undefined) return
    if ('scene' in scanned) this.show(notATicket)
    else await this.checkIn(scanned.text)
  },

  onType(event) {
    this.setData({ typed: event.detail.value, typedError: '' })
  },

  async onSendTyped() {
    const typed = this.data.typed.trim()
    if (typed === '') {
      this.setData({ typedError: '请输入票码' })
      return
    }
    await this.checkIn(typed)
    const { outcome } = this.data
    if (outcome?.kind === 'in' || outcome?.kind === 'again') this.setData({ typed: '' })
  },

  async onTryAgain() {
    await this.checkIn(this.lastCode)
  },

  async checkIn(code) {
    if (this.data.busy !== '') return
    const parsed = parse(contract['events.checkIn'].input, { eventId: this.eventId, code })
    if (!parsed.ok) {
      this.show(notATicket)
      return
    }
    const wasLost = this.lastCode === code && this.data.outcome?.kind === 'unknown'
    this.lastCode = code
    this.setData({ busy: 'checking' })
    try {
      this.show(outcomeOf(await call('events.checkIn', parsed.value), wasLost, Date.now()))
      this.load()
    } catch (error) {
      if (error instanceof AppError) this.show(refusalOf(error))
      else this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: '' })
    }
  },

  show(outcome) {
    this.setData({ outcome })
    // Somebody holds the phone while looking at the next guest: the hand learns the answer too.
    if (outcome.kind === 'in') wx.vibrateShort({ type: 'light', fail })
    else wx.vibrateLong({ fail })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },
})
