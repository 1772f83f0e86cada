/** Asking to join a body, being accepted by those who speak for it, and leaving. */
import { AppError, isErrorCode } from '../../../../miniprogram/contract/errors'
import type { MembershipStatus } from '../../../../miniprogram/contract/organisations'
import { type Caller, reaches } from '../../../platform/caller'
import type { Handler, Handlers } from '../../../platform/serve'
import { readPeople } from '../../alumni/records'
import { describeEducations } from '../../alumni/views'
import { type Body, mergedIds, readBodies, readBodyNow } from '../records'
import { summariseBodies } from '../views'
import { ask, decide, end, listMembershipsIn, listRequestsOf, listWaiting, readMembership } from './records'
import { decideLeaving, isJoinable, standingOf } from './rules'
import { settle } from './settling'

const join: Handler<'organisations.join'> = async ({ bodyId }, { caller, now }) => {
  const body = await readBodyNow(bodyId)
  if (!body || !isJoinable(body.kind)) throw new AppError('NOT_FOUND')
  if (body.status === 'closed') throw new AppError('BODY_CLOSED')
  const standing = standingOf(body.kind, [bodyId], caller.person, undefined)
  if (standing !== 'may join') return { standing }
  await ask(bodyId, caller.personId, now)
  return { standing: 'asked' }
}

const leave: Handler<'organisations.leave'> = async ({ bodyId }, { caller, now }) => {
  const [body, ids] = await Promise.all([readBodyNow(bodyId), mergedIds(bodyId)])
  if (!body) throw new AppError('NOT_FOUND')
  const memberships = await listMembershipsIn(ids, caller.personId)
  const current = memberships.filter(({ status }) => status === 'asked' || status === 'member')
  const decision = decideLeaving((current[0] ?? memberships[0])?.status)
  if (isErrorCode(decision)) throw new AppError(decision)
  for (const membership of current) {
    await end(membership, now)
    await settle(membership.bodyId, caller.personId, now)
  }
  const [person] = await readPeople([caller.personId])
  const known = person && { ...person, isVerified: caller.person?.isVerified ?? false }
  return { standing: standingOf(body.kind, ids, known, undefined) }
}

/** A body for which the caller decides who joins: its leads do, and reviewers; to others it does not exist. */
async function decidedBody(bodyId: string, caller: Caller): Promise<Body> {
  const body = await readBodyNow(bodyId)
  const isLead = body?.leads?.some(({ personId }) => personId === caller.personId) ?? false
  if (!body || !(isLead || reaches('reviewer', caller, body.bodyPath))) throw new AppError('NOT_FOUND')
  return body
}

const listRequests: Handler<'organisations.listRequests'> = async ({ bodyId }, { caller }) => {
  const body = await decidedBody(bodyId, caller)
  const waiting = await listWaiting(await mergedIds(bodyId))
  const people = new Map(
    (await readPeople(waiting.map(({ personId }) => personId))).map((person) => [person._id, person]),
  )
  const requests = waiting.flatMap(({ personId, askedAt }) => {
    const person = people.get(personId)
    return person ? [{ person, askedAt }] : []
  })
  return {
    body: { bodyId, name: body.name },
    requests: await Promise.all(
      requests.map(async ({ person, askedAt }) => ({
        personId: person._id,
        name: person.name,
        educations: await describeEducations(person.educations),
        askedAt: askedAt.getTime(),
      })),
    ),
  }
}

const outcomes = { accept: 'member', refuse: 'refused' } as const

const decideRequest: Handler<'organisations.decideRequest'> = async (input, { caller, now }) => {
  const { bodyId, personId, decision } = input
  await decidedBody(bodyId, caller)
  const status: MembershipStatus = outcomes[decision]
  const found = await listMembershipsIn(await mergedIds(bodyId), personId)
  const request = found.find((one) => one.status === 'asked') ?? found.find((one) => one.status === status)
  if (!request) throw new AppError(found.length > 0 ? 'MEMBERSHIP_CHANGED' : 'NOT_FOUND')
  const isDecided = request.status === 'asked' && (await decide(request, status, caller.personId, now))
  if (!isDecided && (await readMembership(request.bodyId, personId))?.status !== status)
    throw new AppError('MEMBERSHIP_CHANGED')
  if (status === 'member') await settle(request.bodyId, personId, now)
  return { status }
}

const listMine: Handler<'organisations.listMine'> = async (_input, { caller }) => {
  const [bodies, asked] = await Promise.all([
    readBodies(caller.person?.bodyPath ?? []),
    listRequestsOf(caller.personId),
  ])
  const wanted = await readBodies(asked.map(({ bodyId }) => bodyId))
  const own = (caller.person?.bodyPath ?? []).flatMap((id) => bodies.get(id) ?? [])
  const requests = asked.flatMap(({ bodyId, status }) => {
    const body = wanted.get(bodyId)
    const isPending = status === 'asked' || status === 'refused'
    return body?.status === 'open' && isPending ? [{ body, status }] : []
  })
  const described = await summariseBodies(requests.map(({ body }) => body))
  return {
    bodies: await summariseBodies(own.filter(({ status }) => status === 'open')),
    requests: requests.flatMap(({ status }, index) => {
      const body = described[index]
      return body ? [{ body, status }] : []
    }),
  }
}

export const memberships: Pick<
  Handlers<'organisations'>,
  | 'organisations.join'
  | 'organisations.leave'
  | 'organisations.listRequests'
  | 'organisations.decideRequest'
  | 'organisations.listMine'
> = {
  'organisations.join': join,
  'organisations.leave': leave,
  'organisations.listRequests': listRequests,
  'organisations.decideRequest': decideRequest,
  'organisations.listMine': listMine,
}
