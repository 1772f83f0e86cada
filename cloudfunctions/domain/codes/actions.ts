/** Opening scanned codes; making, counting and closing them. */
import type { CodeTarget } from '../../../miniprogram/contract/codes'
import { AppError } from '../../../miniprogram/contract/errors'
import { bodiesFor } from '../../platform/caller'
import { campusTime } from '../../platform/campus-time'
import { drawMiniProgramCode } from '../../platform/cloud'
import { page } from '../../platform/cursor'
import type { Handler, Handlers } from '../../platform/serve'
import { listShownBy } from '../celebration/records'
import { listHostedBy } from '../events/records'
import { listOpenProjectsOf } from '../giving/records'
import { listLatest } from '../news/records'
import { type Body, mergedIds, readBodies } from '../organisations/records'
import { openInvitation } from '../roles/invitations'
import { arrive, countBrought } from './arriving'
import { inviting } from './inviting'
import { sharing } from './kit'
import { ownBody, ownCode } from './own'
import { beginCounting, type Code, closeCode, countOpening, listCodes, makeCode, readCode } from './records'
import { codeProblems, usableCode } from './rules'
import { entryPage, sceneFor } from './scene'
import { bodyIdOf, titlesOf } from './targets'

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
  // Whoever registers or joins says so by the code itself.
  if (code.opens !== 'register' && code.opens !== 'body') await arrive(code, caller.personId, now)
  switch (code.opens) {
    case 'register':
      return registration(code)
    case 'body':
      return { opens: 'body', bodyId: code.targetId }
    case 'event':
      return { opens: 'event', eventId: code.targetId }
    case 'project':
      return { opens: 'project', projectId: code.targetId }
    case 'article':
      return { opens: 'article', articleId: code.targetId }
    case 'anniversary':
      return { opens: 'anniversary', anniversaryId: code.targetId }
  }
}

const create: Handler<'codes.create'> = async (input, { caller, now }) => {
  const { draftKey, opens, targetId, entryYear, channel, kind = 'other' } = input
  const body = await ownBody(await bodyIdOf(input), caller)
  if (body.status === 'closed') throw new AppError('BODY_CLOSED')
  const expiresAt = new Date(input.expiresAt)
  const fields = codeProblems({ opens, entryYear, expiresAt }, body.kind, now)
  if (fields) throw new AppError('INVALID_INPUT', { fields })
  const scene = sceneFor(caller.personId, draftKey)
  await makeCode({
    _id: scene,
    opens,
    targetId,
    ...(entryYear === undefined ? {} : { entryYear }),
    bodyId: body._id,
    channel,
    kind,
    status: 'open',
    expiresAt,
    createdAt: now,
    createdBy: caller.personId,
  })
  return { scene }
}

const list: Handler<'codes.list'> = async ({ bodyId, after }, { caller, now }) => {
  const body = await ownBody(bodyId, caller)
  const bodyIds = await mergedIds(bodyId)
  const [found, events, projects, articles, anniversaries] = await Promise.all([
    listCodes(bodyIds, after),
    listHostedBy(bodyId, now),
    listOpenProjectsOf(bodyId),
    listLatest(bodyId),
    listShownBy(bodyId),
  ])
  const { rows: codes, next } = page(found, ({ createdAt }) => createdAt)
  const scenes = codes.map(({ _id }) => _id)
  const [titles, brought] = await Promise.all([
    titlesOf(codes),
    countBrought(scenes, bodiesFor('treasurer', caller).length > 0),
  ])
  return {
    body: { bodyId, name: body.name },
    codes: codes.map((code) => ({
      scene: code._id,
      opens: code.opens,
      targetId: code.targetId,
      title: titles.get(code.targetId) ?? '',
      entryYear: code.entryYear,
      channel: code.channel,
      kind: code.kind,
      status: code.status,
      expiresAt: code.expiresAt.getTime(),
      createdAt: code.createdAt.getTime(),
      ...brought(code._id),
    })),
    next,
    events: events.map(({ _id, title }) => ({ eventId: _id, title })),
    projects: projects.map(({ _id, title }) => ({ projectId: _id, title })),
    articles: articles.map(({ _id, shown }) => ({ articleId: _id, title: shown.content.title })),
    anniversaries: anniversaries.map(({ _id, name }) => ({ anniversaryId: _id, title: name })),
  }
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
  ...sharing,
}
