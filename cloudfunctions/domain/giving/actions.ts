/** Giving: from choosing a project to thanks and the honour roll. */
import { AppError, isErrorCode } from '../../../miniprogram/contract/errors'
import type { ParsedInput } from '../../../miniprogram/contract/index'
import { checkWords } from '../../platform/cloud'
import { page, rowsAtMost } from '../../platform/cursor'
import { derivedId, keyedHash } from '../../platform/ids'
import type { Context, Handler, Handlers } from '../../platform/serve'
import { settings } from '../../platform/settings'
import { fromSnapshot } from '../../platform/snapshots'
import { sceneOf } from '../codes/arriving'
import { sumByProject } from '../ledger/records'
import { payableMs, prepareOrder } from '../payments/actions'
import { insertOrder, type Order, readOrder, readOrders } from '../payments/records'
import { certifying } from './certificates/certificates'
import { configured } from './configured'
import { inNameOf, requireServed } from './donors'
import { listHonours } from './honours/listing'
import { invoicing } from './invoices/invoices'
import { entering } from './offline/entering'
import { editing } from './projects/editing'
import { exportGifts } from './projects/exporting'
import { readShown } from './projects/showing'
import {
  type Gift,
  insertGift,
  listGiftsOf,
  listProjects,
  type Project,
  readGift,
  readProject,
  sumGiftsOf,
} from './records'
import { decideGift, isOnlineOpen, isShown } from './rules'
import { stating } from './statement/statement'
import { wordsReview } from './thanks/words'
import { describeOwnGifts, describeProjects } from './views'

/** For so long the list of projects is served as it was, so that a crowd does not sum up the ledger again and again. */
const listKeptMs = 10_000

const list: Handler<'giving.listProjects'> = async ({ after }, { now }) => {
  const take = async () => {
    const shown = (await listProjects()).filter((one) => isShown(one, now))
    const projects = await describeProjects(shown, now)
    return {
      projects: [...projects.filter(({ isOpen }) => isOpen), ...projects.filter(({ isOpen }) => !isOpen)],
    }
  }
  const { projects } = (await fromSnapshot('giving', listKeptMs, now, take)) ?? { projects: [] }
  // One that is gone by now has left its place to the first.
  const from = projects.findIndex(({ projectId }) => projectId === after) + 1
  const page = projects.slice(from, from + rowsAtMost)
  return {
    projects: page,
    next: from + page.length < projects.length ? page.at(-1)?.projectId : undefined,
    totalFen: projects.reduce((sum, { raisedFen }) => sum + raisedFen, 0),
    gifts: projects.reduce((sum, { gifts }) => sum + gifts, 0),
  }
}

/** 26 characters of our own at WeChat Pay: the same for the same intent, and not to be guessed. */
const orderNoOf = (personId: string, attemptKey: string) =>
  `D${keyedHash('order', `${personId}|${attemptKey}`).slice(0, 25)}`.toUpperCase()

/** All that was wished, so that the same attempt with another wish is noticed. */
const intentOf = ({ projectId, amountFen, isAnonymous, donor, message }: ParsedInput<'giving.give'>) =>
  derivedId('wish', JSON.stringify([projectId, amountFen, isAnonymous, donor ?? { kind: 'person' }, message]))

const give: Handler<'giving.give'> = async (input, context) => {
  requireServed(context.caller)
  const orderNo = orderNoOf(context.caller.personId, input.attemptKey)
  const giftId = derivedId('gift', orderNo)
  const [known, gift, project, sums, came] = await Promise.all([
    readOrder(orderNo),
    readGift(giftId),
    readProject(input.projectId),
    sumByProject([input.projectId]),
    sceneOf(input.projectId, context.caller.personId, context.now),
  ])
  if (gift && gift.intent !== intentOf(input)) throw new AppError('ATTEMPT_CHANGED')
  const order = known ?? (await placeOrder(orderNo, giftId, input, { project, sums, came }, context))
  if (order.state !== 'pending') return { orderNo, state: order.state, payment: undefined }
  const payment = await prepareOrder(order)
  return { orderNo, state: (payment ? order : await readOrder(orderNo))?.state ?? 'pending', payment }
}

