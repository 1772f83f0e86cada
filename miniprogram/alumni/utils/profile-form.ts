/** What people tell about themselves, as a form holds it; its paths are those of the contract, such as `educations.0.className`. */
import {
  type Degree,
  degrees,
  type EducationView,
  hasStudied,
  type Industry,
  industries,
  type OwnProfile,
  type PersonKind,
  personKinds,
} from '../../contract/alumni'
import type { Input } from '../../contract/index'

/** As typed; texts may be empty. */
export interface EducationForm {
  readonly collegeId: string
  readonly entryYear: string
  readonly degree: Degree | ''
  readonly programme: string
  readonly className: string
}

export interface ProfileForm {
  readonly name: string
  readonly kind: PersonKind
  readonly educations: readonly EducationForm[]
  readonly studentNumberLast4: string
  readonly affiliationId: string
  readonly phoneNumber: string
  readonly city: string
  readonly industry: Industry | ''
  readonly employer: string
}

export const emptyEducation: EducationForm = {
  collegeId: '',
  entryYear: '',
  degree: 'bachelor',
  programme: '',
  className: '',
}

export const emptyProfile: ProfileForm = {
  name: '',
  kind: 'alumnus',
  educations: [emptyEducation],
  studentNumberLast4: '',
  affiliationId: '',
  phoneNumber: '',
  city: '',
  industry: '',
  employer: '',
}

export interface Choice {
  readonly value: string
  readonly label: string
}

const choicesOf = (table: Readonly<Record<string, string>>): readonly Choice[] =>
  Object.entries(table).map(([value, label]) => ({ value, label }))

export const kindChoices = choicesOf(personKinds)
export const degreeChoices = choicesOf(degrees)
export const industryChoices = choicesOf(industries)

/** Years of entry, latest first. */
export const yearChoices = (foundedYear: number, thisYear: number): readonly Choice[] =>
  Array.from({ length: thisYear - foundedYear + 1 }, (_, index) => {
    const year = String(thisYear - index)
    return { value: year, label: `${year} 级` }
  })

/** The words of what is chosen. */
export const labelIn = (choices: readonly Choice[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? ''

const educationFormOf = ({ college, entryYear, ...rest }: EducationView): EducationForm => ({
  ...rest,
  collegeId: college.bodyId,
  entryYear: String(entryYear),
})

/** A stored profile, to be corrected. */
export const profileFormOf = (profile: OwnProfile): ProfileForm => ({
  name: profile.name,
  kind: profile.kind,
  // Whoever did not study here finds one to fill in, should they say that they did.
  educations: profile.educations.length > 0 ? profile.educations.map(educationFormOf) : [emptyEducation],
  studentNumberLast4: profile.studentNumberLast4,
  affiliationId: profile.affiliation?.bodyId ?? '',
  phoneNumber: profile.phoneNumber,
  city: profile.city,
  industry: profile.industry,
  employer: profile.employer,
})

/** What the actions take, unchecked: their schema says what is wrong with it, by the same paths. */
export function profileInput(form: ProfileForm): Omit<Input<'alumni.updateProfile'>, 'revision'> {
  const { educations, studentNumberLast4, affiliationId, industry, ...rest } = form
  const studied = hasStudied(form.kind)
  return {
    ...rest,
    educations: studied
      ? educations.map((education) => ({
          ...education,
          entryYear: education.entryYear === '' ? Number.NaN : Number(education.entryYear),
          degree: education.degree as Degree,
        }))
      : [],
    studentNumberLast4: studied ? studentNumberLast4 : '',
    ...(studied || affiliationId === '' ? {} : { affiliationId }),
    ...(industry === '' ? {} : { industry }),
  }
}

/** The form with one value changed, at a path such as `city` or `educations.0.className`. */
export function withValue(form: ProfileForm, path: string, value: string): ProfileForm {
  const [field = '', index, part = ''] = path.split('.')
  if (field !== 'educations') return { ...form, [field]: value }
  const educations = form.educations.map((education, at) =>
    String(at) === index ? { ...education, [part]: value } : education,
  )
  return { ...form, educations }
}
