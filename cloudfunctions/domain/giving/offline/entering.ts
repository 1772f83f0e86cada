/** Gifts that are announced, entered by staff, received and put right. */
import { AppError, isErrorCode } from '../../../../miniprogram/contract/errors'
import type { OfflineGift } from '../../../../miniprogram/contract/giving-offline'
import { page } from '../../../platform/cursor'
import { derivedId, keyedHash } from '../../../platform/ids'
import type { Handler, Handlers } from '../../../platform/serve'
import { giftCorrectionEntry, receiptEntry } from '../../ledger/rules'
import { forKeepers } from '../../treasury/keepers'
import { inNameOf, requireServed } from '../donors'
import { type Gift, insertGift, type Project, readGift, readProject, readProjects } from '../records'
import { isShown, isTaking } from '../rules'
import { enterGift } from './entries'
import { correctGift, dropPledge, listOfflineGifts, receivePledge } from './records'
import { decideCorrection, decideReceipt, givenProblems, isMoney } from './rules'
import { matching, matchRow, usableRow } from './statements'

/** No letter that looks like another: people copy it by hand into a transfer. */
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** The code by which a gift is known on paper: the same for the same intent. */
function referenceFor(personId: string, key: string): string {
  const bytes = Buffer.from(keyedHash('gift reference', `${personId}|${key}`), 'hex')
  return `JZ${[...bytes.subarray(0, 8)].map((byte) => alphabet[byte % alphabet.length]).join('')}`
}

export const giftIdOf = (orderNo: string): string => derivedId('gift', orderNo)

function refuse(fields: Readonly<Record<string, string>> | undefined): void {
  if (fields) throw new AppError('INVALID_INPUT', { fields })
}

const plainGift = {
  words: { text: '', state: 'none' },
  receivedAt: null,
  untold: false,
  worthFen: null,
  bankRowId: '',
  corrections: 0,
  unentered: null,
} as const

const announce: Handler<'giving.announce'> = async (input, { caller, now }) => {
  const { projectId, way, amountFen, goods, details, isAnonymous } = input
  requireServed(caller)
  refuse(givenProblems(input))
  const orderNo = referenceFor(caller.personId, input.attemptKey)
  const project = await readProject(projectId)
  if (!project || !isShown(project, now)) throw new AppError('NOT_FOUND')
  // Whether its goal is reached is not asked: what is promised is not yet given.
  if (!isTaking({ ...project, closesWhenFull: false }, 0, now)) throw new AppError('PROJECT_CLOSED')
  await insertGift({
    ...plainGift,
    _id: giftIdOf(orderNo),
    personId: caller.personId,
    ...(await inNameOf(input.donor, project, caller)),
    // The name of an enterprise is read by staff before it is shown.
    words: { text: '', state: input.donor?.kind === 'enterprise' ? 'waiting' : 'none' },
    isAnonymous,
    intent: '',
    projectId,
    orderNo,
    way,
    amountFen,
    keptFen: amountFen,
    goods,
    details,
    status: 'pledged',
    createdAt: now,
  })
  return { orderNo }
}

const withdraw: Handler<'giving.withdrawPledge'> = async ({ orderNo }, { caller }) => {
  const gift = await readGift(giftIdOf(orderNo))
  if (!gift || gift.personId !== caller.personId || gift.way === 'wechat') throw new AppError('NOT_FOUND')
  if (gift.status === 'received') throw new AppError('GIFT_CHANGED')
  await dropPledge(gift._id, gift.details)
  return { orderNo }
}

export const offlineView = (gift: Gift, projectTitle: string): OfflineGift => ({
  orderNo: gift.orderNo,
  donorName: gift.donorName,
  donorKind: gift.donorKind,
  isAnonymous: gift.isAnonymous,
  projectTitle,
  way: gift.way === 'wechat' ? 'transfer' : gift.way,
  amountFen: gift.amountFen,
  goods: gift.goods,
  worthFen: gift.worthFen ?? undefined,
  details: gift.details,
  status: gift.status,
  isMatched: gift.bankRowId !== '',
  announcedAt: gift.createdAt.getTime(),
  receivedAt: gift.receivedAt?.getTime(),
})

const list: Handler<'giving.listOffline'> = async ({ status, after }) => {
  const { rows, next } = page(await listOfflineGifts(status, after), ({ createdAt }) => createdAt)
  const projects = await readProjects([...new Set(rows.map(({ projectId }) => projectId))])
  const titles = new Map(projects.map(({ _id, title }) => [_id, title]))
  return { gifts: rows.map((gift) => offlineView(gift, titles.get(gift.projectId) ?? '')), next }
}

