/**
 * Creating an event or changing it: name, time, place and seats are here, and a line for everything else, which opens a
 * page of its own. What is typed survives a crash, a lost network and another editor.
 */
import { AppError, type FieldMessages } from '../../contract/errors'
import { call } from '../../services/cloud'
import { keepDraft } from '../../services/drafts'
import { nothingOffered, type Offered } from '../../services/offering'
import { offerBodies, readHeldBodies } from '../../services/staff-bodies'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import {
  byField,
  type EventDraft,
  edit,
  forget,
  keep,
  readKept,
  readSaved,
  rebase,
  save,
  tidied,
  withProblems,
} from '../services/event-draft'
import { openDraft } from '../services/event-opening'
import { contentFrom, type EventForm, type MomentField, withMoment } from '../utils/event-form'
import { isSame } from '../utils/merge'
import { asksToDiscard, asksToPublish, asksToTell, isMoved, leave } from './asking'
import { type EditorView, editorViewOf, firstProblem } from './event-edit-view'

interface Data {
  view: { readonly state: 'loading' } | EditorView | Failure
  isChoosingHost: boolean
  offered: Offered
  /** The reason for which the event is being cancelled, as it is typed. */
  cancelling: { readonly isOpen: boolean; readonly reason: string; readonly problem: string }
  /** What is being done; empty when nothing is. */
  busy: 'save' | 'publish' | 'cancel' | ''
  notice: string
}

interface Methods {
  draft: EventDraft | undefined
  eventId: string
  copyOf: string
  tellsPeople: boolean
  load(): Promise<void>
  show(draft: EventDraft): void
  edit(change: (form: EventForm) => EventForm): void
  onType(event: WechatMiniprogram.Input): void
  onPlace(event: WechatMiniprogram.Input): void
  onChoosePlace(): Promise<void>
  onMoment(event: WechatMiniprogram.CustomEvent<{ moment: number }>): void
  onOpenPart(event: WechatMiniprogram.TouchEvent): void
  onOpenHosts(): void
  onSeekBody(event: WechatMiniprogram.CustomEvent<{ words: string }>): void
  onCloseHosts(): void
  onChooseHost(event: WechatMiniprogram.CustomEvent<{ value: string; label: string }>): void
  onPreview(): void
  onSave(): Promise<void>
  onPublish(): Promise<void>
  onDiscard(): Promise<void>
  onOpenCancelling(): void
  onCloseCancelling(): void
  onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onCancelEvent(): Promise<void>
  check(): EventDraft | undefined
  showProblems(problems: FieldMessages): void
  finish(busy: 'save' | 'publish', act: () => Promise<void>, done: string): Promise<void>
  saveDraft(): Promise<void>
  onRefused(error: unknown): Promise<void>
  offerMerge(): Promise<void>
  tell(notice: string): void
}

const notCancelling = { isOpen: false, reason: '', problem: '' } as const

