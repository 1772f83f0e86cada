/** Registering, the session, and the alumni card. Correcting is next door. */
import { closedPrivacy } from '../../../miniprogram/contract/directory'
import { AppError } from '../../../miniprogram/contract/errors'
import { dayMs } from '../../platform/clock'
import { keyedHash, signCode } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { settings } from '../../platform/settings'
import { readInstitution } from '../organisations/actions'
import { nameOf, readBodies } from '../organisations/records'
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
  const told = await recognised(profileFrom(profile, caller.personId), caller.personId, now)
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
    scene,
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

const readCard: Handler<'alumni.readCard'> = async (_input, { caller, now }) => {
  const person = await readPerson(caller.personId)
  if (!person) throw new AppError('NOT_REGISTERED')
  const isVerified = person.verification.status === 'verified'
  const expiresAt = now.getTime() + cardCodeMs
  return {
    name: person.name,
    avatar: person.avatar,
    kind: person.kind,
    status: person.verification.status,
    number: person.cardNumber,
    educations: await describeEducations(person.educations),
    code: isVerified ? signCode('card', [person.cardNumber, expiresAt.toString(36)]) : '',
    codeExpiresAt: expiresAt,
  }
}

export const alumni: Handlers<'alumni'> = {
  'alumni.readMe': readMe,
  'alumni.register': register,
  'alumni.readCard': readCard,
  ...correcting,
}