/** Writes gift and order before WeChat is asked; both have ids of their own making, so that twice is once. */
async function placeOrder(
  orderNo: string,
  giftId: string,
  input: ParsedInput<'giving.give'>,
  found: Readonly<{
    project: Project | undefined
    sums: ReadonlyMap<string, number>
    /** By which code they came. */
    came: { scene?: string }
  }>,
  { caller, now }: Context,
): Promise<Order> {
  const project = takingProject(found.project, found.sums.get(input.projectId) ?? 0, input.amountFen, now)
  const isInserted = await insertGift({
    _id: giftId,
    personId: caller.personId,
    ...(await inNameOf(input.donor, project, caller)),
    ...found.came,
    isAnonymous: input.isAnonymous,
    words: await wordsOf(input, caller.openid),
    intent: intentOf(input),
    projectId: project._id,
    orderNo,
    way: 'wechat',
    amountFen: input.amountFen,
    keptFen: input.amountFen,
    goods: [],
    worthFen: null,
    details: '',
    status: 'unpaid',
    createdAt: now,
    receivedAt: null,
    untold: false,
    bankRowId: '',
    corrections: 0,
    unentered: null,
  })
  // The same key came twice at once: if it meant two things, the one that came first holds.
  if (isInserted === 'exists' && (await readGift(giftId))?.intent !== intentOf(input))
    throw new AppError('ATTEMPT_CHANGED')
  const order: Order = {
    _id: orderNo,
    personId: caller.personId,
    openid: caller.openid,
    purpose: { kind: 'gift', giftId, projectId: project._id, isAnonymous: input.isAnonymous },
    description: `捐赠 ${project.title}`,
    amountFen: input.amountFen,
    state: 'pending',
    createdAt: now,
    expiresAt: new Date(now.getTime() + payableMs),
    transactionId: '',
    paidAt: null,
  }
  if ((await insertOrder(order)) === 'inserted') return order
  // The same tap arrived twice: the one that came first holds.
  return (await readOrder(orderNo)) ?? order
}

function takingProject(
  project: Project | undefined,
  raisedFen: number,
  amountFen: number,
  now: Date,
): Project {
  if (!project || !isShown(project, now)) throw new AppError('NOT_FOUND')
  const decision = decideGift(project, raisedFen, amountFen, isOnlineOpen(configured()), now)
  if (isErrorCode(decision)) throw new AppError(decision)
  return project
}

/** What others will read is looked at by WeChat first; what it does not find fit, or cannot look at, waits for staff. */
async function wordsOf(
  { donor, message = '' }: ParsedInput<'giving.give'>,
  openid: string,
): Promise<Gift['words']> {
  const shown = [donor?.kind === 'enterprise' ? donor.name : '', message].filter((part) => part !== '')
  if (shown.length === 0) return { text: '', state: 'none' }
  const judged = await checkWords(openid, shown.join('，'))
  return { text: message, state: judged === 'fit' ? 'fit' : 'waiting' }
}

/** How a gift without an order stands, in the words of orders. */
const offlineStates = {
  unpaid: 'closed',
  pledged: 'pending',
  received: 'paid',
  refunded: 'paid',
  dropped: 'closed',
} as const

const readThanks: Handler<'giving.readThanks'> = async ({ orderNo }, { caller }) => {
  const [order, gift] = await Promise.all([readOrder(orderNo), readGift(derivedId('gift', orderNo))])
  if (!gift || gift.personId !== caller.personId) throw new AppError('NOT_FOUND')
  const state = order?.state ?? offlineStates[gift.status]
  const [thanks] = await describeOwnGifts([gift], () => state, settings())
  if (!thanks) throw new AppError('NOT_FOUND')
  return thanks
}

const listMine: Handler<'giving.listMine'> = async ({ after }, { caller }) => {
  const [found, sums] = await Promise.all([
    listGiftsOf(caller.personId, after),
    after === undefined ? sumGiftsOf(caller.personId) : undefined,
  ])
  const { rows: gifts, next } = page(found, ({ createdAt }) => createdAt)
  const orders = new Map(
    (await readOrders(gifts.map(({ orderNo }) => orderNo))).map((order) => [order._id, order]),
  )
  return {
    gifts: await describeOwnGifts(
      gifts,
      ({ orderNo, status }) => orders.get(orderNo)?.state ?? offlineStates[status],
      settings(),
    ),
    next,
    sums,
  }
}

export const giving: Handlers<'giving'> = {
  'giving.listProjects': list,
  'giving.readProject': readShown,
  'giving.give': give,
  'giving.readThanks': readThanks,
  'giving.listHonours': listHonours,
  'giving.listMine': listMine,
  'giving.exportGifts': exportGifts,
  ...editing,
  ...entering,
  ...wordsReview,
  ...certifying,
  ...stating,
  ...invoicing,
}
