/** Events as their editors make them: draft, preview, publish, change, cancel, look back. */
import { type InferOutput, strictObject } from 'valibot'
import { action } from './action'
import {
  agendaPart,
  type Block,
  blocks,
  category,
  cover,
  fileId,
  maxCategories,
  maxCompanions,
  maxQuestions,
  meeting,
  question,
  venue,
} from './event-content'
import { admissions, type EventDetail, type EventStatus, type EventSummary } from './events'
import { choice, flag, id, integer, list, type Moment, moment, optional, text } from './fields'
import type { Delivery } from './messages'
import type { BodyName } from './organisations'

/** What an editor fills in. */
export const eventFields = {
  hostId: id('主办单位'),
  coHostIds: list('协办单位', id('协办单位'), { max: 10 }),
  title: text('活动名称', { min: 2, max: 40 }),
  cover,
  blocks: blocks('活动介绍'),
  venue,
  meeting: optional(meeting),
  agenda: list('议程', agendaPart, { max: 20 }),
  startsAt: moment('开始时间'),
  endsAt: moment('结束时间'),
  signUpOpensAt: moment('报名开始时间'),
  signUpClosesAt: moment('报名截止时间'),
  /** Until when a place can be given back; left out: until the event ends. */
  cancelsUntil: optional(moment('取消截止时间')),
  admission: choice('参加范围', admissions),
  /** Whom `bodies` admits: those who belong to one of these or to one below. */
  admittedBodyIds: list('可参加的单位', id('单位'), { max: 20 }),
  capacity: integer('名额', { min: 1, max: 2000 }),
  companionsAtMost: integer('随行人数', { min: 0, max: maxCompanions }),
  categories: list('类别', category, { max: maxCategories }),
  questions: list('问题', question, { max: maxQuestions }),
} as const

export const eventContent = strictObject(eventFields, '活动信息有误')
export type EventContent = InferOutput<typeof eventContent>

/** What is left as it is by whoever has nothing to say about it. */
export const plainContent: Pick<
  EventContent,
  | 'coHostIds'
  | 'cover'
  | 'blocks'
  | 'venue'
  | 'agenda'
  | 'admission'
  | 'admittedBodyIds'
  | 'companionsAtMost'
  | 'categories'
  | 'questions'
> = {
  coHostIds: [],
  cover: { kind: 'art', art: 'ginkgo' },
  blocks: [],
  venue: { name: '', address: '' },
  agenda: [],
  admission: 'everyone',
  admittedBodyIds: [],
  companionsAtMost: 0,
  categories: [],
  questions: [],
}

const revision = integer('版本', { min: 1, max: 1_000_000 })

/** How the news of a change or a cancellation got through. */
export interface DeliveryReport extends Delivery {
  readonly kind: 'changed' | 'cancelled'
  readonly at: Moment
  /** What people were told, one sentence each. */
  readonly words: readonly string[]
  /** Whether everybody who has a place was told. */
  readonly isComplete: boolean
}

/** A picture of an event, and a link by which it can be seen for a while. */
export interface PictureLink {
  readonly fileId: string
  readonly url: string
}

/** coming: published and not over · draft: not yet published · over: past or cancelled. */
export const eventPhases = { coming: '即将举行', draft: '草稿', over: '已结束' } as const
export type EventPhase = keyof typeof eventPhases

export interface ManagedEvent extends EventSummary {
  readonly isEditable: boolean
}

export const eventEditing = {
  /** Coming and drafts begin with what is next, the past with what was last. */
  'events.listManaged': action('volunteer', {
    phase: choice('阶段', eventPhases),
    after: optional(text('页码', { max: 100 })),
  }).returns<{
    readonly events: readonly ManagedEvent[]
    readonly next: string | undefined
    readonly counts: Readonly<Record<EventPhase, number>>
    /** Whether there are events that the caller may edit, or could make. */
    readonly isEditor: boolean
  }>(),
  'events.readDraft': action('editor', { eventId: id() }).returns<{
    readonly eventId: string
    readonly revision: number
    readonly status: EventStatus
    readonly content: EventContent
    readonly recap: readonly Block[]
    readonly pictures: readonly PictureLink[]
    /** The bodies that it names, as they are called. */
    readonly bodies: readonly BodyName[]
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
    {
      eventId: id(),
      revision,
      content: eventContent,
      /** Whether those who signed up are told of a new time or place. */
      tellsPeople: flag('是否通知'),
    },
    { audits: 'eventId' },
  ).returns<{ readonly eventId: string; readonly revision: number }>(),
  'events.publish': action('editor', { eventId: id(), revision }, { audits: 'eventId' }).returns<{
    readonly status: EventStatus
  }>(),
  /** The event as people would see it; nothing is saved. */
  'events.preview': action('editor', { content: eventContent }).returns<{ readonly event: EventDetail }>(),
  /** Looks a sent picture over: its kind and its size. What is not fit is removed. */
  'events.checkPicture': action(
    'editor',
    { fileId: fileId('图片') },
    {
      atMost: { times: 200, per: 'day' },
    },
  ).returns<PictureLink>(),
  'events.cancel': action(
    'editor',
    { eventId: id(), reason: text('取消原因', { min: 2, max: 100 }) },
    { audits: 'eventId' },
  ).returns<{ readonly status: EventStatus }>(),
  /** What people were told of the event, latest first. */
  'events.readDelivery': action('editor', { eventId: id() }).returns<{
    readonly title: string
    readonly status: EventStatus
    readonly reports: readonly DeliveryReport[]
  }>(),
  'events.saveRecap': action(
    'editor',
    { eventId: id(), revision, blocks: blocks('活动回顾') },
    { audits: 'eventId' },
  ).returns<{ readonly revision: number }>(),
}
