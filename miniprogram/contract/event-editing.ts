/** Events as their editors make them: draft, change, publish. */
import { strictObject } from 'valibot'
import { action } from './action'
import { type Admission, admissions, type EventStatus, type EventSummary } from './events'
import { choice, id, integer, type Moment, moment, text } from './fields'
import type { BodyName } from './organisations'

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

export const eventEditing = {
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
}
