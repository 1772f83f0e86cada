/** A profile as it is stored, and what follows from it: where the person belongs, and who finds them. */
import type { Privacy } from '../../../miniprogram/contract/directory'
import { AppError } from '../../../miniprogram/contract/errors'
import type { ParsedInput } from '../../../miniprogram/contract/index'
import { findableBy } from '../directory/circles'
import { belongingOf } from '../organisations/belonging'
import { readBodies } from '../organisations/records'
import { sealedPhone } from './phone'
import type { Person, Profile } from './records'

/** What is told at registration and at every correction alike. */
export type ToldProfile = Omit<ParsedInput<'alumni.updateProfile'>, 'revision'>

/** What was told, with nothing left open; a phone number is sealed for its owner. */
export const profileFrom = (told: ToldProfile, personId: string): Profile => ({
  name: told.name,
  kind: told.kind,
  educations: told.educations.map((education) => ({
    ...education,
    programme: education.programme ?? '',
    className: education.className ?? '',
  })),
  studentNumberLast4: (told.studentNumberLast4 ?? '').toUpperCase(),
  affiliationId: told.affiliationId ?? '',
  phone: sealedPhone(personId, told.phoneNumber ?? ''),
  city: told.city ?? '',
  industry: told.industry ?? '',
  employer: told.employer ?? '',
})

/** The profile of a person, apart from all else that is kept of them. */
export const profileOf = ({
  name,
  kind,
  educations,
  studentNumberLast4,
  affiliationId,
  phone,
  city,
  industry,
  employer,
}: Person): Profile => ({
  name,
  kind,
  educations,
  studentNumberLast4,
  affiliationId,
  phone,
  city,
  industry,
  employer,
})

/** The colleges that a profile names. */
const collegesOf = ({ educations, affiliationId }: Profile): string[] => [
  ...educations.map(({ collegeId }) => collegeId),
  ...(affiliationId === '' ? [] : [affiliationId]),
]

/**
 * Refuses colleges that do not exist or are closed; one that was named `before` may have closed since.
 * @throws AppError BODY_UNKNOWN
 */
export async function requireColleges(profile: Profile, before?: Profile): Promise<void> {
  const known = new Set(before ? collegesOf(before) : [])
  const named = collegesOf(profile).filter((collegeId) => !known.has(collegeId))
  const bodies = await readBodies(named)
  for (const collegeId of named) {
    const body = bodies.get(collegeId)
    if (body?.kind !== 'college' || body.status !== 'open') throw new AppError('BODY_UNKNOWN')
  }
}

type Derived = Pick<Person, 'bodyPath' | 'findableBy'>

/** Call it wherever a profile, its privacy or its memberships are written. */
export async function derivedFrom(
  profile: Profile,
  privacy: Privacy,
  memberOf: readonly string[],
  now: Date,
): Promise<Derived> {
  return {
    bodyPath: await belongingOf({ ...profile, memberOf }, now),
    findableBy: findableBy({ ...profile, privacy }),
  }
}
