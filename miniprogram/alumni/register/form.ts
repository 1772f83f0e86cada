/** The values of the registration form, and the action's input made from them. */
import { consentVersion, type Degree, degrees, type PersonKind, personKinds } from '../../contract/alumni'
import { parse } from '../../contract/fields'
import { contract, type Input } from '../../contract/index'

/** As typed; texts may be empty. */
export interface Form {
  readonly name: string
  readonly kind: PersonKind
  readonly collegeId: string
  readonly entryYear: string
  readonly degree: Degree | ''
  readonly programme: string
  readonly className: string
  readonly studentNumberLast4: string
  readonly city: string
  readonly employer: string
  readonly agrees: boolean
}

export const emptyForm: Form = {
  name: '',
  kind: 'alumnus',
  collegeId: '',
  entryYear: '',
  degree: 'bachelor',
  programme: '',
  className: '',
  studentNumberLast4: '',
  city: '',
  employer: '',
  agrees: false,
}

/** Whether this kind of person has studied here, and so tells where and when. */
export const hasStudied = (kind: PersonKind): boolean => kind === 'alumnus' || kind === 'student'

export const kindChoices = Object.entries(personKinds).map(([value, label]) => ({ value, label }))
export const degreeChoices = Object.entries(degrees).map(([value, label]) => ({ value, label }))

/** Years of entry, latest first. */
export function yearChoices(foundedYear: number, thisYear: number): { value: string; label: string }[] {
  return Array.from({ length: thisYear - foundedYear + 1 }, (_, index) => {
    const year = String(thisYear - index)
    return { value: year, label: `${year} 级` }
  })
}

/** The action's input, or one sentence beside each field that is wrong, by the form's own names. */
export function readForm(
  form: Form,
  scene: string,
): { readonly input: Input<'alumni.register'> } | { readonly problems: Partial<Record<keyof Form, string>> } {
  const education = {
    collegeId: form.collegeId,
    entryYear: form.entryYear === '' ? Number.NaN : Number(form.entryYear),
    degree: form.degree,
    programme: form.programme,
    className: form.className,
  }
  const input = {
    name: form.name,
    kind: form.kind,
    educations: hasStudied(form.kind) ? [education] : [],
    studentNumberLast4: form.studentNumberLast4,
    city: form.city,
    employer: form.employer,
    consentVersion,
    isFourteenOrOlder: true,
    ...(scene === '' ? {} : { scene }),
  }
  const parsed = parse(contract['alumni.register'].input, input)
  const problems = parsed.ok ? {} : problemsOf(parsed.fields)
  if (hasStudied(form.kind)) {
    if (form.collegeId === '') problems.collegeId = '请选择学院'
    if (form.entryYear === '') problems.entryYear = '请选择入学年份'
  }
  if (!form.agrees) problems.agrees = '请阅读并同意后提交'
  return parsed.ok && Object.keys(problems).length === 0 ? { input: parsed.value } : { problems }
}

/** Messages by the form's own names: `educations.0.entryYear` is its `entryYear`. */
export function problemsOf(fields: Readonly<Record<string, string>>): Partial<Record<keyof Form, string>> {
  const problems: Partial<Record<string, string>> = {}
  for (const [path, message] of Object.entries(fields)) {
    problems[path === 'educations' ? 'collegeId' : path.replace(/^educations\.0\./, '')] = message
  }
  return problems
}
