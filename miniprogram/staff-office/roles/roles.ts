/**
 * Who holds which role: seen, given by an invitation that is sent in WeChat, and taken away with a reason. An invitation
 * that is being written is there again after a crash.
 */
import { type Role, roles } from '../../contract/roles'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { nothingOffered, type Offered } from '../../services/offering'
import { offerBodies } from '../../services/staff-bodies'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { keepLight, type Shown as ShownRows } from '../../utils/long-list'
import { readOn } from '../../utils/reading-on'
import { type InvitationForm, newForm, type Openings, placesOf, wishOf } from './invitation-form'
import {
  type HeldRow,
  type HolderRow,
  heldInWords,
  holderRow,
  type InvitationRow,
  invitationRow,
} from './roles-view'

interface Choice {
  readonly value: string
  readonly label: string
  readonly group?: string
}

/** An invitation that is being shown, to be sent or scanned. */
interface Shown {
  readonly title: string
  readonly note: string
  readonly picture: string
  readonly scene: string
}

interface Data {
  view:
    | { readonly state: 'loading' }
    | {
        readonly state: 'ready'
        readonly holders: readonly HolderRow[]
        readonly shown?: ShownRows
        /** Where the next page of them begins; empty at the end. */
        readonly next: string
        readonly more: 'idle' | 'loading' | 'failed'
        readonly invitations: readonly InvitationRow[]
      }
    | Failure
  form: InvitationForm | null
  roleName: string
  problems: Readonly<Record<string, string>>
  choosing: '' | 'role' | 'place'
  choices: readonly Choice[]
  offered: Offered
  shown: Shown | null
  taking: HeldRow | null
  reason: string
  problem: string
  busy: boolean
  notice: string
}

interface Methods {
  openings: Openings
  load(): Promise<void>
  loadMore(): void
  /** Takes what was typed: kept on the phone at once. */
  write(form: InvitationForm): void
  edit(changes: Partial<InvitationForm>): void
  close(): void
  onNew(): Promise<void>
  onCancel(): void
  onNote(event: WechatMiniprogram.Input): void
  onChooseRole(): void
  onChoosePlace(): void
  onSeekBody(event: WechatMiniprogram.CustomEvent<{ words: string }>): void
  onChosen(event: WechatMiniprogram.CustomEvent<{ value: string; label: string }>): void
  onCloseSheet(): void
  onInvite(): Promise<void>
  show(invitationId: string): Promise<void>
  onShowAgain(event: WechatMiniprogram.TouchEvent): Promise<void>
  onHide(): void
  onWithdraw(event: WechatMiniprogram.TouchEvent): Promise<void>
  onTake(event: WechatMiniprogram.TouchEvent): void
  onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onKeep(): void
  onTakeAway(event: WechatMiniprogram.CustomEvent<{ value: string }>): Promise<void>
}

const draft = 'role-invitation'

