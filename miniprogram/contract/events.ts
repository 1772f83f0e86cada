/** Events as everybody sees them. Editing, signing up and the door speak next door. */
import { strictObject, union } from 'valibot'
import { action } from './action'
import type { AgendaPart, Category, Meeting, Question, ShownBlock, ShownCover, Venue } from './event-content'
import { choice, id, type Moment, moment, optional, text } from './fields'
import type { BodyName } from './organisations'
import type { OwnSignUp } from './sign-ups'

export const eventStatuses = { draft: '草稿', published: '已发布', cancelled: '已取消' } as const
export type EventStatus = keyof typeof eventStatuses

/** Who may come. */
export const admissions = {
  everyone: '所有登记的人',
  verified: '已认证校友',
  bodies: '指定组织的校友',
} as const
export type Admission = keyof typeof admissions

/** How many seats there are, are left, and how many people's parties wait. */
export interface SeatCount {
  readonly capacity: number
  readonly left: number
  readonly waiting: number
}

export interface EventSummary {
  readonly eventId: string
  readonly title: string
  readonly host: BodyName
  readonly startsAt: Moment
  readonly endsAt: Moment
  /** In one line: the name of the place, or 线上. */
  readonly place: string
  readonly cover: ShownCover
  readonly status: EventStatus
  readonly admission: Admission
  readonly signUpOpensAt: Moment
  readonly signUpClosesAt: Moment
  readonly seats: SeatCount
}

/** All that an event says of itself. */
export interface EventDetail extends EventSummary {
  readonly coHosts: readonly BodyName[]
  readonly blocks: readonly ShownBlock[]
  readonly venue: Venue
  /** Its link and its code are there for those who have a seat, and for staff. */
  readonly meeting: (Pick<Meeting, 'platform'> & Partial<Meeting>) | undefined
  readonly agenda: readonly AgendaPart[]
  /** Until when a place can be given back; undefined: until the event ends. */
  readonly cancelsUntil: Moment | undefined
  readonly admittedBodies: readonly BodyName[]
  readonly companionsAtMost: number
  readonly categories: readonly Category[]
  readonly questions: readonly Question[]
  readonly formVersion: number
  readonly cancellation: { readonly at: Moment; readonly reason: string } | undefined
  /** What it was like, written afterwards. */
  readonly recap: readonly ShownBlock[]
}

/** How an event takes place; one that does both is found under either. */
export const eventWays = { onSite: '现场', online: '线上' } as const

/** An event in a list, with one's own place in it. */
export interface ListedEvent extends EventSummary {
  readonly mine: Pick<OwnSignUp, 'status' | 'position' | 'checkedInAt'> | undefined
}

export const events = {
  /** By time; whatever filter is left out does not matter. What is cancelled is shown to those who have a place in it. */
  'events.list': action('visitor', {
    period: union(
      [
        choice('时间', { upcoming: '近期', past: '往期' }),
        strictObject({ from: moment('开始'), until: moment('结束') }, '时间有误'),
      ],
      '请选择时间',
    ),
    /** Hosted by this body or one below it, or together with it. */
    hostId: optional(id('主办单位')),
    admission: optional(choice('参加范围', admissions)),
    way: optional(choice('形式', eventWays)),
    /** What the title contains. */
    words: optional(text('关键词', { max: 40 })),
    after: optional(text('游标', { max: 100 })),
  }).returns<{ readonly events: readonly ListedEvent[]; readonly next: string | undefined }>(),
  'events.read': action('visitor', { eventId: id() }).returns<{
    readonly event: EventDetail
    readonly mine: OwnSignUp | undefined
  }>(),
}
