/** Writing to the people of an event or of a body: counted first, approved by a second person where they are many. */
import { AppError, isErrorCode } from '../../../miniprogram/contract/errors'
import type { ParsedInput } from '../../../miniprogram/contract/index'
import { approvedFrom, type NoticeSummary, noticesADay } from '../../../miniprogram/contract/notices'
import { bodiesFor, type Caller, reaches } from '../../platform/caller'
import { checkWords } from '../../platform/cloud'
import { page } from '../../platform/cursor'
import { derivedId } from '../../platform/ids'
import { isWithinLimit } from '../../platform/limits'
import type { Handler, Handlers } from '../../platform/serve'
import { readNames, readPerson, writeWelcome } from '../alumni/records'
import { listCelebrated } from '../celebration/showing'
import { listGoingBelow, readEvent } from '../events/records'
import { listProjectsThatAre } from '../giving/records'
import { readDelivery } from '../messages/actions'
import { keepUnsent } from '../messages/records'
import { listLatest } from '../news/records'
import { nameOf, readBodies, readBodyNow } from '../organisations/records'
import { countAudience } from './audiences'
import { describeLink, titleOf } from './links'
import { decideNotice, insertNotice, listNotices, type Notice, readNotice, stopNotice } from './records'
import { causeOf, decideApproval, firstStatus } from './rules'

const writtenFor = (caller: Caller): readonly string[] => [
  ...new Set([...bodiesFor('editor', caller), ...bodiesFor('reviewer', caller)]),
]

const writesFor = (caller: Caller, bodyPath: readonly string[]): boolean =>
  reaches('editor', caller, bodyPath) || reaches('reviewer', caller, bodyPath)

type Target = Pick<ParsedInput<'notices.count'>, 'audience' | 'targetId'>

interface Addressed {
  readonly name: string
  readonly bodyId: string
  readonly bodyPath: readonly string[]
}

async function readTarget({ audience, targetId }: Target): Promise<Addressed | undefined> {
  if (audience === 'members') {
    const body = await readBodyNow(targetId)
    return body?.status === 'open'
      ? { name: body.name, bodyId: body._id, bodyPath: body.bodyPath }
      : undefined
  }
  const event = await readEvent(targetId)
  if (!event || event.status === 'draft') return undefined
  return { name: event.title, bodyId: event.hostId, bodyPath: event.bodyPath }
}

/** Whom the caller may write to; others are answered like people that there are not. */
async function ownTarget(target: Target, caller: Caller): Promise<Addressed> {
  const found = await readTarget(target)
  if (!found || !writesFor(caller, found.bodyPath)) throw new AppError('NOT_FOUND')
  return found
}

async function ownNotice(noticeId: string, caller: Caller): Promise<Notice> {
  const notice = await readNotice(noticeId)
  if (!notice || !writesFor(caller, notice.bodyPath)) throw new AppError('NOT_FOUND')
  return notice
}

const count: Handler<'notices.count'> = async (target, { caller }) => {
  const { name } = await ownTarget(target, caller)
  const { recipients, declined } = await countAudience(target.audience, target.targetId)
  return { targetName: name, recipients, declined, isApproved: recipients > approvedFrom }
}

async function checkText({ openid }: Caller, title: string, words: string): Promise<void> {
  const judged = await checkWords(openid, `${title}\n${words}`)
  if (judged === 'refused') throw new AppError('WORDS_REFUSED')
  // Too many people would read it to send it unchecked.
  if (judged === 'unknown') throw new AppError('BUSY')
}

const answerOf = ({ _id, status, recipients }: Notice) => ({ noticeId: _id, status, recipients })

const send: Handler<'notices.send'> = async (input, { caller, now }) => {
  const { draftKey, audience, targetId, title, words, link } = input
  const _id = derivedId('notice', caller.personId, draftKey)
  const known = await readNotice(_id)
  if (known) return answerOf(known)
  const target = await ownTarget(input, caller)
  if (link && (await titleOf(link)) === undefined)
    throw new AppError('INVALID_INPUT', { fields: { link: '链接的内容不存在或未发布' } })
  const { recipients } = await countAudience(audience, targetId)
  if (recipients === 0) throw new AppError('NOTICE_TO_NOBODY')
  await checkText(caller, title, words)
  // Counted by whom it is written to, whoever writes; the last thing before it is written.
  if (!(await isWithinLimit(`notices:${targetId}`, 'send', { times: noticesADay, per: 'day' }, now)))
    throw new AppError('NOTICES_TOO_MANY')
  const notice: Notice = {
    _id,
    audience,
    targetId,
    targetName: target.name,
    bodyId: target.bodyId,
    bodyPath: target.bodyPath,
    title,
    words,
    link: link ?? null,
    status: firstStatus(recipients),
    recipients,
    at: now,
    byPersonId: caller.personId,
    decision: null,
    upTo: '',
    spared: 0,
    unheld: null,
  }
  await insertNotice(notice)
  return answerOf(notice)
}

