/** Who may give or take away which role, and which invitations still stand. Pure. */
import { type Role, roleIncludes, roles } from '../../../miniprogram/contract/roles'
import type { Person } from '../alumni/records'
import type { RoleInvitation } from './records'

type Grants = Person['grants']

/** A role where it would be held. */
export interface Place {
  readonly role: Role
  readonly bodyPath: readonly string[]
}

const holds = (grants: Grants, role: Role, bodyPath: readonly string[]) =>
  grants.some(
    (held) => held.eventId === undefined && roleIncludes(held.role, role) && bodyPath.includes(held.bodyId),
  )

/**
 * Appointing is what an administrator does, at their body and below it, for every role: the treasurer's too, which they
 * do not hold themselves and cannot give themselves. Whoever edits a body's events also finds the volunteers for them.
 */
export const mayGrant = (grants: Grants, { role, bodyPath }: Place): boolean =>
  holds(grants, 'administrator', bodyPath) || (role === 'volunteer' && holds(grants, 'editor', bodyPath))

/** The roles that somebody may give on some body. */
export const grantableRoles = (grants: Grants): Role[] =>
  (Object.keys(roles) as Role[]).filter((role) =>
    grants.some(({ bodyId }) => mayGrant(grants, { role, bodyPath: [bodyId] })),
  )

/** What an invitation is for whoever opens it; undefined for one that leads nowhere, whatever the cause. */
export function standing(
  invitation: RoleInvitation | undefined,
  callerId: string,
  now: Date,
): 'open' | 'accepted' | undefined {
  if (!invitation) return undefined
  if (invitation.state === 'accepted') return invitation.acceptedBy === callerId ? 'accepted' : undefined
  return invitation.state === 'open' && invitation.expiresAt > now ? 'open' : undefined
}

/** Whether two roles are one: of the same kind, on the same body, for the same event or for all. */
export const isSameRole = (
  one: Omit<Grants[number], 'invitationId'>,
  other: Omit<Grants[number], 'invitationId'>,
): boolean => one.role === other.role && one.bodyId === other.bodyId && one.eventId === other.eventId
