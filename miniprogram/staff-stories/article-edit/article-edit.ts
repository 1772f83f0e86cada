/** Writing an article or changing one: what is typed survives a crash, a lost network and another editor. */
import { AppError, type FieldMessages } from '../../contract/errors'
import type { CoverArt } from '../../contract/event-content'
import { parse } from '../../contract/fields'
import { contract } from '../../contract/index'
import { articleCategories } from '../../contract/news'
import { nothingOffered, type Offered } from '../../services/offering'
import { sendPicture } from '../../services/picture'
import { offerBodies, readHeldBodies } from '../../services/staff-bodies'
import { clockOf, momentFrom } from '../../utils/clock'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import {
  type ArticleForm,
  byField,
  contentFrom,
  emptyForm,
  type FormField,
  fields,
  isSame,
  mergeNotice,
} from './article-form'
import { type ChoiceName, headings, readOptions } from './choices'
import { type ArticleDraft, forget, keep, newDraft, readKept, readSaved, rebase, save } from './draft'

interface Choice {
  readonly value: string
  readonly label: string
}

interface Data {
  view: { readonly state: 'loading' | 'ready' } | Failure
  form: ArticleForm
  /** The text as it is typed; set when the page opens or a picture was put in, not while somebody types. */
  typed: string
  art: string
  photo: string
  bodyName: string
  eventName: string
  projectName: string
  categories: readonly Choice[]
  today: number
  isNew: boolean
  isPublic: boolean
  isEdited: boolean
  problems: Partial<Record<FormField, string>>
  choice: {
    readonly isOpen: boolean
    readonly name: ChoiceName
    readonly heading: string
    readonly options: readonly Choice[]
    readonly value: string
  }
  isChoosingBody: boolean
  offered: Offered
  sending: 'cover' | 'text' | ''
  busy: boolean
  notice: string
}

interface Methods {
  articleId: string
  draft: ArticleDraft
  pictures: Readonly<Record<string, string>>
  load(): Promise<void>
  show(draft: ArticleDraft): void
  edit(changes: Partial<ArticleForm>): void
  onType(event: WechatMiniprogram.Input): void
  onCategory(event: WechatMiniprogram.TouchEvent): void
  onHappened(event: WechatMiniprogram.CustomEvent<{ moment: number }>): void
  onArt(event: WechatMiniprogram.CustomEvent<{ art: CoverArt }>): void
  onPhoto(): Promise<void>
  onTextPicture(): Promise<void>
  send(sending: 'cover' | 'text', place: (fileId: string) => Partial<ArticleForm>): Promise<void>
  onOpenChoice(event: WechatMiniprogram.TouchEvent): Promise<void>
  onChoose(event: WechatMiniprogram.CustomEvent<{ value: string; label: string }>): void
  onCloseChoice(): void
  onOpenBodies(): void
  onSeekBody(event: WechatMiniprogram.CustomEvent<{ words: string }>): void
  onChooseBody(event: WechatMiniprogram.CustomEvent<Choice>): void
  onCloseBodies(): void
  onDiscard(): Promise<void>
  onSave(): Promise<void>
  showProblems(messages: FieldMessages): void
  onRefused(error: unknown): Promise<void>
  tell(notice: string): void
}

const asksToDiscard = async (): Promise<boolean> => {
  const content = '您填写的内容会被清除，不能找回。'
  return (await wx.showModal({ title: '放弃未保存的内容？', content, confirmText: '放弃' })).confirm
}

const fieldOf = { event: 'eventId', project: 'projectId' } as const
const closed: Data['choice'] = { isOpen: false, name: 'event', heading: '', options: [], value: '' }

