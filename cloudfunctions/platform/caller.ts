/** Who calls, as the gate found out, and what their roles let them reach. */
import { AppError } from '../../miniprogram/contract/errors'
import { type Audience, isRole, type Role, roleIncludes } from '../../miniprogram/contract/roles'

/** A role on a body; it covers the body and all below it. With an event, it covers that event alone. */
export interface RoleGrant {
  readonly role: Role
  readonly bodyId: string
  readonly eventId?: string
  /** By which invitation it came, so that a role given anew is not the one that was taken away. */
  readonly invitationId?: string
}

export interface Caller {
  readonly personId: string
  readonly openid: string
  /** Undefined until registered. */
  readonly person:
    | {
        readonly name: string
        readonly isVerified: boolean
        /** Asked to be erased, and may still take it back; or about to be erased this minute. */
        readonly leaving?: 'asked' | 'being erased' | undefined
        /** Where they studied: what circles they are in. */
        readonly educations: readonly {
          readonly collegeId: string
          readonly entryYear: number
          readonly className: string
        }[]
        /** Every body that they belong to, with its ancestors. */
        readonly bodyPath: readonly string[]
        /** Bodies that they asked to join and that accepted. */
        readonly memberOf: readonly string[]
      }
    | undefined
  readonly grants: readonly RoleGrant[]
}

/** Whoever calls what answers everyone alike: who they are is never asked. */
export const anybody = (openid: string): Caller => ({ personId: '', openid, person: undefined, grants: [] })

/** Refuses whoever is not in an action's audience; the answer depends on the caller alone, never on what exists. */
export function admit(audience: Audience, caller: Caller): void {
  // Whatever was written now would outlive the person whom it belongs to.
  if (caller.person?.leaving === 'being erased') throw new AppError('BEING_ERASED')
  if (audience === 'anybody' || audience === 'visitor') return
  if (isRole(audience) || audience === 'staff') {
    const has = caller.grants.some((grant) => audience === 'staff' || roleIncludes(grant.role, audience))
    if (!has) throw new AppError('FORBIDDEN')
    return
  }
  if (!caller.person) throw new AppError('NOT_REGISTERED')
  if (audience !== 'alumnus') return
  if (!caller.person.isVerified) throw new AppError('NOT_VERIFIED')
  if (caller.person.leaving === 'asked') throw new AppError('LEAVING')
}

/** The bodies on which the caller may act as `role`, for queries by `bodyPath`. */
export function bodiesFor(role: Role, caller: Caller): readonly string[] {
  return caller.grants
    .filter((grant) => roleIncludes(grant.role, role) && grant.eventId === undefined)
    .map((grant) => grant.bodyId)
}

/** Whether the caller may act as `role` on something below these bodies, or on this one event. */
export function reaches(role: Role, caller: Caller, bodyPath: readonly string[], eventId?: string): boolean {
  return caller.grants.some(
    (grant) =>
      roleIncludes(grant.role, role) &&
      (grant.eventId === undefined ? bodyPath.includes(grant.bodyId) : grant.eventId === eventId),
  )
}
