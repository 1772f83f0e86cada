/** Opening scanned codes; making, counting and closing them. */
import type { CodeTarget } from '../../../miniprogram/contract/codes'
import { AppError } from '../../../miniprogram/contract/errors'
import type { ParsedInput } from '../../../miniprogram/contract/index'
import { type Caller, reaches } from '../../platform/caller'
import { campusTime } from '../../platform/campus-time'
import { drawMiniProgramCode } from '../../platform/cloud'
import type { Handler, Handlers } from '../../platform/serve'
import { countRegistrations } from '../alumni/records'
import { listHostedBy, readEvent, readEvents } from '../events/records'
import { listProjectsProposedBy, readProject, readProjects } from '../giving/records'
import { type Body, mergedIds, readBodies, readBodyNow } from '../organisations/records'
import { openInvitation } from '../roles/invitations'
import { inviting, noteInvitation } from './inviting'
import {
  beginCounting,
  type Code,
  closeCode,
  countOpening,
  insertCode,
  listCodes,
  readCode,
  sumOpens,
} from './records'
import { codeProblems, usableCode } from './rules'
import { entryPage, sceneFor } from './scene'

const pictureWidth = 860

const dayOf = (at: Date) => campusTime(at).slice(0, 10)

/** What stands for a body by now: itself, or what it went up in. */
async function readStanding(bodyId: string): Promise<Body | undefined> {
  const body = (await readBodies([bodyId])).get(bodyId)
  return body?.mergedInto === undefined ? body : readStanding(body.mergedInto)
}

/** What somebody who registers by this code need not type. */
async function registration({ targetId, entryYear }: Code): Promise<CodeTarget> {
  const body = await readStanding(targetId)
  const collegeId = body?.kind === 'class' ? body.parentId : body?.kind === 'college' ? body._id : null
  const college = collegeId === null ? undefined : (await readBodies([collegeId])).get(collegeId)
  const isClass = body?.kind === 'class'
  return {
    opens: 'register',
    college: college?.status === 'open' ? { bodyId: college._id, name: college.name } : undefined,
    entryYear: isClass ? body.entryYear : entryYear,
    className: isClass ? body.name : undefined,
  }
}

const open: Handler<'codes.open'> = async ({ scene }, { caller, now }) => {
  const day = dayOf(now)
  // Counted while the code is read, so that nobody waits for it; only the first of a day waits for the count to begin.
  const [found, isCounted] = await Promise.all([readCode(scene), countOpening(scene, day)])
  const code = usableCode(found, now)
  // No poster's: perhaps an invitation to a role, which its own page reads again.
  if (!code && (await openInvitation(scene, caller.personId, now))) return { opens: 'role' }
  if (!code) throw new AppError('CODE_UNKNOWN')
  if (!isCounted) await beginCounting(scene, day)
  switch (code.opens) {
    case 'register':
      return registration(code)
    case 'body':
      return { opens: 'body', bodyId: code.targetId }
    case 'event':
      await noteInvitation(code, caller.personId, now)
      return { opens: 'event', eventId: code.targetId }
    case 'project':
      return { opens: 'project', projectId: code.targetId }
  }
}

const makesCodes = (caller: Caller, bodyPath: readonly string[]) =>
  reaches('editor', caller, bodyPath) || reaches('reviewer', caller, bodyPath)

/** A body for which the caller makes codes; another is answered like one that does not exist. */
async function ownBody(bodyId: string | undefined, caller: Caller): Promise<Body> {
  const body = bodyId === undefined ? undefined : await readBodyNow(bodyId)
  if (!body || !makesCodes(caller, body.bodyPath)) throw new AppError('NOT_FOUND')
  return body
}

/** The body that a new code is of: its target, or who hosts or proposes that. */
async function bodyIdOf({ opens, targetId }: ParsedInput<'codes.create'>): Promise<string | undefined> {
  if (opens === 'event') return (await readEvent(targetId))?.hostId
  if (opens === 'project') return (await readProject(targetId))?.bodyId
  return targetId
}

