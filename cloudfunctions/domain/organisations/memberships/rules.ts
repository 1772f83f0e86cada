/** Who may ask to join a body, and how somebody stands to it. */
import type { ErrorCode } from '../../../../miniprogram/contract/errors'
import type { BodyKind, MembershipStatus, Standing } from '../../../../miniprogram/contract/organisations'
import type { Membership } from './records'

/** People ask to join these; to the others they belong by studies, or not at all. */
export const isJoinable = (kind: BodyKind): boolean =>
  kind === 'class' || kind === 'branch' || kind === 'association'

/** A person as far as belonging goes. */
interface Belonging {
  readonly isVerified: boolean
  readonly bodyPath: readonly string[]
  readonly memberOf: readonly string[]
}

/**
 * How somebody stands to a body.
 * @param ids the body's own, and those of the bodies that went up in it
 */
export function standingOf(
  kind: BodyKind,
  ids: readonly string[],
  person: Belonging | undefined,
  membership: Pick<Membership, 'status'> | undefined,
): Standing {
  if (!person?.isVerified) return 'none'
  if (person.memberOf.some((id) => ids.includes(id))) return 'joined'
  if (person.bodyPath.some((id) => ids.includes(id))) return 'belongs'
  if (!isJoinable(kind)) return 'none'
  return membership?.status === 'asked' ? 'asked' : 'may join'
}

/** Whether somebody's wish to leave can be granted. */
export function decideLeaving(status: MembershipStatus | undefined): 'leave' | 'is gone' | ErrorCode {
  if (status === 'asked' || status === 'member') return 'leave'
  return status === undefined ? 'MEMBERSHIP_GIVEN' : 'is gone'
}

/** The bodies that a person joined, once this membership is as it is. */
export function joinedWith(
  memberOf: readonly string[],
  { bodyId, status }: Pick<Membership, 'bodyId' | 'status'>,
): readonly string[] {
  const others = memberOf.filter((id) => id !== bodyId)
  if (status !== 'member') return others
  return memberOf.includes(bodyId) ? memberOf : [...memberOf, bodyId]
}
