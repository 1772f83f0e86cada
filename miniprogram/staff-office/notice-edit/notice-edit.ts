/** Writing a notice: whom it reaches is counted as soon as that is chosen, and what is typed survives a crash. */
import type { FieldMessages } from '../../contract/errors'
import {
  type NoticeAudience,
  noticeAudiences,
  noticeTitleMost,
  noticeWordsMost,
} from '../../contract/notices'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { nothingOffered, type Offered } from '../../services/offering'
import { offerBodies } from '../../services/staff-bodies'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import {
  addressOf,
  type Choice,
  type CountView,
  countViewOf,
  emptyForm,
  inputOf,
  isForEvent,
  type NoticeForm,
  problemsOf,
  recipientsOf,
  type Targets,
  targetsOf,
} from './notice-edit-view'

interface Data {
  view: { readonly state: 'loading' } | { readonly state: 'ready' } | Failure
  form: NoticeForm
  isForEvent: boolean
  targets: Targets
  offered: Offered
  targetName: string
  linkName: string
  groups: readonly { readonly value: NoticeAudience; readonly label: string }[]
  /** Null while it is being counted, or nothing is chosen. */
  count: CountView | null
  titleMost: number
  wordsMost: number
  problems: FieldMessages
  choosing: 'target' | 'link' | ''
  busy: boolean
  notice: string
}

interface Methods {
  load(): Promise<void>
  edit(changes: Partial<NoticeForm>): void
  recount(): Promise<void>
  onOpenSheet(event: WechatMiniprogram.TouchEvent): void
  onSeekBody(event: WechatMiniprogram.CustomEvent<{ words: string }>): void
  onCloseSheet(): void
  onChooseTarget(event: WechatMiniprogram.CustomEvent<Choice>): void
  onChooseLink(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onGroup(event: WechatMiniprogram.TouchEvent): void
  onType(event: WechatMiniprogram.Input): void
  onSend(): Promise<void>
  send(): Promise<void>
}

const draft = 'notice'
const groups = (['confirmed', 'waiting', 'everyone'] as const).map((value) => ({
  value,
  label: noticeAudiences[value],
}))
const nameIn = (choices: readonly Choice[], value: string) =>
  choices.find((choice) => choice.value === value)?.label ?? ''

Page<Data, Methods>({
  data: {
    view: { state: 'loading' },
    form: emptyForm('', ''),
    isForEvent: false,
    targets: { events: [], links: [] },
    offered: nothingOffered,
    targetName: '',
    linkName: '',
    groups,
    count: null,
    titleMost: noticeTitleMost,
    wordsMost: noticeWordsMost,
    problems: {},
    choosing: '',
    busy: false,
    notice: '',
  },

  /** `target` comes from the page of an event or a body, and goes before what a kept draft was for. */
  onLoad({ target = '' }) {
    const kept = readDraft<NoticeForm>(draft)
    const chosen = decodeURIComponent(target)
    const form = kept ?? emptyForm(newKey(), chosen)
    this.setData({ form: chosen === '' ? form : { ...form, target: chosen } })
    void this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const targets = targetsOf(await call('notices.listTargets', {}))
      this.setData({ view: { state: 'ready' }, targets })
      this.edit({})
      await this.recount()
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  edit(changes) {
    const form = { ...this.data.form, ...changes }
    const { targets } = this.data
    keepDraft(draft, form)
    this.setData({
      form,
      isForEvent: isForEvent(form),
      linkName: form.link === '' ? '' : nameIn(targets.links, form.link),
    })
  },

  /** A count that was overtaken by another choice is not shown. */
  async recount() {
    const { form } = this.data
    this.setData({ count: null })
    if (form.target === '') return
    try {
      const counted = await call('notices.count', addressOf(form))
      const isCurrent = this.data.form.target === form.target && this.data.form.group === form.group
      if (isCurrent) this.setData({ count: countViewOf(counted), targetName: counted.targetName, notice: '' })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
  },

  onOpenSheet(event) {
    const { sheet } = event.currentTarget.dataset
    this.setData({ choosing: sheet })
    if (sheet === 'target') void offerBodies(this, recipientsOf(this.data.targets))
  },

  onSeekBody({ detail }) {
    void offerBodies(this, recipientsOf(this.data.targets), detail.words)
  },

  onCloseSheet() {
    this.setData({ choosing: '' })
  },

  onChooseTarget({ detail }) {
    this.setData({ choosing: '', targetName: detail.label, 'problems.target': '' })
    this.edit({ target: detail.value })
    void this.recount()
  },

  onChooseLink({ detail }) {
    this.setData({ choosing: '', 'problems.link': '' })
    this.edit({ link: detail.value })
  },

  onGroup(event) {
    this.edit({ group: event.currentTarget.dataset.group })
    void this.recount()
  },

  onType(event) {
    const { field } = event.currentTarget.dataset
    this.edit({ [field]: event.detail.value })
    this.setData({ [`problems.${field}`]: '' })
  },

  async onSend() {
    const { form, count, busy } = this.data
    const problems = problemsOf(form)
    this.setData({ problems })
    if (busy || Object.keys(problems).length > 0) return
    if (!count) {
      await this.recount()
      return
    }
    const { recipients, needsApproval } = count
    const { confirm } = await wx.showModal({
      title: needsApproval ? `提交复核，发给 ${recipients} 人？` : `发给 ${recipients} 人？`,
      content: needsApproval ? '由另一位老师批准后发出。' : '马上写入每个人的消息，发出的不能收回。',
      confirmText: needsApproval ? '提交' : '发送',
      cancelText: '再看看',
    })
    if (confirm) await this.send()
  },

  async send() {
    this.setData({ busy: true, notice: '' })
    try {
      const { noticeId } = await call('notices.send', inputOf(this.data.form))
      dropDraft(draft)
      await wx.redirectTo({ url: `/staff-office/notice/notice?noticeId=${noticeId}` })
    } catch (error) {
      const problems = fieldMessagesOf(error)
      const isField = Object.keys(problems).length > 0
      this.setData(isField ? { problems } : { notice: failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },
})
