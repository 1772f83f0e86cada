/** Registering in a minute. What is typed is kept on the phone until it is sent; sent twice, it is one person. */
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, readDraft } from '../../services/drafts'
import { askToNotify } from '../../services/notify'
import { session } from '../../stores/session'
import { type Failure, failureOf, fieldMessagesOf } from '../../utils/failure'
import {
  degreeChoices,
  emptyForm,
  type Form,
  hasStudied,
  kindChoices,
  problemsOf,
  readForm,
  yearChoices,
} from './form'

interface Choice {
  readonly value: string
  readonly label: string
}

/** The fields that are chosen from a list. */
type Chosen = 'collegeId' | 'entryYear' | 'degree'

interface Sheet {
  readonly field: Chosen | ''
  readonly heading: string
  readonly options: readonly Choice[]
  readonly value: string
}

type View =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly act: 'idle' | 'sending'; readonly problem: string }
  | Failure

interface Data {
  readonly view: View
  readonly form: Form
  readonly problems: Partial<Record<keyof Form, string>>
  readonly labels: { readonly [Field in Chosen]: string }
  readonly asksStudies: boolean
  readonly kinds: readonly Choice[]
  readonly choices: { readonly [Field in Chosen]: readonly Choice[] }
  readonly sheet: Sheet
  readonly reason: string
  readonly privacyShown: boolean
}

interface Methods {
  scene: string
  next: string
  load(given: { collegeId: string; entryYear: string }): Promise<void>
  fill(form: Form): void
  onRetry(): void
  onKind(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { kind: Form['kind'] }>): void
  onInput(
    event: WechatMiniprogram.CustomEvent<
      { value: string },
      WechatMiniprogram.IAnyObject,
      WechatMiniprogram.IAnyObject,
      { field: keyof Form }
    >,
  ): void
  onOpenSheet(event: WechatMiniprogram.BaseEvent<WechatMiniprogram.IAnyObject, { field: Chosen }>): void
  onChoose(event: WechatMiniprogram.CustomEvent<{ value: string }>): void
  onCloseSheet(): void
  onAgree(event: WechatMiniprogram.CustomEvent<{ checked: boolean }>): void
  onPrivacy(): void
  onSubmit(): Promise<void>
  leave(): void
}

const draftOf = 'register'
const headings: { readonly [Field in Chosen]: string } = {
  collegeId: '学院',
  entryYear: '入学年份',
  degree: '学历',
}
const closedSheet: Sheet = { field: '', heading: '', options: [], value: '' }
const labelIn = (choices: readonly Choice[], value: string) =>
  choices.find((choice) => choice.value === value)?.label ?? ''

Page<Data, Methods>({
  scene: '',
  next: '',
  data: {
    view: { state: 'loading' },
    form: emptyForm,
    problems: {},
    labels: { collegeId: '', entryYear: '', degree: '' },
    asksStudies: true,
    kinds: kindChoices,
    choices: { collegeId: [], entryYear: [], degree: degreeChoices },
    sheet: closedSheet,
    reason: '',
    privacyShown: false,
  },

  onLoad({ scene = '', collegeId = '', entryYear = '', next = '' }) {
    this.scene = decodeURIComponent(scene)
    this.next = decodeURIComponent(next)
    void this.load({ collegeId, entryYear })
  },

  async load(given) {
    try {
      const [{ institution, colleges }, me] = await Promise.all([
        call('organisations.listColleges', {}),
        session.refresh(),
      ])
      // Returning people are recognised at once: they have nothing to fill in.
      if (me.person && me.person.status !== 'returned') {
        this.leave()
        return
      }
      const [education] = me.person?.educations ?? []
      const known: Partial<Form> = me.person
        ? {
            name: me.person.name,
            kind: me.person.kind,
            ...(education && {
              collegeId: education.college.bodyId,
              entryYear: String(education.entryYear),
              degree: education.degree,
              programme: education.programme,
              className: education.className,
            }),
          }
        : {}
      const scanned = {
        ...(given.collegeId === '' ? {} : { collegeId: given.collegeId }),
        ...(given.entryYear === '' ? {} : { entryYear: given.entryYear }),
      }
      this.setData({
        view: { state: 'ready', act: 'idle', problem: '' },
        'choices.collegeId': colleges.map(({ bodyId, name }) => ({ value: bodyId, label: name })),
        'choices.entryYear': yearChoices(institution.foundedYear, new Date().getFullYear()),
        reason: me.person?.reason ?? '',
      })
      this.fill({ ...emptyForm, ...known, ...readDraft<Form>(draftOf), ...scanned })
    } catch (error) {
      this.setData({ view: failureOf(error) })
    }
  },

  /** Shows the form and keeps it on the phone. */
  fill(form) {
    const { choices } = this.data
    this.setData({
      form,
      asksStudies: hasStudied(form.kind),
      labels: {
        collegeId: labelIn(choices.collegeId, form.collegeId),
        entryYear: labelIn(choices.entryYear, form.entryYear),
        degree: labelIn(choices.degree, form.degree),
      },
    })
    keepDraft(draftOf, form)
  },

  onRetry() {
    this.setData({ view: { state: 'loading' } })
    void this.load({ collegeId: '', entryYear: '' })
  },

  onKind({ currentTarget }) {
    this.fill({ ...this.data.form, kind: currentTarget.dataset.kind })
  },

  onInput({ currentTarget, detail }) {
    const { field } = currentTarget.dataset
    const form = { ...this.data.form, [field]: detail.value }
    this.setData({ [`form.${field}`]: detail.value, [`problems.${field}`]: '' })
    keepDraft(draftOf, form)
  },

  onOpenSheet({ currentTarget }) {
    const { field } = currentTarget.dataset
    const { choices, form } = this.data
    this.setData({
      sheet: { field, heading: headings[field], options: choices[field], value: form[field] },
    })
  },

  onChoose({ detail }) {
    const { field } = this.data.sheet
    if (field === '') return
    this.setData({ [`problems.${field}`]: '', sheet: closedSheet })
    this.fill({ ...this.data.form, [field]: detail.value })
  },

  onCloseSheet() {
    this.setData({ sheet: closedSheet })
  },

  onAgree({ detail }) {
    this.setData({ 'problems.agrees': '' })
    this.fill({ ...this.data.form, agrees: detail.checked })
  },

  onPrivacy() {
    this.setData({ privacyShown: !this.data.privacyShown })
  },

  async onSubmit() {
    const read = readForm(this.data.form, this.scene)
    if ('problems' in read) {
      this.setData({ problems: read.problems, 'view.problem': '请检查标出的内容' })
      return
    }
    const asked = askToNotify('reviewResult')
    this.setData({ problems: {}, 'view.act': 'sending', 'view.problem': '' })
    await asked
    try {
      await call('alumni.register', read.input)
      dropDraft(draftOf)
      await session.refresh()
      this.leave()
    } catch (error) {
      const { message } = failureOf(error)
      this.setData({
        'view.act': 'idle',
        'view.problem': message,
        problems: problemsOf(fieldMessagesOf(error)),
      })
    }
  },

  /** On to where the person was going, or to their card. */
  leave() {
    const url = this.next === '' ? '/alumni/card/card' : this.next
    void wx.redirectTo({ url })
  },
})