const create: Handler<'codes.create'> = async (input, { caller, now }) => {
  const { draftKey, opens, targetId, entryYear, channel } = input
  const body = await ownBody(await bodyIdOf(input), caller)
  if (body.status === 'closed') throw new AppError('BODY_CLOSED')
  const expiresAt = new Date(input.expiresAt)
  const fields = codeProblems({ opens, entryYear, expiresAt }, body.kind, now)
  if (fields) throw new AppError('INVALID_INPUT', { fields })
  const scene = sceneFor(caller.personId, draftKey)
  await insertCode({
    _id: scene,
    opens,
    targetId,
    ...(entryYear === undefined ? {} : { entryYear }),
    bodyId: body._id,
    channel,
    status: 'open',
    expiresAt,
    createdAt: now,
    createdBy: caller.personId,
  })
  return { scene }
}

/** The names of what codes open. */
async function titlesOf(codes: readonly Code[]): Promise<ReadonlyMap<string, string>> {
  const targets = (...opens: readonly Code['opens'][]) =>
    codes.filter((code) => opens.includes(code.opens)).map(({ targetId }) => targetId)
  const [bodies, events, projects] = await Promise.all([
    readBodies(targets('register', 'body')),
    readEvents(targets('event')),
    readProjects(targets('project')),
  ])
  return new Map([
    ...[...bodies].map(([id, { name }]) => [id, name] as const),
    ...[...events, ...projects].map(({ _id, title }) => [_id, title] as const),
  ])
}

const list: Handler<'codes.list'> = async ({ bodyId }, { caller, now }) => {
  const body = await ownBody(bodyId, caller)
  const bodyIds = await mergedIds(bodyId)
  const [codes, events, projects] = await Promise.all([
    listCodes(bodyIds),
    listHostedBy(bodyId, now),
    listProjectsProposedBy([bodyId]),
  ])
  const scenes = codes.map(({ _id }) => _id)
  const [titles, opens, registrations] = await Promise.all([
    titlesOf(codes),
    sumOpens(scenes),
    countRegistrations(scenes),
  ])
  return {
    body: { bodyId, name: body.name },
    codes: codes.map((code) => ({
      scene: code._id,
      opens: code.opens,
      title: titles.get(code.targetId) ?? '',
      entryYear: code.entryYear,
      channel: code.channel,
      status: code.status,
      expiresAt: code.expiresAt.getTime(),
      createdAt: code.createdAt.getTime(),
      openedTimes: opens.get(code._id) ?? 0,
      registrations: registrations.get(code._id) ?? 0,
    })),
    events: events.map(({ _id, title }) => ({ eventId: _id, title })),
    projects: projects
      .filter(({ status }) => status === 'open')
      .map(({ _id, title }) => ({ projectId: _id, title })),
  }
}

/** A code of a body for which the caller makes codes. */
async function ownCode(scene: string, caller: Caller): Promise<{ code: Code; body: Body }> {
  const code = await readCode(scene)
  const body = await ownBody(code?.bodyId, caller)
  if (!code) throw new AppError('NOT_FOUND')
  return { code, body }
}

const poster: Handler<'codes.poster'> = async ({ scene }, { caller, now }) => {
  const { code, body } = await ownCode(scene, caller)
  if (!usableCode(code, now)) throw new AppError('CODE_UNKNOWN')
  const [picture, titles] = await Promise.all([
    drawMiniProgramCode({ scene, page: entryPage, width: pictureWidth }),
    titlesOf([code]),
  ])
  return {
    picture: `data:${picture.contentType};base64,${picture.bytes.toString('base64')}`,
    title: titles.get(code.targetId) ?? '',
    bodyName: body.name,
    channel: code.channel,
    opens: code.opens,
    expiresAt: code.expiresAt.getTime(),
  }
}

const close: Handler<'codes.close'> = async ({ scene }, { caller }) => {
  await ownCode(scene, caller)
  await closeCode(scene)
  return { status: 'closed' }
}

export const codes: Handlers<'codes'> = {
  'codes.open': open,
  'codes.list': list,
  'codes.create': create,
  'codes.poster': poster,
  'codes.close': close,
  ...inviting,
}
