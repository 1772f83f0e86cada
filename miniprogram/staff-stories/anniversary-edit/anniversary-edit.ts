/**
 * Writing an anniversary: number, name, day, theme and colour are here; its history and the guide have pages of their
 * own. What is typed survives a crash, a lost network and another editor.
 */
import { AppError } from '../../contract/errors'
import { nothingOffered, type Offered } from '../../services/offering'
import { offerBodies, readHeldBodies } from '../../services/staff-bodies'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import {
  type AnniversaryDraft,
  type AnniversaryForm,
  checked,
  edit,
  forget,
  hasProblems,
  keep,
  newDraft,
  readKept,
  readSaved,
  rebase,
  save,
} from '../services/anniversary-draft'
import { type EditorView, editorViewOf } from './anniversary-edit-view'

interface Data {
  view: { readonly state: 'loading' } | EditorView | Failure
  isChoosingBody: boolean
  offered: Offered
  notice: string
  busy: boolean
}

type Field = WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { field: keyof AnniversaryForm }>

interface Methods {
  anniversaryId: string
  draft: AnniversaryDraft | undefined
  load(): Promise<void>
  open(): Promise<AnniversaryDraft>
  show(draft: AnniversaryDraft): void
  edit(change: Partial<AnniversaryForm>): void
  onType(event: WechatMiniprogram.Input & Field): void
  onNumber(event: WechatMiniprogram.Input): void
  onDay(event: WechatMiniprogram.CustomEvent<{ day: string }>): void
  onColour(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { colour: string }>): void
  onShown(event: WechatMiniprogram.SwitchChange): void
  onOpenBodies(): void
  onSeekBody(event: WechatMiniprogram.CustomEvent<{ words: string }>): void
  onCloseBodies(): void
  onChooseBody(event: WechatMiniprogram.CustomEvent<{ value: string; label: string }>): void
  onPart(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { page: string }>): void
  onDiscard(): Promise<void>
  onSave(): Promise<void>
  onRefused(error: unknown): Promise<void>
  tell(notice: string): void
}

Page<Data, Methods>({
  anniversaryId: '',
  draft: undefined,
  data: {
    view: { state: 'loading' },
    isChoosingBody: false,
    offered: nothingOffered,
    notice: '',
    busy: false,
  },

  onLoad({ anniversaryId = '' }) {
    this.anniversaryId = anniversaryId
    if (anniversaryId !== '') wx.setNavigationBarTitle({ title: '编辑校庆' })
    void this.load()
  },

  /** Back from the page of one part, which wrote into the draft on the phone. */
  onShow() {
    const kept = this.draft && readKept(this.anniversaryId)
    if (kept) this.show(kept)
  },

  async load() {
    this.setData({ view: { state: 'loading' }, notice: '' })
    try {
      this.show(await this.open())
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  /** What was typed last time, on top of what is saved by now. */
  async open() {
    const kept = readKept(this.anniversaryId)
    if (this.anniversaryId === '') return kept ?? newDraft((await readHeldBodies('editor'))[0])
    const saved = await readSaved(this.anniversaryId)
    if (!kept) return saved
    if (kept.revision === saved.revision)
      return { ...kept, pictures: { ...kept.pictures, ...saved.pictures } }
    const { draft, notice } = rebase(kept, saved)
    this.setData({ notice })
    return draft
  },

  show(draft) {
    this.draft = draft
    this.setData({ view: editorViewOf(draft) })
  },

  edit(change) {
    if (this.draft) this.show(edit(this.draft, { ...this.draft.form, ...change }))
  },

  onType(event) {
    this.edit({ [event.currentTarget.dataset.field]: event.detail.value })
  },

  onNumber({ detail }) {
    this.edit({ number: Number(detail.value) || 0 })
  },

  onDay({ detail }) {
    this.edit({ day: detail.day })
  },

  onColour({ currentTarget }) {
    this.edit({ colour: currentTarget.dataset.colour })
  },

  onShown({ detail }) {
    this.edit({ isShown: detail.value })
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

  onChooseBody({ detail: { value: bodyId, label: bodyName } }) {
    this.setData({ isChoosingBody: false })
    if (this.draft) this.draft = { ...this.draft, bodyName }
    this.edit({ bodyId })
  },

  onPart({ currentTarget }) {
    if (!this.draft) return
    keep(this.draft)
    const { page } = currentTarget.dataset
    void wx.navigateTo({ url: `/staff-stories/${page}/${page}?anniversaryId=${this.anniversaryId}` })
  },

  async onDiscard() {
    const { confirm } = await wx.showModal({ title: '放弃未保存的内容？', content: '放弃后不能找回。' })
    if (!confirm) return
    forget(this.anniversaryId)
    this.draft = undefined
    await this.load()
  },

  async onSave() {
    if (!this.draft || this.data.busy) return
    const draft = checked(this.draft)
    this.show(draft)
    if (hasProblems(draft)) {
      this.tell('有内容需要补充，请看下面的提示。')
      return
    }
    this.setData({ busy: true, notice: '' })
    try {
      await save(draft)
      forget(this.anniversaryId)
      this.draft = undefined
      await wx.showToast({ title: '已保存', icon: 'success' })
      wx.navigateBack({
        fail: () => void wx.redirectTo({ url: '/staff-stories/anniversaries/anniversaries' }),
      })
    } catch (error) {
      await this.onRefused(error)
    } finally {
      this.setData({ busy: false })
    }
  },

  async onRefused(error) {
    if (error instanceof AppError && error.code === 'CELEBRATION_CHANGED' && this.draft) {
      try {
        const { draft, notice } = rebase(this.draft, await readSaved(this.anniversaryId))
        this.show(draft)
        this.tell(notice)
      } catch (reading) {
        this.tell(failureOf(reading).message)
      }
      return
    }
    const [first] = Object.values(fieldMessagesOf(error))
    this.tell(first ?? failureOf(error).message)
  },

  tell(notice) {
    this.setData({ notice })
    void wx.pageScrollTo({ scrollTop: 0, duration: 240 })
  },
})
