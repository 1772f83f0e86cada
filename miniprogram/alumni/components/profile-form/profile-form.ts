/**
 * What people tell about themselves, at registration and whenever they correct it.
 *
 * Properties: form – a ProfileForm; problems – sentences by path; colleges, years – to choose from; exchanging – the
 * phone number is on its way.
 * Events: change – { form, path } of what was changed; phonecode – { code } to be exchanged by the server.
 */
import { hasStudied, mostEducations } from '../../../contract/alumni'
import {
  type Choice,
  degreeChoices,
  emptyEducation,
  emptyProfile,
  industryChoices,
  kindChoices,
  labelIn,
  type ProfileForm,
  withValue,
} from '../../utils/profile-form'

interface Sheet {
  /** Where the choice goes; empty while the sheet is closed. */
  readonly path: string
  readonly heading: string
  readonly options: readonly Choice[]
  readonly value: string
}

const closedSheet: Sheet = { path: '', heading: '', options: [], value: '' }
const untied: Choice = { value: '', label: '不选' }

/** The list behind a field, by the last part of its path. */
function sheetFor(
  path: string,
  { colleges, years }: { colleges: readonly Choice[]; years: readonly Choice[] },
): Omit<Sheet, 'path' | 'value'> {
  const field = path.slice(path.lastIndexOf('.') + 1)
  if (field === 'collegeId') return { heading: '学院', options: colleges }
  if (field === 'entryYear') return { heading: '入学年份', options: years }
  if (field === 'degree') return { heading: '学历', options: degreeChoices }
  if (field === 'affiliationId') return { heading: '所属学院', options: [untied, ...colleges] }
  return { heading: '从事行业', options: [untied, ...industryChoices] }
}

/** The value at such a path. */
function valueAt(form: ProfileForm, path: string): string {
  const found = path
    .split('.')
    .reduce<unknown>((within, key) => (within as Record<string, unknown>)[key], form)
  return String(found)
}

Component({
  options: { addGlobalClass: true },
  properties: {
    form: { type: Object, value: emptyProfile },
    problems: { type: Object, value: {} as Record<string, string> },
    colleges: { type: Array, value: [] as Choice[] },
    years: { type: Array, value: [] as Choice[] },
    exchanging: Boolean,
  },
  data: {
    kinds: kindChoices,
    mostEducations,
    asksStudies: true,
    labels: { affiliation: '', industry: '' },
    sheet: closedSheet,
  },
  observers: {
    'form, colleges'() {
      const form = this.data.form as ProfileForm
      this.setData({
        asksStudies: hasStudied(form.kind),
        labels: {
          affiliation: labelIn(this.data.colleges, form.affiliationId),
          industry: labelIn(industryChoices, form.industry),
        },
      })
    },
  },
  methods: {
    change(form: ProfileForm, path: string) {
      this.triggerEvent('change', { form, path })
    },
    put(path: string, value: string) {
      this.change(withValue(this.data.form as ProfileForm, path, value), path)
    },
    onInput(event: WechatMiniprogram.Input) {
      this.put(event.currentTarget.dataset.path, event.detail.value)
    },
    onKind(event: WechatMiniprogram.TouchEvent) {
      this.put('kind', event.currentTarget.dataset.kind)
    },
    onEducation(event: WechatMiniprogram.CustomEvent<{ path: string; value: string }>) {
      this.put(event.detail.path, event.detail.value)
    },
    onPhone(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      this.put('phoneNumber', event.detail.value)
    },
    onPhoneCode(event: WechatMiniprogram.CustomEvent<{ code: string }>) {
      this.triggerEvent('phonecode', { code: event.detail.code })
    },
    onAdd() {
      const form = this.data.form as ProfileForm
      this.change({ ...form, educations: [...form.educations, emptyEducation] }, 'educations')
    },
    onRemove(event: WechatMiniprogram.TouchEvent) {
      const form = this.data.form as ProfileForm
      const removed = event.currentTarget.dataset.index
      this.change(
        { ...form, educations: form.educations.filter((_, index) => index !== removed) },
        'educations',
      )
    },
    onOpen(event: WechatMiniprogram.TouchEvent) {
      this.openSheet(event.currentTarget.dataset.path)
    },
    onOpenEducation(event: WechatMiniprogram.CustomEvent<{ path: string }>) {
      this.openSheet(event.detail.path)
    },
    openSheet(path: string) {
      this.setData({
        sheet: { ...sheetFor(path, this.data), path, value: valueAt(this.data.form as ProfileForm, path) },
      })
    },
    onChoose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
      const { path } = this.data.sheet
      this.onCloseSheet()
      if (path !== '') this.put(path, event.detail.value)
    },
    /** The list stays in the sheet while it sinks. */
    onCloseSheet() {
      this.setData({ 'sheet.path': '' })
    },
  },
})
