/** Who asked to join which body, and what came of it. */
import type { MembershipStatus } from '../../../../miniprogram/contract/organisations'
import { minuteMs } from '../../../platform/clock'
import { Collection, command } from '../../../platform/cloud'
import { Pile } from '../../../platform/piles'

export interface Membership {
  /** `body:person`, so that a person asks a body once. */
  readonly _id: string
  readonly bodyId: string
  readonly personId: string
  readonly status: MembershipStatus
  readonly askedAt: Date
  /** From when until when the person was a member. */
  readonly since: Date | null
  readonly until: Date | null
  /** Who decided; the person themselves when they left. */
  readonly by: string
  /** Since when the person's own record may not say so yet. */
  readonly unsettled: { readonly since: Date } | null
}

const memberships = new Collection<Membership>('memberships')

const idOf = (bodyId: string, personId: string) => `${bodyId}:${personId}`

export const readMembership = (bodyId: string, personId: string): Promise<Membership | undefined> =>
  memberships.read(idOf(bodyId, personId))

/** What a person has to do with any of these bodies. */
export const listMembershipsIn = (bodyIds: readonly string[], personId: string): Promise<Membership[]> =>
  memberships.find({ _id: command.in(bodyIds.map((bodyId) => idOf(bodyId, personId))) })

/** A person's requests that are not granted. */
export const listRequestsOf = (personId: string): Promise<Membership[]> =>
  memberships.find({ personId, status: command.in(['asked', 'refused']) }, { limit: 50 })

/** Who waits to be accepted by any of these bodies, the longest first. */
export const listWaiting = (bodyIds: readonly string[]): Promise<Membership[]> =>
  memberships.find(
    { bodyId: command.in([...bodyIds]), status: 'asked' },
    { order: [['askedAt', 'asc']], limit: 50 },
  )

/** Writes down that a person asks to join; who was refused or has left may ask again. */
export async function ask(bodyId: string, personId: string, now: Date): Promise<void> {
  const _id = idOf(bodyId, personId)
  const asked = { status: 'asked', askedAt: now, since: null, until: null, by: '' } as const
  if ((await memberships.insert({ _id, bodyId, personId, ...asked, unsettled: null })) === 'inserted') return
  await memberships.change({ _id, status: command.in(['refused', 'left']) }, asked)
}

/** Decides a request that still waits. */
export const decide = (
  { _id }: Membership,
  status: 'member' | 'refused',
  by: string,
  now: Date,
): Promise<boolean> =>
  memberships.change(
    { _id, status: 'asked' },
    status === 'member'
      ? { status, by, since: now, unsettled: command.set({ since: now }) }
      : { status, by, until: now },
  )

/** Ends a membership, or takes a request back. */
export const end = ({ _id, status, personId }: Membership, now: Date): Promise<boolean> =>
  memberships.change(
    { _id, status },
    {
      status: 'left',
      by: personId,
      until: now,
      ...(status === 'member' ? { unsettled: command.set({ since: now }) } : {}),
    },
  )

/** Memberships of which the person's own record may not tell yet, changed before this moment. */
export const unsettledMemberships = new Pile(
  memberships,
  (now) => ({ 'unsettled.since': command.lte(new Date(now.getTime() - minuteMs)) }),
  { order: [['unsettled.since', 'asc']], limit: 200 },
)

/** The person's own record says so: unless it changed again meanwhile. */
export const markSettled = ({ _id, unsettled }: Membership): Promise<boolean> =>
  memberships.change({ _id, 'unsettled.since': unsettled?.since ?? null }, { unsettled: null })

/** Everything that a person has to do with any body. */
export const everyMembershipOf = (personId: string): AsyncGenerator<Membership> =>
  memberships.every({ personId })
export const insertMembership = (membership: Membership): Promise<'inserted' | 'exists'> =>
  memberships.insert({ ...membership, _id: idOf(membership.bodyId, membership.personId) })
export const removeMembership = (bodyId: string, personId: string): Promise<number> =>
  memberships.remove({ _id: idOf(bodyId, personId) })

/** Puts a pseudonym where somebody who decided stood. */
export const renameDecider = (personId: string, pseudonymId: string): Promise<number> =>
  memberships.changeEvery({ by: personId }, { by: pseudonymId })

export const everyMembership = (): AsyncGenerator<Membership> => memberships.every()
