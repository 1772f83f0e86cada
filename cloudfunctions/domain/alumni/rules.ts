/** Who is recognised, who waits for a reviewer, and what a reviewer may decide. */
import { consentVersion, type VerificationStatus } from '../../../miniprogram/contract/alumni'
import type { ErrorCode, FieldMessages } from '../../../miniprogram/contract/errors'
import type { ParsedInput } from '../../../miniprogram/contract/index'
import type { Person, Verification } from './records'

type Registration = ParsedInput<'alumni.register'>
type Review = ParsedInput<'alumni.review'>

/** Ten characters that nobody confuses when reading them aloud, from a keyed hash of the person. */
export function cardNumberFrom(hash: string): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  const bits = BigInt(`0x${hash}`)
  return Array.from({ length: 10 }, (_, place) => letters[Number((bits >> BigInt(place * 5)) & 31n)]).join('')
}

/** What is wrong with a registration beyond its fields' own shapes. */
export function registrationProblems(input: Registration): FieldMessages | 'CONSENT_OUTDATED' | undefined {
  if (!input.isFourteenOrOlder) return { isFourteenOrOlder: '未满十四周岁，请由监护人与学校联系登记' }
  if (input.consentVersion !== consentVersion) return 'CONSENT_OUTDATED'
  const studied = input.kind === 'alumnus' || input.kind === 'student'
  if (studied && input.educations.length === 0) return { educations: '请至少填写一段在校经历' }
  return undefined
}

/** Whether somebody who is registered already may send a registration again. */
export function mayRegisterAgain(
  status: VerificationStatus,
): 'same answer' | 'correct' | 'REGISTRATION_CLOSED' {
  if (status === 'returned') return 'correct'
  return status === 'refused' ? 'REGISTRATION_CLOSED' : 'same answer'
}

const outcomes = { accept: 'verified', return: 'returned', refuse: 'refused' } as const

type ReviewOutcome =
  | { readonly verification: Verification }
  | { readonly same: VerificationStatus }
  | { readonly refused: ErrorCode }

/** What a reviewer's decision makes of a registration. The same decision by the same reviewer again changes nothing. */
export function decideReview(person: Person, review: Review, reviewerId: string, now: Date): ReviewOutcome {
  const status = outcomes[review.decision]
  const current = person.verification
  if (current.status === status && current.by === reviewerId) return { same: status }
  if (current.status !== 'pending') return { refused: 'REGISTRATION_CLOSED' }
  const reason = review.reason ?? ''
  if (status !== 'verified' && reason === '') return { refused: 'REASON_REQUIRED' }
  return { verification: { status, at: now, by: reviewerId, reason, untold: true } }
}
