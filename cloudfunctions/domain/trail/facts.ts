/**
 * What the trail says of a thing before and after an act: a few facts that name nobody. By the input field that names
 * the thing; a domain whose actions name something new adds one line at the end.
 */
import { verificationStatuses } from '../../../miniprogram/contract/alumni'
import { codeStatuses } from '../../../miniprogram/contract/codes'
import { eventStatuses } from '../../../miniprogram/contract/events'
import { giftStatuses } from '../../../miniprogram/contract/giving-offline'
import { projectStatuses } from '../../../miniprogram/contract/giving-projects'
import { formatYuan } from '../../../miniprogram/contract/money'
import { articleStatuses } from '../../../miniprogram/contract/news-editing'
import { noticeStatuses } from '../../../miniprogram/contract/notices'
import { bodyStatuses } from '../../../miniprogram/contract/organisations'
import { taskStatuses } from '../../../miniprogram/contract/preparation'
import { roles } from '../../../miniprogram/contract/roles'
import { rosterStates } from '../../../miniprogram/contract/roster'
import { signUpStatuses } from '../../../miniprogram/contract/sign-ups'
import { refundStates } from '../../../miniprogram/contract/treasury'
import { campusTime } from '../../platform/campus-time'
import { derivedId } from '../../platform/ids'
import { readPeople, readPerson } from '../alumni/records'
import { readAnniversary } from '../celebration/records'
import { readCode } from '../codes/records'
import { readCheckIn, readEvent, readSignUp } from '../events/records'
import { readBankRow } from '../giving/offline/records'
import { readGift, readProject } from '../giving/records'
import { readArticle } from '../news/records'
import { readNotice } from '../notices/records'
import { readBodies, readBodyNow } from '../organisations/records'
import { readException } from '../payments/records'
import { readRefund } from '../payments/refunds/records'
import { readTask } from '../preparation/records'
import { readInvitation } from '../roles/records'
import { readBatch } from '../roster/batches'
import type { Facts } from './records'

/** A thing as it stands. */
export interface Sight {
  /** Its name, where it is no person. */
  readonly about: string
  readonly facts: Facts
}

type Input = Readonly<Record<string, unknown>>
type Look = (id: string, input: Input) => Promise<Sight | undefined>

const sight = (about: string, facts: Facts): Sight => ({ about, facts })

const person: Look = async (personId) => {
  const found = await readPerson(personId)
  if (!found) return undefined
  const bodies = await readBodies(found.grants.map(({ bodyId }) => bodyId))
  const held = found.grants.map(({ role, bodyId }) => `${bodies.get(bodyId)?.name ?? ''}${roles[role]}`)
  return sight('', {
    认证: verificationStatuses[found.verification.status],
    角色: held.join('、'),
    档案版本: String(found.revision),
    合并: found.mergedInto ? '已并入另一档案' : '',
    注销: found.leaving ? '已申请' : '',
  })
}

