/** What a registration must say, and who may send one again. */
import { consentVersion, type VerificationStatus } from '../../../miniprogram/contract/alumni'
import type { FieldMessages } from '../../../miniprogram/contract/errors'
import type { ParsedInput } from '../../../miniprogram/contract/index'

type Registration = ParsedInput<'alumni.register'>

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
