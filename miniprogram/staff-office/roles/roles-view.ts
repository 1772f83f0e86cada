/** Holders of roles and open invitations as rows. */
import type { HeldRole, OpenInvitation, RoleHolder } from '../../contract/role-granting'
import { roles } from '../../contract/roles'
import { formatDay } from '../../utils/date'

/** A role in words: `审核员 · 土木学院`, or of one event. */
export const heldInWords = ({ role, body, event }: HeldRole): string =>
  `${roles[role]} · ${event ? event.title : body.name}`

export interface HeldRow {
  readonly key: string
  readonly words: string
  readonly personId: string
  readonly name: string
  readonly held: HeldRole
}

export interface HolderRow {
  readonly personId: string
  readonly name: string
  readonly held: readonly HeldRow[]
}

export const holderRow = ({ personId, name, held }: RoleHolder): HolderRow => ({
  personId,
  name,
  held: held.map((one) => ({
    key: [personId, one.role, one.body.bodyId, one.event?.eventId ?? ''].join(' '),
    words: heldInWords(one),
    personId,
    name,
    held: one,
  })),
})

export interface InvitationRow {
  readonly invitationId: string
  readonly title: string
  readonly note: string
  readonly isOwn: boolean
}

export const invitationRow = (one: OpenInvitation, nowMs: number): InvitationRow => ({
  invitationId: one.invitationId,
  title: `${one.note} · ${heldInWords(one)}`,
  note: `${one.byName}邀请 · ${formatDay(one.expiresAt, nowMs)}前有效`,
  isOwn: one.isOwn,
})