/** Of many together: how many stand how. */
async function people(personIds: readonly string[]): Promise<Sight> {
  const counts = new Map<string, number>()
  for (const { verification } of await readPeople(personIds)) {
    const words = verificationStatuses[verification.status]
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  const facts = Object.fromEntries([...counts].map(([words, count]) => [words, `${count} 人`]))
  return sight(`${personIds.length} 位校友`, facts)
}

const event: Look = async (eventId) => {
  const found = await readEvent(eventId)
  if (!found) return undefined
  const { title, status, startsAt, place, revision } = found
  return sight(title, {
    名称: title,
    状态: eventStatuses[status],
    时间: campusTime(startsAt),
    地点: place,
    版本: String(revision),
  })
}

const body: Look = async (bodyId) => {
  const found = await readBodyNow(bodyId)
  if (!found) return undefined
  const parent = found.parentId === null ? undefined : await readBodyNow(found.parentId)
  return sight(found.name, {
    名称: found.name,
    状态: bodyStatuses[found.status],
    上级: parent?.name ?? '',
    联络人数: String(found.leads?.length ?? 0),
    版本: String(found.revision),
  })
}

const project: Look = async (projectId) => {
  const found = await readProject(projectId)
  if (!found) return undefined
  const { title, status, goalFen, revision } = found
  return sight(title, {
    名称: title,
    状态: projectStatuses[status],
    目标: `${formatYuan(goalFen)} 元`,
    版本: String(revision),
  })
}

const gift: Look = async (giftId) => {
  const found = await readGift(giftId)
  if (!found) return undefined
  return sight('一笔捐赠', {
    状态: giftStatuses[found.status],
    金额: `${formatYuan(found.amountFen)} 元`,
    实收: `${formatYuan(found.keptFen)} 元`,
  })
}

const signUp: Look = async (holderId, { eventId }) => {
  if (typeof eventId !== 'string') return undefined
  const [happening, found, checkIn] = await Promise.all([
    readEvent(eventId),
    readSignUp(eventId, holderId),
    readCheckIn(eventId, holderId),
  ])
  return sight(happening?.title ?? '', {
    报名: found ? signUpStatuses[found.status] : '',
    席位: found ? String(found.seats) : '',
    签到: checkIn ? campusTime(checkIn.at) : '',
  })
}

const refund: Look = async (refundNo) => {
  const found = await readRefund(refundNo)
  return (
    found && sight('一笔退款', { 状态: refundStates[found.state], 金额: `${formatYuan(found.amountFen)} 元` })
  )
}

const batch: Look = async (batchId) => {
  const found = await readBatch(batchId)
  return found && sight('一份名册', { 状态: rosterStates[found.state] })
}

const code: Look = async (scene) => {
  const found = await readCode(scene)
  return found && sight('一个二维码', { 渠道: found.channel, 状态: codeStatuses[found.status] })
}

const bankRow: Look = async (rowId) => {
  const found = await readBankRow(rowId)
  return found && sight('一条银行流水', { 状态: found.state })
}

const exception: Look = async (exceptionId) => {
  const found = await readException(exceptionId)
  return found && sight('一条待核对账目', { 状态: found.state === 'open' ? '待核对' : '已核对' })
}

const invitation: Look = async (invitationId) => {
  const found = await readInvitation(invitationId)
  return found && sight(`${roles[found.role]}邀请`, { 状态: found.state === 'open' ? '待接受' : '已结束' })
}

const anniversary: Look = async (anniversaryId) => {
  const found = await readAnniversary(anniversaryId)
  return (
    found && sight(found.name, { 名称: found.name, 主题: found.theme, 展示: found.isShown ? '是' : '否' })
  )
}

const notice: Look = async (noticeId) => {
  const found = await readNotice(noticeId)
  return found && sight(found.title, { 状态: noticeStatuses[found.status] })
}

const article: Look = async (articleId) => {
  const found = await readArticle(articleId)
  return (
    found &&
    sight(found.written.content.title, {
      状态: articleStatuses[found.status],
      公开: found.isPublic ? '是' : '否',
      版本: String(found.revision),
    })
  )
}

const task: Look = async (taskId) => {
  const found = await readTask(taskId)
  if (!found) return undefined
  const { title, status, day, revision } = found
  return sight(title, { 事项: title, 状态: taskStatuses[status], 期限: day, 版本: String(revision) })
}

/** Fields that name many at once. */
export const looksAtMany: Readonly<Record<string, (ids: readonly string[]) => Promise<Sight>>> = {
  personIds: people,
  wishIds: async (ids) => sight(`${ids.length} 条祝福`, {}),
}

export const looks: Readonly<Record<string, Look>> = {
  personId: person,
  caller: person,
  keepId: person,
  recordId: person,
  eventId: event,
  bodyId: body,
  parentId: body,
  projectId: project,
  orderNo: (orderNo, input) => gift(derivedId('gift', orderNo), input),
  giftId: gift,
  holderId: signUp,
  refundNo: refund,
  batchId: batch,
  scene: code,
  rowId: bankRow,
  exceptionId: exception,
  invitationId: invitation,
  anniversaryId: anniversary,
  articleId: article,
  noticeId: notice,
  taskId: task,
}
