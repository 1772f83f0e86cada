/** Founding a body or changing one: its words, its leads, and where it lies in the tree. */
import { AppError, type FieldMessages } from '../../contract/errors'
import { parse } from '../../contract/fields'
import { contract } from '../../contract/index'
import { type BodyKind, bodyKinds, type LeadView, type ManagedBody } from '../../contract/organisations'
import { call } from '../../services/cloud'
import { nothingOffered, type Offered, offer } from '../../services/offering'
import { bodyLineOf } from '../../utils/body-line'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import { type BodyForm, byField, contentFrom, emptyForm, fields, isSame, merge, yearFrom } from './body-form'
import {
  type BodyDraft,
  draftOf,
  forget,
  keep,
  newDraft,
  readKept,
  readSaved,
  type Subject,
  save,
} from './draft'

/** What the tree can be told to do with a body. */
type Act = 'move' | 'merge' | 'close' | 'reopen'

interface Data {
  view: { readonly state: 'loading' | 'ready' } | Failure
  kind: BodyKind
  kindName: string
  /** Null while it is not founded. */
  body: ManagedBody | null
  isPlaceable: boolean
  form: BodyForm
  problems: Partial<Record<keyof BodyForm, string>>
  /** People whom a search for a lead has found. */
  found: readonly { readonly personId: string; readonly name: string; readonly note: string }[]
  sought: string
  /** Whether the search has found nobody. */
  isNobody: boolean
  sheet: {
    readonly act: 'move' | 'merge' | ''
    readonly heading: string
  }
  /** Where the body may go. */
  offered: Offered
  busy: boolean
  notice: string
}

interface Methods {
  subject: Subject
  draft: BodyDraft
  load(): Promise<void>
  show(draft: BodyDraft): void
  edit(changes: Partial<BodyForm>): void
  onType(event: WechatMiniprogram.Input): void
  onSeek(event: WechatMiniprogram.Input): Promise<void>
  onAppoint(event: WechatMiniprogram.TouchEvent): void
  onOffice(event: WechatMiniprogram.Input): void
  onDismiss(event: WechatMiniprogram.TouchEvent): void
  onSave(): Promise<void>
  check(): boolean
  showProblems(messages: FieldMessages): void
  onRefused(error: unknown): Promise<void>
  offerMerge(): Promise<void>
  onPlace(event: WechatMiniprogram.TouchEvent): void
  onChoosePlace(event: WechatMiniprogram.CustomEvent<{ value: string; label: string }>): Promise<void>
  offerPlaces(purpose: 'move' | 'merge', typed?: string): void
  onSeekPlace(event: WechatMiniprogram.CustomEvent<{ words: string }>): void
  onCloseSheet(): void
  onClose(): Promise<void>
  onReopen(): Promise<void>
  place(act: Act, targetId: string, done: string): Promise<void>
}

const nowhere = { move: '没有可移动到的位置', merge: '没有可并入的同类组织' } as const
const closedSheet = { act: '', heading: '' } as const
const headings = { move: '移动到', merge: '并入' } as const

/** Back to the list, which was not before this page when it was opened directly. */
function leave(): void {
  wx.navigateBack({ fail: () => wx.redirectTo({ url: '/staff/bodies/bodies' }) })
}