Page<Data, Methods>({
  articleId: '',
  draft: newDraft(),
  pictures: {},

  data: {
    view: { state: 'loading' },
    form: emptyForm,
    typed: '',
    art: '',
    photo: '',
    bodyName: '',
    eventName: '',
    projectName: '',
    categories: Object.entries(articleCategories).map(([value, label]) => ({ value, label })),
    today: 0,
    isNew: true,
    isPublic: false,
    isEdited: false,
    problems: {},
    choice: closed,
    isChoosingBody: false,
    offered: nothingOffered,
    sending: '',
    busy: false,
    notice: '',
  },

  onLoad({ articleId = '' }) {
    this.articleId = articleId
    const today = momentFrom(clockOf(Date.now()).date, '00:00')
    this.setData({ isNew: articleId === '', today })
    wx.setNavigationBarTitle({ title: articleId === '' ? '写文章' : '编辑文章' })
    void this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const kept = readKept(this.articleId)
      const [saved, bodies] = await Promise.all([
        this.articleId === '' ? undefined : readSaved(this.articleId),
        readHeldBodies('editor'),
      ])
      this.pictures = Object.fromEntries((saved?.pictures ?? []).map(({ fileId, url }) => [fileId, url]))
      const fresh = saved?.draft ?? newDraft(bodies[0])
      if (!kept) this.show(fresh)
      else this.show(saved ? rebase(kept, fresh) : kept)
      const notice = kept && this.data.isEdited ? '已恢复上次未保存的内容。' : ''
      this.setData({ typed: this.draft.form.text, isPublic: saved?.isPublic ?? false, notice })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  show(draft) {
    this.draft = draft
    const { base, form, names } = draft
    this.setData({
      view: { state: 'ready' },
      form,
      art: form.cover.kind === 'art' ? form.cover.art : '',
      photo: form.cover.kind === 'picture' ? (this.pictures[form.cover.fileId] ?? '') : '',
      bodyName: names[form.bodyId] ?? '',
      eventName: names[form.eventId] ?? '',
      projectName: names[form.projectId] ?? '',
      isEdited: !isSame(base, form),
    })
  },

  /** Takes a change: kept on the phone at once; the sentences beside changed fields have served their turn. */
  edit(changes) {
    this.draft = { ...this.draft, form: { ...this.draft.form, ...changes } }
    keep(this.articleId, this.draft)
    const problems = Object.entries(this.data.problems).filter(([field]) => !(field in changes))
    this.show(this.draft)
    this.setData({ problems: Object.fromEntries(problems) })
  },

  onType(event) {
    this.edit({ [event.currentTarget.dataset.field]: event.detail.value })
  },

  onCategory(event) {
    this.edit({ category: event.currentTarget.dataset.value })
  },

  onHappened(event) {
    this.edit({ happenedAt: event.detail.moment })
  },

  onArt({ detail: { art } }) {
    this.edit({ cover: { kind: 'art', art } })
  },

  async onPhoto() {
    await this.send('cover', (fileId) => ({ cover: { kind: 'picture', fileId } }))
  },

  async onTextPicture() {
    await this.send('text', (fileId) => {
      const { text } = this.draft.form
      return { text: `${text.trimEnd()}${text.trim() === '' ? '' : '\n\n'}![](${fileId})\n` }
    })
    this.setData({ typed: this.draft.form.text })
  },

  async send(sending, place) {
    if (this.data.sending !== '') return
    this.setData({ sending, notice: '' })
    try {
      const picture = await sendPicture()
      if (!picture) return
      this.pictures = { ...this.pictures, [picture.fileId]: picture.url }
      this.edit(place(picture.fileId))
    } catch (error) {
      this.tell(failureOf(error).message)
    } finally {
      this.setData({ sending: '' })
    }
  },

  async onOpenChoice(event) {
    const name: ChoiceName = event.currentTarget.dataset.choice
    try {
      const options = await readOptions(name)
      const value = this.draft.form[fieldOf[name]]
      this.setData({ choice: { isOpen: true, name, heading: headings[name], options, value } })
    } catch (error) {
      this.tell(failureOf(error).message)
    }
  },

  onChoose({ detail: { value, label } }) {
    const { names } = this.draft
    if (value !== '') this.draft = { ...this.draft, names: { ...names, [value]: label } }
    this.edit({ [fieldOf[this.data.choice.name]]: value })
    this.onCloseChoice()
  },

  onOpenBodies() {
    this.setData({ isChoosingBody: true })
    void offerBodies(this, { actingAs: ['editor'] })
  },

  onSeekBody({ detail }) {
    void offerBodies(this, { actingAs: ['editor'] }, detail.words)
  },

  onChooseBody({ detail: { value: bodyId, label } }) {
    this.setData({ isChoosingBody: false })
    this.draft = { ...this.draft, names: { ...this.draft.names, [bodyId]: label } }
    this.edit({ bodyId })
  },

  onCloseBodies() {
    this.setData({ isChoosingBody: false })
  },

  onCloseChoice() {
    this.setData({ 'choice.isOpen': false })
  },

  async onDiscard() {
    if (!(await asksToDiscard())) return
    forget(this.articleId)
    await this.load()
  },

  async onSave() {
    if (this.data.busy) return
    const { form } = this.draft
    const input = { draftKey: 'new', bodyId: form.bodyId, content: contentFrom(form) }
    const parsed = parse(contract['news.create'].input, input)
    if (!parsed.ok) {
      this.showProblems(form.bodyId === '' ? { ...parsed.fields, bodyId: '请选择发布单位' } : parsed.fields)
      return
    }
    this.setData({ busy: true, notice: '' })
    try {
      const articleId = await save(this.articleId, this.draft)
      forget(this.articleId)
      void wx.showToast({ title: '已保存', icon: 'success' })
      const url = `/staff-stories/article-review/article-review?articleId=${articleId}`
      if (this.articleId === '') void wx.redirectTo({ url })
      else wx.navigateBack({ fail: () => void wx.redirectTo({ url }) })
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
    if (first) void wx.pageScrollTo({ selector: `#field-${first}`, offsetTop: -16, duration: 240 })
  },

  async onRefused(error) {
    const messages = fieldMessagesOf(error)
    if (Object.keys(messages).length > 0) {
      this.showProblems(messages)
      return
    }
    const isChanged = error instanceof AppError && error.code === 'ARTICLE_CHANGED'
    const saved = isChanged ? await readSaved(this.articleId).catch(() => undefined) : undefined
    if (!saved) {
      this.tell(failureOf(error).message)
      return
    }
    const { base, form } = this.draft
    this.show(rebase(this.draft, saved.draft))
    keep(this.articleId, this.draft)
    this.setData({ typed: this.draft.form.text })
    this.tell(mergeNotice(base, form, saved.draft.form))
  },

  tell(notice) {
    this.setData({ notice })
    void wx.pageScrollTo({ scrollTop: 0, duration: 240 })
  },
})
