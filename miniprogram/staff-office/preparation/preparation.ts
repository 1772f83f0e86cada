/** The preparation board: what is to be done by whom until when, the pressing first. What is being written outlasts a crash. */
import { type BodyName, staffedKinds } from '../../contract/organisations'
import type { Acted, PreparationTask, TaskStatus } from '../../contract/preparation'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { nothingOffered } from '../../services/offering'
import { offerBodies, readHeldBodies } from '../../services/staff-bodies'
import { afterFailure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { keepLight } from '../../utils/long-list'
import { readOn } from '../../utils/reading-on'
import { type Choice, type Data, rowOf, rowsWith, standing, statusChoices } from './preparation-view'
import { formOf, missing, newForm, offerOwners, send, type TaskForm } from './task-form'

const draft = 'preparation-task'
const taskBodies = { actingAs: ['editor'], kinds: staffedKinds } as const

interface Methods {
  /** Counts what was asked: an answer to an earlier question is not shown. */
  asked: number
  /** Those that I write tasks for, with all below them. */
  held: readonly BodyName[]
  /** The task whose status is being told. */
  reported: string
  /** How far the page is scrolled; and was, when a form was opened above the list. */
  scrollTop: number
  cameFrom: number
  load(): Promise<void>
  loadMore(): Promise<void>
  /** Shows what came of an act, on the spot where that can be told. */
  showActed(taskId: string, acted: Acted): Promise<void>
  taskOf(taskId: string): PreparationTask | undefined
  openForm(form: TaskForm): void
  /** Takes what was typed: kept on the phone at once. */
  write(form: TaskForm): void
  edit(changes: Partial<TaskForm>): void
  close(): void
  onTab(event: WechatMiniprogram.TouchEvent): void
  onRetry(): void
  onNew(): void
  onEdit(event: WechatMiniprogram.TouchEvent): void
  onReport(event: WechatMiniprogram.TouchEvent): void
  onType(event: WechatMiniprogram.Input): void
  onDay(event: WechatMiniprogram.CustomEvent<{ day: string }>): void
  onChooseBody(): void
  onChooseOwner(): void
  onSeek(event: WechatMiniprogram.CustomEvent<{ words: string }>): void
  onChosen(event: WechatMiniprogram.CustomEvent<Choice>): Promise<void>
  report(status: TaskStatus): Promise<void>
  onCloseSheet(): void
  onSave(): Promise<void>
  onRemove(): void
  onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onKeep(): void
  onSendRemoval(event: WechatMiniprogram.CustomEvent<{ value: string }>): Promise<void>
}

Page<Data, Methods>({
  asked: 0,
  held: [],
  reported: '',
  scrollTop: 0,
  cameFrom: 0,

  data: {
    view: { state: 'loading' },
    tabs: [],
    isDone: false,
    red: '',
    mayWrite: false,
    form: null,
    problems: {},
    choosing: '',
    offered: nothingOffered,
    statuses: statusChoices,
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

  onReachBottom() {
    void this.loadMore()
  },

  onPageScroll({ scrollTop }) {
    this.scrollTop = scrollTop
    void keepLight(this, 'view.rows', scrollTop)
  },

  async load() {
    const asked = ++this.asked
    const { isDone } = this.data
    try {
      const [{ tasks, next = '', counts }, held] = await Promise.all([
        call('preparation.list', { isDone }),
        readHeldBodies('editor'),
      ])
      if (asked !== this.asked) return
      this.held = held
      this.setData({
        view: { state: 'ready', rows: tasks.map(rowOf), next, more: 'idle', offline: false },
        ...standing(counts),
        mayWrite: held.length > 0,
        notice: '',
      })
    } catch (error) {
      if (asked === this.asked) this.setData(afterFailure(error, this.data.view.state))
    }
  },

  async loadMore() {
    const { view, isDone } = this.data
    if (view.state !== 'ready') return
    await readOn(this, 'rows', view.rows.length, async (after) => {
      const { tasks, next } = await call('preparation.list', { isDone, after })
      return { rows: tasks.map(rowOf), next }
    })
  },

  async showActed(taskId, { task, counts }) {
    const { view, isDone } = this.data
    // What is on its way belongs below rows as they were.
    if (view.state !== 'ready' || view.more === 'loading') return this.load()
    // A list that was asked for before may be older than the act.
    this.asked += 1
    const rows = rowsWith({ rows: view.rows, isDone, hasMore: view.next !== '' }, taskId, task)
    this.setData({ 'view.rows': rows, ...standing(counts), notice: '' })
    if (rows.length === 0 && view.next !== '') await this.load()
  },

  taskOf(taskId) {
    const { view } = this.data
    return view.state === 'ready' ? view.rows.find((row) => row.taskId === taskId)?.task : undefined
  },

  onTab({ currentTarget }) {
    const isDone = currentTarget.dataset.done === true
    if (isDone === this.data.isDone) return
    this.setData({ isDone })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    this.onRetry()
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load()
  },

  write(form) {
    keepDraft(draft, form)
    this.setData({ form, problems: {} })
  },

  edit(changes) {
    if (this.data.form) this.write({ ...this.data.form, ...changes })
  },

  openForm(form) {
    this.write(form)
    this.cameFrom = this.scrollTop
    wx.pageScrollTo({ scrollTop: 0 })
  },

  close() {
    dropDraft(draft)
    this.setData({ form: null, problems: {} })
    wx.pageScrollTo({ scrollTop: this.cameFrom, duration: 0 })
  },

  onNew() {
    this.openForm(newForm(this.held[0]))
  },

  onEdit({ currentTarget }) {
    const task = this.taskOf(currentTarget.dataset.taskId)
    if (task) this.openForm(formOf(task))
  },

  onReport({ currentTarget }) {
    this.reported = currentTarget.dataset.taskId
    this.setData({ choosing: 'status' })
  },

  onType({ currentTarget, detail }) {
    this.edit({ [currentTarget.dataset.field as 'title' | 'note']: detail.value })
  },

  onDay({ detail }) {
    this.edit({ day: detail.day })
  },

  onChooseBody() {
    this.setData({ choosing: 'body' })
    void offerBodies(this, taskBodies)
  },

  onChooseOwner() {
    const bodyId = this.data.form?.bodyId ?? ''
    if (bodyId === '') return this.setData({ problems: { bodyId: '请先选择负责单位' } })
    this.setData({ choosing: 'owner' })
    void offerOwners(this, bodyId)
  },

  onSeek({ detail: { words } }) {
    const { choosing, form } = this.data
    if (choosing === 'body') void offerBodies(this, taskBodies, words)
    else if (form) void offerOwners(this, form.bodyId, words)
  },

  async onChosen({ detail: { value, label } }) {
    const { choosing } = this.data
    this.setData({ choosing: '' })
    if (choosing === 'body') this.edit({ bodyId: value, bodyName: label, ownerId: '', ownerName: '' })
    else if (choosing === 'owner') this.edit({ ownerId: value, ownerName: label })
    else await this.report(value as TaskStatus)
  },

  async report(status) {
    const task = this.taskOf(this.reported)
    if (!task) return
    const { taskId, revision } = task
    try {
      await this.showActed(taskId, await call('preparation.report', { taskId, revision, status }))
    } catch (error) {
      void wx.showToast({ title: failureOf(error).message, icon: 'none' })
    }
  },

  onCloseSheet() {
    this.setData({ choosing: '' })
  },

  async onSave() {
    const { form, busy } = this.data
    if (form === null || busy) return
    const problems = missing(form)
    if (problems) return this.setData({ problems })
    this.setData({ busy: true, problems: {} })
    try {
      const acted = await send(form)
      this.close()
      await this.showActed(acted.task?.taskId ?? form.taskId, acted)
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
      const removed = await call('preparation.remove', { taskId, revision, reason: detail.value })
      this.setData({ removing: false })
      this.close()
      await this.showActed(taskId, removed)
    } catch (error) {
      this.setData({ problem: fieldMessagesOf(error).reason ?? failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },
})
