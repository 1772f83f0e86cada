/** Registering, the session, and the alumni card. Reviewing is next door, in reviews.ts. */
import type { EducationView } from '../../../miniprogram/contract/alumni'
import type { CardFacts } from '../../../miniprogram/contract/card-code'
import { closedPrivacy } from '../../../miniprogram/contract/directory'
import { AppError } from '../../../miniprogram/contract/errors'
import type { Moment } from '../../../miniprogram/contract/fields'
import type { ParsedInput } from '../../../miniprogram/contract/index'
import { dayMs } from '../../platform/clock'
import { keyedHash } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { settings } from '../../platform/settings'
import { readInstitution } from '../organisations/actions'
import { nameOf, readBodies } from '../organisations/records'
import { claimRosterRow, findRosterRows, type RosterRow } from '../roster/records'
import { matchingRow, matchText } from '../roster/rules'
import { cardCodeOf, cardKey } from './card-code'
import { derivedFrom } from './profile'
import {
  correctPerson,
  insertIdentity,
  insertPerson,
  type Person,
  type Profile,
  readPerson,
  type Verification,
} from './records'
import { reviews } from './reviews'
import { cardNumberFrom, mayRegisterAgain, registrationProblems } from './rules'
import { describeEducations } from './views'

type Registration = ParsedInput<'alumni.register'>

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
    },
    roles: caller.grants.map(({ role, bodyId }) => ({ role, body: nameOf(bodies, bodyId) })),
    institution,
    cardKey: cardKey(),
    templates: settings().templates,
  }
}

/** Refuses colleges that do not exist or are closed. */
async function requireColleges(educations: Registration['educations']): Promise<void> {
  const bodies = await readBodies(educations.map(({ collegeId }) => collegeId))
  for (const { collegeId } of educations) {
    const body = bodies.get(collegeId)
    if (body?.kind !== 'college' || body.status !== 'open') throw new AppError('BODY_UNKNOWN')
  }
}

/** The roster row that recognises this person, claimed for them; undefined when a reviewer has to decide. */
async function recognise(input: Registration, personId: string): Promise<RosterRow | undefined> {
  const keys = input.educations.map(({ collegeId, entryYear }) =>
    keyedHash('roster', matchText(input.name, entryYear, collegeId)),
  )
  if (keys.length === 0) return undefined
  const row = matchingRow(await findRosterRows(keys), personId, input.studentNumberLast4 ?? '')
  // Claimed before the person is written: a crash in between leaves a row that only this person can claim again.
  return row && (await claimRosterRow(row._id, personId)) ? row : undefined
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
  await requireColleges(input.educations)
  const row = await recognise(input, caller.personId)
  const verification: Verification = row
    ? { status: 'verified', at: now, by: 'roster', reason: '', untold: false }
    : { status: 'pending', at: now, by: '', reason: '', untold: false }
  const told = { ...profileFrom(input), consent: { version: input.consentVersion, at: now }, verification }
  const { privacy, memberOf } = existing ?? { privacy: closedPrivacy, memberOf: [] }
  const derived = await derivedFrom(told, privacy, memberOf, now)
  if (existing) {
    await correctPerson(caller.personId, { ...told, ...derived })
    return { status: verification.status }
  }
  await insertIdentity({
    _id: caller.personId,
    openid: caller.openid,
    scene: input.scene ?? '',
    at: now,
  })
  const person: Person = {
    _id: caller.personId,
    ...told,
    ...derived,
    privacy,
    memberOf,
    registeredAt: now,
    cardNumber: cardNumberFrom(keyedHash('card number', caller.personId)),
    grants: [],
  }
  if ((await insertPerson(person)) === 'inserted') return { status: verification.status }
  // The same person tapped twice: whoever came first decided.
  return { status: (await readPerson(caller.personId))?.verification.status ?? verification.status }
}

const profileFrom = (input: Registration): Profile => ({
  name: input.name,
  kind: input.kind,
  educations: input.educations.map((education) => ({
    ...education,
    programme: education.programme ?? '',
    className: education.className ?? '',
  })),
  studentNumberLast4: (input.studentNumberLast4 ?? '').toUpperCase(),
  city: input.city ?? '',
  industry: input.industry ?? '',
  employer: input.employer ?? '',
})

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
  ...reviews,
}
