/** A registration beside a roster row: field by field, what agrees and what does not. */
import { degrees, type EducationView } from '../../contract/alumni'
import type { Output } from '../../contract/index'
import type { RosterCandidate } from '../../contract/registrations'

export type Registration = Output<'registrations.read'>['registration']

/** untold: one of the two says nothing, so there is nothing to compare. */
type Agreement = 'same' | 'different' | 'untold'

export interface ComparedField {
  readonly label: string
  readonly registered: string
  readonly roster: string
  readonly agreement: Agreement
  /** For the eye that does not see colour, and the ear. */
  readonly said: string
}

export interface Comparison {
  readonly rowId: string
  readonly isTaken: boolean
  readonly fields: readonly ComparedField[]
  readonly same: number
  readonly different: number
}

const spoken: Readonly<Record<Agreement, string>> = { same: '一致', different: '不同', untold: '无从比对' }

/** How a text is compared: people write 0902班, 0902 班 and 0902 班　alike. */
const normalised = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toUpperCase()

function compareField(label: string, registered: string, roster: string): ComparedField {
  const isTold = registered !== '' && roster !== ''
  const isSame = normalised(registered) === normalised(roster)
  const agreement: Agreement = !isTold ? 'untold' : isSame ? 'same' : 'different'
  return { label, registered, roster, agreement, said: spoken[agreement] }
}

/** Of several educations the one that the roster row most likely means: of the same college, then nearest in years. */
function educationFor(
  candidate: RosterCandidate,
  educations: readonly EducationView[],
): EducationView | undefined {
  const distance = ({ college, entryYear }: EducationView) =>
    (college.bodyId === candidate.college.bodyId ? 0 : 1000) + Math.abs(entryYear - candidate.entryYear)
  return [...educations].sort((one, other) => distance(one) - distance(other))[0]
}

export function compare(registration: Registration, candidate: RosterCandidate): Comparison {
  const education = educationFor(candidate, registration.educations)
  const fields = [
    compareField('姓名', registration.name, candidate.name),
    compareField('学院', education?.college.name ?? '', candidate.college.name),
    compareField('入学年份', education ? `${education.entryYear}` : '', `${candidate.entryYear}`),
    compareField('学历', education ? degrees[education.degree] : '', degrees[candidate.degree]),
    compareField('专业', education?.programme ?? '', candidate.programme),
    compareField('班级', education?.className ?? '', candidate.className),
    compareField('学号后四位', registration.studentNumberLast4, candidate.studentNumberLast4),
  ]
  const count = (wanted: Agreement) => fields.filter(({ agreement }) => agreement === wanted).length
  return {
    rowId: candidate.rowId,
    isTaken: candidate.isTaken,
    fields,
    same: count('same'),
    different: count('different'),
  }
}

/** All roster rows beside the registration: those that can be chosen first, the most alike before the others. */
export function compareAll(registration: Registration, candidates: readonly RosterCandidate[]): Comparison[] {
  return candidates
    .map((candidate) => compare(registration, candidate))
    .sort(
      (one, other) =>
        Number(one.isTaken) - Number(other.isTaken) ||
        other.same - one.same ||
        one.different - other.different,
    )
}
