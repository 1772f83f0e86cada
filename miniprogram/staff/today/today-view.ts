/** What the staff door shows: what waits for me, what comes next, and where my roles lead. */
import type { EventSummary } from '../../contract/events'
import { type Role, roleIncludes, roles } from '../../contract/roles'
import type { Today, Waiting } from '../../contract/staff'
import { formatDay } from '../../utils/date'

interface Link {
  readonly url: string
  readonly icon: string
  readonly title: string
  readonly note: string
}

/** Doors that belong together. */
interface Group {
  readonly title: string
  readonly links: readonly Link[]
}

export interface TodayView {
  readonly state: 'ready'
  readonly day: string
  readonly roles: readonly string[]
  readonly waiting: readonly Waiting[]
  /** What is said when nothing waits; empty when something does. */
  readonly done: string
  readonly numbers: Today['numbers']
  readonly attends: boolean
  readonly events: readonly EventSummary[]
  readonly groups: readonly Group[]
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
  notices: {
    url: '/staff-office/notices/notices',
    icon: 'mail',
    title: '通知',
    note: '写给活动的报名者或组织的校友',
  },
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
  celebration: {
    url: '/staff-stories/anniversaries/anniversaries',
    icon: 'laurel',
    title: '校庆与首页',
    note: '校庆资料、首页内容与祝福审核',
  },
  preparation: {
    url: '/staff-office/preparation/preparation',
    icon: 'check',
    title: '筹备看板',
    note: '任务、负责人与期限',
  },
  dashboard: {
    url: '/staff-office/dashboard/dashboard',
    icon: 'people',
    title: '校友概况',
    note: '按学院、年代、地区与行业',
  },
  roles: {
    url: '/staff-office/roles/roles',
    icon: 'shield',
    title: '角色与邀请',
    note: '邀请同事与志愿者，收回角色',
  },
  audit: {
    url: '/staff-office/audit/audit',
    icon: 'lock',
    title: '操作记录',
    note: '谁在何时改了什么，为什么',
  },
  bodies: { url: '/staff/bodies/bodies', icon: 'place', title: '组织管理', note: '学院、班级与校友会' },
} as const satisfies Record<string, Link>

const may = (held: Today['roles'], wanted: Role) => held.some(({ role }) => roleIncludes(role, wanted))

/** What waits is not among them: it has doors of its own. */
function groupsFor(held: Today['roles']): Group[] {
  const isEditor = may(held, 'editor')
  const isReviewer = may(held, 'reviewer')
  const isTreasurer = may(held, 'treasurer')
  const isAdministrator = may(held, 'administrator')
  const when = (isOffered: boolean, ...offered: readonly Link[]) => (isOffered ? offered : [])
  const groups: Group[] = [
    {
      title: '活动与新闻',
      links: [
        ...when(isEditor, links.newEvent, links.events, links.celebration),
        ...when(!isEditor && may(held, 'volunteer'), links.doors),
        ...when(isEditor || isReviewer, links.articles),
      ],
    },
    {
      title: '校友',
      links: [
        ...when(isReviewer, links.people, links.merges, links.roster, links.dashboard),
        ...when(isEditor || isReviewer, links.codes, links.notices),
      ],
    },
    {
      title: '捐赠',
      links: [
        ...when(isEditor || isTreasurer, links.projects),
        ...when(isTreasurer, links.money, links.offlineGifts, links.giftWords, links.invoices),
      ],
    },
    {
      title: '校务',
      links: [
        ...when(held.length > 0, links.preparation),
        ...when(isEditor, links.roles),
        ...when(isAdministrator, links.bodies, links.audit),
      ],
    },
  ]
  return groups.filter((group) => group.links.length > 0)
}

const doneOf = (waiting: readonly Waiting[]): string =>
  waiting.every(({ count }) => count === 0) ? '都处理完了' : ''

export function todayView(today: Today, nowMs: number): TodayView {
  return {
    state: 'ready',
    day: formatDay(nowMs, nowMs),
    roles: today.roles.map(({ role, body }) => `${roles[role]} · ${body.name}`),
    waiting: today.waiting.filter(({ count }) => count > 0),
    done: doneOf(today.waiting),
    numbers: today.numbers,
    attends: may(today.roles, 'volunteer'),
    events: today.events,
    groups: groupsFor(today.roles),
  }
}