Page<Data, Methods>({
  draft: undefined,
  eventId: '',
  copyOf: '',
  tellsPeople: false,

  data: {
    view: { state: 'loading' },
    isChoosingHost: false,
    offered: nothingOffered,
    cancelling: notCancelling,
    busy: '',
    notice: '',
  },

  onLoad({ eventId = '', copyOf = '' }) {
    this.eventId = eventId
    this.copyOf = copyOf
    if (eventId !== '') wx.setNavigationBarTitle({ title: '编辑活动' })
    void this.load()
  },

  /** Back from the page of one part, which wrote into the draft on the phone. */
  onShow() {
    const kept = this.draft && readKept(this.draft.eventId)
    if (kept) this.show(kept)
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const { draft, notice } = await openDraft(this, await readHeldBodies('editor'))
      this.show(draft)
      this.setData({ notice })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  show(draft) {
    this.draft = draft
    this.setData({ view: editorViewOf(draft, Date.now()) })
  },

  edit(change) {
    if (this.draft) this.show(edit(this.draft, change(this.draft.form)))
  },

  onType(event) {
    this.edit((form) => ({ ...form, [event.currentTarget.dataset.field]: event.detail.value }))
  },

  onPlace(event) {
    this.edit((form) => ({ ...form, venue: { ...form.venue, name: event.detail.value } }))
  },

  async onChoosePlace() {
    const chosen = await wx.chooseLocation({}).catch(() => undefined)
    if (!chosen) return
    const { name, address, latitude, longitude } = chosen
    this.edit((form) => ({ ...form, venue: { name, address, point: { latitude, longitude } } }))
  },

  onMoment(event) {
    const field: MomentField = event.currentTarget.dataset.field
    this.edit((form) => withMoment(form, field, event.detail.moment))
  },

  /** The page that opens finds the draft on the phone. */
  onOpenPart(event) {
    if (!this.draft) return
    keep(this.draft)
    const { url } = event.currentTarget.dataset
    void wx.navigateTo({ url: `/staff-events/${url}eventId=${this.draft.eventId}` })
  },

  onOpenHosts() {
    this.setData({ isChoosingHost: true })
    void offerBodies(this, { actingAs: ['editor'] })
  },

  onSeekBody({ detail }) {
    void offerBodies(this, { actingAs: ['editor'] }, detail.words)
  },

  onCloseHosts() {
    this.setData({ isChoosingHost: false })
  },

  onChooseHost(event) {
    const { value: hostId, label } = event.detail
    this.setData({ isChoosingHost: false })
    if (this.draft) this.draft = { ...this.draft, names: { ...this.draft.names, [hostId]: label } }
    this.edit((form) => ({
      ...form,
      hostId,
      coHostIds: form.coHostIds.filter((bodyId) => bodyId !== hostId),
    }))
  },

  onPreview() {
    const draft = this.check()
    if (!draft) return
    keepDraft('event-preview', contentFrom(draft.form))
    void wx.navigateTo({ url: '/events/event/event?preview=yes' })
  },

  async onSave() {
    const draft = this.check()
    if (!draft) return
    const isPublished = draft.status === 'published'
    this.tellsPeople = isPublished && isMoved(draft) && (await asksToTell())
    await this.finish('save', () => this.saveDraft(), isPublished ? '修改已保存' : '草稿已保存')
  },

  async onPublish() {
    const draft = this.check()
    if (!draft || !(await asksToPublish(draft.form.title))) return
    const publish = async () => {
      await this.saveDraft()
      const { eventId, revision } = this.draft ?? draft
      await call('events.publish', { eventId, revision })
    }
    await this.finish('publish', publish, '活动已发布')
  },

  async onDiscard() {
    if (!(await asksToDiscard())) return
    forget(this.eventId)
    this.draft = undefined
    await this.load()
  },

  onOpenCancelling() {
    this.setData({ 'cancelling.isOpen': true })
  },

  onCloseCancelling() {
    this.setData({ 'cancelling.isOpen': false })
  },

  onReason(event) {
    this.setData({ 'cancelling.reason': event.detail.value, 'cancelling.problem': '' })
  },

  /** What becomes of it is read on the page that tells how the news gets through. */
  async onCancelEvent() {
    const { eventId, data } = this
    if (data.busy !== '') return
    this.setData({ busy: 'cancel', 'cancelling.problem': '' })
    try {
      await call('events.cancel', { eventId, reason: data.cancelling.reason })
      forget(eventId)
      void wx.redirectTo({ url: `/staff-events/event-delivery/event-delivery?eventId=${eventId}` })
    } catch (error) {
      const problem = fieldMessagesOf(error).reason ?? failureOf(error).message
      this.setData({ 'cancelling.problem': problem })
    } finally {
      this.setData({ busy: '' })
    }
  },

  /** The draft, tidied as the server will, if it can be sent. */
  check() {
    if (!this.draft) return undefined
    const { form, problems } = tidied(this.draft.form)
    if (form) this.show(edit(this.draft, form))
    else this.showProblems(problems)
    return form && this.draft
  },

  showProblems(problems) {
    if (!this.draft) return
    this.show(withProblems(this.draft, problems))
    void wx.pageScrollTo({ selector: firstProblem(problems), offsetTop: -16, duration: 240 })
  },

  async finish(busy, act, done) {
    if (this.data.busy !== '') return
    this.setData({ busy, notice: '' })
    try {
      await act()
      void wx.showToast({ title: done, icon: 'success' })
      leave()
    } catch (error) {
      await this.onRefused(error)
    } finally {
      this.setData({ busy: '' })
    }
  },

  /** Nothing is sent when nothing was changed: then publishing again after a lost answer is only that. */
  async saveDraft() {
    const { draft } = this
    if (!draft) return
    if (draft.eventId === '' || !isSame(draft.base, draft.form)) {
      // Noted before the answer, which may never come.
      this.draft = { ...draft, wasSent: draft.eventId === '' }
      keep(this.draft)
      const saved = await save(draft, this.tellsPeople)
      this.draft = { ...this.draft, ...saved, base: draft.form, wasSent: false }
    }
    forget(draft.eventId)
  },

  async onRefused(error) {
    const messages = byField(fieldMessagesOf(error))
    if (error instanceof AppError && error.code === 'EVENT_CHANGED') await this.offerMerge()
    else if (Object.keys(messages).length > 0) this.showProblems(messages)
    else this.tell(failureOf(error).message)
  },

  async offerMerge() {
    const { confirm } = await wx.showModal({
      title: '活动已被他人修改',
      content: '在您编辑时，另一位同事保存了这场活动。载入最新内容后，您填写的内容会保留。',
      confirmText: '载入最新',
      cancelText: '暂不',
    })
    if (!confirm || !this.draft) return
    try {
      const { draft, notice } = rebase(this.draft, await readSaved(this.draft.eventId))
      this.show(draft)
      this.tell(notice)
    } catch (error) {
      this.tell(failureOf(error).message)
    }
  },

  tell(notice) {
    this.setData({ notice })
    void wx.pageScrollTo({ scrollTop: 0, duration: 240 })
  },
})
