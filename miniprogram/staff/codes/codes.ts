/**
 * The codes of one body: what each brought, its poster, and making another for another channel. A code that is being made
 * is there again after a crash.
 */
import { type ChannelKind, channelKinds } from '../../contract/codes'
import type { FieldMessages } from '../../contract/errors'
import { roleIncludes } from '../../contract/roles'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { session } from '../../stores/session'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { keepLight, type Shown } from '../../utils/long-list'
import { readAnew, readOn } from '../../utils/reading-on'
import {
  type Card,
  type CodeForm,
  cardOf,
  dateAfter,
  endOf,
  kindChoices,
  splitTarget,
  targetsOf,
} from './codes-view'

interface Choice {
  readonly value: string
  readonly label: string
  readonly note?: string
}

interface Data {
  view:
    | { readonly state: 'loading' }
    | {
        readonly state: 'ready'
        readonly name: string
        readonly cards: readonly Card[]
        readonly shown?: Shown
        /** Where the next page begins; empty at the end. */
        readonly next: string
        readonly more: 'idle' | 'loading' | 'failed'
      }
    | Failure
  /** Bodies to choose among, when none is given. */
  bodies: readonly Choice[]
  targets: readonly Choice[]
  targetName: string
  /** Null while no new code is being made. */
  form: CodeForm | null
  earliest: string
  problems: FieldMessages
  choosing: 'body' | 'target' | 'kind' | ''
  kinds: typeof kindChoices
  kindName: string
  busy: boolean
  /** Why what is shown may be old, or what was refused; empty when nothing. */
  notice: string
}

