/** The honour roll: one round trip, whatever it is of; of a class or branch one more, to know what went up in it. */
import type { CreditedSums, HonourSums } from '../../../../miniprogram/contract/giving'
import { page } from '../../../platform/cursor'
import type { Handler } from '../../../platform/serve'
import { settings } from '../../../platform/settings'
import { mergedIds } from '../../organisations/records'
import { type Gift, listProjects, readProjects } from '../records'
import { honourOf } from '../views'
import { listHonoured, type Sum, sumCredited, sumListed, sumSmall } from './records'
import { isTold, rollOf, type Wish } from './rules'

/** More projects than any school has had. */
const projectsAtMost = 1000

const nothing: Sum = { totalFen: 0, gifts: 0 }

const sumsOf = (listed: Sum, small: Sum): HonourSums => ({
  totalFen: listed.totalFen + small.totalFen,
  gifts: listed.gifts + small.gifts,
  unlisted: small,
})

const rollFor = (wish: Wish, creditedTo?: readonly string[]) =>
  rollOf(wish, creditedTo, settings().honoursFromFen)

export const listHonours: Handler<'giving.listHonours'> = async ({ bodyId, after, ...wish }) => {
  const bodyIds = bodyId === undefined ? undefined : await mergedIds(bodyId)
  const roll = rollFor(wish, bodyIds)
  const isFirst = after === undefined
  const [gifts, projects, listed, small, credited] = await Promise.all([
    listHonoured(roll, after),
    wish.projectId === undefined ? listProjects(projectsAtMost) : readProjects([wish.projectId]),
    isFirst ? sumListed(roll) : nothing,
    isFirst ? sumSmall(roll) : nothing,
    bodyIds && sumCredited(bodyIds),
  ])
  if (credited && !isTold(credited.donors))
    return { honours: [], next: undefined, sums: isFirst ? sumsOf(nothing, nothing) : undefined }
  const titles = new Map(projects.map(({ _id, title }) => [_id, title]))
  const { rows, next } = page(gifts, ({ receivedAt, createdAt }) => receivedAt ?? createdAt)
  return {
    honours: rows.map((gift) => honourOf(gift, titles.get(gift.projectId) ?? '')),
    next,
    sums: isFirst ? sumsOf(listed, small) : undefined,
  }
}

/** The latest few of a project. */
export const listLatest = (projectId: string, limit: number): Promise<Gift[]> =>
  listHonoured(rollFor({ projectId }), undefined, limit)

/** What was given in the name of these bodies, if enough people did. */
export async function creditedSumsOf(bodyIds: readonly string[]): Promise<CreditedSums | undefined> {
  const credited = await sumCredited(bodyIds)
  return isTold(credited.donors) ? credited : undefined
}
