/** What the staff door shows: what waits for me, what comes next, and where my roles lead. */
import type { EventSummary } from '../../contract/events'
import { type Role, roleIncludes, roles } from '../../contract/roles'
import type { Today } from '../../contract/staff'
import { formatDay } from '../../utils/date'

interface Link {
  readonly url: string
  readonly icon: string
  readonly title: string
  readonly note: string
}

export interface TodayView {
  readonly state: 'ready'
  readonly day: string
  readonly roles: readonly string[]
  readonly reviews: boolean
  readonly waiting: number
  readonly attends: boolean
  readonly events: readonly EventSummary[]
  readonly links: readonly Link[]
}

const links = {
  events: {
    url: '/staff-events/events/events',
    icon: 'calendar',
    title: '活动管理',
    note: '草稿、报名名单与现场签到',
  },
  doors: { url: '/staff-events/events/events', icon: 'scan', title: '现场签到', note: '选择活动，扫码签到' },
  newEvent: {
    url: '/staff-events/event-edit/event-edit',
    icon: 'plus',
    title: '新建活动',
    note: '填写名称与地点即可发布',
  },
  articles: {
    url: '/staff-stories/articles/articles',
    icon: 'document',
    title: '新闻管理',
    note: '撰写、审核、定时发布与置顶',
  },
  people: {
    url: '/staff/people/people',
    icon: 'search',
    title: '校友查询',
    note: '按姓名、手机号、学院查找与导出',
  },
  merges: {
    url: '/staff/merges/merges',
    icon: 'people',
    title: '重复登记',
    note: '同一校友的两份登记合为一份',
  },
  roster: {
    url: '/staff/roster/roster',
    icon: 'document',
    title: '名册导入',
    note: '用表格导入毕业生名册，先核对再导入',
  },
  codes: { url: '/staff/codes/codes', icon: 'scan', title: '二维码', note: '生成海报码，查看扫码与登记数' },
  money: {
    url: '/staff-giving/money/money',
    icon: 'document',
    title: '账目与退款',
    note: '退款复核、账目核对与微信账单',
  },
  projects: {
    url: '/staff-giving/projects/projects',
    icon: 'heart',
    title: '捐赠项目',
    note: '发起、审核与告知进展',
  },
  offlineGifts: {
    url: '/staff-giving/offline/offline',
    icon: 'document',
    title: '线下捐赠',
    note: '转账、现金、物资与银行流水',
  },
  giftWords: {
    url: '/staff-giving/words/words',
    icon: 'mail',
    title: '捐赠留言',
    note: '核对后显示在芳名录上',
  },
  invoices: {
    url: '/staff-giving/invoices/invoices',
    icon: 'document',
    title: '捐赠票据',
    note: '捐赠人申请的票据',
  },
  bodies: { url: '/staff/bodies/bodies', icon: 'place', title: '组织管理', note: '学院、班级与校友会' },
} as const satisfies Record<string, Link>

const may = (held: Today['roles'], wanted: Role) => held.some(({ role }) => roleIncludes(role, wanted))

/** Reviewing is not among them: what waits to be reviewed is a door of its own. */
function linksFor(held: Today['roles']): Link[] {
  const isEditor = may(held, 'editor')
  return [
    ...(isEditor ? [links.newEvent, links.events] : []),
    ...(!isEditor && may(held, 'volunteer') ? [links.doors] : []),
    ...(isEditor || may(held, 'reviewer') ? [links.articles] : []),
    ...(may(held, 'reviewer') ? [links.people, links.merges, links.roster] : []),
    ...(isEditor || may(held, 'reviewer') ? [links.codes] : []),
    ...(isEditor || may(held, 'treasurer') ? [links.projects] : []),
    ...(may(held, 'treasurer') ? [links.money, links.offlineGifts, links.giftWords, links.invoices] : []),
    ...(may(held, 'administrator') ? [links.bodies] : []),
  ]
}

export function todayView(today: Today, nowMs: number): TodayView {
  return {
    state: 'ready',
    day: formatDay(nowMs, nowMs),
    roles: today.roles.map(({ role, body }) => `${roles[role]} · ${body.name}`),
    reviews: today.registrationsWaiting !== undefined,
    waiting: today.registrationsWaiting ?? 0,
    attends: may(today.roles, 'volunteer'),
    events: today.events,
    links: linksFor(today.roles),
  }
}