interface Methods {
  bodyId: string
  load(): Promise<void>
  /** Goes on with a code that was being made when the page was left. */
  resume(): void
  /** Takes what was typed: kept on the phone at once. */
  write(form: CodeForm): void
  edit(changes: Partial<CodeForm>): void
  close(): void
  onChooseBody(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onChooseTarget(event: WechatMiniprogram.CustomEvent<{ value: string; label: string }>): void
  onOpenBodies(): void
  onOpenTargets(): void
  onOpenKinds(): void
  onChooseKind(event: WechatMiniprogram.CustomEvent<{ value: ChannelKind; label: string }>): void
  onKit(event: WechatMiniprogram.TouchEvent): void
  onCloseSheet(): void
  onNew(): void
  onCancel(): void
  onChannel(event: WechatMiniprogram.Input): void
  onLastDay(event: WechatMiniprogram.CustomEvent<{ day: string }>): void
  onMake(): Promise<void>
  onPoster(event: WechatMiniprogram.TouchEvent): void
  onEnd(event: WechatMiniprogram.TouchEvent): Promise<void>
  loadMore(): void
}

/** The bodies whose codes I make, by my roles. */
async function readOwnBodies(): Promise<Choice[]> {
  const { roles } = session.me ?? (await session.refresh())
  const own = roles.filter(({ role }) => roleIncludes(role, 'editor') || roleIncludes(role, 'reviewer'))
  return [...new Map(own.map(({ body }) => [body.bodyId, body.name]))].map(([value, label]) => ({
    value,
    label,
  }))
}

const draftOf = (bodyId: string) => `code:${bodyId}`

Page<Data, Methods>({
  bodyId: '',
  data: {
    view: { state: 'loading' },
    bodies: [],
    targets: [],
    targetName: '',
    form: null,
    earliest: '',
    problems: {},
    choosing: '',
    kinds: kindChoices,
    kindName: '',
    busy: false,
    notice: '',
  },

  onLoad({ bodyId = '' }) {
    this.bodyId = bodyId
  },

  onShow() {
    this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  onReachBottom() {
    this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    void keepLight(this, 'view.cards', scrollTop)
  },

  async load() {
    try {
      if (this.bodyId === '') {
        const bodies = await readOwnBodies()
        this.bodyId = bodies[0]?.value ?? ''
        this.setData({ bodies })
      }
      const nowMs = Date.now()
      const { first, list } = await readAnew(
        this,
        'cards',
        (after) => call('codes.list', { bodyId: this.bodyId, after }),
        ({ codes }) => codes.map((code) => cardOf(code, nowMs)),
      )
      const { rows: cards, ...paged } = list
      this.setData({
        view: { state: 'ready', name: first.body.name, cards, ...paged },
        targets: targetsOf(first),
        notice: '',
      })
      this.resume()
    } catch (error) {
      const failure = failureOf(error)
      const isShown = this.data.view.state === 'ready'
      this.setData(isShown ? { notice: failure.message } : { view: failure })
    }
  },

  resume() {
    const kept = readDraft<CodeForm>(draftOf(this.bodyId))
    const isThere = this.data.targets.some(({ value }) => value === kept?.target)
    if (kept && isThere && !this.data.form) this.write(kept)
  },

  write(form) {
    keepDraft(draftOf(this.bodyId), form)
    this.setData({
      form,
      targetName: this.data.targets.find(({ value }) => value === form.target)?.label ?? '',
      kindName: channelKinds[form.kind],
      earliest: dateAfter(Date.now(), 0),
    })
  },

  edit(changes) {
    if (this.data.form) this.write({ ...this.data.form, ...changes })
  },

  close() {
    dropDraft(draftOf(this.bodyId))
    this.setData({ form: null, problems: {} })
  },

  onOpenBodies() {
    this.setData({ choosing: 'body' })
  },

  onOpenTargets() {
    this.setData({ choosing: 'target' })
  },

  onOpenKinds() {
    this.setData({ choosing: 'kind' })
  },

  /** A channel without a name of its own is called what its kind is called. */
  onChooseKind({ detail }) {
    const { form, kindName } = this.data
    const isUnnamed = form?.channel === '' || form?.channel === kindName
    this.setData({ choosing: '' })
    this.edit({ kind: detail.value, ...(isUnnamed ? { channel: detail.label } : {}) })
    if (isUnnamed) this.setData({ 'problems.channel': '' })
  },

  onKit(event) {
    wx.navigateTo({ url: event.currentTarget.dataset.url })
  },

  onCloseSheet() {
    this.setData({ choosing: '' })
  },

  onChooseBody({ detail }) {
    this.bodyId = detail.value
    this.setData({ choosing: '', form: null, view: { state: 'loading' } })
    this.load()
  },

  onChooseTarget({ detail }) {
    this.setData({ choosing: '', 'problems.opens': '' })
    this.edit({ target: detail.value })
  },

  onNew() {
    const [first] = this.data.targets
    this.write({
      target: first?.value ?? '',
      channel: '',
      kind: 'poster',
      lastDay: dateAfter(Date.now(), 1),
      draftKey: newKey(),
    })
    this.setData({ problems: {} })
    wx.pageScrollTo({ scrollTop: 0, duration: 240 })
  },

  onCancel() {
    this.close()
  },

  onChannel(event) {
    this.edit({ channel: event.detail.value })
    this.setData({ 'problems.channel': '' })
  },

  onLastDay({ detail }) {
    this.edit({ lastDay: detail.day })
    this.setData({ 'problems.expiresAt': '' })
  },

  async onMake() {
    const { form, busy } = this.data
    if (!form || busy) return
    if (form.channel.trim() === '') {
      this.setData({ problems: { channel: '请填写渠道' } })
      return
    }
    this.setData({ busy: true, notice: '' })
    try {
      const { draftKey, channel, kind, lastDay, target } = form
      const made = { draftKey, channel, kind, expiresAt: endOf(lastDay), ...splitTarget(target) }
      const { scene } = await call('codes.create', made)
      this.close()
      wx.navigateTo({ url: `/staff/code-poster/code-poster?scene=${scene}` })
    } catch (error) {
      const problems = fieldMessagesOf(error)
      const isField = Object.keys(problems).length > 0
      this.setData(isField ? { problems } : { notice: failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },

  onPoster(event) {
    wx.navigateTo({ url: `/staff/code-poster/code-poster?scene=${event.currentTarget.dataset.scene}` })
  },

  async onEnd(event) {
    const { scene, channel } = event.currentTarget.dataset
    const { confirm } = await wx.showModal({
      title: `停用“${channel}”的码？`,
      content: '停用后，已经印出去的码也打不开了，不能恢复。',
      confirmText: '停用',
      cancelText: '再想想',
    })
    if (!confirm) return
    try {
      await call('codes.close', { scene })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
      return
    }
    await this.load()
  },

  loadMore() {
    const { view } = this.data
    if (view.state !== 'ready') return
    void readOn(this, 'cards', view.cards.length, async (after) => {
      const { codes, next } = await call('codes.list', { bodyId: this.bodyId, after })
      const nowMs = Date.now()
      return { rows: codes.map((code) => cardOf(code, nowMs)), next }
    })
  },
})
