/** Codes as they would hang on posters and be sent about, how often they were opened, and an expired one. */
import type { Code } from '../../cloudfunctions/domain/codes/records'
import { classIdOf } from '../../cloudfunctions/domain/organisations/classes'
import type { Body } from '../../cloudfunctions/domain/organisations/records'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { codeOpenings } from '../../miniprogram/contract/codes'
import type { Cloud } from '../cloud'
import { bodyIds } from './body-ids'
import { eventIds } from './event-ids'
import { projectIds } from './giving'
import { personas } from './personas'

const dayMs = 86_400_000
const yearMs = 365 * dayMs

interface Poster extends Pick<Code, '_id' | 'opens' | 'targetId' | 'bodyId' | 'channel' | 'kind'> {
  readonly label: string
  readonly isExpired?: true
  /** How often it was opened, in all. */
  readonly times: number
}

const own = (bodyId: string) => ({ targetId: bodyId, bodyId })

const classLeads = personas.find(({ key }) => key === 'classlead')?.education
const classId = classLeads ? classIdOf(classLeads) : ''

const posters: readonly Poster[] = [
  {
    _id: 'cs7Kq2mVx9TbLw4Rz1',
    opens: 'register',
    ...own(bodyIds.computing),
    channel: '学院公众号',
    kind: 'menu',
    label: '计算机与人工智能学院 · 校友登记',
    times: 214,
  },
  {
    _id: 'cq8Lm3nWy0UcMx5Sa2',
    opens: 'register',
    ...own(bodyIds.computing),
    channel: '返校日海报',
    kind: 'poster',
    label: '计算机与人工智能学院 · 返校日海报',
    times: 57,
  },
  {
    _id: 'cv3Np8dYh5GsJc6Fk0',
    opens: 'register',
    ...own(bodyIds.civil),
    channel: '学院公众号',
    kind: 'menu',
    label: '土木与交通工程学院 · 校友登记',
    times: 131,
  },
  {
    _id: 'un1Wt4bQe7XrUa2Mo5',
    opens: 'register',
    ...own(bodyIds.university),
    channel: '校门海报',
    kind: 'poster',
    label: '全校 · 校友登记',
    times: 402,
  },
  {
    _id: 'cl6Hd1sPz4EvKq9Yw3',
    opens: 'register',
    ...own(classId),
    channel: '班级群',
    kind: 'chat',
    label: '机制 8503 班 · 校友登记',
    times: 28,
  },
  {
    _id: 'bj2Xr7cUm5NaTg8Je4',
    opens: 'body',
    ...own(bodyIds.beijing),
    channel: '迎新会',
    kind: 'other',
    label: '北京校友会 · 主页',
    times: 64,
  },
  {
    _id: 'ev9Zf6jLi3HyPd8Vg7',
    opens: 'event',
    targetId: eventIds.homecoming,
    bodyId: bodyIds.university,
    channel: '校门海报',
    kind: 'poster',
    label: '活动海报 · 校友返校日',
    times: 188,
  },
  {
    _id: 'ew4Qa7kMd2TzSb6Hn9',
    opens: 'event',
    targetId: eventIds.homecoming,
    bodyId: bodyIds.university,
    channel: '校友公众号菜单',
    kind: 'menu',
    label: '公众号菜单 · 校友返校日',
    times: 326,
  },
  {
    _id: 'eq8Rb3nLf5VxTc1Jm0',
    opens: 'event',
    targetId: eventIds.homecoming,
    bodyId: bodyIds.university,
    channel: '年级微信群',
    kind: 'chat',
    label: '年级微信群 · 校友返校日',
    times: 95,
  },
  {
    _id: 'pw2Sd5pNg9YcUe4Ko7',
    opens: 'project',
    targetId: projectIds.scholarship,
    bodyId: bodyIds.foundation,
    channel: '官方微博',
    kind: 'weibo',
    label: '微博 · 银杏奖学金',
    times: 41,
  },
  {
    _id: 'pj5Cs1xKw8NnBt3Ru6',
    opens: 'project',
    targetId: projectIds.scholarship,
    bodyId: bodyIds.foundation,
    channel: '校友杂志',
    kind: 'other',
    label: '捐赠海报 · 银杏奖学金',
    times: 73,
  },
  {
    _id: 'ar4Kt8wPz1MvDs7Qy5',
    opens: 'article',
    targetId: 'article-library',
    bodyId: bodyIds.university,
    channel: '校友公众号菜单',
    kind: 'menu',
    label: '公众号菜单 · 新图书馆封顶',
    times: 87,
  },
  {
    _id: 'an6Jb2xRg9LcUe3Ho8',
    opens: 'anniversary',
    targetId: 'anniversary-70',
    bodyId: bodyIds.university,
    channel: '校庆海报',
    kind: 'poster',
    label: '校庆海报 · 七十周年',
    times: 143,
  },
  {
    _id: 'ex2Df9gTm6AqOe4Il3',
    opens: 'register',
    ...own(bodyIds.university),
    channel: '去年的海报',
    kind: 'poster',
    label: '已过期的海报',
    isExpired: true,
    times: 15,
  },
]

