/** What may be done with events and seats, decided from records and the time alone. */

import { selfCheckInBeforeMs } from '../../../miniprogram/contract/door'
import type { ErrorCode } from '../../../miniprogram/contract/errors'
import type { OwnSignUp, SignUpStatus } from '../../../miniprogram/contract/sign-ups'
import type { CheckIn, EventRecord, SignUp } from './records'
import type { Claim, Next } from './seat-changes'
import { type Holder, type PartySize, type SeatCounts, type Seats, type SeatTerms, sizeOf } from './seats'

/** Why a claim could not be met, given how the seats stand; undefined when it is worth trying again. */
export function refusalOf(seats: SeatTerms & SeatCounts, claim: Claim, now: Date): ErrorCode | undefined {
  if (!seats.isOpen || seats.endsAt <= now) return 'EVENT_CLOSED'
  const { categoryId } = claim
  const isKnown = categoryId === undefined || categoryId in seats.capacityBy
  if (claim.by === 'staff') {
    if (!isKnown) return 'CATEGORY_UNKNOWN'
    return seats.closesAt <= now && !areLeft(seats, claim) ? 'EVENT_FULL' : undefined
  }
  if (seats.closesAt <= now) return 'EVENT_CLOSED'
  if (seats.opensAt > now) return 'EVENT_NOT_OPEN'
  if (!isAdmitted(seats, claim)) return 'EVENT_NOT_FOR_YOU'
  if (seats.formVersion !== claim.formVersion) return 'FORM_CHANGED'
  const mayChoose = seats.openCategories.length > 0
  const isChosen =
    categoryId === undefined ? !mayChoose : isKnown && seats.openCategories.includes(categoryId)
  if (!isChosen) return 'CATEGORY_UNKNOWN'
  return claim.seats - 1 > seats.companionsAtMost ? 'TOO_MANY_COMPANIONS' : undefined
}

/** Whether an event admits somebody. */
export function isAdmitted(
  { admission, admittedBodyIds }: Pick<SeatTerms, 'admission' | 'admittedBodyIds'>,
  { isVerified, bodyPath }: { readonly isVerified: boolean; readonly bodyPath: readonly string[] },
): boolean {
  if (admission === 'everyone') return true
  // Where somebody belongs is only known of those who are recognised.
  return (
    isVerified && (admission === 'verified' || admittedBodyIds.some((bodyId) => bodyPath.includes(bodyId)))
  )
}

/** Whether as many seats are left, in all and of the category. */
export const areLeft = (
  { left, leftBy }: Pick<SeatCounts, 'left' | 'leftBy'>,
  { seats, categoryId }: PartySize,
): boolean => left >= seats && (categoryId === undefined || (leftBy[categoryId] ?? 0) >= seats)

/** Whether somebody may give their place back. */
export function decideWithdrawal(
  signUp: SignUp | undefined,
  checkIn: CheckIn | undefined,
  { endsAt, cancelsUntil }: Pick<EventRecord, 'endsAt' | 'cancelsUntil'>,
  now: Date,
): 'withdraw' | 'is withdrawn' | ErrorCode {
  if (!signUp) return 'NOT_SIGNED_UP'
  if (signUp.status === 'withdrawn') return 'is withdrawn'
  if (checkIn) return 'ALREADY_CHECKED_IN'
  if (endsAt <= now) return 'EVENT_CLOSED'
  // Who only waits takes a seat from nobody by going late.
  const isLate = signUp.status === 'confirmed' && cancelsUntil !== null && cancelsUntil <= now
  return isLate ? 'WITHDRAWAL_CLOSED' : 'withdraw'
}

/** Why a party may not become smaller, like a seat given back; undefined when it may. */
export function decideShrinking(
  own: Holder | undefined,
  { endsAt, cancelsUntil }: Pick<EventRecord, 'endsAt' | 'cancelsUntil'>,
  now: Date,
): ErrorCode | undefined {
  if (own?.enteredAt) return 'ALREADY_CHECKED_IN'
  if (endsAt <= now) return 'EVENT_CLOSED'
  return own && cancelsUntil !== null && cancelsUntil <= now ? 'WITHDRAWAL_CLOSED' : undefined
}

/** How many are served in one step at most: the step names each of them. */
const servedAtOnce = 50

/** Who is served next; and whether all who were seen are passed over, so that it may be somebody behind them. */
export interface Serving {
  readonly next: readonly Next[]
  readonly passesAll: boolean
}

/**
 * Who is next, if seats are free and the queue is still served: until sign-up closes, and never later. Strictly the
 * oldest first. Only who waits for a category that is full is passed over, and with them all behind them who wait for
 * the same; a party that is larger than what is left is waited for.
 */
