/** Registering, the session, and the alumni card. Correcting is next door. */
import type { EducationView } from '../../../miniprogram/contract/alumni'
import type { CardFacts } from '../../../miniprogram/contract/card-code'
import { closedPrivacy } from '../../../miniprogram/contract/directory'
import { AppError } from '../../../miniprogram/contract/errors'
import type { Moment } from '../../../miniprogram/contract/fields'
import { dayMs } from '../../platform/clock'
import { keyedHash } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { settings } from '../../platform/settings'
import { firstSceneOf } from '../codes/arriving'
import { readInstitution } from '../organisations/actions'
import { nameOf, readBodies } from '../organisations/records'
import { cardCodeOf, cardKey } from './card-code'
import { correcting } from './correcting'
import { derivedFrom, profileFrom, requireColleges } from './profile'
import { claimRows, findRecognition } from './recognition'
import {
  correctPerson,
  insertIdentity,
  insertPerson,
  type Person,
  type Profile,
  readPerson,
  type Verification,
} from './records'
import {
  cardNumberFrom,
  mayRegisterAgain,
  pendingFrom,
  recognisedByRoster,
  registrationProblems,
} from './rules'
import { describeEducations } from './views'

/** How long the code on an alumni card is good. */
const cardCodeMs = dayMs

const readMe: Handler<'alumni.readMe'> = async (_input, { caller, now }) => {
  const [person, institution, bodies] = await Promise.all([
    readPerson(caller.personId),
    readInstitution(now),
    readBodies(caller.grants.map(({ bodyId }) => bodyId)),
  ])
  return {
    person: person && {
      personId: person._id,
      name: person.name,
      kind: person.kind,
      status: person.verification.status,
      reason: person.verification.reason,
      educations: await describeEducations(person.educations),
      avatar: person.avatar,
    },
    roles: caller.grants.map(({ role, bodyId }) => ({ role, body: nameOf(bodies, bodyId) })),
    institution,
    cardKey: cardKey(),
    templates: settings().templates,
  }
}

/** A profile with the school's word on it: verified at once by the roster, or waiting for a reviewer. */
async function recognised(
  told: Profile,
  personId: string,
  now: Date,
): Promise<Profile & { readonly verification: Verification }> {
  await requireColleges(told)
  const recognition = await findRecognition(told, personId, [])
  if (!recognition || !(await claimRows(recognition.rows, personId)))
    return { ...told, verification: pendingFrom(now) }
  return { ...told, educations: recognition.educations, verification: recognisedByRoster(undefined, now) }
}

const register: Handler<'alumni.register'> = async (input, { caller, now }) => {
  const problems = registrationProblems(input)
  if (problems === 'CONSENT_OUTDATED') throw new AppError(problems)
  if (problems) throw new AppError('INVALID_INPUT', { fields: problems })
  const existing = await readPerson(caller.personId)
  if (existing) {
    const again = mayRegisterAgain(existing.verification.status)
    if (again === 'REGISTRATION_CLOSED') throw new AppError(again)
    if (again === 'same answer') return { status: existing.verification.status }
  }
  const { consentVersion: version, isFourteenOrOlder: _, scene = '', ...profile } = input
  const [told, cameBy] = await Promise.all([
    recognised(profileFrom(profile, caller.personId), caller.personId, now),
    scene === '' && !existing ? firstSceneOf(caller.personId, now) : scene,
  ])
  const { verification } = told
  const consent = { version, at: now }
  const { privacy, memberOf } = existing ?? { privacy: closedPrivacy, memberOf: [] }
  const derived = await derivedFrom(told, privacy, memberOf, now)
  if (existing) {
    await correctPerson(caller.personId, { ...told, ...derived, consent })
    return { status: verification.status }
  }
  await insertIdentity({
    _id: caller.personId,
    openid: caller.openid,
    scene: cameBy,
    at: now,
  })
  const person: Person = {
    _id: caller.personId,
    ...told,
    ...derived,
    consent,
    privacy,
    memberOf,
    avatar: '',
    revision: 0,
    registeredAt: now,
    cardNumber: cardNumberFrom(keyedHash('card number', caller.personId)),
    grants: [],
  }
  if ((await insertPerson(person)) === 'inserted') return { status: verification.status }
  // The same person tapped twice: whoever came first decided.
  return { status: (await readPerson(caller.personId))?.verification.status ?? verification.status }
}

const factsOf = (
  { name, cardNumber }: Person,
  education: EducationView | undefined,
  expiresAt: Moment,
): CardFacts => ({
  name,
  college: education?.college.name ?? '',
  classYear: education ? `${education.entryYear} 级 ${education.className}`.trim() : '',
  number: cardNumber,
  expiresAt,
})

const readCard: Handler<'alumni.readCard'> = async (_input, { caller, now }) => {
  const person = await readPerson(caller.personId)
  if (!person) throw new AppError('NOT_REGISTERED')
  const isVerified = person.verification.status === 'verified'
  const expiresAt = now.getTime() + cardCodeMs
  const educations = await describeEducations(person.educations)
  return {
    name: person.name,
    avatar: person.avatar,
    kind: person.kind,
    status: person.verification.status,
    number: person.cardNumber,
    educations,
    code: isVerified ? cardCodeOf(factsOf(person, educations[0], expiresAt)) : '',
    codeExpiresAt: expiresAt,
  }
}

export const alumni: Handlers<'alumni'> = {
  'alumni.readMe': readMe,
  'alumni.register': register,
  'alumni.readCard': readCard,
  ...correcting,
}
