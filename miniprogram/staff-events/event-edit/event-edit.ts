/** Creating an event or changing one: what is typed survives a crash, a lost network and another editor. */

import { AppError, type FieldMessages } from '../../contract/errors'
import { coverArts } from '../../contract/event-content'
import { admissions } from '../../contract/events'
import { parse } from '../../contract/fields'
import { contract } from '../../contract/index'
import type { BodyName } from '../../contract/organisations'
import { call } from '../../services/cloud'
import { keepDraft } from '../../services/drafts'
import { session } from '../../stores/session'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { blocksOfText, textOfBlocks } from './block-text'
import { type EventDraft, forget, keep, newDraft, readKept, readSaved, save } from './draft'
import {
  type Clocks,
  clocksOf,
  contentFrom,
  type EventForm,
  type FormField,
  formFrom,
  type MomentField,
  momentFrom,
  newForm,
  nextYearOf,
  withMoment,
} from './event-form'
import { fields, isSame, merge, mergeNotice } from './merge'
import { sendPicture } from './picture'

interface Data {
  view: { readonly state: 'loading' } | { readonly state: 'ready'; readonly isPublished: boolean } | Failure
  form: EventForm
  clocks: Clocks
  /** The blocks as they are typed; set when they are loaded, not while somebody types. */
  text: string
  arts: readonly { readonly art: string; readonly label: string }[]
  hosts: readonly { readonly value: string; readonly label: string }[]
  hostName: string
  /** Whether anything is typed that is not saved. */
  isEdited: boolean
  admissions: readonly { readonly value: string; readonly label: string }[]
  isChoosingHost: boolean
  /** By field of the form: what is wrong with it, and what another editor put there. */
  problems: FieldMessages
  conflicts: FieldMessages
  /** What is being done; empty when nothing is. */
  busy: 'save' | 'publish' | ''
  notice: string
}

