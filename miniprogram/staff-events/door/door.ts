/** The door of an event: scan a ticket, see at once whether to let its holder in, and scan the next; also without network. */
import type { DoorGuest } from '../../contract/door'
import { AppError } from '../../contract/errors'
import type { Output } from '../../contract/index'
import { call } from '../../services/cloud'
import { newKey } from '../../services/drafts'
import { dropDoor, keepDoor, keptDoor } from '../../services/kept-doors'
import { scan } from '../../services/scan'
import { formatRelative } from '../../utils/date'
import { failureOf } from '../../utils/failure'
import {
  dropConflict,
  dropScans,
  type KeptScan,
  keepScan,
  keptConflicts,
  keptScans,
} from '../services/scan-queue'
import {
  type DoorData,
  doorView,
  foundGuest,
  notATicket,
  type Outcome,
  provisionalOutcome,
} from './door-view'
import { ask, readAllGuests, sendKept } from './door-work'
import { findGuests, holderIn, judge, type Shown, withEntered } from './judging'

interface Methods {
  eventId: string
  refreshTimer: number
  guests: readonly DoorGuest[]
  forgetAt: number
  guestsReadAt: number
  /** The phone's network came or went. */
  onNetwork(): void
  start(): void
  stop(): void
  openKept(): void
  load(): Promise<void>
  /** @returns whether they were read */
  readGuestsIfOld(): Promise<boolean>
  show(door: Output<'events.readDoor'>): void
  onLoadFailure(error: unknown): void
  onScan(): Promise<void>
  onType(event: WechatMiniprogram.Input): void
  onClearWords(): void
  find(): void
  onPick(event: WechatMiniprogram.TouchEvent): Promise<void>
  take(shown: Shown): Promise<void>
  tell(outcome: Outcome): void
  count(): void
  onUndo(event: WechatMiniprogram.TouchEvent): void
  onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onCloseUndo(): void
  onSendUndo(): Promise<void>
  onReadConflict(event: WechatMiniprogram.TouchEvent): void
  onOpenScreen(): void
}

const refreshEveryMs = 10_000
/** How old the list of guests may grow while there is network; a longer one, which takes more calls, the older. */
const guestsKeepMs = (guests: number) => 300 * Math.max(400, guests)

/** A desktop window has no screen to keep awake and nothing to shake: the door opens without them. */
const fail = () => {}

