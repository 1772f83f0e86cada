/** What stands on the face of an alumni card. */
import {
  degrees,
  type EducationView,
  type PersonKind,
  personKinds,
  type VerificationStatus,
} from '../contract/alumni'

export interface CardFace {
  readonly name: string
  readonly kind: string
  readonly college: string
  /** `2008 级 软件工程 0802 班` */
  readonly classYear: string
  readonly degree: string
  readonly number: string
  readonly status: 'verified' | 'waiting' | 'unverified'
}

export function cardFaceOf(person: {
  readonly name: string
  readonly kind: PersonKind
  readonly status: VerificationStatus
  readonly educations: readonly EducationView[]
  readonly number: string
}): CardFace {
  const [education] = person.educations
  return {
    name: person.name,
    kind: personKinds[person.kind],
    college: education?.college.name ?? '',
    classYear: education ? `${education.entryYear} 级 ${education.className}`.trim() : '',
    degree: education ? degrees[education.degree] : '',
    number: person.number,
    status:
      person.status === 'verified' ? 'verified' : person.status === 'pending' ? 'waiting' : 'unverified',
  }
}
