/** Projects and gifts as a phone is told of them. */
import type { Honour, ProjectSummary, Thanks } from '../../../miniprogram/contract/giving'
import type { BodyName } from '../../../miniprogram/contract/organisations'
import type { OrderState } from '../../../miniprogram/contract/payments'
import type { Settings } from '../../platform/settings'
import { sumByProject } from '../ledger/records'
import { nameOf, readBodies } from '../organisations/records'
import { hasCertificate } from './certificates/rules'
import { goodsInWords } from './offline/rules'
import { countByProject, type Gift, type Project, readProjects } from './records'
import { isTaking, publicMessage, publicName } from './rules'

type ByProject = ReadonlyMap<string, number>

/** A project with what it raised, by whom so many times. */
export const summaryOf = (
  project: Project,
  body: BodyName,
  sums: ByProject,
  counts: ByProject,
  now: Date,
): ProjectSummary => ({
  projectId: project._id,
  title: project.title,
  summary: project.summary,
  body,
  goalFen: project.goalFen,
  raisedFen: sums.get(project._id) ?? 0,
  gifts: counts.get(project._id) ?? 0,
  isOpen: isTaking(project, sums.get(project._id) ?? 0, now),
})

/** Projects with what the ledger says they were given. */
export async function describeProjects(projects: readonly Project[], now: Date): Promise<ProjectSummary[]> {
  if (projects.length === 0) return []
  const ids = projects.map(({ _id }) => _id)
  const [sums, counts, bodies] = await Promise.all([
    sumByProject(ids),
    countByProject(ids),
    readBodies(projects.map(({ bodyId }) => bodyId)),
  ])
  return projects.map((project) => summaryOf(project, nameOf(bodies, project.bodyId), sums, counts, now))
}

/** Titles of the projects to which gifts were made, by their ids. */
export async function titlesOf(gifts: readonly Gift[]): Promise<ReadonlyMap<string, string>> {
  if (gifts.length === 0) return new Map()
  const projects = await readProjects([...new Set(gifts.map(({ projectId }) => projectId))])
  return new Map(projects.map(({ _id, title }) => [_id, title]))
}

/** What was given in place of money, in words. */
export const thingsIn = ({ way, goods }: Gift): string => (way === 'equity' ? '股权' : goodsInWords(goods))

/** A line of the honour roll, without the name of whoever asked to stay unnamed. */
export const honourOf = (gift: Gift, projectTitle: string): Honour => ({
  donorName: publicName(gift),
  donorKind: gift.donorKind,
  isAnonymous: gift.isAnonymous,
  message: publicMessage(gift),
  amountFen: gift.keptFen,
  goods: thingsIn(gift),
  projectTitle,
  at: (gift.receivedAt ?? gift.createdAt).getTime(),
})

/** Gifts as their own donor sees them. */
export async function describeOwnGifts(
  gifts: readonly Gift[],
  stateOf: (gift: Gift) => OrderState,
  {
    givingPayee,
    givingAccount,
    certificateFromFen,
  }: Pick<Settings, 'givingPayee' | 'givingAccount' | 'certificateFromFen'>,
): Promise<Thanks[]> {
  const titles = await titlesOf(gifts)
  return gifts.map((gift) => ({
    giftId: gift._id,
    orderNo: gift.orderNo,
    state: stateOf(gift),
    projectId: gift.projectId,
    projectTitle: titles.get(gift.projectId) ?? '',
    payee: givingPayee,
    account: givingAccount,
    donorName: gift.donorName,
    way: gift.way,
    status: gift.status,
    amountFen: gift.amountFen,
    goods: thingsIn(gift),
    refundedFen: gift.refundedFen ?? 0,
    isAnonymous: gift.isAnonymous,
    hasCertificate: hasCertificate(gift, certificateFromFen),
    paidAt: gift.receivedAt?.getTime(),
  }))
}
