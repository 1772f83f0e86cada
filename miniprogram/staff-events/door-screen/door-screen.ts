/** The screen at the door: a code that changes every half minute, for people who let themselves in with their phone. */
import type { Output } from '../../contract/index'
import { call } from '../../services/cloud'
import { formatSpan } from '../../utils/date'
import { type Failure, failureOf } from '../../utils/failure'

type View =
  | { readonly state: 'loading' }
  | {
      readonly state: 'ready'
      readonly title: string
      readonly hours: string
      readonly confirmed: number
      readonly checkedIn: number
      /** early, over: nobody can let themselves in now. */
      readonly phase: 'early' | 'open' | 'over'
    }
  | Failure

interface Data {
  view: View
  /** What the QR code says now; empty when the codes ran out without network. */
  code: string
  secondsLeft: number
  notice: string
}

interface Methods {
  eventId: string
  timer: number
  codes: Output<'events.readDoorCodes'>['codes']
  /** How far the phone's clock is ahead of the server's, by whose time the codes change. */
  aheadMs: number
  askedAt: number
  load(): Promise<void>
  tick(): void
  start(): void
  stop(): void
}

/** The server is asked again while codes of the next minute are still at hand. */
const askEveryMs = 15_000

const fail = () => {}

function viewOf(screen: Output<'events.readDoorCodes'>, nowMs: number): View {
  const { title, opensAt, closesAt, confirmed, checkedIn } = screen
  const phase = nowMs < opensAt ? 'early' : nowMs < closesAt ? 'open' : 'over'
  return { state: 'ready', title, hours: formatSpan(opensAt, closesAt, nowMs), confirmed, checkedIn, phase }
}

Page<Data, Methods>({
  eventId: '',
  timer: 0,
  codes: [],
  aheadMs: 0,
  askedAt: 0,

  data: { view: { state: 'loading' }, code: '', secondsLeft: 0, notice: '' },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
  },

  onShow() {
    this.start()
  },

  onHide() {
    this.stop()
  },

  onUnload() {
    this.stop()
  },

  start() {
    this.stop()
    void this.load()
    this.timer = setInterval(() => this.tick(), 1000)
    wx.setKeepScreenOn({ keepScreenOn: true, fail })
  },

  stop() {
    clearInterval(this.timer)
    wx.setKeepScreenOn({ keepScreenOn: false, fail })
  },

  async load() {
    this.askedAt = Date.now()
    try {
      const screen = await call('events.readDoorCodes', { eventId: this.eventId })
      this.codes = screen.codes
      const serverMs = screen.now
      this.aheadMs = Date.now() - serverMs
      this.setData({ view: viewOf(screen, serverMs), notice: '' })
      this.tick()
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  tick() {
    const nowMs = Date.now() - this.aheadMs
    const current = this.codes.find(({ from, until }) => from <= nowMs && nowMs < until)
    const secondsLeft = current ? Math.ceil((current.until - nowMs) / 1000) : 0
    this.setData({ code: current?.code ?? '', secondsLeft })
    if (this.askedAt + askEveryMs <= Date.now()) void this.load()
  },
})
