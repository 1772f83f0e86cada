/**
 * The preparation board: what is to be done by whom until when, the pressing first. A task that is being written is there
 * again after a crash.
 */
import { type BodyName, staffedKinds } from '../../contract/organisations'
import { type PreparationTask, type TaskStatus, taskStatuses } from '../../contract/preparation'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { nothingOffered, type OfferedBodies, offerBodies, readHeldBodies } from '../../services/staff-bodies'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { redLine, type TaskCard, taskCard } from './preparation-view'
import { formOf, missing, newForm, type TaskForm } from './task-form'

interface Choice {
  readonly value: string
  readonly label: string
}

interface Data {
  view:
    | { readonly state: 'loading' }
    | { readonly state: 'ready'; readonly cards: readonly TaskCard[]; readonly red: string }
    | Failure
  isDone: boolean
  mayWrite: boolean
  form: TaskForm | null
  problems: Readonly<Record<string, string>>
  choosing: '' | 'body' | 'owner' | 'status'
  choices: readonly Choice[]
  offered: OfferedBodies
  removing: boolean
  reason: string
  problem: string
  busy: boolean
  notice: string
}

const draft = 'preparation-task'
const taskBodies = { actingAs: ['editor'], kinds: staffedKinds } as const

interface Methods {
  tasks: readonly PreparationTask[]
  /** Those that I write tasks for, with all below them. */
  held: readonly BodyName[]
  /** The task whose status is being told. */
  reported: string
  load(): Promise<void>
  /** Takes what was typed: kept on the phone at once. */
  write(form: TaskForm): void
  edit(changes: Partial<TaskForm>): void
  close(): void
  onTab(event: WechatMiniprogram.TouchEvent): void
  onNew(): void
  onEdit(event: WechatMiniprogram.TouchEvent): void
  onReport(event: WechatMiniprogram.TouchEvent): void
  onTitle(event: WechatMiniprogram.Input): void
  onNote(event: WechatMiniprogram.Input): void
  onDay(event: WechatMiniprogram.CustomEvent<{ day: string }>): void
  onChooseBody(): void
  onSeekBody(event: WechatMiniprogram.CustomEvent<{ words: string }>): void
  onChooseOwner(): Promise<void>
  onChosen(event: WechatMiniprogram.CustomEvent<Choice>): Promise<void>
  report(status: TaskStatus): Promise<void>
  onCloseSheet(): void
  onCancel(): void
  onSave(): Promise<void>
  onRemove(): void
  onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onKeep(): void
  onSendRemoval(event: WechatMiniprogram.CustomEvent<{ value: string }>): Promise<void>
}

Page<Data, Methods>({
  tasks: [],
  held: [],
  reported: '',

  data: {
    view: { state: 'loading' },
    isDone: false,
    mayWrite: false,
    form: null,
    problems: {},
    choosing: '',
    choices: [],
    offered: nothingOffered,
    removing: false,
    reason: '',
    problem: '',
    busy: false,
    notice: '',
  },

  onLoad() {
    this.setData({ form: readDraft<TaskForm>(draft) ?? null })
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const { isDone } = this.data
    try {
      const { tasks } = await call('preparation.list', { isDone })
      // The other tab was opened while this one was on its way.
      if (this.data.isDone !== isDone) return
      this.tasks = tasks
      this.held = await readHeldBodies('editor')
      this.setData({
        view: { state: 'ready', cards: tasks.map(taskCard), red: redLine(tasks) },
        mayWrite: this.held.length > 0,
        notice: '',
      })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  onTab({ currentTarget }) {
    this.setData({ isDone: currentTarget.dataset.done === true, view: { state: 'loading' } })
    void this.load()
  },

  write(form) {
    keepDraft(draft, form)
    this.setData({ form, problems: {} })
  },

  edit(changes) {
    if (this.data.form) this.write({ ...this.data.form, ...changes })
  },

  close() {
    dropDraft(draft)
    this.setData({ form: null, problems: {} })
  },

  onNew() {
    this.write(newForm(this.held[0]))
    wx.pageScrollTo({ scrollTop: 0 })
  },

  onEdit({ currentTarget }) {
    const task = this.tasks.find(({ taskId }) => taskId === currentTarget.dataset.taskId)
    if (!task) return
    this.write(formOf(task))
    wx.pageScrollTo({ scrollTop: 0 })
  },

  onReport({ currentTarget }) {
    this.reported = currentTarget.dataset.taskId
    const choices = (Object.keys(taskStatuses) as TaskStatus[]).map((value) => ({
      value,
      label: taskStatuses[value],
    }))
    this.setData({ choosing: 'status', choices })
  },

  onTitle({ detail }) {
    this.edit({ title: detail.value })
  },

  onNote({ detail }) {
    this.edit({ note: detail.value })
  },

  onDay({ detail }) {
    this.edit({ day: detail.day })
  },

  onChooseBody() {
    this.setData({ choosing: 'body' })
    void offerBodies(this, taskBodies)
  },

  onSeekBody({ detail }) {
    void offerBodies(this, taskBodies, detail.words)
  },

  async onChooseOwner() {
    const bodyId = this.data.form?.bodyId ?? ''
    if (bodyId === '') return this.setData({ problems: { bodyId: '请先选择负责单位' } })
    try {
      const { owners } = await call('preparation.listOwners', { bodyId })
      const choices = owners.map(({ personId, name }) => ({ value: personId, label: name }))
      this.setData({ choosing: 'owner', choices })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
  },

  async onChosen({ detail: { value, label } }) {
    const { choosing } = this.data
    this.setData({ choosing: '' })
    if (choosing === 'body') this.edit({ bodyId: value, bodyName: label, ownerId: '', ownerName: '' })
    else if (choosing === 'owner') this.edit({ ownerId: value, ownerName: label })
    else await this.report(value as TaskStatus)
  },

  async report(status) {
    const task = this.tasks.find(({ taskId }) => taskId === this.reported)
    if (!task) return
    try {
      await call('preparation.report', { taskId: task.taskId, revision: task.revision, status })
      await this.load()
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
  },

  onCloseSheet() {
    this.setData({ choosing: '' })
  },

  onCancel() {
    this.close()
  },

  async onSave() {
    const { form, busy } = this.data
    if (form === null || busy) return
    const problems = missing(form)
    if (problems) return this.setData({ problems })
    const { taskId, revision, draftKey, title, note, bodyId, ownerId, day } = form
    const content = { title, note, bodyId, ownerId, day }
    this.setData({ busy: true, problems: {} })
    try {
      if (taskId === '') await call('preparation.create', { draftKey, ...content })
      else await call('preparation.change', { taskId, revision, ...content })
      this.close()
      await this.load()
    } catch (error) {
      const fields = fieldMessagesOf(error)
      const isBeside = Object.keys(fields).length > 0
      this.setData(isBeside ? { problems: fields } : { notice: failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },

  onRemove() {
    this.setData({ removing: true, reason: '', problem: '' })
  },

  onReason({ detail }) {
    this.setData({ reason: detail.value, problem: '' })
  },

  onKeep() {
    if (!this.data.busy) this.setData({ removing: false })
  },

  async onSendRemoval({ detail }) {
    const { form, busy } = this.data
    if (form === null || busy) return
    this.setData({ busy: true, problem: '' })
    try {
      const { taskId, revision } = form
      await call('preparation.remove', { taskId, revision, reason: detail.value })
      this.setData({ removing: false })
      this.close()
      await this.load()
    } catch (error) {
      this.setData({ problem: fieldMessagesOf(error).reason ?? failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },
})
