/** Invitations to roles: who sends them, what they say, and how one becomes a role exactly once. */

import { AppError } from '../../../miniprogram/contract/errors'
import type { HeldRole } from '../../../miniprogram/contract/role-granting'
import type { RoleGrant } from '../../platform/caller'
import { dayMs } from '../../platform/clock'
import { drawMiniProgramCode } from '../../platform/cloud'
import type { Handler } from '../../platform/serve'
import { settings } from '../../platform/settings'
import { readNames, readPerson } from '../alumni/records'
import { entryPage } from '../codes/scene'
import { readEvent, readEvents } from '../events/records'
import { listBodies, nameOf, readBodies, readBodyNow } from '../organisations/records'
import { digestOf, sceneOf } from './codes'
import {
  addGrant,
  claimInvitation,
  countOtherAdministrators,
  insertInvitation,
  type RoleInvitation,
  readInvitation,
  withdrawInvitation,
} from './records'
import { isSameRole, mayGrant, standing } from './rules'

/** Long enough to be found in a busy week's chats. */
const keptMs = 7 * dayMs
const pictureWidth = 430

/** Roles in words: the names of their bodies and events. */
export async function describeRoles(
  held: readonly Pick<RoleGrant, 'role' | 'bodyId' | 'eventId'>[],
): Promise<HeldRole[]> {
  const eventIds = held.flatMap(({ eventId }) => (eventId === undefined ? [] : [eventId]))
  const [bodies, events] = await Promise.all([
    readBodies(held.map(({ bodyId }) => bodyId)),
    eventIds.length === 0 ? [] : readEvents([...new Set(eventIds)]),
  ])
  const titles = new Map(events.map(({ _id, title }) => [_id, title]))
  return held.map(({ role, bodyId, eventId }) => ({
    role,
    body: nameOf(bodies, bodyId),
    event: eventId === undefined ? undefined : { eventId, title: titles.get(eventId) ?? '' },
  }))
}

const describeRole = async (one: Pick<RoleGrant, 'role' | 'bodyId' | 'eventId'>): Promise<HeldRole> => {
  const [held] = await describeRoles([one])
  if (!held) throw new AppError('NOT_FOUND')
  return held
}

export const invite: Handler<'roles.invite'> = async (
  { draftKey, role, bodyId, eventId, note },
  { caller, now },
) => {
  const [body, event] = await Promise.all([
    readBodyNow(bodyId),
    eventId === undefined ? undefined : readEvent(eventId),
  ])
  if (!body || !mayGrant(caller.grants, { role, bodyPath: body.bodyPath })) throw new AppError('NOT_FOUND')
  // Only the door can be kept for one event, and only by whoever hosts it.
  if (eventId !== undefined && (role !== 'volunteer' || event?.hostId !== bodyId))
    throw new AppError('NOT_FOUND')
  if (body.status === 'closed') throw new AppError('BODY_CLOSED')
  const _id = digestOf(sceneOf(caller.personId, draftKey))
  await insertInvitation({
    _id,
    role,
    bodyId,
    ...(eventId === undefined ? {} : { eventId }),
    note,
    draftKey,
    byPersonId: caller.personId,
    state: 'open',
    acceptedBy: '',
    at: now,
    expiresAt: new Date(now.getTime() + keptMs),
  })
  return { invitationId: _id }
}

export const showInvitation: Handler<'roles.showInvitation'> = async ({ invitationId }, { caller, now }) => {
  const invitation = await readInvitation(invitationId)
  const isOwn = invitation?.byPersonId === caller.personId
  if (!invitation || !isOwn || standing(invitation, '', now) !== 'open') throw new AppError('NOT_FOUND')
  const { note, draftKey, expiresAt } = invitation
  const scene = sceneOf(caller.personId, draftKey)
  const [held, { contentType, bytes }] = await Promise.all([
    describeRole(invitation),
    drawMiniProgramCode({ scene, page: entryPage, width: pictureWidth }),
  ])
  const picture = `data:${contentType};base64,${bytes.toString('base64')}`
  return { ...held, scene, note, expiresAt: expiresAt.getTime(), picture }
}

