/** A project as its editor types it, what is sent of it, and how two who type at once come together. */
import type { ProjectContent, ProjectKind } from '../../contract/giving-projects'
import { formatYuan, parseYuan } from '../../contract/money'
import { campusTime } from '../../utils/date'

/** Sums as they are typed, in yuan; dates as a picker says them, empty where there is none. */
export interface ProjectForm {
  readonly bodyId: string
  readonly kind: ProjectKind
  readonly title: string
  readonly summary: string
  readonly purpose: string
  readonly goal: string
  readonly presets: string
  readonly minimum: string
  readonly opensOn: string
  readonly closesOn: string
  readonly closesWhenFull: boolean
  readonly contactName: string
  readonly phone: string
  readonly wechat: string
  readonly pictureIds: readonly string[]
}

export const emptyForm: ProjectForm = {
  bodyId: '',
  kind: 'scholarship',
  title: '',
  summary: '',
  purpose: '',
  goal: '',
  presets: '70 700 7000',
  minimum: '1',
  opensOn: '',
  closesOn: '',
  closesWhenFull: false,
  contactName: '',
  phone: '',
  wechat: '',
  pictureIds: [],
}

export type FormField = keyof ProjectForm

/** In the order in which they stand on the page. */
export const fields = Object.keys(emptyForm) as readonly FormField[]

const twoDigits = (value: number) => String(value).padStart(2, '0')

function dateOf(moment: number | undefined): string {
  if (moment === undefined) return ''
  const { year, month, day } = campusTime(moment)
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`
}

const dayMs = 86_400_000

/** The beginning of a day on the campus clock. */
const momentOf = (date: string) => Date.parse(`${date}T00:00:00+08:00`)

const plainYuan = (amountFen: number) => formatYuan(amountFen).replace(/,/g, '')

export const formFrom = (content: ProjectContent): ProjectForm => ({
  bodyId: content.bodyId,
  kind: content.kind,
  title: content.title,
  summary: content.summary,
  purpose: content.purpose,
  goal: content.goalFen === 0 ? '' : plainYuan(content.goalFen),
  presets: content.presetsFen.map(plainYuan).join(' '),
  minimum: plainYuan(content.minimumFen),
  opensOn: dateOf(content.opensAt),
  // It closes at the end of its last day, which is the beginning of the next.
  closesOn: dateOf(content.closesAt === undefined ? undefined : content.closesAt - dayMs),
  closesWhenFull: content.closesWhenFull,
  contactName: content.contact.name,
  phone: content.contact.phone,
  wechat: content.contact.wechat,
  pictureIds: content.pictureIds,
})

/** A sum that is none becomes NaN, which the contract refuses with a sentence. */
const fenOf = (typed: string): number => parseYuan(typed) ?? Number.NaN

export const contentFrom = (form: ProjectForm): ProjectContent => ({
  bodyId: form.bodyId,
  kind: form.kind,
  title: form.title,
  summary: form.summary,
  purpose: form.purpose,
  goalFen: form.goal.trim() === '' ? 0 : fenOf(form.goal),
  presetsFen: form.presets
    .split(/[\s，、;；]+/)
    .filter((typed) => typed !== '')
    .map(fenOf),
  minimumFen: fenOf(form.minimum),
  ...(form.opensOn === '' ? {} : { opensAt: momentOf(form.opensOn) }),
  ...(form.closesOn === '' ? {} : { closesAt: momentOf(form.closesOn) + dayMs }),
  closesWhenFull: form.closesWhenFull,
  contact: { name: form.contactName, phone: form.phone, wechat: form.wechat },
  pictureIds: [...form.pictureIds],
})

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Whether two forms say the same in every field. */
export const isSame = (one: ProjectForm, other: ProjectForm): boolean =>
  fields.every((field) => isEqual(one[field], other[field]))

/** What I changed stays as I typed it; everything else is as somebody else saved it by now. */
export function merge(base: ProjectForm, mine: ProjectForm, theirs: ProjectForm): ProjectForm {
  const changed = fields.filter((field) => !isEqual(base[field], mine[field]))
  return { ...theirs, ...Object.fromEntries(changed.map((field) => [field, mine[field]])) }
}

const own: Readonly<Record<string, FormField>> = {
  goalFen: 'goal',
  presetsFen: 'presets',
  minimumFen: 'minimum',
  opensAt: 'opensOn',
  closesAt: 'closesOn',
  'contact.name': 'contactName',
  'contact.phone': 'phone',
  'contact.wechat': 'wechat',
}

/** By the form's own names: the contract says `content.presetsFen.1`. */
export function byField(messages: Readonly<Record<string, string>>): Partial<Record<FormField, string>> {
  const found: Partial<Record<FormField, string>> = {}
  for (const [path, message] of Object.entries(messages)) {
    const inner = path.replace(/^content\./, '')
    const field = own[inner] ?? own[inner.split('.')[0] ?? ''] ?? inner.split('.')[0]
    if ((fields as readonly string[]).includes(field ?? '')) found[field as FormField] ??= message
  }
  return found
}
