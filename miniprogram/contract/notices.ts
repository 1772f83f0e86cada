/** Notices: what staff write to the people of an event or of a body, and how it got through. */
import { strictObject } from 'valibot'
import { action } from './action'
import { choice, flag, id, type Moment, optional, text } from './fields'
import type { Delivery } from './messages'
import type { BodyName } from './organisations'

/** To whom: of an event those who have a place, those who wait for one, or both; of a body everybody in and below it. */
export const noticeAudiences = {
  confirmed: '已报名',
  waiting: '候补中',
  everyone: '已报名和候补',
  members: '认证校友',
} as const
export type NoticeAudience = keyof typeof noticeAudiences

/** What a notice may lead to. */
export const noticeLinks = {
  event: '活动',
  project: '捐赠项目',
  article: '文章',
  anniversary: '校庆',
} as const
export type NoticeLink = keyof typeof noticeLinks

/**
 * approval: waits for a second person · returned: not to be sent, and why · sending: on its way, a slice each minute ·
 * sent: all were told · stopped: nobody more is told.
 */
export const noticeStatuses = {
  approval: '待复核',
  returned: '已退回',
  sending: '发送中',
  sent: '已发送',
  stopped: '已停止',
} as const
export type NoticeStatus = keyof typeof noticeStatuses

/** A notice to more people than this is approved by somebody else than its author. */
export const approvedFrom = 200
/** So many notices may be sent to the same people one after another, and then as many over a day. */
export const noticesADay = 3
/** So many notices reach one person within a week; of more they are spared. */
export const noticesAWeek = 5

export const noticeTitleMost = 20
export const noticeWordsMost = 300

const target = {
  audience: choice('发给谁', noticeAudiences),
  /** The event’s id; of members the body’s. */
  targetId: id('发给谁'),
}

export interface NoticeSummary {
  readonly noticeId: string
  readonly audience: NoticeAudience
  /** The name of the event or body. */
  readonly targetName: string
  readonly title: string
  readonly status: NoticeStatus
  /** How many there were when it was written. */
  readonly recipients: number
  readonly at: Moment
  readonly authorName: string
}

export interface NoticeDetail extends NoticeSummary, Delivery {
  readonly words: string
  /** In whose name. */
  readonly body: BodyName
  readonly link: { readonly opens: NoticeLink; readonly title: string; readonly url: string } | undefined
  /** Who approved or returned it; empty while nobody did, or where nobody had to. */
  readonly deciderName: string
  /** Why it was returned. */
  readonly reason: string
  /** Were told of enough this week. */
  readonly spared: number
  readonly isDecidable: boolean
  readonly isStoppable: boolean
}

export const notices = {
  /** Newest first; those that wait for the caller’s approval are among them. */
  'notices.list': action('staff', { after: optional(text('游标', { max: 400 })) }).returns<{
    readonly notices: readonly NoticeSummary[]
    readonly next: string | undefined
  }>(),
  /** The coming events to whose people the caller may write; bodies are chosen among those within reach. */
  'notices.listTargets': action('staff', {}).returns<{
    readonly events: readonly { readonly eventId: string; readonly title: string }[]
    /** The fifty that come first among those to which one can give. */
    readonly projects: readonly { readonly projectId: string; readonly title: string }[]
    /** The latest of everybody's, for a notice to lead to. */
    readonly articles: readonly { readonly articleId: string; readonly title: string }[]
    readonly anniversaries: readonly { readonly anniversaryId: string; readonly title: string }[]
  }>(),
  /** How many would be told; nothing is sent. */
  'notices.count': action('staff', target).returns<{
    readonly targetName: string
    readonly recipients: number
    /** Members who do not wish to be written to, and are not. */
    readonly declined: number
    readonly isApproved: boolean
  }>(),
  'notices.send': action(
    'staff',
    {
      /** Made once by the phone for one intent: the same key is the same notice. */
      draftKey: id(),
      ...target,
      title: text('标题', { min: 2, max: noticeTitleMost }),
      words: text('内容', { min: 2, max: noticeWordsMost }),
      link: optional(strictObject({ opens: choice('链接', noticeLinks), targetId: id('链接') }, '链接有误')),
    },
    { audits: 'targetId', atMost: { times: 20, per: 'day' } },
  ).returns<{ readonly noticeId: string; readonly status: NoticeStatus; readonly recipients: number }>(),
  'notices.read': action('staff', { noticeId: id() }).returns<{ readonly notice: NoticeDetail }>(),
  'notices.decide': action(
    'staff',
    {
      noticeId: id(),
      decision: choice('处理', { approve: '批准', return: '退回' }),
      reason: optional(text('原因', { max: 100 })),
    },
    { audits: 'noticeId' },
  ).returns<{ readonly status: NoticeStatus }>(),
  /** Whoever was told already stays told; nobody more is, and no phone rings any more. */
  'notices.stop': action('staff', { noticeId: id() }, { audits: 'noticeId' }).returns<{
    readonly status: NoticeStatus
  }>(),
  /** Whether the bodies one belongs to may write; what concerns an event one signed up for comes in any case. */
  'notices.readChoice': action('person', {}).returns<{ readonly isWelcome: boolean }>(),
  'notices.choose': action('person', { isWelcome: flag('是否接收') }).returns<{
    readonly isWelcome: boolean
  }>(),
}
