/** People found, as rows of a list; and what was typed, understood. */
import {
  type EducationView,
  personKinds,
  type VerificationStatus,
  verificationStatuses,
} from '../../contract/alumni'
import type { Input } from '../../contract/index'
import type { BodyName } from '../../contract/organisations'
import type { RegistrationSummary } from '../../contract/registrations'
import { collegeGroups, optionsOf, studiesAsked } from '../utils/people-filter'

export interface Row {
  readonly personId: string
  readonly name: string
  readonly kind: string
  readonly educations: readonly string[]
  readonly chip: { readonly text: string; readonly tone: string }
}

const tones: Readonly<Record<VerificationStatus, string>> = {
  pending: 'primary',
  verified: 'success',
  returned: 'warning',
  refused: 'danger',
}

const inShort = ({ college, entryYear, className, programme }: EducationView) =>
  [`${entryYear} 级`, college.name, className || programme].filter((part) => part !== '').join(' ')

export const rowOf = ({ personId, name, kind, status, educations }: RegistrationSummary): Row => ({
  personId,
  name,
  kind: personKinds[kind],
  educations: educations.length > 0 ? educations.map(inShort) : ['未填写教育经历'],
  chip: { text: verificationStatuses[status], tone: tones[status] },
})

export const filterGroups = (colleges: readonly BodyName[]) => [
  ...collegeGroups(colleges),
  { key: 'status', label: '认证状态', options: optionsOf(verificationStatuses) },
]

type Chosen = Readonly<Record<string, string>>

/** A mobile number of the mainland or, with + and its country, from abroad; a card's number; or else how a name begins. */
function wordsAsked(typed: string): Pick<Input<'people.search'>, 'phone' | 'cardNumber' | 'name'> {
  const words = typed.trim()
  const joined = words.replace(/[\s()-]/g, '').toUpperCase()
  const number = joined.replace(/^\+?86(?=1\d{10}$)/, '')
  if (/^(?:1\d{10}|\+[1-9]\d{6,14})$/.test(number)) return { phone: number }
  // A name in Latin letters may look like a card's number, but for its figures.
  if (/^[2-9A-HJ-NP-Z]{10}$/.test(joined) && /\d/.test(joined)) return { cardNumber: joined }
  return words === '' ? {} : { name: words }
}

const filterAsked = (chosen: Chosen) => ({
  ...studiesAsked(chosen),
  ...(chosen.status ? { status: chosen.status as VerificationStatus } : {}),
})

export const searchAsked = (typed: string, chosen: Chosen): Input<'people.search'> => ({
  ...wordsAsked(typed),
  ...filterAsked(chosen),
})

/** The same people as a list; one who was found by number alone needs no spreadsheet. */
export function exportAsked(typed: string, chosen: Chosen): Input<'people.export'> | undefined {
  const { phone, cardNumber, ...words } = wordsAsked(typed)
  return phone === undefined && cardNumber === undefined ? { ...words, ...filterAsked(chosen) } : undefined
}
