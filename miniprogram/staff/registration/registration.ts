/** One registration beside the roster: a reviewer recognises the person, asks for more, or refuses. */
import type { VerificationStatus } from '../../contract/alumni'
import { AppError } from '../../contract/errors'
import { parse } from '../../contract/fields'
import { contract, type Input } from '../../contract/index'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { type ReasonSheet, type RegistrationView, reasonSheets, registrationView } from './registration-view'

type Decision = Input<'registrations.review'>['decision']

interface Data {
  view: { readonly state: 'loading' } | RegistrationView | Failure
  /** The roster row that is this person; empty while none is chosen. */
  chosenRowId: string
  /** What is being done; empty when nothing is. */
  busy: Decision | ''
  sheet: ReasonSheet | null
  reason: string
  reasonError: string
  notice: string
}

interface Methods {
  personId: string
  load(): Promise<void>
  onChooseRow(event: WechatMiniprogram.TouchEvent): void
  onAccept(): Promise<void>
  onReturn(): void
  onRefuse(): void
  openSheet(decision: 'return' | 'refuse'): void
  onCloseSheet(): void
  onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onSendReason(): Promise<void>
  review(decision: Decision): Promise<void>
  onRefused(error: unknown): Promise<void>
  tell(notice: string): void
}

const done: Readonly<Record<VerificationStatus, string>> = {
  pending: '已保存',
  verified: '已通过认证',
  returned: '已退回补充',
  refused: '已处理',
}

/** Back to the queue, which was not before this page when it was opened directly. */
function leave(): void {
  wx.navigateBack({ fail: () => wx.redirectTo({ url: '/staff/registrations/registrations' }) })
}

/** What others did meanwhile, and what it means for who is looking at the page. */
const overtaken: Readonly<Partial<Record<string, string>>> = {
  REGISTRATION_CHANGED: '对方刚修改了资料，下面是最新内容，请看过再处理。',
  REGISTRATION_CLOSED: '此登记刚被其他审核员处理，下面是最新结果。',
  ROSTER_ROW_TAKEN: '您选的名册记录刚被其他校友认领，请另选一条或退回补充。',
}

Page<Data, Methods>({
  personId: '',

  data: {
    view: { state: 'loading' },
    chosenRowId: '',
    busy: '',
    sheet: null,
    reason: '',
    reasonError: '',
    notice: '',
  },

  onLoad({ personId = '' }) {
    this.personId = personId
    const kept = readDraft<{ reason: string }>(`review:${personId}`)
    if (kept) this.setData({ reason: kept.reason })
  },

  onShow() {
    if (this.data.notice !== '') this.setData({ notice: '' })
    this.load()
  },

  async load() {
    try {
      const found = await call('registrations.read', { personId: this.personId })
      this.setData({ view: registrationView(found, Date.now()) })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  onChooseRow(event) {
    const { rowId } = event.currentTarget.dataset
    this.setData({ chosenRowId: rowId === this.data.chosenRowId ? '' : rowId, notice: '' })
  },

  async onAccept() {
    if (this.data.chosenRowId === '') {
      const { confirm } = await wx.showModal({
        title: '不选用名册记录？',
        content: '没有选用名册记录。确定已凭其他材料核实身份，直接通过认证吗？',
        confirmText: '直接通过',
        cancelText: '再看看',
      })
      if (!confirm) return
    }
    await this.review('accept')
  },

  onReturn() {
    this.openSheet('return')
  },

  onRefuse() {
    this.openSheet('refuse')
  },

  openSheet(decision) {
    this.setData({ sheet: reasonSheets[decision], reasonError: '' })
  },

  onCloseSheet() {
    this.setData({ sheet: null })
  },

  onReason(event) {
    const reason = event.detail.value
    this.setData({ reason, reasonError: '' })
    keepDraft(`review:${this.personId}`, { reason })
  },

  async onSendReason() {
    if (this.data.sheet !== null) await this.review(this.data.sheet.decision)
  },

  async review(decision) {
    const { chosenRowId, reason, view, busy } = this.data
    if (busy !== '' || view.state !== 'ready') return
    const about = { personId: this.personId, revision: view.revision }
    const input: Input<'registrations.review'> =
      decision !== 'accept'
        ? { ...about, decision, reason }
        : { ...about, decision, ...(chosenRowId && { rosterRowId: chosenRowId }) }
    const parsed = parse(contract['registrations.review'].input, input)
    if (!parsed.ok) {
      this.setData({ reasonError: parsed.fields.reason ?? '', notice: parsed.fields.personId ?? '' })
      return
    }
    this.setData({ busy: decision, notice: '' })
    try {
      const { status } = await call('registrations.review', parsed.value)
      dropDraft(`review:${this.personId}`)
      wx.showToast({ title: done[status], icon: 'success' })
      leave()
    } catch (error) {
      await this.onRefused(error)
    } finally {
      this.setData({ busy: '' })
    }
  },

  async onRefused(error) {
    const sentence = error instanceof AppError ? overtaken[error.code] : undefined
    if (sentence !== undefined) {
      this.setData({ sheet: null, chosenRowId: '' })
      await this.load()
      this.tell(sentence)
      return
    }
    const { message } = failureOf(error)
    if (this.data.sheet === null) this.tell(message)
    else this.setData({ reasonError: fieldMessagesOf(error).reason ?? message })
  },

  /** The notice stands at the head of the page, and whoever decides is at its foot. */
  tell(notice) {
    this.setData({ notice })
    wx.pageScrollTo({ scrollTop: 0, duration: 240 })
  },
})
