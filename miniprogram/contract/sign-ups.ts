/** Signing up for events: one's own place, and the list of who comes. */
import { action } from './action'
import type { EventSummary } from './events'
import { id, type Moment } from './fields'

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

export const signUps = {
  'events.signUp': action('person', { eventId: id() }).returns<{
    readonly status: 'confirmed' | 'waiting'
  }>(),
  'events.withdraw': action('person', { eventId: id() }).returns<{ readonly status: 'withdrawn' }>(),
  'events.listMine': action('person', {}).returns<{
    readonly signUps: readonly { readonly event: EventSummary; readonly signUp: OwnSignUp }[]
  }>(),

  'events.listSignUps': action('volunteer', { eventId: id() }).returns<{
    readonly title: string
    readonly people: readonly {
      readonly name: string
      readonly status: SignUpStatus
      readonly joinedAt: Moment
      readonly checkedInAt: Moment | undefined
    }[]
  }>(),
}