export function nextInQueue(seats: Omit<Seats, 'holders'>, now: Date): Serving {
  if (!seats.isOpen || seats.closesAt <= now || seats.endsAt <= now) return { next: [], passesAll: false }
  let { left } = seats
  const leftBy = new Map(Object.entries(seats.leftBy))
  const full = new Set<string>()
  const next: Next[] = []
  let passed = 0
  for (const [index, entry] of seats.queue.entries()) {
    const { categoryId = '', seats: count } = entry
    if (left <= 0 || next.length >= servedAtOnce) break
    const leftOfCategory = leftBy.get(categoryId) ?? left
    const hasQuota = (seats.capacityBy[categoryId] ?? seats.capacity) < seats.capacity
    if (full.has(categoryId) || (hasQuota && leftOfCategory < count)) {
      full.add(categoryId)
      passed++
      continue
    }
    if (left < count || leftOfCategory < count) break
    next.push({ entry, index })
    left -= count
    leftBy.set(categoryId, leftOfCategory - count)
  }
  return { next, passesAll: passed === seats.queue.length }
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

/** No ticket of an event is scanned longer before it begins. */
const hourMs = 3_600_000
const doorOpensBeforeMs = 12 * hourMs

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
  const { status, joinedAt } = signUp
  return {
    status,
    position: status === 'waiting' ? position : undefined,
    joinedAt: joinedAt.getTime(),
    checkedInAt: status === 'confirmed' ? checkIn?.at.getTime() : undefined,
  }
}

/** Whether the questions as they are now were not answered. */
export const needsAnswers = (
  { answered }: Pick<SignUp, 'answered'>,
  { questions, formVersion }: Pick<EventRecord, 'questions' | 'formVersion'>,
): boolean => questions.length > 0 && (answered?.formVersion ?? 0) !== formVersion

/** What is to be told of a sign-up beside the name, and whether some of it never arrived or is asked anew. */
export function detailsOf(
  signUp: Pick<SignUp, 'answered' | 'companions' | 'seats'>,
  event: Pick<EventRecord, 'questions' | 'formVersion'>,
  companionsAtMost: number,
): 'none' | 'given' | 'missing' {
  if (needsAnswers(signUp, event) || signUp.companions.length < signUp.seats - 1) return 'missing'
  return event.questions.length > 0 || companionsAtMost > 0 || signUp.seats > 1 ? 'given' : 'none'
}

/** What somebody has in an event, from nothing up to having come. */
const places = ['nothing', 'queue', 'seat', 'entered'] as const
export type Place = (typeof places)[number]

export function placeOf(seats: Seats | undefined, personId: string): Place {
  const own = seats?.holders[personId]
  if (own) return own.enteredAt ? 'entered' : 'seat'
  return seats?.queue.some(({ holderId }) => holderId === personId) ? 'queue' : 'nothing'
}

/**
 * Of two records of one person that both signed up for an event, whose place stays: the better one, and the kept
 * record's when they are alike. Nobody holds two places, and nobody loses a seat for having waited elsewhere.
 */
export const staysWith = (moved: Place, kept: Place): 'moved' | 'kept' =>
  places.indexOf(moved) > places.indexOf(kept) ? 'moved' : 'kept'

/** What the seats say of somebody. */
export type Said = PartySize & { readonly status: SignUpStatus }

/** What the seats say of everybody who has some or waits, by holder. */
export const saidBy = ({ holders, queue }: Pick<Seats, 'holders' | 'queue'>): ReadonlyMap<string, Said> =>
  new Map<string, Said>([
    ...queue.map((entry): [string, Said] => [entry.holderId, { ...sizeOf(entry), status: 'waiting' }]),
    ...Object.entries(holders).map(([holderId, holder]): [string, Said] => [
      holderId,
      { ...sizeOf(holder), status: 'confirmed' },
    ]),
  ])

/** Whether a sign-up says what the seats say; of who has none, only that. */
export const agrees = (
  signUp: PartySize & { readonly status: SignUpStatus },
  said: Said | undefined,
): boolean =>
  said
    ? signUp.status === said.status && signUp.seats === said.seats && signUp.categoryId === said.categoryId
    : signUp.status === 'withdrawn'

/** How sign-ups must be rewritten so that they say what the seats say. */
export function differences(
  seats: Pick<Seats, 'holders' | 'queue'>,
  signUps: readonly SignUp[],
): readonly { readonly holderId: string; readonly said: Said }[] {
  const said = saidBy(seats)
  const written = new Map(signUps.map((signUp) => [signUp.personId, signUp]))
  const wrong = [...said].filter(([holderId, one]) => {
    const signUp = written.get(holderId)
    return !signUp || !agrees(signUp, one)
  })
  const left = signUps.filter(({ personId, status }) => status !== 'withdrawn' && !said.has(personId))
  return [
    ...wrong.map(([holderId, one]) => ({ holderId, said: one })),
    ...left.map((signUp) => ({
      holderId: signUp.personId,
      said: { ...sizeOf(signUp), status: 'withdrawn' as const },
    })),
  ]
}
