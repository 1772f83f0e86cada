/** Codes as they would hang on posters, and an expired one. */
import type { SceneCode } from '../../cloudfunctions/domain/organisations/records'
import type { Cloud } from '../cloud'
import { bodyIds } from './bodies'
import { eventIds } from './events'
import { projectIds } from './giving'

const yearMs = 365 * 86_400_000

const posters: readonly (Omit<SceneCode, 'expiresAt'> & {
  readonly label: string
  readonly isExpired?: true
})[] = [
  {
    _id: 'cs7Kq2mVx9TbLw4Rz1',
    opens: 'register',
    targetId: bodyIds.computing,
    label: '计算机与人工智能学院 · 校友登记',
  },
  {
    _id: 'cv3Np8dYh5GsJc6Fk0',
    opens: 'register',
    targetId: bodyIds.civil,
    label: '土木与交通工程学院 · 校友登记',
  },
  { _id: 'un1Wt4bQe7XrUa2Mo5', opens: 'register', targetId: bodyIds.university, label: '全校 · 校友登记' },
  {
    _id: 'ev9Zf6jLi3HyPd8Vg7',
    opens: 'event',
    targetId: eventIds.homecoming,
    label: '活动海报 · 校友返校日',
  },
  {
    _id: 'pj5Cs1xKw8NnBt3Ru6',
    opens: 'project',
    targetId: projectIds.scholarship,
    label: '捐赠海报 · 银杏奖学金',
  },
  {
    _id: 'ex2Df9gTm6AqOe4Il3',
    opens: 'register',
    targetId: bodyIds.university,
    label: '已过期的海报',
    isExpired: true,
  },
]

/** The codes' records. */
export const sampleCodes = (nowMs: number): SceneCode[] =>
  posters.map(({ label: _, isExpired, ...code }) => ({
    ...code,
    expiresAt: new Date(isExpired ? nowMs - yearMs : nowMs + 5 * yearMs),
  }))

/** Every code there is, as the page path that WeChat makes of a scanned mini-program code. */
export async function scanCodes({
  cloud,
}: {
  readonly cloud: Cloud
}): Promise<{ label: string; text: string }[]> {
  const labels = new Map(posters.map(({ _id, label }) => [_id, label]))
  const codes = (await cloud.database.find('codes')) as unknown as SceneCode[]
  return codes.map(({ _id, opens, targetId }) => ({
    label: labels.get(_id) ?? `${opens} ${targetId}`,
    text: `pages/enter/enter?scene=${_id}`,
  }))
}
