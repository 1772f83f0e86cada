/** One project for staff: read it, propose it, decide about it, tell donors of it, close it. */
import { type NoteKind, noteKinds } from '../../contract/giving-projects'
import { parseYuan } from '../../contract/money'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { fetchFile, openTable } from '../../services/files'
import { type Failure, failureOf } from '../../utils/failure'
import { type ProjectView, projectViewOf } from './project-view'

interface NoteForm {
  readonly kind: NoteKind
  readonly text: string
  readonly spent: string
  /** Ties every try of telling this together. */
  readonly noteKey: string
}

interface Data {
  view: { readonly state: 'loading' } | { readonly state: 'ready'; readonly project: ProjectView } | Failure
  sheet: 'return' | 'close' | 'note' | ''
  reason: string
  problem: string
  note: NoteForm
  kinds: readonly { readonly kind: string; readonly label: string }[]
  busy: boolean
  notice: string
}

interface Methods {
  projectId: string
  load(): Promise<void>
  act(sent: () => Promise<unknown>, done: string): Promise<void>
  onPress(): void
  onSecondary(): void
  onEdit(): void
  onShowPublic(): void
  onShareKit(): void
  onExport(): Promise<void>
  onClose(): void
  onReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onSendReason(event: WechatMiniprogram.CustomEvent<{ value: string }>): Promise<void>
  onCloseSheet(): void
  onNoteKind(event: WechatMiniprogram.TouchEvent): void
  onNote(event: WechatMiniprogram.Input): void
  changeNote(changes: Partial<NoteForm>): void
  onSendNote(): Promise<void>
}

const emptyNote = (): NoteForm => ({ kind: 'progress', text: '', spent: '', noteKey: newKey() })
const noteDraft = (projectId: string) => `project-note:${projectId}`

Page<Data, Methods>({
  projectId: '',
  data: {
    view: { state: 'loading' },
    sheet: '',
    reason: '',
    problem: '',
    note: emptyNote(),
    kinds: Object.entries(noteKinds).map(([kind, label]) => ({ kind, label })),
    busy: false,
    notice: '',
  },

  onLoad({ projectId = '' }) {
    this.projectId = projectId
    this.setData({ note: readDraft<NoteForm>(noteDraft(projectId)) ?? emptyNote() })
  },

  onShow() {
    this.load()
  },

  async load() {
    try {
      const managed = await call('giving.readManaged', { projectId: this.projectId })
      this.setData({ view: { state: 'ready', project: projectViewOf(managed, Date.now()) }, notice: '' })
    } catch (error) {
      const failure = failureOf(error)
      this.setData(this.data.view.state === 'ready' ? { notice: failure.message } : { view: failure })
    }
  },

  async act(sent, done) {
    if (this.data.busy) return
    this.setData({ busy: true, problem: '', notice: '' })
    try {
      await sent()
      this.setData({ sheet: '', reason: '' })
      wx.showToast({ title: done, icon: 'success' })
      await this.load()
    } catch (error) {
      const { message } = failureOf(error)
      this.setData(this.data.sheet === '' ? { notice: message } : { problem: message })
    } finally {
      this.setData({ busy: false })
    }
  },

  onPress() {
    const { view } = this.data
    if (view.state !== 'ready') return
    const { projectId, revision, act } = view.project
    const own = { projectId, revision }
    if (act === 'note') this.setData({ sheet: 'note', problem: '' })
    if (act === 'propose') void this.act(() => call('giving.proposeProject', own), '已提交审核')
    if (act === 'approve') {
      const approve = { ...own, decision: 'approve', reason: '' } as const
      void this.act(() => call('giving.decideProject', approve), '已开始募集')
    }
  },

  onSecondary() {
    this.setData({ sheet: 'return', reason: '', problem: '' })
  },

  onEdit() {
    wx.navigateTo({ url: `/staff-giving/project-edit/project-edit?projectId=${this.projectId}` })
  },

  onShareKit() {
    wx.navigateTo({ url: `/staff/share-kit/share-kit?opens=project&targetId=${this.projectId}` })
  },

  onShowPublic() {
    wx.navigateTo({ url: `/giving/project/project?projectId=${this.projectId}` })
  },

  async onExport() {
    const { view, busy } = this.data
    if (view.state !== 'ready' || busy) return
    this.setData({ busy: true, notice: '' })
    try {
      const { url } = await call('giving.exportGifts', { projectId: this.projectId })
      await openTable(await fetchFile(url, `${view.project.title} 捐赠明细.xlsx`))
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    } finally {
      this.setData({ busy: false })
    }
  },

  onClose() {
    this.setData({ sheet: 'close', reason: '', problem: '' })
  },

  onReason(event) {
    this.setData({ reason: event.detail.value, problem: '' })
  },

  async onSendReason(event) {
    const { view, sheet } = this.data
    if (view.state !== 'ready') return
    const { projectId, revision } = view.project
    const reason = event.detail.value
    const own = { projectId, revision, reason }
    if (sheet === 'close') await this.act(() => call('giving.closeProject', own), '已结束募集')
    else await this.act(() => call('giving.decideProject', { ...own, decision: 'return' }), '已退回')
  },

  onCloseSheet() {
    this.setData({ sheet: '' })
  },

  onNoteKind(event) {
    this.changeNote({ kind: event.currentTarget.dataset.kind })
  },

  onNote(event) {
    this.changeNote({ [event.currentTarget.dataset.field]: event.detail.value })
  },

  changeNote(changes) {
    const note = { ...this.data.note, ...changes }
    keepDraft(noteDraft(this.projectId), note)
    this.setData({ note, problem: '' })
  },

  async onSendNote() {
    const { kind, text, spent, noteKey } = this.data.note
    const spentFen = parseYuan(spent)
    if (kind === 'spending' && spent.trim() !== '' && spentFen === undefined) {
      this.setData({ problem: '金额应为数字，如 1,000 或 88.50' })
      return
    }
    const sum = kind === 'spending' && spentFen !== undefined ? { spentFen } : {}
    await this.act(async () => {
      await call('giving.addNote', { projectId: this.projectId, noteKey, kind, text, ...sum })
      dropDraft(noteDraft(this.projectId))
      this.setData({ note: emptyNote() })
    }, '已告知捐赠人')
  },
})
