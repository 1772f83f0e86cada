/** Tickets and the door: the signed code that is shown, the scan that lets somebody in, and taking a scan back. */
import { strictObject } from 'valibot'
import { action } from './action'
import type { ErrorCode } from './errors'
import type { EventSummary } from './events'
import { id, list, type Moment, moment, optional, text } from './fields'
import type { OwnSignUp } from './sign-ups'

/** Who comes on one ticket. */
export interface Party {
  /** The holder and all companions. */
  readonly seats: number
  /** The name of the holder's category; undefined where the event knows none. */
  readonly category: string | undefined
}

export interface Ticket {
  readonly event: EventSummary
  readonly holderName: string
  readonly signUp: OwnSignUp
  readonly party: Party & { readonly companions: readonly string[] }
  /**
   * Companions and answers: `none` – the event asks for neither · `given` · `missing` – some name or answer is not there
   * yet, because a request was cut off or the questions changed.
   */
  readonly details: 'none' | 'given' | 'missing'
  /** Signed, for the QR; empty while there is no seat. */
  readonly code: string
  /** Short, to be said to a volunteer whose camera fails; empty while there is no seat. */
  readonly number: string
}

/** ticket: the code was scanned · hand: found by name or number · self: scanned the screen at the door. */
export const doorWays = { ticket: '扫码', hand: '人工', self: '自助' } as const
export type DoorWay = keyof typeof doorWays

/** Somebody who came in. */
export interface DoorEntry {
  readonly holderId: string
  readonly scanId: string
  readonly name: string
  readonly party: Party
  readonly at: Moment
  readonly byName: string
  readonly way: DoorWay
}

/**
 * The outcome of a scan. The same scan sent again is answered the same; another scan of one ticket tells when the first
 * was and by whom; a scan that was taken back meanwhile tells by whom, and lets nobody in.
 */
export interface CheckInResult extends DoorEntry {
  readonly status: 'checkedIn' | 'alreadyCheckedIn' | 'undone'
}

/** What came of one scan of many: as above, or refused, with the sentence to read. */
export type ScanOutcome =
  | ({ readonly outcome: 'known' } & CheckInResult)
  | {
      readonly outcome: 'refused'
      readonly scanId: string
      readonly code: ErrorCode
      readonly message: string
    }

/** How many people come and how many are in, companions counted. */
export interface DoorCount {
  readonly confirmed: number
  readonly checkedIn: number
}

/** A guest as the door keeps them on the phone, so that it judges without network. */
export interface DoorGuest {
  readonly holderId: string
  readonly name: string
  readonly party: Party
  readonly number: string
  /** By which the code of the ticket is recognised; too little to make one. */
  readonly mark: string
  readonly entered: { readonly at: Moment; readonly byName: string } | undefined
}

const markLength = 10

/**
 * What is kept of a ticket's code to recognise it without network: the first 60 of its signature's 132 bits. Nobody can
 * make a ticket from it that the server would take, nor one, without knowing it, that the phone would.
 */
export const markOf = (code: string): string => code.slice(code.lastIndexOf('.') + 1).slice(0, markLength)

/** Numbers are of these, so that nobody mistakes 0 for O or 1 for I. */
export const numberLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
export const numberLength = 6

/** People may let themselves in from so long before an event begins, until it ends. */
export const selfCheckInBeforeMs = 2 * 60 * 60 * 1000

/** How many scans go in one call. */
export const scansAtMost = 50

/** What was shown: a ticket's code, or a guest picked from the list. The scan's id is made once by the phone. */
const scan = {
  scanId: id('扫码编号'),
  code: optional(text('票码', { max: 200 })),
  holderId: optional(id('来宾')),
}

const doorReads = { times: 600, per: 'hour' } as const

export const door = {
  'events.readTicket': action('person', { eventId: id() }).returns<Ticket>(),
  'events.readDoor': action('volunteer', { eventId: id() }).returns<
    DoorCount & {
      readonly event: EventSummary
      readonly byCategory: readonly (DoorCount & { readonly category: string })[]
      readonly latest: readonly DoorEntry[]
    }
  >(),
  /** Who has a seat, a part at a time; for the phones of this event's volunteers only, and not for long. */
  'events.readGuests': action(
    'volunteer',
    { eventId: id(), after: optional(id('游标')) },
    { atMost: doorReads },
  ).returns<{
    readonly guests: readonly DoorGuest[]
    readonly next: string | undefined
    /** When the phone must have forgotten them. */
    readonly forgetAt: Moment
  }>(),
  'events.checkIn': action('volunteer', { eventId: id(), ...scan }).returns<CheckInResult>(),
  /** Scans made without network; `sentAt` is the phone's own time, against which its scans are timed. */
  'events.checkInBatch': action('volunteer', {
    eventId: id(),
    sentAt: moment('发送时间'),
    scans: list('扫码记录', strictObject({ ...scan, scannedAt: moment('扫码时间') }, '扫码记录有误'), {
      min: 1,
      max: scansAtMost,
    }),
  }).returns<{ readonly outcomes: readonly ScanOutcome[] }>(),
  'events.undoCheckIn': action(
    'volunteer',
    { eventId: id(), holderId: id('来宾'), scanId: id('扫码编号'), reason: text('原因', { max: 100 }) },
    { audits: 'holderId' },
  ).returns<{ readonly status: 'undone' }>(),
  /** Codes for the screen at the door, of now and of the next minutes, each good for a short while. */
  'events.readDoorCodes': action('volunteer', { eventId: id() }).returns<
    DoorCount & {
      readonly title: string
      /** The server's time, by which the codes change. */
      readonly now: Moment
      readonly codes: readonly { readonly code: string; readonly from: Moment; readonly until: Moment }[]
      readonly opensAt: Moment
      readonly closesAt: Moment
    }
  >(),
  /** Somebody with a seat scans the screen at the door. */
  'events.checkInSelf': action(
    'person',
    { code: text('现场码', { max: 200 }) },
    { atMost: { times: 60, per: 'hour' } },
  ).returns<CheckInResult & { readonly eventId: string }>(),
}
