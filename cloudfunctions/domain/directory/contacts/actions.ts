/** Asking for contact, answering, and not wanting to be asked again. No address changes hands but by the answer. */
import type { ContactRow } from '../../../../miniprogram/contract/directory'
import { AppError } from '../../../../miniprogram/contract/errors'
import { checkWords } from '../../../platform/cloud'
import { page } from '../../../platform/cursor'
import type { Context, Handler, Handlers } from '../../../platform/serve'
import { circlesOfCaller, findPerson } from '../finding'
import { addBlocked, readBlockedIds, readListedPeople, removeBlocked } from '../records'
import { seenFrom, studiesOf } from '../views'
import {
  acceptRequest,
  type ContactRequest,
  declineRequest,
  insertRequest,
  listReceived,
  listSent,
  readRequest,
  releaseRequest,
  replaceRefused,
  requestIdOf,
  withholdRequest,
} from './records'
import { describeReceived, describeSent } from './rules'

const ask: Handler<'directory.ask'> = async ({ personId, message }, { caller, now }) => {
  const _id = requestIdOf(caller.personId, personId)
  const [person, existing] = await Promise.all([findPerson(personId, caller), readRequest(_id)])
  if (!person) throw new AppError('NOT_FOUND')
  if (existing && existing.status !== 'refused') return describeSent(existing)
  const words = await checkWords(caller.openid, message)
  if (words === 'refused') throw new AppError('WORDS_REFUSED')
  const request: ContactRequest = {
    _id,
    fromId: caller.personId,
    toId: personId,
    message,
    reply: '',
    status: words === 'fit' ? 'waiting' : 'checking',
    askedAt: now,
    checks: 0,
    checkAt: now,
    untold: words === 'fit',
  }
  const isWritten = existing ? await replaceRefused(request) : (await insertRequest(request)) === 'inserted'
  // The same tap twice: whichever came first was written, and is the answer to both.
  return describeSent(isWritten ? request : ((await readRequest(_id)) ?? request))
}

type Rows = { readonly contacts: readonly ContactRow[]; readonly next: string | undefined }

/** Whoever asked has shown themselves by asking. */
async function received(after: string | undefined, { caller }: Context): Promise<Rows> {
  const [found, blockedIds] = await Promise.all([
    listReceived(caller.personId, after),
    readBlockedIds(caller.personId),
  ])
  const { rows, next } = page(found, ({ askedAt }) => askedAt)
  const shown = rows.filter(({ fromId }) => !blockedIds.includes(fromId))
  const people = await readListedPeople(shown.map(({ fromId }) => fromId))
  const studies = await studiesOf([...people.values()])
  const contacts = shown.flatMap((request) => {
    const person = people.get(request.fromId)
    if (!person) return []
    return [
      {
        ...describeReceived(request),
        personId: person._id,
        name: person.name,
        educations: studies(person),
      },
    ]
  })
  return { contacts, next }
}

/** Whoever accepted has shown themselves by that; others only as long as they are to be found. */
async function sent(after: string | undefined, { caller }: Context): Promise<Rows> {
  const { rows, next } = page(await listSent(caller.personId, after), ({ askedAt }) => askedAt)
  const people = await readListedPeople(rows.map(({ toId }) => toId))
  const studies = await studiesOf([...people.values()])
  const open = [...people.values()].filter(({ blockedIds = [] }) => !blockedIds.includes(caller.personId))
  const findable = new Set((await seenFrom(circlesOfCaller(caller), open)).map(({ personId }) => personId))
  const contacts = rows.map((request) => {
    const person = people.get(request.toId)
    const isShown = person && (request.status === 'accepted' || findable.has(person._id))
    return {
      ...describeSent(request),
      personId: request.toId,
      name: isShown ? person.name : '',
      educations: isShown ? studies(person) : [],
    }
  })
  return { contacts, next }
}

const listContacts: Handler<'directory.listContacts'> = ({ direction, after }, context) =>
  direction === 'received' ? received(after, context) : sent(after, context)

const answer: Handler<'directory.answer'> = async ({ personId, accepts, reply = '' }, { caller }) => {
  const id = requestIdOf(personId, caller.personId)
  if (accepts && reply === '')
    throw new AppError('INVALID_INPUT', { fields: { reply: '请写下愿意告诉对方的联系方式' } })
  const request = await readRequest(id)
  if (!request || !isDelivered(request)) throw new AppError('NOT_FOUND')
  const isSame = accepts
    ? request.status === 'accepted' && request.reply === reply
    : request.status === 'declined'
  if (isSame) return { status: request.status }
  if (request.status === 'accepted') throw new AppError('ALREADY_ANSWERED')
  if (accepts) await requireFitWords(caller.openid, reply)
  const isWritten = accepts ? await acceptRequest(id, reply) : await declineRequest(id)
  if (!isWritten) throw new AppError('ALREADY_ANSWERED')
  return { status: accepts ? 'accepted' : 'declined' }
}

type Delivered = ContactRequest & { readonly status: 'waiting' | 'accepted' | 'declined' }
const isDelivered = (request: ContactRequest): request is Delivered =>
  request.status === 'waiting' || request.status === 'accepted' || request.status === 'declined'

/** An answer is given while somebody looks on: when it cannot be checked now, they are asked to try again. */
async function requireFitWords(openid: string, words: string): Promise<void> {
  const judged = await checkWords(openid, words)
  if (judged === 'refused') throw new AppError('WORDS_REFUSED')
  if (judged === 'unknown') throw new AppError('BUSY')
}

const block: Handler<'directory.block'> = async ({ personId, isBlocked }, { caller, now }) => {
  const id = requestIdOf(personId, caller.personId)
  if (!isBlocked) {
    await removeBlocked(caller.personId, personId)
    await releaseRequest(id, now)
    return { isBlocked }
  }
  // Only who has asked can be blocked: the list of blocked people shows names.
  const request = await readRequest(id)
  if (!request || !(isDelivered(request) || request.status === 'withheld')) throw new AppError('NOT_FOUND')
  await addBlocked(caller.personId, personId)
  await withholdRequest(id)
  return { isBlocked }
}

export const contacts: Pick<
  Handlers<'directory'>,
  'directory.ask' | 'directory.listContacts' | 'directory.answer' | 'directory.block'
> = {
  'directory.ask': ask,
  'directory.listContacts': listContacts,
  'directory.answer': answer,
  'directory.block': block,
}