const summaryOf = (notice: Notice, names: ReadonlyMap<string, string>): NoticeSummary => ({
  noticeId: notice._id,
  audience: notice.audience,
  targetName: notice.targetName,
  title: notice.title,
  status: notice.status,
  recipients: notice.recipients,
  at: notice.at.getTime(),
  authorName: names.get(notice.byPersonId) ?? '',
})

const list: Handler<'notices.list'> = async ({ after }, { caller }) => {
  const { rows, next } = page(await listNotices(writtenFor(caller), after), ({ at }) => at)
  const names = await readNames(rows.map(({ byPersonId }) => byPersonId))
  return { notices: rows.map((notice) => summaryOf(notice, names)), next }
}

const listTargets: Handler<'notices.listTargets'> = async (_input, { caller, now }) => {
  const bodyIds = writtenFor(caller)
  const [events, projects, articles, anniversaries] = await Promise.all([
    listGoingBelow(bodyIds, now),
    listProjectsThatAre('open'),
    listLatest(),
    listCelebrated(now),
  ])
  return {
    events: events.map(({ _id, title }) => ({ eventId: _id, title })),
    projects: projects.map(({ _id, title }) => ({ projectId: _id, title })),
    articles: articles.map(({ _id, shown }) => ({ articleId: _id, title: shown.content.title })),
    anniversaries: anniversaries.map(({ _id, name }) => ({ anniversaryId: _id, title: name })),
  }
}

const read: Handler<'notices.read'> = async ({ noticeId }, { caller }) => {
  const notice = await ownNotice(noticeId, caller)
  const { bodyId, byPersonId, decision, link, status } = notice
  const [delivery, bodies, names, described] = await Promise.all([
    readDelivery(causeOf(noticeId)),
    readBodies([bodyId]),
    readNames([byPersonId, decision?.by ?? '']),
    describeLink(link),
  ])
  const isPending = status === 'approval'
  return {
    notice: {
      ...summaryOf(notice, names),
      ...delivery,
      words: notice.words,
      body: nameOf(bodies, bodyId),
      link: described,
      deciderName: names.get(decision?.by ?? '') ?? '',
      reason: decision?.reason ?? '',
      spared: notice.spared,
      isDecidable: isPending && byPersonId !== caller.personId,
      isStoppable: isPending || status === 'sending',
    },
  }
}

const decide: Handler<'notices.decide'> = async ({ noticeId, decision, reason = '' }, { caller, now }) => {
  const notice = await ownNotice(noticeId, caller)
  const decided = decideApproval(notice, caller.personId, decision, reason)
  if (decided === 'decided') return { status: notice.status }
  if (isErrorCode(decided)) throw new AppError(decided)
  // Of two who decide at once, and of one who stops it meanwhile, the first counts.
  if (!(await decideNotice(noticeId, decided, { by: caller.personId, at: now, reason })))
    throw new AppError('NOTICE_CHANGED')
  return { status: decided }
}

const stop: Handler<'notices.stop'> = async ({ noticeId }, { caller, now }) => {
  const { status } = await ownNotice(noticeId, caller)
  if (status !== 'stopped' && !(await stopNotice(noticeId, now))) throw new AppError('NOTICE_CHANGED')
  await keepUnsent(causeOf(noticeId))
  return { status: 'stopped' }
}

const readChoice: Handler<'notices.readChoice'> = async (_input, { caller }) => ({
  isWelcome: (await readPerson(caller.personId))?.noticesUnwelcome !== true,
})

const choose: Handler<'notices.choose'> = async ({ isWelcome }, { caller }) => {
  await writeWelcome(caller.personId, isWelcome)
  return { isWelcome }
}

export const notices: Handlers<'notices'> = {
  'notices.list': list,
  'notices.listTargets': listTargets,
  'notices.count': count,
  'notices.send': send,
  'notices.read': read,
  'notices.decide': decide,
  'notices.stop': stop,
  'notices.readChoice': readChoice,
  'notices.choose': choose,
}
