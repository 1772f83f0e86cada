/** The preparation board: what is to be done by whom until when, the pressing first. */
import type { Output } from '../../contract/index'
import { type PreparationTask, type TaskStatus, taskStatuses } from '../../contract/preparation'
import { call } from '../../services/cloud'
import { newKey } from '../../services/drafts'
import { campusTime } from '../../utils/date'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { redLine, type TaskCard, taskCard } from './preparation-view'

interface Form {
  /** Of a task that is changed; empty for a new one. */
  readonly taskId: string
  readonly revision: number
  readonly draftKey: string
  readonly title: string
  readonly note: string
  readonly bodyId: string
  readonly bodyName: string
  readonly ownerId: string
  readonly ownerName: string
  readonly day: string
}

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
  form: Form | null
  problems: Readonly<Record<string, string>>
  choosing: '' | 'body' | 'owner' | 'status'
  choices: readonly Choice[]
  removing: boolean
  reason: string
  problem: string
  busy: boolean
  notice: string
}

interface Methods {
  tasks: readonly PreparationTask[]
  bodies: Output<'preparation.list'>['bodies']
  /** The task whose status is being told. */
  reported: string
  load(): Promise<void>
  onTab(event: WechatMiniprogram.TouchEvent): void
  onNew(): void
  onEdit(event: WechatMiniprogram.TouchEvent): void
  onReport(event: WechatMiniprogram.TouchEvent): void
  onTitle(event: WechatMiniprogram.Input): void
  onNote(event: WechatMiniprogram.Input): void
  onDay(event: WechatMiniprogram.CustomEvent<{ day: string }>): void
  onChooseBody(): void
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

function today(): string {
  const { year, month, day } = campusTime(Date.now())
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-')
}

function missing({ title, bodyId, ownerId }: Form): Readonly<Record<string, string>> | undefined {
  if (title.trim() === '') return { title: '请填写事项' }
  if (bodyId === '') return { bodyId: '请选择负责单位' }
  return ownerId === '' ? { ownerId: '请选择负责人' } : undefined
}

Page<Data, Methods>({
  tasks: [],
  bodies: [],
  reported: '',

  data: {
    view: { state: 'loading' },
    isDone: false,
    mayWrite: false,
    form: null,
    problems: {},
    choosing: '',
    choices: [],
    removing: false,
    reason: '',
    problem: '',
    busy: false,
    notice: '',
  },

  onLoad() {
    void this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    const { isDone } = this.data
    try {
      const { tasks, bodies } = await call('preparation.list', { isDone })
      // The other tab was opened while this one was on its way.
      if (this.data.isDone !== isDone) return
      this.tasks = tasks
      this.bodies = bodies
      this.setData({
        view: { state: 'ready', cards: tasks.map(taskCard), red: redLine(tasks) },
        mayWrite: bodies.length > 0,
        notice: '',
      })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  onTab({ currentTarget }) {
    this.setData({ isDone: currentTarget.dataset.done === true, view: { state: 'loading' }, form: null })
    void this.load()
  },

  onNew() {
    const [only] = this.bodies.length === 1 ? this.bodies : []
    const form: Form = {
      taskId: '',
      revision: 0,
      draftKey: newKey(),
      title: '',
      note: '',
      bodyId: only?.bodyId ?? '',
      bodyName: only?.name ?? '',
      ownerId: '',
      ownerName: '',
      day: today(),
    }
    this.setData({ form, problems: {} })
  },

  onEdit({ currentTarget }) {
    const task = this.tasks.find(({ taskId }) => taskId === currentTarget.dataset.taskId)
    if (!task) return
    const { taskId, revision, title, note, body, owner, day } = task
    const form: Form = {
      taskId,
      revision,
      draftKey: '',
      title,
      note,
      bodyId: body.bodyId,
      bodyName: body.name,
      ownerId: owner.personId,
      ownerName: owner.name,
      day,
    }
    this.setData({ form, problems: {} })
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
    this.setData({ 'form.title': detail.value, problems: {} })
  },

  onNote({ detail }) {
    this.setData({ 'form.note': detail.value, problems: {} })
  },

  onDay({ detail }) {
    this.setData({ 'form.day': detail.day, problems: {} })
  },

  onChooseBody() {
    this.setData({
      choosing: 'body',
      choices: this.bodies.map(({ bodyId, name }) => ({ value: bodyId, label: name })),
    })
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
    this.setData({ choosing: '', problems: {} })
    if (choosing === 'body')
      this.setData({ 'form.bodyId': value, 'form.bodyName': label, 'form.ownerId': '', 'form.ownerName': '' })
    else if (choosing === 'owner') this.setData({ 'form.ownerId': value, 'form.ownerName': label })
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
    this.setData({ form: null })
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
      this.setData({ form: null })
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
      this.setData({ removing: false, form: null })
      await this.load()
    } catch (error) {
      this.setData({ problem: fieldMessagesOf(error).reason ?? failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },
})
