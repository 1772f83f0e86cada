/** Giving: from choosing a project to thanks and the honour roll. */
import { AppError, isErrorCode } from '../../../miniprogram/contract/errors'
import type { ParsedInput } from '../../../miniprogram/contract/index'
import { page } from '../../platform/cursor'
import { derivedId, keyedHash } from '../../platform/ids'
import type { Context, Handler, Handlers } from '../../platform/serve'
import { settings } from '../../platform/settings'
import { isWechatPayConfigured } from '../../platform/wechat-pay/index'
import { sumByProject } from '../ledger/records'
import { payableMs, prepareOrder } from '../payments/actions'
import { insertOrder, type Order, readOrder, readOrders } from '../payments/records'
import {
  countByProject,
  insertGift,
  listGiftsOf,
  listProjects,
  listReceived,
  type Project,
  readGift,
  readProject,
} from './records'
import { decideGift, isOnlineOpen, isSameIntent } from './rules'
import { describeHonours, describeOwnGifts, describeProjects } from './views'

const latestShown = 5

const isOpenHere = () =>
  isOnlineOpen({
    payee: settings().givingPayee,
    permit: settings().givingPermit,
    hasWechatPay: isWechatPayConfigured(),
  })

const list: Handler<'giving.listProjects'> = async () => ({
  projects: await describeProjects(await listProjects()),
})

const read: Handler<'giving.readProject'> = async ({ projectId }) => {
  const project = await readProject(projectId)
  if (!project) throw new AppError('NOT_FOUND')
  const [summaries, gifts] = await Promise.all([
    describeProjects([project]),
    listReceived(projectId, undefined, latestShown),
  ])
  const [summary] = summaries
  if (!summary) throw new AppError('NOT_FOUND')
  return {
    project: {
      ...summary,
      purpose: project.purpose,
      presetsFen: project.presetsFen,
      minimumFen: project.minimumFen,
      payee: settings().givingPayee,
      isOnlineOpen: isOpenHere(),
    },
    latest: await describeHonours(gifts),
  }
}

/** 26 characters of our own at WeChat Pay: the same for the same intent, and not to be guessed. */
const orderNoOf = (personId: string, attemptKey: string) =>
  `D${keyedHash('order', `${personId}|${attemptKey}`).slice(0, 25)}`.toUpperCase()

const give: Handler<'giving.give'> = async (input, context) => {
  const orderNo = orderNoOf(context.caller.personId, input.attemptKey)
  const order = (await readOrder(orderNo)) ?? (await placeOrder(orderNo, input, context))
  if (!isSameIntent(order, input)) throw new AppError('ATTEMPT_CHANGED')
  if (order.state !== 'pending') return { orderNo, state: order.state, payment: undefined }
  const payment = await prepareOrder(order)
  return { orderNo, state: (payment ? order : await readOrder(orderNo))?.state ?? 'pending', payment }
}

/** Writes gift and order before WeChat is asked; both have ids of their own making, so that twice is once. */
async function placeOrder(
  orderNo: string,
  input: ParsedInput<'giving.give'>,
  { caller, now }: Context,
): Promise<Order> {
  const project = await takingProject(input.projectId, input.amountFen)
  const giftId = derivedId('gift', orderNo)
  await insertGift({
    _id: giftId,
    personId: caller.personId,
    donorName: caller.person?.name ?? '',
    isAnonymous: input.isAnonymous,
    projectId: project._id,
    orderNo,
    amountFen: input.amountFen,
    status: 'unpaid',
    createdAt: now,
    receivedAt: null,
    untold: false,
  })
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

async function takingProject(projectId: string, amountFen: number): Promise<Project> {
  const project = await readProject(projectId)
  if (!project) throw new AppError('NOT_FOUND')
  const decision = decideGift(project, amountFen, isOpenHere())
  if (isErrorCode(decision)) throw new AppError(decision)
  return project
}

const readThanks: Handler<'giving.readThanks'> = async ({ orderNo }, { caller }) => {
  const order = await readOrder(orderNo)
  if (!order || order.personId !== caller.personId) throw new AppError('NOT_FOUND')
  const gift = await readGift(order.purpose.giftId)
  if (!gift) throw new AppError('NOT_FOUND')
  const [thanks] = await describeOwnGifts([gift], () => order.state, settings().givingPayee)
  if (!thanks) throw new AppError('NOT_FOUND')
  return thanks
}

const listHonours: Handler<'giving.listHonours'> = async ({ projectId, after }) => {
  const ids = projectId === undefined ? (await listProjects()).map(({ _id }) => _id) : [projectId]
  const [gifts, sums, counts] = await Promise.all([
    listReceived(projectId, after),
    sumByProject(ids),
    countByProject(ids),
  ])
  const { rows, next } = page(gifts, (gift) => gift.receivedAt ?? gift.createdAt)
  const total = (numbers: ReadonlyMap<string, number>) =>
    [...numbers.values()].reduce((sum, one) => sum + one, 0)
  return { honours: await describeHonours(rows), next, totalFen: total(sums), gifts: total(counts) }
}

const listMine: Handler<'giving.listMine'> = async (_input, { caller }) => {
  const gifts = await listGiftsOf(caller.personId)
  const orders = new Map(
    (await readOrders(gifts.map(({ orderNo }) => orderNo))).map((order) => [order._id, order]),
  )
  return {
    gifts: await describeOwnGifts(
      gifts,
      ({ orderNo, status }) => orders.get(orderNo)?.state ?? (status === 'received' ? 'paid' : 'closed'),
      settings().givingPayee,
    ),
  }
}

export const giving: Handlers<'giving'> = {
  'giving.listProjects': list,
  'giving.readProject': read,
  'giving.give': give,
  'giving.readThanks': readThanks,
  'giving.listHonours': listHonours,
  'giving.listMine': listMine,
}
