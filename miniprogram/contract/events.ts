/** Events as everybody sees them. Editing, signing up and the door speak next door. */
import { action } from './action'
import { choice, id, type Moment, optional, text } from './fields'
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
  readonly place: string
  readonly status: EventStatus
  readonly admission: Admission
  readonly signUpOpensAt: Moment
  readonly signUpClosesAt: Moment
  readonly seats: SeatCount
}

export const events = {
  'events.list': action('visitor', {
    period: choice('时间', { upcoming: '近期', past: '往期' }),
    after: optional(text('游标', { max: 100 })),
  }).returns<{ readonly events: readonly EventSummary[]; readonly next: string | undefined }>(),
  'events.read': action('visitor', { eventId: id() }).returns<{
    readonly event: EventSummary & { readonly description: string }
    readonly mine: OwnSignUp | undefined
  }>(),
}
