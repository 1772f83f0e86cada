/** Codes on posters and screens: what a scanned one opens, and how staff make and count them. */
import { action } from './action'
import { choice, id, integer, type Moment, moment, optional, text } from './fields'
import type { BodyName } from './organisations'

export const codeOpenings = {
  register: '校友登记',
  body: '组织主页',
  event: '活动',
  project: '捐赠项目',
} as const
export type CodeOpening = keyof typeof codeOpenings

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
  /** An invitation to a role, which no poster carries. */
  | { readonly opens: 'role' }

export interface CodeSummary {
  readonly scene: string
  readonly opens: CodeOpening
  /** The name of what it opens. */
  readonly title: string
  readonly entryYear: number | undefined
  /** Where it hangs or is sent: the name of one way to reach people. */
  readonly channel: string
  readonly status: CodeStatus
  readonly expiresAt: Moment
  readonly createdAt: Moment
  /** How often it was opened; the same person twice is two. */
  readonly openedTimes: number
  /** How many people registered by it. */
  readonly registrations: number
}

const scene = text('码', { max: 64 })

export const codes = {
  /** Unknown, malformed, expired and closed codes are answered alike. */
  'codes.open': action('visitor', { scene }).returns<CodeTarget>(),
  'codes.list': action('staff', { bodyId: id() }).returns<{
    readonly body: BodyName
    readonly codes: readonly CodeSummary[]
    /** What a new code of this body may lead to, beside the body itself. */
    readonly events: readonly { readonly eventId: string; readonly title: string }[]
    readonly projects: readonly { readonly projectId: string; readonly title: string }[]
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
  /** One's own code of an event, with how often it was opened and how many signed up who came by it. */
  'codes.invite': action('person', { eventId: id() }, { atMost: { times: 60, per: 'day' } }).returns<{
    /** A data address, for a canvas to draw. */
    readonly picture: string
    readonly openedTimes: number
    readonly signUps: number
  }>(),
  'codes.close': action('staff', { scene }, { audits: 'scene' }).returns<{ readonly status: CodeStatus }>(),
}