export const withdraw: Handler<'roles.withdrawInvitation'> = async ({ invitationId }, { caller }) => {
  const invitation = await readInvitation(invitationId)
  const body = invitation && (await readBodyNow(invitation.bodyId))
  const isTheirs = body && mayGrant(caller.grants, { role: invitation.role, bodyPath: body.bodyPath })
  if (!isTheirs) throw new AppError('NOT_FOUND')
  if (!(await withdrawInvitation(invitationId)) && invitation.state === 'accepted')
    throw new AppError('NOT_FOUND')
  return {}
}

/** What the code of the set-up stands for while nobody administers the university; undefined otherwise. */
async function firstAdministration(digest: string, now: Date): Promise<RoleInvitation | undefined> {
  if (digest !== settings().firstAdministrator) return undefined
  const [university] = await listBodies('university', now)
  if (!university || (await countOtherAdministrators(university._id, '')) > 0) return undefined
  return {
    _id: digest,
    role: 'administrator',
    bodyId: university._id,
    note: '',
    draftKey: '',
    byPersonId: '',
    state: 'open',
    acceptedBy: '',
    at: now,
    expiresAt: new Date(now.getTime() + keptMs),
  }
}

/** Whether the inviter could still give the role: what they may no longer do, their invitations may not either. */
async function isStillGiven({ role, bodyId, byPersonId }: RoleInvitation): Promise<boolean> {
  if (byPersonId === '') return true
  const [inviter, body] = await Promise.all([readPerson(byPersonId), readBodyNow(bodyId)])
  return body?.status === 'open' && mayGrant(inviter?.grants ?? [], { role, bodyPath: body.bodyPath })
}

/** The invitation behind a code, for whoever opens it; undefined for every one that leads nowhere. */
export async function openInvitation(
  scene: string,
  callerId: string,
  now: Date,
): Promise<{ invitation: RoleInvitation; stands: 'open' | 'accepted' } | undefined> {
  const digest = digestOf(scene)
  const invitation = (await readInvitation(digest)) ?? (await firstAdministration(digest, now))
  const stands = standing(invitation, callerId, now)
  if (!invitation || !stands) return undefined
  return stands === 'accepted' || (await isStillGiven(invitation)) ? { invitation, stands } : undefined
}

export const read: Handler<'roles.readInvitation'> = async ({ scene }, { caller, now }) => {
  const opened = await openInvitation(scene, caller.personId, now)
  if (!opened) throw new AppError('CODE_UNKNOWN')
  const { invitation, stands } = opened
  const [held, names] = await Promise.all([describeRole(invitation), readNames([invitation.byPersonId])])
  return {
    ...held,
    byName: names.get(invitation.byPersonId) ?? '',
    isOwn: invitation.byPersonId === caller.personId,
    isAccepted: stands === 'accepted',
    isRegistered: caller.person !== undefined,
  }
}

export const accept: Handler<'roles.accept'> = async ({ scene }, { caller, now }) => {
  const opened = await openInvitation(scene, caller.personId, now)
  if (!opened) throw new AppError('CODE_UNKNOWN')
  const { _id, role, bodyId, eventId, byPersonId, draftKey } = opened.invitation
  if (byPersonId === caller.personId) throw new AppError('INVITATION_OWN')
  if (caller.person?.leaving) throw new AppError('LEAVING')
  // The first administrator's is written down only now, and once: whoever comes second finds it taken.
  if (draftKey === '') await insertInvitation(opened.invitation)
  if (opened.stands === 'open' && !(await claimInvitation(_id, caller.personId, now))) {
    const meanwhile = await readInvitation(_id)
    if (standing(meanwhile, caller.personId, now) !== 'accepted') throw new AppError('CODE_UNKNOWN')
  }
  const grant = { role, bodyId, ...(eventId === undefined ? {} : { eventId }), invitationId: _id }
  await addGrant(caller.personId, grant, _id)
  const grants = (await readPerson(caller.personId))?.grants ?? []
  const different = grants.filter(
    (one, index) => grants.findIndex((other) => isSameRole(one, other)) === index,
  )
  return { held: await describeRoles(different) }
}
