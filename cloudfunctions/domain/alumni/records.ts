/** People, the identities behind them, and the roster they are matched against. */
import type { Degree, Industry, PersonKind, VerificationStatus } from '../../../miniprogram/contract/alumni'
import type { Privacy } from '../../../miniprogram/contract/directory'
import type { Caller, RoleGrant } from '../../platform/caller'
import { Collection, command, type Query } from '../../platform/cloud'
import { personIdOf } from '../../platform/ids'

export interface Education {
  readonly collegeId: string
  readonly entryYear: number
  readonly degree: Degree
  readonly programme: string
  readonly className: string
}

export interface Verification {
  readonly status: VerificationStatus
  readonly at: Date
  /** The reviewer; `roster` when a single roster row matched. */
  readonly by: string
  readonly reason: string
  /** A decision of which the person has not been told yet. */
  readonly untold: boolean
}

/** One decision of a reviewer, as it was taken. */
export type Decision = Pick<Verification, 'status' | 'at' | 'by' | 'reason'>

/** What the lead of a class said about somebody; it holds for the name and the class it was said of. */
export interface Vouch {
  readonly knows: boolean
  readonly at: Date
  readonly forName: string
  readonly classId: string
  readonly leadName: string
  readonly office: string
}

/** A number that only its owner is shown whole. */
export interface SealedPhone {
  readonly sealed: string
  /** By which staff find the person, and two records of one person each other. */
  readonly hash: string
  readonly last4: string
}

/** What people tell about themselves. */
export interface Profile {
  readonly name: string
  readonly kind: PersonKind
  readonly educations: readonly Education[]
  /** Of the first of the educations. */
  readonly studentNumberLast4: string
  /** The college that somebody who did not study here is tied to; empty for all others. */
  readonly affiliationId: string
  readonly phone: SealedPhone | null
  readonly city: string
  readonly industry: Industry | ''
  readonly employer: string
}

/** A request to be erased. */
export interface Leaving {
  readonly askedAt: Date
  /** Until then it may be taken back. */
  readonly erasesAt: Date
  /** Under which all stands that has to stay. */
  readonly pseudonymId: string
  /** Since then the gate lets this person do nothing more. */
  readonly closedAt: Date | null
}

export interface Person extends Profile {
  /** Derived from the openid. */
  readonly _id: string
  /** Every body that the person belongs to, with their ancestors; derived whenever what it comes from changes. */
  readonly bodyPath: readonly string[]
  /** Bodies that the person asked to join and that accepted. */
  readonly memberOf: readonly string[]
  readonly privacy: Privacy
  /** What a search may find the person by, derived from the profile and its privacy. */
  readonly findableBy: readonly string[]
  /** The fileID of a picture; empty without one. Shown to the person alone, so that nobody has to look it over first. */
  readonly avatar: string
  /** Counts the changes of the profile. */
  readonly revision: number
  /** Who may no longer find the person, nor ask them for contact; absent when there is nobody. */
  readonly blockedIds?: readonly string[]
  /** The bodies that the person belongs to may not write to them; absent while they may. */
  readonly noticesUnwelcome?: true
  readonly cardNumber: string
  /** `narrowedAt`: when the consent to everything that is not necessary was withdrawn. */
  readonly consent: { readonly version: string; readonly at: Date; readonly narrowedAt?: Date }
  readonly verification: Verification
  /** Every decision there was, in order; each came in the same write as the verification it led to. */
  readonly decisions?: readonly Decision[]
  /** By the lead's person id, so that each lead has one word. */
  readonly vouches?: Readonly<Record<string, Vouch>>
  readonly registeredAt: Date
  readonly grants: readonly RoleGrant[]
  /** Invitations to roles that were accepted: each counts once, whatever became of the role. */
  readonly acceptedInvitations?: readonly string[]
  readonly leaving?: Leaving
  /** This record was found to be another person's second one: whoever comes with its identity is that person. */
  readonly mergedInto?: { readonly personId: string; readonly recordId: string }
  /** The merges that made other records part of this one. */
  readonly mergedFrom?: readonly string[]
}

/** The only place beside orders where an openid is kept. */
export interface Identity {
  readonly _id: string
  readonly openid: string
  readonly scene: string
  readonly at: Date
}

const people = new Collection<Person>('people')
const identities = new Collection<Identity>('identities')

const callerFields = [
  'name',
  'educations',
  'bodyPath',
  'memberOf',
  'verification.status',
  'grants',
  'leaving.closedAt',
  'mergedInto.personId',
]

function leavingOf({ leaving }: Person): 'asked' | 'being erased' | undefined {
  if (!leaving) return undefined
  return leaving.closedAt === null ? 'asked' : 'being erased'
}

/** Who is behind an openid: one read, and one more for whoever comes with a second account. */
export async function readCaller(openid: string): Promise<Caller> {
  const ownId = personIdOf(openid)
  const own = await people.read(ownId, callerFields)
  const personId = own?.mergedInto?.personId ?? ownId
  const person = personId === ownId ? own : await people.read(personId, callerFields)
  return {
    personId,
    openid,
    person: person && {
      name: person.name,
      isVerified: person.verification.status === 'verified',
      leaving: leavingOf(person),
      educations: person.educations,
      bodyPath: person.bodyPath,
      memberOf: person.memberOf,
    },
    grants: person?.grants ?? [],
  }
}

export const readPerson = (personId: string): Promise<Person | undefined> => people.read(personId)
export const readPeople = (personIds: readonly string[]): Promise<Person[]> =>
  personIds.length === 0
    ? Promise.resolve([])
    : people.find({ _id: command.in([...personIds]) }, { limit: 1000 })
export const insertPerson = (person: Person): Promise<'inserted' | 'exists'> => people.insert(person)
export const insertIdentity = (identity: Identity): Promise<'inserted' | 'exists'> =>
  identities.insert(identity)

