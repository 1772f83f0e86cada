/** What may be done with events and seats, decided from records and the time alone. */

import type { ErrorCode, FieldMessages } from '../../../miniprogram/contract/errors'
import type { EventContent } from '../../../miniprogram/contract/event-editing'
import type { OwnSignUp, SignUpStatus } from '../../../miniprogram/contract/sign-ups'
import { hourMs } from '../../platform/clock'
import type { CheckIn, EventRecord, SignUp } from './records'
import type { Seats, SeatTerms } from './seats'

/** What is wrong with an event's times; undefined when they fit together. */
export function contentProblems(content: EventContent): FieldMessages | undefined {
  if (content.endsAt <= content.startsAt) return { endsAt: '结束时间应晚于开始时间' }
  if (content.signUpClosesAt <= content.signUpOpensAt) return { signUpClosesAt: '报名截止应晚于报名开始' }
  // The queue serves people until the closing time, and nobody may be given a seat when it is all over.
  if (content.signUpClosesAt > content.endsAt) return { signUpClosesAt: '报名截止不应晚于活动结束' }
  return undefined
}

/** The claimant as the rule sees them. */
interface Claimant {
  readonly isVerified: boolean
  readonly hasSeat: boolean
  readonly isWaiting: boolean
}

export type SignUpDecision = 'claim' | 'queue' | 'has seat' | 'is waiting' | ErrorCode

/** What signing up comes to, given how the seats stand. The conditional updates in seats.ts hold to the same rule. */
export function decideSignUp(
  seats: SeatTerms & { readonly left: number; readonly waiting: number },
  claimant: Claimant,
  now: Date,
): SignUpDecision {
  if (claimant.hasSeat) return 'has seat'
  if (claimant.isWaiting) return 'is waiting'
  if (!seats.isOpen || seats.closesAt <= now) return 'EVENT_CLOSED'
  if (seats.opensAt > now) return 'EVENT_NOT_OPEN'
  if (seats.admission === 'verified' && !claimant.isVerified) return 'EVENT_NOT_FOR_YOU'
  return seats.left > 0 && seats.waiting === 0 ? 'claim' : 'queue'
}

/** Whether somebody may give their place back. */
export function decideWithdrawal(
  signUp: SignUp | undefined,
  checkIn: CheckIn | undefined,
  endsAt: Date,
  now: Date,
): 'withdraw' | 'is withdrawn' | ErrorCode {
  if (!signUp) return 'NOT_SIGNED_UP'
  if (signUp.status === 'withdrawn') return 'is withdrawn'
  if (checkIn) return 'ALREADY_CHECKED_IN'
  return endsAt <= now ? 'EVENT_CLOSED' : 'withdraw'
}

/** Who is next, if a seat is free and the queue is still served: until sign-up closes, and never later. */
export function nextInQueue(seats: Seats, now: Date): string | undefined {
  const isServed = seats.isOpen && seats.closesAt > now && seats.left > 0
  return isServed ? seats.queue[0]?.personId : undefined
}

/** Whether a ticket lets its holder in; without a version it was no code that was shown, but somebody known by name. */
export function decideCheckIn(
  event: Pick<EventRecord, 'status'>,
  signUp: SignUp | undefined,
  ticketVersion: number | undefined,
): 'let in' | ErrorCode {
  if (event.status !== 'published' || !signUp) return 'TICKET_INVALID'
  if (ticketVersion !== undefined && signUp.ticketVersion !== ticketVersion) return 'TICKET_INVALID'
  if (signUp.status === 'waiting') return 'TICKET_WAITING'
  return signUp.status === 'confirmed' ? 'let in' : 'TICKET_INVALID'
}

/** How long before an event begins its door may be open for volunteers, and for people by themselves. */
const doorOpensBeforeMs = 12 * hourMs
const selfCheckInBeforeMs = 2 * hourMs

/**
 * When a ticket was scanned, told by a phone whose clock may be wrong: how long before sending it counts, and no scan
 * lies in the future or before the door opened.
 */
export function scanTime(scannedAtMs: number, sentAtMs: number, startsAt: Date, now: Date): Date {
  const agoMs = Math.max(0, sentAtMs - scannedAtMs)
  const earliestMs = Math.min(startsAt.getTime() - doorOpensBeforeMs, now.getTime())
  return new Date(Math.max(now.getTime() - agoMs, earliestMs))
}

/** When people may let themselves in. */
export const selfCheckInHours = ({ startsAt, endsAt }: Pick<EventRecord, 'startsAt' | 'endsAt'>) => ({
  opensAt: new Date(startsAt.getTime() - selfCheckInBeforeMs),
  closesAt: endsAt,
})

export function isSelfCheckInOpen(event: Pick<EventRecord, 'startsAt' | 'endsAt'>, now: Date): boolean {
  const { opensAt, closesAt } = selfCheckInHours(event)
  return opensAt <= now && now < closesAt
}

/** One's own place as a phone is told of it. */
export function ownSignUp(
  signUp: SignUp,
  position: number | undefined,
  checkIn: CheckIn | undefined,
): OwnSignUp {
  return {
    status: signUp.status,
    position,
    joinedAt: signUp.joinedAt.getTime(),
    checkedInAt: checkIn?.at.getTime(),
  }
}

/** What somebody has in an event, from nothing up to having come. */
const places = ['nothing', 'queue', 'seat', 'entered'] as const
export type Place = (typeof places)[number]

export function placeOf(seats: Seats | undefined, personId: string): Place {
  const own = seats?.holders[personId]
  if (own) return own.enteredAt ? 'entered' : 'seat'
  return seats?.queue.some((entry) => entry.personId === personId) ? 'queue' : 'nothing'
}

/**
 * Of two records of one person that both signed up for an event, whose place stays: the better one, and the kept
 * record's when they are alike. Nobody holds two places, and nobody loses a seat for having waited elsewhere.
 */
export const staysWith = (moved: Place, kept: Place): 'moved' | 'kept' =>
  places.indexOf(moved) > places.indexOf(kept) ? 'moved' : 'kept'

/** How sign-ups must be rewritten so that they say what the seats say. */
export function differences(
  seats: Seats,
  signUps: readonly SignUp[],
): readonly { readonly personId: string; readonly status: SignUpStatus }[] {
  const written = new Map(signUps.map(({ personId, status }) => [personId, status]))
  const waits = new Set(seats.queue.map(({ personId }) => personId))
  const statusBySeats = (personId: string): SignUpStatus => {
    if (personId in seats.holders) return 'confirmed'
    return waits.has(personId) ? 'waiting' : 'withdrawn'
  }
  return [...new Set([...Object.keys(seats.holders), ...waits, ...written.keys()])]
    .map((personId) => ({ personId, status: statusBySeats(personId) }))
    .filter(({ personId, status }) => written.get(personId) !== status)
}