Page<DoorData, Methods>({
  eventId: '',
  refreshTimer: 0,
  guests: [],
  forgetAt: 0,
  guestsReadAt: 0,

  data: {
    view: { state: 'loading' },
    outcome: null,
    words: '',
    found: [],
    busy: '',
    notice: '',
    unsent: 0,
    conflicts: [],
    undoing: null,
    reason: '',
    reasonError: '',
    isUndoing: false,
  },

  onLoad({ eventId = '' }) {
    this.eventId = eventId
    this.onNetwork = this.onNetwork.bind(this)
    this.openKept()
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
    this.load()
    this.refreshTimer = setInterval(() => this.load(), refreshEveryMs)
    wx.onNetworkStatusChange(this.onNetwork)
    wx.setKeepScreenOn({ keepScreenOn: true, fail })
  },

  stop() {
    clearInterval(this.refreshTimer)
    wx.offNetworkStatusChange(this.onNetwork)
    wx.setKeepScreenOn({ keepScreenOn: false, fail })
  },

  onNetwork() {
    this.load()
  },

  /** What is kept is shown at once, and all there is without network. */
  openKept() {
    this.count()
    const kept = keptDoor(this.eventId, Date.now())
    if (!kept) return
    this.guests = kept.guests
    this.forgetAt = kept.forgetAt
    this.setData({
      view: doorView(kept.door, Date.now()),
      notice: `${formatRelative(kept.keptAt, Date.now())}的名单`,
    })
  },

  async load() {
    try {
      await sendKept(this.eventId)
      const door = await call('events.readDoor', { eventId: this.eventId })
      this.show(door)
      if (await this.readGuestsIfOld()) this.show(door)
    } catch (error) {
      this.onLoadFailure(error)
    } finally {
      this.count()
    }
  },

  async readGuestsIfOld() {
    const { guestsReadAt } = this
    if (guestsReadAt + guestsKeepMs(this.guests.length) > Date.now()) return false
    // At once, so that the next refresh does not read beside this one.
    this.guestsReadAt = Date.now()
    try {
      Object.assign(this, await readAllGuests(this.eventId))
    } catch (error) {
      this.guestsReadAt = guestsReadAt
      throw error
    }
    return true
  },

  show(door) {
    const keptAt = Date.now()
    keepDoor(this.eventId, { door, guests: this.guests, keptAt, forgetAt: this.forgetAt })
    this.setData({ view: doorView(door, keptAt), notice: '' })
    this.find()
  },

  onLoadFailure(error) {
    const failure = failureOf(error)
    const isClosed = error instanceof AppError && (error.code === 'NOT_FOUND' || error.code === 'FORBIDDEN')
    // Whoever may no longer stand at this door keeps nothing of it.
    if (isClosed) dropDoor(this.eventId)
    const isKept = this.data.view.state === 'ready' && !isClosed
    this.setData(isKept ? { notice: `${failure.message}；可以继续扫码，联网后自动上传` } : { view: failure })
  },

  async onScan() {
    if (this.data.busy !== '') return
    this.setData({ busy: 'scanning' })
    const scanned = await scan()
    this.setData({ busy: '' })
    if (scanned === undefined) return
    if ('scene' in scanned) this.tell(notATicket)
    else await this.take({ code: scanned.text })
  },

  onType(event) {
    this.setData({ words: event.detail.value })
    this.find()
  },

  onClearWords() {
    this.setData({ words: '' })
    this.find()
  },

  find() {
    this.setData({ found: findGuests(this.data.words, this.guests).map(foundGuest) })
  },

  async onPick(event) {
    const { holderId, name } = event.currentTarget.dataset
    const { confirm } = await wx.showModal({
      title: '为来宾签到？',
      content: `请与${name}核对姓名后签到`,
      confirmText: '签到',
    })
    if (!confirm) return
    await this.take({ holderId })
    this.onClearWords()
  },

  async take(shown) {
    const { eventId } = this
    if (this.data.busy !== '') return
    if ('code' in shown && holderIn(eventId, shown.code) === undefined) {
      this.tell(notATicket)
      return
    }
    this.setData({ busy: 'checking' })
    const judgement = judge(eventId, shown, this.guests, keptScans(eventId))
    const name = 'guest' in judgement ? judgement.guest.name : ''
    const kept: KeptScan = { scanId: newKey(), ...shown, scannedAt: Date.now(), name }
    keepScan(eventId, kept)
    try {
      const answer = await ask(eventId, kept)
      // Whom the phone itself knows to be in was not let in again: there is nothing to send.
      if (!answer && judgement.verdict === 'again') dropScans(eventId, [kept.scanId])
      this.tell(answer?.outcome ?? provisionalOutcome(judgement, Date.now()))
      if (answer?.entered) {
        const { holderId, ...entered } = answer.entered
        this.guests = withEntered(this.guests, holderId, entered)
      }
      if (answer) this.load()
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: '' })
      this.count()
    }
  },

  tell(outcome) {
    this.setData({ outcome })
    // Somebody holds the phone while looking at the next guest: the hand learns the answer too.
    wx.vibrateShort({ type: outcome.kind === 'in' ? 'light' : 'heavy', fail })
    if (outcome.kind !== 'in') wx.vibrateLong({ fail })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  count() {
    this.setData({ unsent: keptScans(this.eventId).length, conflicts: keptConflicts(this.eventId) })
  },

  onUndo(event) {
    const { holderId, scanId, name } = event.currentTarget.dataset
    this.setData({ undoing: { holderId, scanId, name }, reason: '', reasonError: '' })
  },

  onReason(event) {
    this.setData({ reason: event.detail.value, reasonError: '' })
  },

  onCloseUndo() {
    this.setData({ undoing: null })
  },

  async onSendUndo() {
    const { undoing, reason, isUndoing } = this.data
    if (!undoing || isUndoing) return
    this.setData({ isUndoing: true })
    const { holderId, scanId } = undoing
    try {
      await call('events.undoCheckIn', { eventId: this.eventId, holderId, scanId, reason })
      this.guests = withEntered(this.guests, holderId, undefined)
      this.setData({ undoing: null, outcome: null })
      void wx.showToast({ title: '已撤销', icon: 'success' })
      void this.load()
    } catch (error) {
      this.setData({ reasonError: failureOf(error).message })
    } finally {
      this.setData({ isUndoing: false })
    }
  },

  onReadConflict(event) {
    dropConflict(this.eventId, event.currentTarget.dataset.scanId)
    this.count()
  },

  onOpenScreen() {
    void wx.navigateTo({ url: `/staff-events/door-screen/door-screen?eventId=${this.eventId}` })
  },
})
