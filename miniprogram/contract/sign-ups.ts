/** Signing up for events: one's own place, one's companions and answers; and for staff, who comes. */
import { strictObject } from 'valibot'
import { action } from './action'
import { maxCompanions, type Question } from './event-content'
import type { EventSummary } from './events'
import { id, integer, list, type Moment, optional, text } from './fields'
import { type Answers, anyAnswers } from './questions'

/** confirmed: has a seat · waiting: in the queue · withdrawn: gave it back. */
export const signUpStatuses = { confirmed: '已报名', waiting: '候补中', withdrawn: '已取消' } as const
export type SignUpStatus = keyof typeof signUpStatuses

/** One's own place in an event; `position` counts from 1 while waiting. */
export interface OwnSignUp {
  readonly status: SignUpStatus
  readonly position: number | undefined
  readonly joinedAt: Moment
  readonly checkedInAt: Moment | undefined
}

/** What became of a sign-up, oldest first. */
export interface HistoryLine {
  readonly status: SignUpStatus
  readonly seats: number
  readonly at: Moment
}

/** One's own sign-up with all one gave. */
export interface SignUpDetails {
  /** Companions counted, whether or not their names are known. */
  readonly seats: number
  readonly companions: readonly string[]
  readonly categoryId: string | undefined
  readonly answers: Answers
  /** Questions were changed, or none of them answered yet: there is something to fill in. */
  readonly needsAnswers: boolean
}

const companions = list('同行人', strictObject({ name: text('同行人姓名', { max: 20 }) }, '同行人有误'), {
  max: maxCompanions,
})
const formVersion = integer('报名表版本', { min: 0, max: 1_000_000 })

/** Somebody whom staff enter. The key is made once for each by the phone, so that sending again is the same guest. */
const guest = strictObject(
  {
    guestKey: id('来宾'),
    name: text('来宾姓名', { max: 20 }),
    companions: integer('同行人数', { min: 0, max: 50 }),
    categoryId: optional(id('类别')),
  },
  '来宾信息有误',
)

/** Somebody in the list of who comes. */
export interface ListedPerson {
  readonly holderId: string
  readonly name: string
  readonly status: SignUpStatus
  /** In the queue, counted from 1. */
  readonly position: number | undefined
  readonly joinedAt: Moment
  readonly checkedInAt: Moment | undefined
  /** The holder and all companions. */
  readonly seats: number
  readonly categoryId: string | undefined
  readonly companions: readonly string[]
  /** Who entered them, where that was staff. */
  readonly enteredByName: string | undefined
}

/** Events that somebody signed up for, each with their place and what became of it. */
export type OwnSignUps = readonly {
  readonly event: EventSummary
  readonly signUp: OwnSignUp
  readonly history: readonly HistoryLine[]
}[]

export const signUps = {
  'events.readForm': action('person', { eventId: id() }).returns<{
    readonly formVersion: number
    readonly questions: readonly Question[]
    readonly categories: readonly {
      readonly categoryId: string
      readonly name: string
      readonly left: number
    }[]
    readonly companionsAtMost: number
    /** Until when seats may be given back. */
    readonly cancelsUntil: Moment
    readonly mine: SignUpDetails | undefined
  }>(),
  'events.signUp': action('person', {
    eventId: id(),
    /** Absent where an event asks nothing, has no categories, and nobody is brought. */
    formVersion: optional(formVersion),
    categoryId: optional(id('类别')),
    companions: optional(companions),
    answers: optional(anyAnswers),
  }).returns<{ readonly status: 'confirmed' | 'waiting' }>(),
  'events.withdraw': action('person', { eventId: id() }).returns<{ readonly status: 'withdrawn' }>(),
  'events.changeCompanions': action('person', { eventId: id(), companions }).returns<{
    readonly seats: number
  }>(),
  'events.changeAnswers': action('person', { eventId: id(), formVersion, answers: anyAnswers }).returns<
    Record<string, never>
  >(),
  'events.listMine': action('person', { after: optional(text('页码', { max: 100 })) }).returns<{
    /** Where the caller has a place or waits for one, the next first; with the first page alone. */
    readonly coming: OwnSignUps
    /** What is over, was cancelled or given back: what was signed up for last first. */
    readonly rest: OwnSignUps
    readonly next: string | undefined
  }>(),

  /** In the order in which people joined. */
  'events.listSignUps': action('volunteer', {
    eventId: id(),
    after: optional(text('页码', { max: 100 })),
  }).returns<{
    readonly title: string
    /** Whether the caller may enter guests and read answers. */
    readonly isEditor: boolean
    readonly categories: readonly { readonly categoryId: string; readonly name: string }[]
    readonly people: readonly ListedPerson[]
    readonly next: string | undefined
  }>(),
  'events.readSignUp': action(
    'editor',
    { eventId: id(), holderId: id('报名') },
    { audits: 'holderId' },
  ).returns<{
    readonly person: ListedPerson
    readonly answers: readonly {
      readonly label: string
      readonly answer: string
      /** Of a picture: a link to it, for a few minutes; it may be gone. */
      readonly pictureUrl: string | undefined
    }[]
    readonly history: readonly HistoryLine[]
  }>(),
  'events.addGuests': action(
    'editor',
    { eventId: id(), guests: list('来宾', guest, { min: 1, max: 50 }) },
    { audits: 'eventId' },
  ).returns<{
    readonly confirmed: number
    readonly waiting: number
    /** Those for whom no seat was left after sign-up closed. */
    readonly refused: number
  }>(),
  'events.changeGuest': action(
    'editor',
    {
      eventId: id(),
      holderId: id('来宾'),
      name: text('来宾姓名', { max: 20 }),
      companions: integer('同行人数', { min: 0, max: 50 }),
      categoryId: optional(id('类别')),
    },
    { audits: 'holderId' },
  ).returns<Record<string, never>>(),
  'events.removeGuest': action(
    'editor',
    { eventId: id(), holderId: id('来宾') },
    { audits: 'holderId' },
  ).returns<Record<string, never>>(),
}
