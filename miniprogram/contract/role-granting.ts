/** Who holds which role: seen by those who may grant it, given by an invitation, taken away with a reason. */
import { action } from './action'
import { choice, id, type Moment, optional, text } from './fields'
import type { BodyName } from './organisations'
import { type Role, roles } from './roles'

/** A role on a body, or at the door of one event. */
export interface HeldRole {
  readonly role: Role
  readonly body: BodyName
  readonly event: { readonly eventId: string; readonly title: string } | undefined
}

export interface RoleHolder {
  readonly personId: string
  readonly name: string
  readonly held: readonly HeldRole[]
}

/** An invitation that nobody has accepted yet. */
export interface OpenInvitation extends HeldRole {
  readonly invitationId: string
  /** For whom it is meant, as the inviter noted it. */
  readonly note: string
  readonly byName: string
  readonly isOwn: boolean
  readonly expiresAt: Moment
}

const scene = text('邀请码', { max: 64 })
const reason = text('原因', { max: 100 })
const place = {
  /** Which role; no input anywhere has a field of that name, so that nobody slips one in. */
  wanted: choice('角色', roles),
  bodyId: id('组织'),
  /** A volunteer may be invited to the door of one event alone. */
  eventId: optional(id('活动')),
}

export const roleGranting = {
  /** Everybody whose roles the caller could take away, and what they invited to. */
  'roles.list': action('editor', { after: optional(text('页码', { max: 300 })) }).returns<{
    readonly holders: readonly RoleHolder[]
    readonly next: string | undefined
    /** Of those that are open the ones that expire first; in a week all have been among them. */
    readonly invitations: readonly OpenInvitation[]
  }>(),
  /** What the caller may invite to: roles on bodies within their reach, and events that need volunteers. */
  'roles.listOpenings': action('editor', {}).returns<{
    readonly roles: readonly Role[]
    readonly events: readonly { readonly eventId: string; readonly title: string; readonly bodyId: string }[]
  }>(),
  'roles.invite': action(
    'editor',
    {
      /** Made once by the phone for one intent: the same key is the same invitation. */
      draftKey: id(),
      ...place,
      note: text('受邀人', { max: 20 }),
    },
    { audits: 'bodyId', atMost: { times: 100, per: 'day' } },
  ).returns<{ readonly invitationId: string }>(),
  /** One's own open invitation once more, to be sent or shown: nobody else, staff neither, can see its code. */
  'roles.showInvitation': action('editor', { invitationId: id() }).returns<
    HeldRole & {
      readonly scene: string
      readonly note: string
      readonly expiresAt: Moment
      /** A mini-program code, as a data address. */
      readonly picture: string
    }
  >(),
  'roles.withdrawInvitation': action(
    'editor',
    { invitationId: id() },
    { audits: 'invitationId' },
  ).returns<object>(),
  /** Unknown, used, withdrawn and expired ones are answered alike. */
  'roles.readInvitation': action('visitor', { scene }).returns<
    HeldRole & {
      /** Empty for the first administrator, whom nobody invites. */
      readonly byName: string
      readonly isOwn: boolean
      /** Whether the caller accepted it before. */
      readonly isAccepted: boolean
      readonly isRegistered: boolean
    }
  >(),
  'roles.accept': action(
    'person',
    { scene },
    { audits: 'caller', atMost: { times: 30, per: 'day' } },
  ).returns<{ readonly held: readonly HeldRole[] }>(),
  'roles.takeAway': action(
    'editor',
    { personId: id(), ...place, reason },
    { audits: 'personId' },
  ).returns<object>(),
}