Page<Data, Methods>({
  subject: { bodyId: '', parentId: '', kind: 'class' },
  draft: newDraft(),

  data: {
    view: { state: 'loading' },
    kind: 'class',
    kindName: '',
    body: null,
    isPlaceable: false,
    form: emptyForm,
    problems: {},
    found: [],
    sought: '',
    isNobody: false,
    sheet: closedSheet,
    offered: nothingOffered,
    busy: false,
    notice: '',
  },

  onLoad({ bodyId = '', parentId = '', kind = 'class' }) {
    this.subject = { bodyId, parentId, kind: kind as BodyKind }
    this.load()
  },

  async load() {
    this.setData({ view: { state: 'loading' } })
    try {
      const kept = readKept(this.subject)
      if (this.subject.bodyId === '') {
        const { kind } = this.subject
        wx.setNavigationBarTitle({ title: `新建${bodyKinds[kind]}` })
        this.setData({ kind, kindName: bodyKinds[kind] })
        this.show(kept ?? draftOf(this.subject))
      } else {
        const { body, isPlaceable, draft } = await readSaved(this.subject.bodyId)
        this.setData({ kind: body.kind, kindName: bodyKinds[body.kind], body, isPlaceable })
        this.show(kept ? { ...draft, form: merge(kept.base, kept.form, draft.form) } : draft)
      }
      if (!isSame(this.draft.base, this.draft.form)) this.setData({ notice: '已恢复上次未保存的内容。' })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  show(draft) {
    this.draft = draft
    const { form } = draft
    this.setData({ view: { state: 'ready' }, form })
  },

  /** Takes a change: kept on the phone at once; the sentences beside changed fields have served their turn. */
  edit(changes) {
    this.draft = { ...this.draft, form: { ...this.draft.form, ...changes } }
    keep(this.subject, this.draft)
    const problems = Object.entries(this.data.problems).filter(([field]) => !(field in changes))
    this.show(this.draft)
    this.setData({ problems: Object.fromEntries(problems) })
  },

  onType(event) {
    this.edit({ [event.currentTarget.dataset.field]: event.detail.value })
  },

  async onSeek(event) {
    const sought = event.detail.value
    this.setData({ sought, isNobody: false })
    const name = sought.trim()
    if (name === '') {
      this.setData({ found: [] })
      return
    }
    try {
      const { people } = await call('organisations.findMembers', { bodyId: this.subject.bodyId, name })
      if (this.data.sought !== sought) return
      const found = people.map(({ personId, name: known, educations }) => ({
        personId,
        name: known,
        note: educations.map(({ college, entryYear }) => `${entryYear} 级 ${college.name}`).join('；'),
      }))
      this.setData({ found, isNobody: found.length === 0 })
    } catch (error) {
      this.setData({ notice: failureOf(error).message })
    }
  },

  onAppoint(event) {
    const { personId, name } = event.currentTarget.dataset
    this.setData({ found: [], sought: '' })
    const others = this.draft.form.leads.filter((lead) => lead.personId !== personId)
    this.edit({ leads: [...others, { personId, name, office: '联络人' }] })
  },

  onOffice(event) {
    const { personId } = event.currentTarget.dataset
    const named = (lead: LeadView) =>
      lead.personId === personId ? { ...lead, office: event.detail.value } : lead
    this.edit({ leads: this.draft.form.leads.map(named) })
  },

  onDismiss(event) {
    const { personId } = event.currentTarget.dataset
    this.edit({ leads: this.draft.form.leads.filter((lead) => lead.personId !== personId) })
  },

  async onSave() {
    if (this.data.busy || !this.check()) return
    this.setData({ busy: true, notice: '' })
    try {
      await save(this.subject, this.draft)
      forget(this.subject)
      wx.showToast({ title: '已保存', icon: 'success' })
      leave()
    } catch (error) {
      await this.onRefused(error)
    } finally {
      this.setData({ busy: false })
    }
  },

  /** Whether what is typed can be sent. */
  check() {
    const { kind } = this.subject.bodyId === '' ? this.subject : this.data
    const input = {
      draftKey: 'new',
      kind,
      parentId: 'parent',
      ...yearFrom(kind, this.draft.form),
      content: contentFrom(this.draft.form),
    }
    const parsed = parse(contract['organisations.create'].input, input)
    if (!parsed.ok) this.showProblems(parsed.fields)
    return parsed.ok
  },

  showProblems(messages) {
    const problems = byField(messages)
    this.setData({ problems })
    const first = fields.find((field) => problems[field] !== undefined)
    if (first) wx.pageScrollTo({ selector: `#field-${first}`, offsetTop: -16, duration: 240 })
  },

  async onRefused(error) {
    const messages = fieldMessagesOf(error)
    if (error instanceof AppError && error.code === 'BODY_CHANGED') await this.offerMerge()
    else if (Object.keys(messages).length > 0) this.showProblems(messages)
    else {
      this.setData({ notice: failureOf(error).message })
      wx.pageScrollTo({ scrollTop: 0, duration: 240 })
    }
  },

  async offerMerge() {
    const { confirm } = await wx.showModal({
      title: '已被他人修改',
      content: '在您编辑时，另一位同事保存了这个组织。载入最新内容后，您改过的几项会保留。',
      confirmText: '载入最新',
      cancelText: '暂不',
    })
    if (confirm) await this.load()
  },

  onPlace(event) {
    const act: 'move' | 'merge' = event.currentTarget.dataset.act
    this.setData({ sheet: { act, heading: headings[act] } })
    this.offerPlaces(act)
  },

  offerPlaces(purpose, typed) {
    void offer(this, typed, async (words) => {
      const { bodyId } = this.subject
      const { bodies, hasMore } = await call('organisations.listPlaces', { bodyId, purpose, words })
      const lines = bodies.map(bodyLineOf)
      return {
        options: lines.map(({ bodyId, name, note }) => ({ value: bodyId, label: name, note })),
        hasMore,
        nothing: nowhere[purpose],
      }
    })
  },

  onSeekPlace({ detail: { words } }) {
    const { act } = this.data.sheet
    if (act !== '') this.offerPlaces(act, words)
  },

  onCloseSheet() {
    this.setData({ sheet: closedSheet })
  },

  async onChoosePlace({ detail }) {
    const { act } = this.data.sheet
    this.setData({ sheet: closedSheet })
    if (act === '') return
    const name = this.data.body?.name ?? ''
    const { confirm } = await wx.showModal(
      act === 'move'
        ? {
            title: `移动到${detail.label}？`,
            content: `${name}及其成员、活动会归到${detail.label}之下。`,
            confirmText: '移动',
          }
        : {
            title: `并入${detail.label}？`,
            content: `${name}的成员、联络人、二维码和活动都会归到${detail.label}，合并后不能拆开。`,
            confirmText: '合并',
          },
    )
    if (confirm) await this.place(act, detail.value, act === 'move' ? '已移动' : '已合并')
  },

  async onClose() {
    const { confirm } = await wx.showModal({
      title: '停止活动？',
      content: '停止后不再显示，也不能加入；成员都会保留，可以随时恢复。',
      confirmText: '停止活动',
      cancelText: '再想想',
    })
    if (confirm) await this.place('close', '', '已停止活动')
  },

  async onReopen() {
    await this.place('reopen', '', '已恢复')
  },

  async place(act, targetId, done) {
    if (this.data.busy) return
    this.setData({ busy: true, notice: '' })
    const own = { bodyId: this.subject.bodyId, revision: this.draft.revision }
    try {
      if (act === 'move') await call('organisations.move', { ...own, parentId: targetId })
      else if (act === 'merge') await call('organisations.merge', { ...own, intoId: targetId })
      else await call(act === 'close' ? 'organisations.close' : 'organisations.reopen', own)
      wx.showToast({ title: done, icon: 'success' })
      leave()
    } catch (error) {
      await this.onRefused(error)
    } finally {
      this.setData({ busy: false })
    }
  },
})
