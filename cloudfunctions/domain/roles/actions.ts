/** Who holds which role, and taking one away. Inviting is next door. */
import { AppError } from '../../../miniprogram/contract/errors'
import type { OpenInvitation } from '../../../miniprogram/contract/role-granting'
import { bodiesFor, type Caller } from '../../platform/caller'
import { pageByWords, rowsAtMost } from '../../platform/cursor'
import type { Handler, Handlers } from '../../platform/serve'
import { readNames, readPerson } from '../alumni/records'
import { listGoingBelow } from '../events/records'
import { type Body, readBodies, readBodyNow } from '../organisations/records'
import { accept, describeRoles, invite, read, showInvitation, withdraw } from './invitations'
import { listHolders, listOpenInvitations, type RoleInvitation, removeGrant } from './records'
import { removeAdministrator } from './removing'
import { grantableRoles, isSameRole, mayGrant } from './rules'

type Placed = Pick<RoleInvitation, 'role' | 'bodyId' | 'eventId'>

/** Of these, what lies within the caller's right to give and take. */
const within =
  (caller: Caller, bodies: ReadonlyMap<string, Body>) =>
  ({ role, bodyId }: Placed): boolean =>
    mayGrant(caller.grants, { role, bodyPath: bodies.get(bodyId)?.bodyPath ?? [] })

async function describeInvitations(
  open: readonly RoleInvitation[],
  caller: Caller,
): Promise<OpenInvitation[]> {
  const [held, names] = await Promise.all([
    describeRoles(open),
    readNames(open.map(({ byPersonId }) => byPersonId)),
  ])
  return open.flatMap(({ _id, note, byPersonId, expiresAt }, index) => {
    const role = held[index]
    if (!role) return []
    const byName = names.get(byPersonId) ?? ''
    const isOwn = byPersonId === caller.personId
    return [{ ...role, invitationId: _id, note, byName, isOwn, expiresAt: expiresAt.getTime() }]
  })
}

const list: Handler<'roles.list'> = async ({ after }, { caller, now }) => {
  const [holders, open] = await Promise.all([listHolders(), listOpenInvitations(now)])
  const bodies = await readBodies([
    ...holders.flatMap(({ grants }) => grants.map(({ bodyId }) => bodyId)),
    ...open.map(({ bodyId }) => bodyId),
  ])
  const isTheirs = within(caller, bodies)
  const theirs = holders
    .map(({ _id, name, grants }) => ({
      _id,
      name,
      grants: grants.filter(
        (one, index) => isTheirs(one) && grants.findIndex((other) => isSameRole(one, other)) === index,
      ),
    }))
    .filter(({ grants }) => grants.length > 0)
  const { rows, next } = pageByWords(theirs, ({ name }) => name, after)
  const described = await describeRoles(rows.flatMap(({ grants }) => grants))
  let from = 0
  return {
    holders: rows.map(({ _id, name, grants }) => {
      const held = described.slice(from, from + grants.length)
      from += grants.length
      return { personId: _id, name, held }
    }),
    next,
    invitations: await describeInvitations(open.filter(isTheirs).slice(0, rowsAtMost), caller),
  }
}

const listOpenings: Handler<'roles.listOpenings'> = async (_input, { caller, now }) => {
  const coming = await listGoingBelow(bodiesFor('editor', caller), now)
  return {
    roles: grantableRoles(caller.grants),
    events: coming.map(({ _id, title, hostId }) => ({ eventId: _id, title, bodyId: hostId })),
  }
}

const takeAway: Handler<'roles.takeAway'> = async (
  { personId, wanted: role, bodyId, eventId },
  { caller },
) => {
  const [body, person] = await Promise.all([readBodyNow(bodyId), readPerson(personId)])
  if (!body || !person || !mayGrant(caller.grants, { role, bodyPath: body.bodyPath }))
    throw new AppError('NOT_FOUND')
  const taken = { role, bodyId, ...(eventId === undefined ? {} : { eventId }) }
  // Taken away already is as good; the same role may have come twice.
  for (const grant of person.grants.filter((one) => isSameRole(one, taken))) {
    if (role === 'administrator' && body.kind === 'university')
      await removeAdministrator(bodyId, personId, grant)
    else await removeGrant(personId, grant)
  }
  return {}
}

export const roles: Handlers<'roles'> = {
  'roles.list': list,
  'roles.listOpenings': listOpenings,
  'roles.invite': invite,
  'roles.showInvitation': showInvitation,
  'roles.withdrawInvitation': withdraw,
  'roles.readInvitation': read,
  'roles.accept': accept,
  'roles.takeAway': takeAway,
}
