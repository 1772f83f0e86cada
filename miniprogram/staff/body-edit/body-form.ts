/** A body as its administrator types it, what is sent of it, and how two who type at once come together. */
import type { Input } from '../../contract/index'
import type { BodyContent, BodyKind, LeadView } from '../../contract/organisations'

export interface BodyForm {
  readonly name: string
  readonly entryYear: string
  readonly intro: string
  readonly contactName: string
  readonly phone: string
  readonly wechat: string
  /** Parted by spaces or commas. */
  readonly cities: string
  readonly leads: readonly LeadView[]
}

export const emptyForm: BodyForm = {
  name: '',
  entryYear: '',
  intro: '',
  contactName: '',
  phone: '',
  wechat: '',
  cities: '',
  leads: [],
}

type Saved = Omit<BodyContent, 'leads'> & { readonly leads: readonly LeadView[] }

export const formFrom = (saved: Saved, entryYear: number | undefined): BodyForm => ({
  name: saved.name,
  entryYear: entryYear === undefined ? '' : String(entryYear),
  intro: saved.intro,
  contactName: saved.contact.name,
  phone: saved.contact.phone,
  wechat: saved.contact.wechat,
  cities: saved.cities.join(' '),
  leads: saved.leads,
})

const citiesIn = (typed: string) => [...new Set(typed.split(/[\s,，、;；]+/).filter((city) => city !== ''))]

export const contentFrom = (form: BodyForm): BodyContent => ({
  name: form.name,
  intro: form.intro,
  contact: { name: form.contactName, phone: form.phone, wechat: form.wechat },
  cities: citiesIn(form.cities),
  leads: form.leads.map(({ personId, office }) => ({ personId, office })),
})

/** A year that is no number becomes NaN, which the contract refuses with a sentence. */
export const yearFrom = (
  kind: BodyKind,
  { entryYear }: BodyForm,
): Pick<Input<'organisations.create'>, 'entryYear'> =>
  kind === 'class' ? { entryYear: entryYear.trim() === '' ? Number.NaN : Number(entryYear) } : {}

export type FormField = keyof BodyForm

/** In the order in which they stand on the page. */
export const fields = Object.keys(emptyForm) as readonly FormField[]

const isEqual = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** Whether two forms say the same in every field. */
export const isSame = (one: BodyForm, other: BodyForm): boolean =>
  fields.every((field) => isEqual(one[field], other[field]))

/** What I changed stays as I typed it; everything else is as somebody else saved it by now. */
export function merge(base: BodyForm, mine: BodyForm, theirs: BodyForm): BodyForm {
  const changed = fields.filter((field) => !isEqual(base[field], mine[field]))
  return { ...theirs, ...Object.fromEntries(changed.map((field) => [field, mine[field]])) }
}

/** By the form's own names: the contract says `content.contact.phone`, and of a lead which one. */
export function byField(messages: Readonly<Record<string, string>>): Partial<Record<FormField, string>> {
  const own: Partial<Record<FormField, string>> = {}
  for (const [path, message] of Object.entries(messages)) {
    const [first = '', second = ''] = path.replace(/^content\./, '').split('.')
    const field = first === 'contact' ? (second === 'name' ? 'contactName' : second) : first
    if ((fields as readonly string[]).includes(field)) own[field as FormField] ??= message
  }
  return own
}