async function enteredProject(projectId: string, now: Date): Promise<Project> {
  const project = await readProject(projectId)
  // Money may still come for a project that is over.
  if (!project || !isShown(project, now)) throw new AppError('NOT_FOUND')
  return project
}

const enter: Handler<'giving.enterOffline'> = async (input, { caller, now }) => {
  const { rowId, receivedAt, projectId, amountFen, worthFen, draftKey, ...given } = input
  refuse(givenProblems(input))
  const [row] = await Promise.all([
    rowId === undefined ? undefined : usableRow(rowId, amountFen),
    enteredProject(projectId, now),
  ])
  const orderNo = referenceFor(caller.personId, draftKey)
  const at = row?.at ?? (receivedAt === undefined ? null : new Date(receivedAt))
  const gift: Gift = {
    ...plainGift,
    ...given,
    _id: giftIdOf(orderNo),
    personId: '',
    creditedTo: '',
    // Staff have read what they enter.
    words: { text: '', state: 'fit' },
    intent: '',
    projectId,
    orderNo,
    amountFen,
    keptFen: amountFen,
    worthFen: worthFen ?? null,
    status: at ? 'received' : 'pledged',
    createdAt: now,
    receivedAt: at,
    bankRowId: row?._id ?? '',
  }
  const unentered = at && isMoney(gift.way) ? receiptEntry(gift, amountFen, at) : null
  await insertGift({ ...gift, unentered })
  await enterGift(gift._id)
  if (row) await matchRow(row._id, gift._id)
  return { orderNo }
}

/** A gift outside WeChat Pay; another is answered like one that does not exist. */
export async function offlineGift(orderNo: string): Promise<Gift> {
  const gift = await readGift(giftIdOf(orderNo))
  if (!gift || gift.way === 'wechat') throw new AppError('NOT_FOUND')
  return gift
}

const receive: Handler<'giving.receive'> = async ({ orderNo, amountFen, receivedAt }) => {
  const gift = await offlineGift(orderNo)
  // The same tap again, after its answer was lost.
  if (gift.status === 'received' && gift.amountFen === amountFen) return { orderNo }
  const decision = decideReceipt(gift, amountFen)
  if (decision !== 'receive') throw new AppError(decision)
  const at = new Date(receivedAt)
  const unentered = isMoney(gift.way) ? receiptEntry(gift, amountFen, at) : null
  const receipt = { amountFen, receivedAt: at, bankRowId: '', unentered }
  if (!(await receivePledge(gift._id, receipt))) throw new AppError('GIFT_CHANGED')
  await enterGift(gift._id)
  return { orderNo }
}

const drop: Handler<'giving.dropPledge'> = async ({ orderNo, reason }) => {
  const gift = await offlineGift(orderNo)
  if (gift.status !== 'dropped' && !(await dropPledge(gift._id, reason))) throw new AppError('GIFT_CHANGED')
  return { orderNo }
}

const correct: Handler<'giving.correct'> = async ({ orderNo, fromFen, amountFen, reason }, { now }) => {
  // What was entered a moment ago comes first, or its entry would be lost.
  await enterGift(giftIdOf(orderNo))
  const gift = await offlineGift(orderNo)
  const decision = decideCorrection(gift, fromFen, amountFen)
  if (isErrorCode(decision)) throw new AppError(decision)
  const entry = giftCorrectionEntry(gift, amountFen - fromFen, reason, now)
  if (!(await correctGift(gift, amountFen, entry))) throw new AppError('GIFT_CHANGED')
  await enterGift(gift._id)
  return { orderNo }
}

export const entering: Pick<
  Handlers<'giving'>,
  | 'giving.announce'
  | 'giving.withdrawPledge'
  | 'giving.listOffline'
  | 'giving.enterOffline'
  | 'giving.receive'
  | 'giving.dropPledge'
  | 'giving.correct'
  | keyof typeof matching
> = {
  'giving.announce': announce,
  'giving.withdrawPledge': withdraw,
  'giving.listOffline': forKeepers(list),
  'giving.enterOffline': forKeepers(enter),
  'giving.receive': forKeepers(receive),
  'giving.dropPledge': forKeepers(drop),
  'giving.correct': forKeepers(correct),
  ...matching,
}