Page<Data, Methods>({
  openings: { roles: [], events: [] },

  data: {
    view: { state: 'loading' },
    form: null,
    roleName: '',
    problems: {},
    choosing: '',
    choices: [],
    offered: nothingOffered,
    shown: null,
    taking: null,
    reason: '',
    problem: '',
    busy: false,
    notice: '',
  },

  onLoad() {
    void this.load()
    if (readDraft(draft)) void this.onNew()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.holders', scrollTop)
  },

  async load() {
    try {
      const { holders, next = '', invitations } = await call('roles.list', {})
      const nowMs = Date.now()
      this.setData({
        view: {
          state: 'ready',
          holders: holders.map(holderRow),
          next,
          more: 'idle',
          invitations: invitations.map((one) => invitationRow(one, nowMs)),
        },
        notice: '',
      })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  loadMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    void readOn(this, 'holders', view.holders.length, async (after) => {
      const { holders, next } = await call('roles.list', { after })
      return { rows: holders.map(holderRow), next }
    })
  },

  write(form) {
    keepDraft(draft, form)
    this.setData({ form, roleName: form.role === '' ? '' : roles[form.role], problems: {} })
  },

  edit(changes) {
    if (this.data.form) this.write({ ...this.data.form, ...changes })
  },

  close() {
    dropDraft(draft)
    this.setData({ form: null, problems: {} })
  },

  async onNew() {
    try {
      this.openings = await call('roles.listOpenings', {})
      this.write(readDraft<InvitationForm>(draft) ?? newForm())
      this.setData({ notice: '' })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
  },

  onCancel() {
    this.close()
  },

  onNote({ detail }) {
    this.edit({ note: detail.value })
  },

  onChooseRole() {
    const choices = this.openings.roles.map((role) => ({ value: role, label: roles[role] }))
    this.setData({ choosing: 'role', choices })
  },

  onChoosePlace() {
    const role = this.data.form?.role ?? ''
    if (role === '') return this.setData({ problems: { role: '请先选择角色' } })
    this.setData({ choosing: 'place' })
    void offerBodies(this, placesOf(role, this.openings))
  },

  onSeekBody({ detail }) {
    const role = this.data.form?.role ?? ''
    if (role !== '') void offerBodies(this, placesOf(role, this.openings), detail.words)
  },

  onChosen({ detail: { value, label } }) {
    const { choosing } = this.data
    this.setData({ choosing: '' })
    if (choosing === 'role') this.edit({ role: value as Role, place: '', placeName: '' })
    else this.edit({ place: value, placeName: label })
  },

  onCloseSheet() {
    this.setData({ choosing: '' })
  },

  async onInvite() {
    const { form, busy } = this.data
    if (form === null || busy) return
    const wish = wishOf(form, this.openings)
    if (!wish)
      return this.setData({ problems: form.role === '' ? { role: '请选择角色' } : { place: '请选择范围' } })
    this.setData({ busy: true, problems: {} })
    try {
      const { invitationId } = await call('roles.invite', wish)
      this.close()
      await this.show(invitationId)
      await this.load()
    } catch (error) {
      const fields = fieldMessagesOf(error)
      this.setData(fields.note ? { problems: fields } : { notice: failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },

  async show(invitationId) {
    const { scene, picture, note, ...held } = await call('roles.showInvitation', { invitationId })
    this.setData({ shown: { title: heldInWords(held), note, picture, scene } })
  },

  async onShowAgain({ currentTarget }) {
    try {
      await this.show(currentTarget.dataset.invitationId)
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
  },

  onHide() {
    this.setData({ shown: null })
  },

  onShareAppMessage() {
    const { shown } = this.data
    if (!shown) return { title: '校友之家', path: '/pages/home/home' }
    return {
      title: `邀请您担任${shown.title}`,
      path: `/alumni/invitation/invitation?scene=${encodeURIComponent(shown.scene)}`,
    }
  },

  async onWithdraw({ currentTarget }) {
    const { confirm } = await wx.showModal({
      title: '撤回这份邀请？',
      content: '撤回后，对方再打开时会看到邀请已失效。',
      confirmText: '撤回',
      cancelText: '再想想',
      confirmColor: '#B3261E',
    })
    if (!confirm) return
    try {
      await call('roles.withdrawInvitation', { invitationId: currentTarget.dataset.invitationId })
      await this.load()
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
  },

  onTake({ currentTarget }) {
    const { view } = this.data
    if (view.state !== 'ready') return
    const rows = view.holders.flatMap(({ held }) => held)
    const taking = rows.find(({ key }) => key === currentTarget.dataset.key) ?? null
    this.setData({ taking, reason: '', problem: '' })
  },

  onReason({ detail }) {
    this.setData({ reason: detail.value, problem: '' })
  },

  onKeep() {
    if (!this.data.busy) this.setData({ taking: null })
  },

  async onTakeAway({ detail }) {
    const { taking, busy } = this.data
    if (taking === null || busy) return
    const { role, body, event } = taking.held
    this.setData({ busy: true, problem: '' })
    try {
      await call('roles.takeAway', {
        personId: taking.personId,
        wanted: role,
        bodyId: body.bodyId,
        ...(event ? { eventId: event.eventId } : {}),
        reason: detail.value,
      })
      this.setData({ taking: null })
      await this.load()
    } catch (error) {
      this.setData({ problem: fieldMessagesOf(error).reason ?? failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },
})
