/** Events: published by editors, signed up for by people, checked in at the door. */
import { strictObject } from 'valibot'
import { action } from './action'
import { choice, id, integer, type Moment, moment, optional, text } from './fields'
import type { BodyName } from './organisations'

export const eventStatuses = { draft: '草稿', published: '已发布', cancelled: '已取消' } as const
export type EventStatus = keyof typeof eventStatuses

/** Who may come. */
export const admissions = { everyone: '所有登记的人', verified: '已认证校友' } as const
export type Admission = keyof typeof admissions

/** confirmed: has a seat · waiting: in the queue · withdrawn: gave it back. */
export const signUpStatuses = { confirmed: '已报名', waiting: '候补中', withdrawn: '已取消' } as const
export type SignUpStatus = keyof typeof signUpStatuses

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

/** One's own place in an event; `position` counts from 1 while waiting. */
export interface OwnSignUp {
  readonly status: SignUpStatus
  readonly position: number | undefined
  readonly joinedAt: Moment
  readonly checkedInAt: Moment | undefined
}

export interface Ticket {
  readonly event: EventSummary
  readonly holderName: string
  readonly signUp: OwnSignUp
  /** Signed, for the QR; empty while there is no seat. */
  readonly code: string
}

/** What an editor fills in. */
export const eventFields = {
  hostId: id('主办单位'),
  title: text('活动名称', { min: 2, max: 40 }),
  description: text('活动介绍', { min: 0, max: 2000 }),
  place: text('地点', { max: 60 }),
  startsAt: moment('开始时间'),
  endsAt: moment('结束时间'),
  signUpOpensAt: moment('报名开始时间'),
  signUpClosesAt: moment('报名截止时间'),
  admission: choice('参加范围', admissions),
  capacity: integer('名额', { min: 1, max: 2000 }),
} as const

const eventContent = strictObject(eventFields, '活动信息有误')

export interface EventContent {
  readonly hostId: string
  readonly title: string
  readonly description: string
  readonly place: string
  readonly startsAt: Moment
  readonly endsAt: Moment
  readonly signUpOpensAt: Moment
  readonly signUpClosesAt: Moment
  readonly admission: Admission
  readonly capacity: number
}

export interface DoorEntry {
  readonly name: string
  readonly at: Moment
  readonly byName: string
}

/** The outcome of a scan: a second scan tells when the first was, and by whom. */
export interface CheckInResult extends DoorEntry {
  readonly status: 'checkedIn' | 'alreadyCheckedIn'
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
  'events.signUp': action('person', { eventId: id() }).returns<{
    readonly status: 'confirmed' | 'waiting'
  }>(),
  'events.withdraw': action('person', { eventId: id() }).returns<{ readonly status: 'withdrawn' }>(),
  'events.readTicket': action('person', { eventId: id() }).returns<Ticket>(),
  'events.listMine': action('person', {}).returns<{
    readonly signUps: readonly { readonly event: EventSummary; readonly signUp: OwnSignUp }[]
  }>(),

  'events.listManaged': action('volunteer', {}).returns<{ readonly events: readonly EventSummary[] }>(),
  'events.listHosts': action('editor', {}).returns<{ readonly hosts: readonly BodyName[] }>(),
  'events.readDraft': action('editor', { eventId: id() }).returns<{
    readonly eventId: string
    readonly revision: number
    readonly status: EventStatus
    readonly content: EventContent
  }>(),
  'events.create': action(
    'editor',
    { draftKey: id(), content: eventContent },
    { audits: 'draftKey' },
  ).returns<{
    readonly eventId: string
    readonly revision: number
  }>(),
  'events.change': action(
    'editor',
    { eventId: id(), revision: integer('版本', { min: 1, max: 1_000_000 }), content: eventContent },
    { audits: 'eventId' },
  ).returns<{ readonly eventId: string; readonly revision: number }>(),
  'events.publish': action(
    'editor',
    { eventId: id(), revision: integer('版本', { min: 1, max: 1_000_000 }) },
    { audits: 'eventId' },
  ).returns<{ readonly status: EventStatus }>(),
  'events.listSignUps': action('volunteer', { eventId: id() }).returns<{
    readonly title: string
    readonly people: readonly {
      readonly name: string
      readonly status: SignUpStatus
      readonly joinedAt: Moment
      readonly checkedInAt: Moment | undefined
    }[]
  }>(),
  'events.readDoor': action('volunteer', { eventId: id() }).returns<{
    readonly event: EventSummary
    readonly confirmed: number
    readonly checkedIn: number
    readonly latest: readonly DoorEntry[]
  }>(),
  'events.checkIn': action('volunteer', {
    eventId: id(),
    code: text('票码', { max: 200 }),
  }).returns<CheckInResult>(),
}
