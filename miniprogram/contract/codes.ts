/** Codes on posters and screens: what a scanned one opens, and how staff make and count them. */
import { action } from './action'
import { choice, id, integer, type Moment, moment, optional, text } from './fields'
import type { BodyName } from './organisations'

export const codeOpenings = {
  register: '校友登记',
  body: '组织主页',
  event: '活动',
  project: '捐赠项目',
  article: '文章',
  anniversary: '校庆',
} as const
export type CodeOpening = keyof typeof codeOpenings

/** Ways to reach people, to be compared with each other. */
export const channelKinds = {
  poster: '海报',
  menu: '公众号菜单',
  chat: '微信群聊',
  qq: 'QQ',
  weibo: '微博',
  other: '其他',
} as const
export type ChannelKind = keyof typeof channelKinds

/** Outside WeChat nobody scans what is on their own screen: there a link is put instead of a picture. */
export const isOutsideWeChat = (kind: ChannelKind): boolean => kind === 'qq' || kind === 'weibo'

/**
 * What came of codes. A sign-up or a gift counts for the first code by which the person came to that event or project
 * within thirty days before; where they came to it by none, for the first of an article or an anniversary that they
 * opened in that time. A person who signs up and gives up the place again counts for nothing.
 */
export interface Brought {
  /** How often they were opened; the same person twice is two. */
  readonly openedTimes: number
  /** How many people registered. */
  readonly registrations: number
  /** How many people have a place or wait for one. */
  readonly signUps: number
  readonly gifts: number
  /** What is left of the gifts after refunds; for treasurers alone. */
  readonly givenFen: number | undefined
}

/** What a share kit is made for. */
export const shareables = {
  event: codeOpenings.event,
  project: codeOpenings.project,
  article: codeOpenings.article,
  anniversary: codeOpenings.anniversary,
} as const
export type Shareable = keyof typeof shareables

export const isShareable = (opens: string): opens is Shareable => opens in shareables

/** One kind of channel of one item: what came of it, and the code to use there. */
export interface KitChannel extends Brought {
  readonly kind: ChannelKind
  /** The latest that still opens; undefined while there is none. */
  readonly scene: string | undefined
}

/** open: leads somewhere until it expires · closed: by hand, for good. */
export const codeStatuses = { open: '使用中', closed: '已停用' } as const
export type CodeStatus = keyof typeof codeStatuses

/** Where a scanned code leads. */
export type CodeTarget =
  | {
      readonly opens: 'register'
      readonly college: BodyName | undefined
      readonly entryYear: number | undefined
      /** Of a class’s code: what its people write as their class. */
      readonly className: string | undefined
    }
  | { readonly opens: 'body'; readonly bodyId: string }
  | { readonly opens: 'event'; readonly eventId: string }
  | { readonly opens: 'project'; readonly projectId: string }
  | { readonly opens: 'article'; readonly articleId: string }
  | { readonly opens: 'anniversary'; readonly anniversaryId: string }
  /** An invitation to a role, which no poster carries. */
  | { readonly opens: 'role' }

export interface CodeSummary extends Brought {
  readonly scene: string
  readonly opens: CodeOpening
  readonly targetId: string
  /** The name of what it opens. */
  readonly title: string
  readonly entryYear: number | undefined
  /** Where it hangs or is sent: the name of one way to reach people. */
  readonly channel: string
  readonly kind: ChannelKind
  readonly status: CodeStatus
  readonly expiresAt: Moment
  readonly createdAt: Moment
}

const scene = text('码', { max: 64 })

export const codes = {
  /** Unknown, malformed, expired and closed codes are answered alike. */
  'codes.open': action('visitor', { scene }).returns<CodeTarget>(),
  'codes.list': action('staff', { bodyId: id(), after: optional(text('页码', { max: 100 })) }).returns<{
    readonly body: BodyName
    /** The latest first. */
    readonly codes: readonly CodeSummary[]
    readonly next: string | undefined
    /** What a new code of this body may lead to, beside the body itself. */
    readonly events: readonly { readonly eventId: string; readonly title: string }[]
    readonly projects: readonly { readonly projectId: string; readonly title: string }[]
    /** The latest. */
    readonly articles: readonly { readonly articleId: string; readonly title: string }[]
    readonly anniversaries: readonly { readonly anniversaryId: string; readonly title: string }[]
  }>(),
  'codes.create': action(
    'staff',
    {
      /** Made once by the phone for one intent: the same key is the same code. */
      draftKey: id(),
      opens: choice('用途', codeOpenings),
      targetId: id('目标'),
      entryYear: optional(integer('入学年份', { min: 1950, max: 2100 })),
      channel: text('渠道', { max: 20 }),
      kind: optional(choice('渠道类型', channelKinds)),
      expiresAt: moment('有效期'),
    },
    { audits: 'targetId' },
  ).returns<{ readonly scene: string }>(),
  /** The picture to print: a mini-program code that WeChat draws, with the words around it. */
  'codes.poster': action('staff', { scene }).returns<{
    /** A data address, for a canvas to draw. */
    readonly picture: string
    readonly title: string
    readonly bodyName: string
    readonly channel: string
    readonly opens: CodeOpening
    readonly expiresAt: Moment
  }>(),
  /** A link that opens what the code opens, for where nobody can scan; WeChat lets it live for thirty days. */
  'codes.link': action('staff', { scene }, { atMost: { times: 100, per: 'day' } }).returns<{
    readonly url: string
    readonly expiresAt: Moment
  }>(),
  /** What is needed to tell people of something, channel by channel, and what came of each. */
  'codes.readKit': action('staff', { opens: choice('内容', shareables), targetId: id() }).returns<{
    readonly title: string
    /** Of an event, when and where it is; of an anniversary, its day and its theme; of all else, what it is about. */
    readonly startsAt: Moment | undefined
    readonly words: string
    readonly channels: readonly KitChannel[]
    /** Whether the caller may make codes for it. */
    readonly isMaker: boolean
    /** Until when a new code is to open it. */
    readonly until: Moment
  }>(),
  /** One's own code of an event, with how often it was opened and how many signed up who came by it. */
  'codes.invite': action('person', { eventId: id() }, { atMost: { times: 60, per: 'day' } }).returns<{
    /** A data address, for a canvas to draw. */
    readonly picture: string
    readonly openedTimes: number
    readonly signUps: number
  }>(),
  'codes.close': action('staff', { scene }, { audits: 'scene' }).returns<{ readonly status: CodeStatus }>(),
}
