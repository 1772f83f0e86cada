/** Where WeChat Pay's books and ours do not agree: seen, and resolved with a reason; nothing is ever deleted. */
import { AppError } from '../../../miniprogram/contract/errors'
import type { ExceptionDetail, ExceptionView } from '../../../miniprogram/contract/treasury'
import { page, rowsAtMost } from '../../platform/cursor'
import type { Handler } from '../../platform/serve'
import { readNames } from '../alumni/records'
import { listProjectsThatAre, type Project, readProject } from '../giving/records'
import {
  type Exception,
  listExceptions,
  type Order,
  readException,
  readOrders,
  resolveException,
} from '../payments/records'
import { correctionFenOf } from './bills/rules'
import { requireKeeper } from './keepers'
import { settleResolution } from './resolving'
import { describePayments } from './views'

async function describe(exceptions: readonly Exception[]): Promise<ExceptionView[]> {
  if (exceptions.length === 0) return []
  const payments = await describePayments(await readOrders(exceptions.map(({ orderNo }) => orderNo)))
  const byOrder = new Map(payments.map((payment) => [payment.orderNo, payment]))
  return exceptions.map((exception) => ({
    exceptionId: exception._id,
    kind: exception.kind,
    day: exception.day,
    orderNo: exception.orderNo,
    refundNo: exception.refundNo,
    donorName: byOrder.get(exception.orderNo)?.donorName ?? '',
    projectTitle: byOrder.get(exception.orderNo)?.projectTitle ?? '',
    wechatFen: exception.wechatFen,
    ourFen: exception.ourFen,
    isOpen: exception.state === 'open',
  }))
}

/** Money may be of a project that has closed since; most is of one to which people give. */
async function listChoices(): Promise<Project[]> {
  const [open, closed] = await Promise.all([listProjectsThatAre('open'), listProjectsThatAre('closed')])
  return [...open, ...closed].slice(0, rowsAtMost)
}

async function describeFully(exception: Exception, order: Order | undefined): Promise<ExceptionDetail> {
  const { resolution } = exception
  const [[view], projects, names, project] = await Promise.all([
    describe([exception]),
    exception.state === 'open' && !order ? listChoices() : [],
    resolution ? readNames([resolution.by]) : new Map<string, string>(),
    resolution?.correction ? readProject(resolution.correction.projectId) : undefined,
  ])
  if (!view) throw new AppError('NOT_FOUND')
  return {
    ...view,
    correctionFen: correctionFenOf(exception),
    projects: projects.map(({ _id, title }) => ({ projectId: _id, title })),
    resolution: resolution
      ? {
          by: names.get(resolution.by) ?? '',
          at: resolution.at.getTime(),
          reason: resolution.reason,
          enteredFen: resolution.correction?.amountFen ?? 0,
          projectTitle: project?.title ?? '',
        }
      : undefined,
  }
}

export const list: Handler<'treasury.listExceptions'> = async ({ isOpen, day, after }, { caller }) => {
  await requireKeeper(caller)
  const { rows, next } = page(await listExceptions(isOpen ? 'open' : 'resolved', day, after), ({ at }) => at)
  return { exceptions: await describe(rows), next }
}

async function existing(exceptionId: string): Promise<{ exception: Exception; order: Order | undefined }> {
  const exception = await readException(exceptionId)
  if (!exception) throw new AppError('NOT_FOUND')
  const [order] = await readOrders([exception.orderNo])
  return { exception, order }
}

export const read: Handler<'treasury.readException'> = async ({ exceptionId }, { caller }) => {
  await requireKeeper(caller)
  const { exception, order } = await existing(exceptionId)
  return describeFully(exception, order)
}

export const resolve: Handler<'treasury.resolveException'> = async (
  { exceptionId, reason, enters, projectId },
  { caller, now },
) => {
  await requireKeeper(caller)
  const { exception, order } = await existing(exceptionId)
  const correction = enters
    ? { projectId: await projectOf(order, projectId), amountFen: correctionFenOf(exception) }
    : null
  await resolveException(exceptionId, { by: caller.personId, at: now, reason, correction })
  const standing = (await existing(exceptionId)).exception
  const { resolution } = standing
  // The same once more is as good as once; anything else came too late.
  const isSame =
    resolution?.by === caller.personId &&
    resolution.reason === reason &&
    (resolution.correction !== null) === enters
  if (!isSame) throw new AppError('EXCEPTION_RESOLVED')
  await settleResolution(standing)
  return describeFully(standing, order)
}

/** The order knows its project; for money of nobody's order somebody has to say. */
async function projectOf(order: Order | undefined, chosen: string | undefined): Promise<string> {
  const projectId = order?.purpose.projectId ?? chosen
  if (projectId === undefined) throw new AppError('PROJECT_REQUIRED')
  if (!(await readProject(projectId))) throw new AppError('NOT_FOUND')
  return projectId
}
