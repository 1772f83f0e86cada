/** Writing a project or changing one: what is typed survives a crash, a lost network and another editor. */
import { AppError, type FieldMessages } from '../../contract/errors'
import type { PictureLink } from '../../contract/event-editing'
import { parse } from '../../contract/fields'
import { projectKinds } from '../../contract/giving-projects'
import { contract } from '../../contract/index'
import { nothingOffered, type Offered } from '../../services/offering'
import { sendPicture } from '../../services/picture'
import { offerBodies, readHeldBodies } from '../../services/staff-bodies'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { forget, keep, newDraft, type ProjectDraft, readKept, readSaved, rebase, save } from './draft'
import { byField, contentFrom, emptyForm, fields, isSame, type ProjectForm } from './project-form'

interface Choice {
  readonly value: string
  readonly label: string
}

interface Data {
  view: { readonly state: 'loading' | 'ready' } | Failure
  form: ProjectForm
  problems: Partial<Record<keyof ProjectForm, string>>
  kinds: readonly Choice[]
  bodyName: string
  pictures: readonly PictureLink[]
  isChoosingBody: boolean
  offered: Offered
  busy: boolean
  notice: string
}

interface Methods {
  projectId: string
  draft: ProjectDraft
  load(): Promise<void>
  show(draft: ProjectDraft): void
  edit(changes: Partial<ProjectForm>): void
  onType(event: WechatMiniprogram.Input): void
  onKind(event: WechatMiniprogram.TouchEvent): void
  onDay(event: WechatMiniprogram.CustomEvent<{ day: string }>): void
  onFull(): void
  onOpenBodies(): void
  onSeekBody(event: WechatMiniprogram.CustomEvent<{ words: string }>): void
  onCloseBodies(): void
  onChooseBody(event: WechatMiniprogram.CustomEvent<Choice>): void
  onAddPicture(): Promise<void>
  onRemovePicture(event: WechatMiniprogram.TouchEvent): void
  onSave(): Promise<void>
  showProblems(messages: FieldMessages): void
  onRefused(error: unknown): Promise<void>
}

Page<Data, Methods>({
  projectId: '',
  draft: newDraft(),

  data: {
    view: { state: 'loading' },
    form: emptyForm,
    problems: {},
    kinds: Object.entries(projectKinds).map(([value, label]) => ({ value, label })),
    bodyName: '',
    pictures: [],
    isChoosingBody: false,
    offered: nothingOffered,
    busy: false,
    notice: '',
  },

  onLoad({ projectId = '' }) {
    this.projectId = projectId
    wx.setNavigationBarTitle({ title: projectId === '' ? '新建项目' : '编辑项目' })
    this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const kept = readKept(this.projectId)
      const saved = this.projectId === '' ? undefined : await readSaved(this.projectId)
      this.setData({ pictures: saved?.pictures ?? [] })
      if (!saved) this.show(kept ?? newDraft((await readHeldBodies('editor'))[0]))
      else this.show(kept ? rebase(kept, saved.draft) : saved.draft)
      if (!isSame(this.draft.base, this.draft.form)) this.setData({ notice: '已恢复上次未保存的内容。' })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  show(draft) {
    this.draft = draft
    const { form, bodyName } = draft
    this.setData({ view: { state: 'ready' }, form, bodyName })
  },

  /** Takes a change: kept on the phone at once; the sentences beside changed fields have served their turn. */
  edit(changes) {
    this.draft = { ...this.draft, form: { ...this.draft.form, ...changes } }
    keep(this.projectId, this.draft)
    const problems = Object.entries(this.data.problems).filter(([field]) => !(field in changes))
    this.show(this.draft)
    this.setData({ problems: Object.fromEntries(problems) })
  },

  onType(event) {
    this.edit({ [event.currentTarget.dataset.field]: event.detail.value })
  },

  onKind(event) {
    this.edit({ kind: event.currentTarget.dataset.value })
  },

  onDay(event) {
    this.edit({ [event.currentTarget.dataset.field]: event.detail.day })
  },

  onFull() {
    this.edit({ closesWhenFull: !this.draft.form.closesWhenFull })
  },

  onOpenBodies() {
    this.setData({ isChoosingBody: true })
    void offerBodies(this, { actingAs: ['editor'] })
  },

  onSeekBody({ detail }) {
    void offerBodies(this, { actingAs: ['editor'] }, detail.words)
  },

  onCloseBodies() {
    this.setData({ isChoosingBody: false })
  },

  onChooseBody(event) {
    const { value: bodyId, label: bodyName } = event.detail
    this.setData({ isChoosingBody: false })
    this.draft = { ...this.draft, bodyName }
    this.edit({ bodyId })
  },

  async onAddPicture() {
    try {
      const picture = await sendPicture()
      if (!picture) return
      this.setData({ pictures: [...this.data.pictures, picture] })
      this.edit({ pictureIds: [...this.draft.form.pictureIds, picture.fileId] })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
  },

  onRemovePicture(event) {
    const { fileId } = event.currentTarget.dataset
    this.setData({ pictures: this.data.pictures.filter((picture) => picture.fileId !== fileId) })
    this.edit({ pictureIds: this.draft.form.pictureIds.filter((kept) => kept !== fileId) })
  },

  async onSave() {
    if (this.data.busy) return
    const input = { draftKey: 'new', content: contentFrom(this.draft.form) }
    const parsed = parse(contract['giving.createProject'].input, input)
    if (!parsed.ok) {
      this.showProblems(parsed.fields)
      return
    }
    this.setData({ busy: true, notice: '' })
    try {
      const projectId = await save(this.projectId, this.draft)
      forget(this.projectId)
      wx.showToast({ title: '已保存', icon: 'success' })
      if (this.projectId === '')
        wx.redirectTo({ url: `/staff-giving/project/project?projectId=${projectId}` })
      else wx.navigateBack({ fail: () => wx.redirectTo({ url: '/staff-giving/projects/projects' }) })
    } catch (error) {
      await this.onRefused(error)
    } finally {
      this.setData({ busy: false })
    }
  },

  showProblems(messages) {
    const problems = byField(messages)
    this.setData({ problems })
    const first = fields.find((field) => problems[field] !== undefined)
    if (first) wx.pageScrollTo({ selector: `#field-${first}`, offsetTop: -16, duration: 240 })
  },

  async onRefused(error) {
    const messages = fieldMessagesOf(error)
    if (Object.keys(messages).length > 0) {
      this.showProblems(messages)
      return
    }
    const isChanged = error instanceof AppError && error.code === 'PROJECT_CHANGED'
    const saved = isChanged ? await readSaved(this.projectId).catch(() => undefined) : undefined
    if (saved) {
      this.show(rebase(this.draft, saved.draft))
      this.setData({ notice: '另一位同事刚修改了这个项目，已载入最新内容，您填写的都还在。请核对后再保存。' })
    } else this.setData({ notice: failureOf(error).message })
    wx.pageScrollTo({ scrollTop: 0, duration: 240 })
  },
})
