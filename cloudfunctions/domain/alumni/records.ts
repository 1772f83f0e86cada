/** People, the identities behind them, and the roster they are matched against. */
import type { Degree, Industry, PersonKind, VerificationStatus } from '../../../miniprogram/contract/alumni'
import type { Privacy } from '../../../miniprogram/contract/directory'
import type { Caller, RoleGrant } from '../../platform/caller'
import { Collection, command, type Query } from '../../platform/cloud'
import { afterCursor, pageSize } from '../../platform/cursor'
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

/** What people tell about themselves. */
export interface Profile {
  readonly name: string
  readonly kind: PersonKind
  readonly educations: readonly Education[]
  readonly studentNumberLast4: string
  readonly city: string
  readonly industry: Industry | ''
  readonly employer: string
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
  readonly cardNumber: string
  readonly consent: { readonly version: string; readonly at: Date }
  readonly verification: Verification
  readonly registeredAt: Date
  readonly grants: readonly RoleGrant[]
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

const callerFields = ['name', 'educations', 'bodyPath', 'memberOf', 'verification.status', 'grants']

/** Who is behind an openid: one read. */
export async function readCaller(openid: string): Promise<Caller> {
  const personId = personIdOf(openid)
  const person = await people.read(personId, callerFields)
  return {
    personId,
    openid,
    person: person && {
      name: person.name,
      isVerified: person.verification.status === 'verified',
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

/** Writes a decision, if the registration still stands at `from`. */
export const decideVerification = (
  personId: string,
  from: VerificationStatus,
  verification: Verification,
): Promise<boolean> =>
  people.change({ _id: personId, 'verification.status': from }, { verification: command.set(verification) })

/** Replaces what a person told about themselves, if the registration was returned to them. */
export const correctPerson = (
  personId: string,
  corrected: Profile & Pick<Person, 'bodyPath' | 'findableBy' | 'consent' | 'verification'>,
): Promise<boolean> =>
  people.change(
    { _id: personId, 'verification.status': 'returned' },
    {
      ...corrected,
      consent: command.set(corrected.consent),
      verification: command.set(corrected.verification),
    },
  )

/** Registrations of a status below these bodies, oldest first, one more than a page. */
export const listPeople = (
  bodyIds: readonly string[],
  status: VerificationStatus,
  after: string | undefined,
): Promise<Person[]> =>
  people.find(
    afterCursor(
      { bodyPath: command.in([...bodyIds]), 'verification.status': status },
      'registeredAt',
      'asc',
      after,
    ),
    {
      order: [
        ['registeredAt', 'asc'],
        ['_id', 'asc'],
      ],
      limit: pageSize + 1,
    },
  )

export const countPeople = (bodyIds: readonly string[], status: VerificationStatus): Promise<number> =>
  people.count({ bodyPath: command.in([...bodyIds]), 'verification.status': status })

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

export const listUntold = (): Promise<Person[]> => people.find({ 'verification.untold': true })
export const markTold = (personId: string, decidedAt: Date): Promise<boolean> =>
  people.change({ _id: personId, 'verification.at': decidedAt }, { 'verification.untold': false })

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
): Promise<Person[]> => afterId({ city: command.in([...cities]) }, after, limit)

/** Writes where a person belongs, if what that comes from is still as it was read. */
export const rewriteBelonging = (
  { _id, educations, city, memberOf }: Person,
  joined: readonly string[],
  bodyPath: readonly string[],
): Promise<boolean> =>
  people.change({ _id, educations, city, memberOf }, { memberOf: [...joined], bodyPath: [...bodyPath] })

export const everyPerson = (): AsyncGenerator<Person> => people.every()
