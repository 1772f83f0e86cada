/** Tickets and the door: the signed code that is shown, and the scan that lets somebody in. */
import { action } from './action'
import type { EventSummary } from './events'
import { id, type Moment, text } from './fields'
import type { OwnSignUp } from './sign-ups'

export interface Ticket {
  readonly event: EventSummary
  readonly holderName: string
  readonly signUp: OwnSignUp
  /** Signed, for the QR; empty while there is no seat. */
  readonly code: string
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

export const door = {
  'events.readTicket': action('person', { eventId: id() }).returns<Ticket>(),
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