/** The code by which somebody came: every third by one of their college's, the others by none. */
export function sceneFor(collegeId: string | undefined, index: number): string {
  const own = posters.filter(({ opens, targetId }) => opens === 'register' && targetId === collegeId)
  return index % 3 === 0 ? (own[(index / 3) % (own.length || 1)]?._id ?? '') : ''
}

/** Not every channel brings the same: the first of them brings most. */
const chosen = (index: number, among: number) => (index % 5 < 2 ? 0 : index % (among || 1))

/** The same people as they signed up and gave: two of three came by one of the codes of what they did it for. */
export function cameByCodes<Done extends { readonly scene?: string }>(
  done: readonly Done[],
  targetIdOf: (one: Done) => string,
): Done[] {
  return done.map((one, index) => {
    const own = posters.filter(({ targetId }) => targetId === targetIdOf(one))
    const scene = index % 3 === 2 ? undefined : own[chosen(index, own.length)]?._id
    return scene === undefined ? one : { ...one, scene }
  })
}

/** Documents of every collection that codes fill. */
export function sampleCodes(nowMs: number) {
  const editor = personas.find(({ key }) => key === 'editor')?.openid ?? ''
  const codes: Code[] = posters.map(({ label: _, times: __, isExpired, ...code }, index) => ({
    ...code,
    status: 'open',
    expiresAt: new Date(isExpired ? nowMs - yearMs : nowMs + 5 * yearMs),
    createdAt: new Date(nowMs - (isExpired ? 2 * yearMs : 40 * dayMs) + index * dayMs),
    createdBy: personIdOf(editor),
  }))
  const codeOpens = posters.map(({ _id, times }) => ({ _id: `${_id}:2026-01-01`, scene: _id, times }))
  return { codes, codeOpens }
}

/** Every code there is, as the page path that WeChat makes of a scanned mini-program code. */
export async function scanCodes({
  cloud,
}: {
  readonly cloud: Cloud
}): Promise<{ label: string; text: string }[]> {
  const labels = new Map(posters.map(({ _id, label }) => [_id, label]))
  const codes = (await cloud.database.find('codes')) as unknown as Code[]
  const bodies = (await cloud.database.find('bodies', {
    _id: { $in: codes.map(({ bodyId }) => bodyId) },
  })) as unknown as Body[]
  const names = new Map(bodies.map(({ _id, name }) => [_id, name]))
  return codes.map(({ _id, opens, bodyId, channel }) => ({
    label: labels.get(_id) ?? `${names.get(bodyId ?? '') ?? ''} · ${codeOpenings[opens]} · ${channel}`,
    text: `pages/enter/enter?scene=${_id}`,
  }))
}