interface Methods {
  draft: EventDraft
  eventId: string
  copyOf: string
  tellsPeople: boolean
  hostNames: ReadonlyMap<string, string>
  load(): Promise<void>
  begin(hosts: readonly BodyName[]): void
  copy(): Promise<void>
  resume(): Promise<void>
  rebase(mine: EventDraft, saved: EventDraft): void
  show(draft: EventDraft): void
  shown(): Pick<Data, 'form' | 'clocks' | 'hostName' | 'isEdited'>
  edit(form: EventForm): void
  onType(event: WechatMiniprogram.Input): void
  onVenue(event: WechatMiniprogram.Input): void
  onChoosePlace(): Promise<void>
  onMeeting(event: WechatMiniprogram.Input): void
  onText(event: WechatMiniprogram.Input): void
  onArt(event: WechatMiniprogram.TouchEvent): void
  onPreview(): void
  onCoverPicture(): Promise<void>
  onTextPicture(): Promise<void>
  withPicture(place: (fileId: string) => EventForm): Promise<void>
  onCancelEvent(): Promise<void>
  onDate(event: WechatMiniprogram.PickerChange): void
  onTime(event: WechatMiniprogram.PickerChange): void
  onAdmission(event: WechatMiniprogram.TouchEvent): void
  onOpenHosts(): void
  onCloseHosts(): void
  onChooseHost(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onSave(): Promise<void>
  onPublish(): Promise<void>
  onDiscard(): Promise<void>
  check(): boolean
  showProblems(problems: FieldMessages): void
  finish(busy: 'save' | 'publish', act: () => Promise<void>, done: string): Promise<void>
  saveDraft(): Promise<void>
  onRefused(error: unknown): Promise<void>
  offerMerge(): Promise<void>
}

const blank = newForm(0, '')

/** Back to the list, which was not before this page when it was opened directly. */
function leave(): void {
  wx.navigateBack({ fail: () => wx.redirectTo({ url: '/staff-events/events/events' }) })
}

/** Whether people who signed up would want to know: the name, the time or the place is another one. */
const isMoved = ({ base, form }: EventDraft) =>
  (['title', 'startsAt', 'endsAt'] as const).some((field) => base[field] !== form[field]) ||
  base.venue.name !== form.venue.name ||
  base.venue.address !== form.venue.address

async function asksToTell(): Promise<boolean> {
  const { confirm } = await wx.showModal({
    title: '通知已报名的人？',
    content: '名称、时间或地点有变化。通知会说明改了什么，送到每位报名和候补者的消息里。',
    confirmText: '通知',
    cancelText: '不通知',
  })
  return confirm
}

/** The body whose editor I am, when it may host; else the first that may. */
function usualHost(hosts: readonly BodyName[]): string {
  const own = session.me?.roles.map(({ body }) => body.bodyId) ?? []
  return (hosts.find(({ bodyId }) => own.includes(bodyId)) ?? hosts[0])?.bodyId ?? ''
}

/** Messages come by path in the input, such as `content.place`. */
function byField(messages: FieldMessages): Record<string, string> {
  return Object.fromEntries(
    Object.entries(messages).map(([path, text]) => [path.replace(/^content\./, ''), text]),
  )
}

Page<Data, Methods>({
  draft: newDraft(blank),
  eventId: '',
  copyOf: '',
  tellsPeople: false,
  hostNames: new Map(),

  data: {
    view: { state: 'loading' },
    form: blank,
    clocks: clocksOf(blank),
    text: '',
    arts: Object.entries(coverArts).map(([art, label]) => ({ art, label })),
    hosts: [],
    hostName: '',
    isEdited: false,
    admissions: Object.entries(admissions).map(([value, label]) => ({ value, label })),
    isChoosingHost: false,
    problems: {},
    conflicts: {},
    busy: '',
    notice: '',
  },

  onLoad({ eventId = '', copyOf = '' }) {
    this.eventId = eventId
    this.copyOf = copyOf
    if (eventId !== '') wx.setNavigationBarTitle({ title: '编辑活动' })
    this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const { hosts } = await call('events.listHosts', {})
      this.hostNames = new Map(hosts.map(({ bodyId, name }) => [bodyId, name]))
      this.setData({ hosts: hosts.map(({ bodyId, name }) => ({ value: bodyId, label: name })) })
      if (this.copyOf !== '') await this.copy()
      else if (this.eventId === '') this.begin(hosts)
      else await this.resume()
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  /** A new event like last year's; it replaces nothing that is kept until something is typed. */
  async copy() {
    const { form } = await readSaved(this.copyOf)
    this.show(newDraft(formFrom(nextYearOf(contentFrom(form), Date.now()))))
    this.setData({ notice: '已复制往年活动，日期顺延到一年后的同一星期，请核对。' })
  },

  begin(hosts) {
    const kept = readKept('')
    this.show(kept ?? newDraft(newForm(Date.now(), usualHost(hosts))))
    if (kept) this.setData({ notice: '已恢复上次未保存的内容。' })
  },

  /** What was typed last time comes back, put on top of what is saved by now. */
  async resume() {
    const kept = readKept(this.eventId)
    const saved = await readSaved(this.eventId)
    if (kept && !isSame(kept.form, saved.form)) this.rebase(kept, saved)
    else this.show(saved)
  },

  /** Puts what is typed on top of what is saved, field by field, and tells what came of it. */
  rebase(mine, saved) {
    const merged = merge({ base: mine.base, mine: mine.form, theirs: saved.form }, this.hostNames)
    this.show({ ...saved, form: merged.form })
    keep(this.draft)
    this.setData({ conflicts: merged.conflicts, notice: mergeNotice(merged) })
  },

  show(draft) {
    this.draft = draft
    const { status } = draft
    this.setData({
      view: { state: 'ready', isPublished: status === 'published' },
      ...this.shown(),
      text: textOfBlocks(draft.form.blocks),
    })
  },

  /** Takes a change: kept on the phone at once; the sentences beside changed fields have served their turn. */
  edit(form) {
    const before = this.draft.form
    this.draft = { ...this.draft, form }
    keep(this.draft)
    const isUnchanged = (field: string) => form[field as FormField] === before[field as FormField]
    const others = (messages: FieldMessages) =>
      Object.fromEntries(Object.entries(messages).filter(([field]) => isUnchanged(field)))
    this.setData({
      ...this.shown(),
      problems: others(this.data.problems),
      conflicts: others(this.data.conflicts),
    })
  },

  shown() {
    const { base, form } = this.draft
    const hostName = this.hostNames.get(form.hostId) ?? ''
    return { form, clocks: clocksOf(form), hostName, isEdited: !isSame(base, form) }
  },

  onType(event) {
    this.edit({ ...this.draft.form, [event.currentTarget.dataset.field]: event.detail.value })
  },

  onVenue(event) {
    const { form } = this.draft
    this.edit({ ...form, venue: { ...form.venue, [event.currentTarget.dataset.part]: event.detail.value } })
  },

  async onChoosePlace() {
    const chosen = await wx.chooseLocation({}).catch(() => undefined)
    if (!chosen) return
    const { name, address, latitude, longitude } = chosen
    this.edit({ ...this.draft.form, venue: { name, address, point: { latitude, longitude } } })
  },

  /** An online meeting is there as long as its platform is named. */
  onMeeting(event) {
    const { meeting: before = { platform: '', code: '' }, ...form } = this.draft.form
    const part: string = event.currentTarget.dataset.part
    const { address, ...rest } = { ...before, [part]: event.detail.value.trim() }
    const meeting = address ? { ...rest, address } : rest
    this.edit(meeting.platform === '' && meeting.code === '' ? form : { ...form, meeting })
  },

  onText(event) {
    this.edit({ ...this.draft.form, blocks: blocksOfText(event.detail.value) })
  },

  onArt(event) {
    this.edit({ ...this.draft.form, cover: { kind: 'art', art: event.currentTarget.dataset.art } })
  },

  async onCoverPicture() {
    await this.withPicture((fileId) => ({ ...this.draft.form, cover: { kind: 'picture', fileId } }))
  },

  async onTextPicture() {
    await this.withPicture((fileId) => {
      const { form } = this.draft
      return { ...form, blocks: [...form.blocks, { kind: 'picture', fileId, caption: '' }] }
    })
    this.setData({ text: textOfBlocks(this.draft.form.blocks) })
  },

  async withPicture(place) {
    try {
      const fileId = await sendPicture()
      if (fileId !== undefined) this.edit(place(fileId))
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
  },

  onPreview() {
    if (!this.check()) return
    keepDraft('event-preview', contentFrom(this.draft.form))
    wx.navigateTo({ url: '/events/event/event?preview=yes' })
  },

  async onCancelEvent() {
    const { confirm, content: reason = '' } = await wx.showModal({
      title: '取消整场活动？',
      editable: true,
      placeholderText: '取消原因，会告诉每位报名的人',
      confirmText: '取消活动',
      cancelText: '保留',
    })
    if (!confirm) return
    const cancel = async () => {
      await call('events.cancel', { eventId: this.draft.eventId, reason })
      forget(this.draft.eventId)
    }
    await this.finish('save', cancel, '活动已取消')
  },

  onDate(event) {
    const field: MomentField = event.currentTarget.dataset.field
    const moment = momentFrom(String(event.detail.value), this.data.clocks[field].time)
    this.edit(withMoment(this.draft.form, field, moment))
  },

  onTime(event) {
    const field: MomentField = event.currentTarget.dataset.field
    const moment = momentFrom(this.data.clocks[field].date, String(event.detail.value))
    this.edit(withMoment(this.draft.form, field, moment))
  },

  onAdmission(event) {
    this.edit({ ...this.draft.form, admission: event.currentTarget.dataset.value })
  },

  onOpenHosts() {
    this.setData({ isChoosingHost: true })
  },

  onCloseHosts() {
    this.setData({ isChoosingHost: false })
  },

  onChooseHost(event) {
    this.setData({ isChoosingHost: false })
    this.edit({ ...this.draft.form, hostId: event.detail.value })
  },

  async onSave() {
    const done = this.draft.status === 'published' ? '修改已保存' : '草稿已保存'
    if (!this.check()) return
    this.tellsPeople = this.draft.status === 'published' && isMoved(this.draft) && (await asksToTell())
    await this.finish('save', () => this.saveDraft(), done)
  },

  async onPublish() {
    if (!this.check()) return
    const { confirm } = await wx.showModal({
      title: '发布活动',
      content: `“${this.draft.form.title}”发布后，所有人都能看到。现在发布吗？`,
      confirmText: '发布',
      cancelText: '再看看',
    })
    if (!confirm) return
    const publish = async () => {
      await this.saveDraft()
      const { eventId, revision } = this.draft
      await call('events.publish', { eventId, revision })
    }
    await this.finish('publish', publish, '活动已发布')
  },

  async onDiscard() {
    const { confirm } = await wx.showModal({
      title: '放弃未保存的内容？',
      content: '您填写的内容会被清除，不能找回。',
      confirmText: '放弃',
      cancelText: '继续填写',
    })
    if (!confirm) return
    forget(this.eventId)
    this.setData({ problems: {}, conflicts: {}, notice: '' })
    await this.load()
  },

  /** Whether what is typed can be sent; tidies it as the server will. */
  check() {
    const input = { draftKey: 'new', content: contentFrom(this.draft.form) }
    const parsed = parse(contract['events.create'].input, input)
    if (!parsed.ok) this.showProblems(byField(parsed.fields))
    else this.edit(formFrom(parsed.value.content))
    return parsed.ok
  },

  showProblems(problems) {
    this.setData({ problems })
    const first = fields.find((field) => Object.keys(problems).some((path) => path.split('.')[0] === field))
    if (first) wx.pageScrollTo({ selector: `#field-${first}`, offsetTop: -16, duration: 240 })
  },

  async finish(busy, act, done) {
    if (this.data.busy !== '') return
    this.setData({ busy, notice: '' })
    try {
      await act()
      wx.showToast({ title: done, icon: 'success' })
      leave()
    } catch (error) {
      await this.onRefused(error)
    } finally {
      this.setData({ busy: '' })
    }
  },

  /** Nothing is sent when nothing was changed: then publishing again after a lost answer is only that. */
  async saveDraft() {
    const draft = this.draft
    if (draft.eventId === '' || !isSame(draft.base, draft.form)) {
      // Noted before the answer, which may never come.
      this.draft = { ...draft, wasSent: true }
      keep(this.draft)
      const saved = await save(draft, this.tellsPeople)
      this.draft = { ...this.draft, ...saved, base: draft.form }
    }
    forget(draft.eventId)
  },

  async onRefused(error) {
    const messages = byField(fieldMessagesOf(error))
    if (error instanceof AppError && error.code === 'EVENT_CHANGED') await this.offerMerge()
    else if (Object.keys(messages).length > 0) this.showProblems(messages)
    else {
      this.setData({ notice: failureOf(error).message })
      wx.pageScrollTo({ scrollTop: 0, duration: 240 })
    }
  },

  async offerMerge() {
    const { confirm } = await wx.showModal({
      title: '活动已被他人修改',
      content: '在您编辑时，另一位同事保存了这场活动。载入最新内容后，您填写的内容会保留。',
      confirmText: '载入最新',
      cancelText: '暂不',
    })
    if (!confirm) return
    try {
      this.rebase(this.draft, await readSaved(this.draft.eventId))
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
    wx.pageScrollTo({ scrollTop: 0, duration: 240 })
  },
})
