/** The dashboard: counted once an hour for whoever asks first, and kept. */
import { industries } from '../../../miniprogram/contract/alumni'
import { countedKinds, type Dashboard } from '../../../miniprogram/contract/dashboard'
import { AppError } from '../../../miniprogram/contract/errors'
import { bodiesFor, reaches } from '../../platform/caller'
import { hourMs } from '../../platform/clock'
import type { Handler, Handlers } from '../../platform/serve'
import { fromSnapshot } from '../../platform/snapshots'
import { type Body, readBodies } from '../organisations/records'
import { countByCity, countByCollege, countByIndustry, countByStatus, countByYear } from './records'
import { byRegion } from './regions'
import { byDecade, tellable } from './rules'

/** Only what may be told is kept: whoever sees the snapshot learns no more than whoever asks for it. */
async function count({ _id: bodyId, name }: Body, now: Date): Promise<Dashboard> {
  const [statuses, colleges, years, cities, trades] = await Promise.all([
    countByStatus(bodyId),
    countByCollege(bodyId),
    countByYear(bodyId),
    countByCity(bodyId),
    countByIndustry(bodyId),
  ])
  const names = await readBodies(colleges.map(({ label }) => label))
  const named = colleges.map(({ label, people }) => ({ label: names.get(label)?.name ?? '其他', people }))
  const inWords = trades.map(({ label, people }) => ({
    label: industries[label as keyof typeof industries] ?? '其他',
    people,
  }))
  return {
    body: { bodyId, name },
    countedAt: now.getTime(),
    registered: [...statuses.values()].reduce((sum, people) => sum + people, 0),
    verified: statuses.get('verified') ?? 0,
    waiting: statuses.get('pending') ?? 0,
    charts: [
      { title: '按学院', ...tellable(named, 'people') },
      { title: '按入学年代', ...tellable(byDecade(years), 'label') },
      { title: '按所在地区', ...tellable(byRegion(cities), 'people') },
      { title: '按从事行业', ...tellable(inWords, 'people') },
    ],
  }
}

const read: Handler<'dashboard.read'> = async ({ bodyId }, { caller, now }) => {
  const found = await readBodies(bodyId === undefined ? bodiesFor('reviewer', caller) : [bodyId])
  const [body] = [...found.values()]
    .filter(({ bodyPath, kind, status }) => {
      const isCounted = status === 'open' && countedKinds.includes(kind)
      return isCounted && reaches('reviewer', caller, bodyPath)
    })
    .sort((one, other) => one.bodyPath.length - other.bodyPath.length)
  if (!body) throw new AppError('NOT_FOUND')
  const dashboard = await fromSnapshot(`dashboard:${body._id}`, hourMs, now, () => count(body, now))
  if (!dashboard) throw new AppError('NOT_FOUND')
  return { dashboard }
}

export const dashboard: Handlers<'dashboard'> = { 'dashboard.read': read }
