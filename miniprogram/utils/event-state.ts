/** How an event stands at a moment, for one person: the word that its card and its page show. */
import type { EventSummary } from '../contract/events'
import type { OwnSignUp } from '../contract/sign-ups'

export type EventState =
  | 'cancelled'
  | 'attended'
  | 'ended'
  | 'joined'
  | 'waiting'
  | 'upcoming'
  | 'closed'
  | 'open'
  | 'waitlist'

type OwnPlace = Pick<OwnSignUp, 'status' | 'checkedInAt'>

/** The state of an event; `mine` is one's own sign-up, where it is known. */
export function eventStateOf(event: EventSummary, mine: OwnPlace | undefined, nowMs: number): EventState {
  if (event.status === 'cancelled') return 'cancelled'
  if (mine?.checkedInAt !== undefined) return 'attended'
  if (event.endsAt <= nowMs) return 'ended'
  if (mine?.status === 'confirmed') return 'joined'
  if (mine?.status === 'waiting') return 'waiting'
  if (event.signUpOpensAt > nowMs) return 'upcoming'
  if (event.signUpClosesAt <= nowMs) return 'closed'
  return isQueueing(event) ? 'waitlist' : 'open'
}

/** Whether who signs up now joins the queue: while anyone waits, a free seat is theirs. */
export const isQueueing = ({ seats }: EventSummary): boolean => seats.left === 0 || seats.waiting > 0

/** An event as event-card shows it. */
export interface EventCard {
  readonly eventId: string
  readonly title: string
  readonly startsAt: number
  readonly endsAt: number
  readonly place: string
  readonly state: EventState
  readonly seatsLeft: number
}

export function eventCardOf(event: EventSummary, mine: OwnPlace | undefined, nowMs: number): EventCard {
  const { eventId, title, startsAt, endsAt, place, seats } = event
  return {
    eventId,
    title,
    startsAt,
    endsAt,
    place,
    state: eventStateOf(event, mine, nowMs),
    seatsLeft: seats.left,
  }
}
