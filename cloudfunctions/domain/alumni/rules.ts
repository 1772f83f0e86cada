/** What a registration must say, who may send one again, and which changes are looked at again. */
import { isDeepStrictEqual } from 'node:util'
import {
  avatarFolder,
  consentVersion,
  hasStudied,
  type VerificationStatus,
} from '../../../miniprogram/contract/alumni'
import type { FieldMessages } from '../../../miniprogram/contract/errors'
import type { ParsedInput } from '../../../miniprogram/contract/index'
import type { Education, Person, Profile, Verification } from './records'

type Registration = ParsedInput<'alumni.register'>

/** Ten characters that nobody confuses when reading them aloud, from a keyed hash of the person. */
export function cardNumberFrom(hash: string): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  const bits = BigInt(`0x${hash}`)
  return Array.from({ length: 10 }, (_, place) => letters[Number((bits >> BigInt(place * 5)) & 31n)]).join('')
}

/** What is wrong with a profile beyond its fields' own shapes. */
export function profileProblems({
  kind,
  educations,
  affiliationId = '',
}: Pick<Registration, 'kind' | 'educations' | 'affiliationId'>): FieldMessages | undefined {
  if (hasStudied(kind)) {
    if (educations.length === 0) return { educations: '请至少填写一段在校经历' }
    return affiliationId === '' ? undefined : { affiliationId: '校友和在校生请填写在校经历' }
  }
  return educations.length === 0 ? undefined : { educations: '在校经历由校友和在校生填写' }
}

/** What is wrong with a registration beyond its fields' own shapes. */
export function registrationProblems(input: Registration): FieldMessages | 'CONSENT_OUTDATED' | undefined {
  if (!input.isFourteenOrOlder) return { isFourteenOrOlder: '未满十四周岁，请由监护人与学校联系登记' }
  if (input.consentVersion !== consentVersion) return 'CONSENT_OUTDATED'
  return profileProblems(input)
}

/** Whether somebody who is registered already may send a registration again. */
export function mayRegisterAgain(
  status: VerificationStatus,
): 'same answer' | 'correct' | 'REGISTRATION_CLOSED' {
  if (status === 'returned') return 'correct'
  return status === 'refused' ? 'REGISTRATION_CLOSED' : 'same answer'
}

/** What stays so while nobody has decided. */
export const pendingFrom = (now: Date): Verification => ({
  status: 'pending',
  at: now,
  by: '',
  reason: '',
  untold: false,
})

/** Whoever is verified already stays so as before. */
export const recognisedByRoster = (current: Verification | undefined, now: Date): Verification =>
  current?.status === 'verified'
    ? current
    : { status: 'verified', at: now, by: 'roster', reason: '', untold: false }

export const sameEducation = (one: Education, other: Education): boolean => isDeepStrictEqual(one, other)

/** What the school vouches for: a change of it is looked at again. */
const vouchedPart = ({ name, kind, educations, studentNumberLast4, affiliationId }: Profile) => ({
  name,
  kind,
  educations,
  studentNumberLast4,
  affiliationId,
})

export const concernsRoster = (before: Profile, told: Profile): boolean =>
  !isDeepStrictEqual(vouchedPart(before), vouchedPart(told))

/** The studies that need no second look: those of a verified person who goes by the same name and kind. */
export const vouchedEducations = (person: Person, told: Profile): readonly Education[] =>
  person.verification.status === 'verified' && person.name === told.name && person.kind === told.kind
    ? person.educations
    : []

/** Whether two profiles say the same; a number is sealed differently each time, but hashed alike. */
export function sameProfile(one: Profile, other: Profile): boolean {
  const told = (profile: Profile) => ({
    ...vouchedPart(profile),
    phone: profile.phone?.hash,
    city: profile.city,
    industry: profile.industry,
    employer: profile.employer,
  })
  return isDeepStrictEqual(told(one), told(other))
}

/** Whether a fileID is a picture in this person's own folder, of this environment and no other. */
export function isOwnAvatar(fileId: string, personId: string, environment: string): boolean {
  const [, host = '', folder] = /^cloud:\/\/([^/]+)\/(.+)\/[A-Za-z0-9-]+\.jpg$/.exec(fileId) ?? []
  return host.startsWith(`${environment}.`) && folder === avatarFolder(personId)
}
