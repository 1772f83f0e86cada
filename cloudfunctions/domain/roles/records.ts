/** Roles as their holders' records keep them, the invitations by which they came, and what guards the last administrator. */
import type { Role } from '../../../miniprogram/contract/roles'
import { Collection, collect, command, type Query } from '../../platform/cloud'
import { Pile } from '../../platform/piles'
import type { Person } from '../alumni/records'

type Grant = Person['grants'][number]

export interface RoleInvitation {
  /** The digest of its code: whoever reads the records cannot accept it. */
  readonly _id: string
  readonly role: Role
  readonly bodyId: string
  readonly eventId?: string
  /** Whom it is meant for, in the inviter's words. */
  readonly note: string
  /** From which, and the installation's key, the code is made again for the inviter; empty for the first administrator. */
  readonly draftKey: string
  /** Empty for the first administrator, whom nobody invites. */
  readonly byPersonId: string
  readonly state: 'open' | 'accepted' | 'withdrawn'
  /** Empty until somebody did. */
  readonly acceptedBy: string
  readonly at: Date
  readonly expiresAt: Date
}

/** One for each university: every removal of one of its administrators passes here, one after the other. */
export interface Administration {
  /** The university's. */
  readonly _id: string
  /** Counts the removals. */
  readonly revision: number
  /** Begun, and perhaps not finished. */
  readonly removing: { readonly personId: string; readonly grant: Grant } | null
}

const people = new Collection<Person>('people')
const invitations = new Collection<RoleInvitation>('roleInvitations')
const administrations = new Collection<Administration>('administration')

/** Whoever holds a role anywhere: the staff of a university, who are hundreds. */
export const listHolders = (): Promise<Person[]> =>
  collect(people.every({ 'grants.bodyId': command.gt('') }, ['name', 'grants']))

/** Gives a role for an invitation, if that was not done before and the person is not about to leave. */
export const addGrant = (personId: string, grant: Grant, invitationId: string): Promise<boolean> =>
  people.change(
    { _id: personId, acceptedInvitations: command.nin([invitationId]), leaving: command.exists(false) },
    { grants: command.push([grant]), acceptedInvitations: command.push([invitationId]) },
  )

/** Fields that tell a grant from every other in a list; what the grant has not, the list's must not have. */
const exactly = ({ role, bodyId, eventId, invitationId }: Grant): Query => ({
  role,
  bodyId,
  eventId: eventId ?? command.exists(false),
  invitationId: invitationId ?? command.exists(false),
})

/** Takes a role away, if it is still there. */
export const removeGrant = (personId: string, grant: Grant): Promise<boolean> =>
  people.change({ _id: personId }, { grants: command.pull(exactly(grant)) })

/** How many administer this very body, beside one of them. */
export const countOtherAdministrators = (bodyId: string, personId: string): Promise<number> =>
  people.count({
    _id: command.neq(personId),
    'grants.bodyId': bodyId,
    grants: command.elemMatch({ role: 'administrator', bodyId }) as unknown,
  })

export async function readAdministration(bodyId: string): Promise<Administration> {
  const known = await administrations.read(bodyId)
  if (known) return known
  const first = { _id: bodyId, revision: 0, removing: null }
  await administrations.insert(first)
  return (await administrations.read(bodyId)) ?? first
}

/** Begins a removal, if none was begun since this was read. */
export const beginRemoval = (
  { _id, revision }: Administration,
  removing: Administration['removing'],
): Promise<boolean> =>
  administrations.change(
    { _id, revision, removing: null },
    { revision: command.inc(1), removing: command.set(removing) },
  )

export const endRemoval = (bodyId: string, revision: number): Promise<boolean> =>
  administrations.change({ _id: bodyId, revision }, { removing: null })

/** Removals that were begun; those that were cut off among them. */
export const unfinishedRemovals = new Pile(administrations, () => ({ removing: command.neq(null) }))

export const readInvitation = (id: string): Promise<RoleInvitation | undefined> => invitations.read(id)
export const insertInvitation = (invitation: RoleInvitation): Promise<'inserted' | 'exists'> =>
  invitations.insert(invitation)

/** Invitations that can still be accepted, those that expire first in front. */
export const listOpenInvitations = (now: Date): Promise<RoleInvitation[]> =>
  invitations.find(
    { state: 'open', expiresAt: command.gt(now) },
    { order: [['expiresAt', 'asc']], limit: 200 },
  )

/** Lets one person, and nobody after them, make use of an invitation. */
export const claimInvitation = (id: string, personId: string, now: Date): Promise<boolean> =>
  invitations.change(
    { _id: id, state: 'open', expiresAt: command.gt(now) },
    { state: 'accepted', acceptedBy: personId },
  )

export const withdrawInvitation = (id: string): Promise<boolean> =>
  invitations.change({ _id: id, state: 'open' }, { state: 'withdrawn' })

export const listInvitationsOf = async (personId: string): Promise<RoleInvitation[]> => [
  ...(await collect(invitations.every({ byPersonId: personId }))),
  ...(await collect(invitations.every({ acceptedBy: personId }))),
]

/** Puts a pseudonym where a person invited or was invited; the inviter's words about somebody go. */
export async function renameInInvitations(personId: string, pseudonymId: string): Promise<void> {
  await invitations.changeEvery({ byPersonId: personId }, { byPersonId: pseudonymId })
  await invitations.changeEvery({ acceptedBy: personId }, { acceptedBy: pseudonymId, note: '' })
}