/** The openids of these people, to reach them by message. */
export async function readOpenids(personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const found = await identities.find({ _id: command.in([...personIds]) }, { limit: 1000 })
  return new Map(found.map(({ _id, openid }) => [_id, openid]))
}

/** How many people registered by each of these scanned codes. */
export async function countRegistrations(scenes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await identities.aggregate<{ _id: string; people: number }>((stages) =>
    stages.match({ scene: command.in([...scenes]) }).group({ _id: '$scene', people: { $sum: 1 } }),
  )
  return new Map(rows.map(({ _id, people: count }) => [_id, count]))
}

/** The names of these people. */
export async function readNames(personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map()
  const found = await people.find({ _id: command.in([...personIds]) }, { limit: 1000, fields: ['name'] })
  return new Map(found.map(({ _id, name }) => [_id, name]))
}

type Told = Profile & Pick<Person, 'bodyPath' | 'findableBy' | 'verification'>

/** Objects are replaced whole: the SDK would merge them into what is there. */
const asChanges = ({ phone, verification, ...rest }: Told) => ({
  ...rest,
  phone: command.set(phone),
  verification: command.set(verification),
  revision: command.inc(1),
})

/** Replaces what a person told about themselves, if the registration was returned to them. */
export const correctPerson = (
  personId: string,
  { consent, ...corrected }: Told & Pick<Person, 'consent'>,
): Promise<boolean> =>
  people.change(
    { _id: personId, 'verification.status': 'returned' },
    { ...asChanges(corrected), consent: command.set(consent) },
  )

/** Replaces what a person told about themselves, if neither they nor a reviewer changed anything since it was read. */
export const changeProfile = (
  { _id, revision, verification }: Pick<Person, '_id' | 'revision' | 'verification'>,
  changed: Told,
): Promise<boolean> =>
  people.change({ _id, revision, 'verification.at': verification.at }, asChanges(changed))

/** Puts a picture in the place of another, if that one still stands. */
export const replaceAvatar = (personId: string, from: string, to: string): Promise<boolean> =>
  people.change({ _id: personId, avatar: from }, { avatar: to })

/** The person whose record this one has become part of. */
export const readKeptId = async (personId: string): Promise<string | undefined> =>
  (await people.read(personId, ['mergedInto']))?.mergedInto?.personId

/** Puts a pseudonym where a reviewer stood, and takes back what a class's lead said of others. */
export async function renameReviewer(personId: string, pseudonymId: string): Promise<void> {
  await people.changeEvery({ 'verification.by': personId }, { 'verification.by': pseudonymId })
  // One decision of each person at a time: the positional operator knows the first one only.
  while ((await people.changeEvery({ 'decisions.by': personId }, { 'decisions.$.by': pseudonymId })) > 0) {}
  const vouch = `vouches.${personId}`
  await people.changeEvery({ [vouch]: command.exists(true) }, { [vouch]: command.remove() })
}

/** The end of a record. The identity goes first: while the person is there, nobody registers anew under this openid. */
export async function removePerson(personId: string): Promise<void> {
  await identities.remove({ _id: personId })
  await people.remove({ _id: personId })
}

const members = (bodyId: string): Query => ({ bodyPath: bodyId, 'verification.status': 'verified' })

/** How many recognised people belong to a body. */
export const countMembers = (bodyId: string): Promise<number> => people.count(members(bodyId))

/** How many recognised people of a body do not wish to be written to. */
export const countDecliners = (bodyId: string): Promise<number> =>
  people.count({ ...members(bodyId), noticesUnwelcome: true })

/** Recognised people of a body who may be written to, by id, so many after that one. */
export const listMembersFrom = (bodyId: string, after: string, limit: number): Promise<Person[]> =>
  people.find(
    { ...members(bodyId), noticesUnwelcome: command.exists(false), _id: command.gt(after) },
    { order: [['_id', 'asc']], limit, fields: ['_id'] },
  )

/** Whether the bodies that a person belongs to may write to them. */
export const writeWelcome = (personId: string, isWelcome: boolean): Promise<boolean> =>
  people.change({ _id: personId }, { noticesUnwelcome: isWelcome ? command.remove() : true })

/** Recognised people of a body whose name begins so, by name. */
export const findMembers = (bodyId: string, name: string, limit: number): Promise<Person[]> =>
  people.find(
    {
      bodyPath: bodyId,
      'verification.status': 'verified',
      name: command.and(command.gte(name), command.lt(`${name}\uffff`)),
    },
    { order: [['name', 'asc']], limit },
  )

const afterId = (query: Query, after: string, limit: number): Promise<Person[]> =>
  people.find({ ...query, _id: command.gt(after) }, { order: [['_id', 'asc']], limit })

/** Who belongs to a body, by id, so many after that one. */
export const listPeopleIn = (bodyId: string, after: string, limit: number): Promise<Person[]> =>
  afterId({ bodyPath: bodyId }, after, limit)

/** Who lives in one of these cities, by id, so many after that one. */
export const listPeopleOfCities = (
  cities: readonly string[],
  after: string,
  limit: number,
): Promise<Person[]> =>
  afterId({ city: command.in([...cities]), mergedInto: command.exists(false) }, after, limit)

/** Writes where a person belongs, if what that comes from is still as it was read. */
export const rewriteBelonging = (
  { _id, educations, affiliationId, city, memberOf }: Person,
  joined: readonly string[],
  bodyPath: readonly string[],
): Promise<boolean> =>
  people.change(
    { _id, educations, affiliationId, city, memberOf },
    { memberOf: [...joined], bodyPath: [...bodyPath] },
  )

export const everyPerson = (): AsyncGenerator<Person> => people.every()
