/** A seat if there is one, else a place in the queue; the same place again for who has one. For people and for staff. */
import { AppError } from '../../../miniprogram/contract/errors'
import { promoteWaiting } from './queue'
import { readEvent } from './records'
import { refusalOf, type Said } from './rules'
import { type Claim, claimSeats, joinQueue } from './seat-changes'
import { readSeatsFor, sizeOf } from './seats'

export interface Place {
  readonly said: Said
  readonly at: Date
  /** Given by this request, not by an earlier one. */
  readonly isNew: boolean
}

/**
 * When this instance last saw an event, or a category of it, full: those who come next ask for the queue first. A hint,
 * never a verdict.
 */
const seenFull = new Map<string, number>()
const fullKey = (eventId: string, { categoryId = '' }: Claim) => `${eventId}:${categoryId}`
const fullForMs = 5_000

/** How often seats may change hands under one request before it gives up. */
const attemptsAtMost = 5

/** @throws AppError why there is no place for this claim */
export async function claimPlace(eventId: string, claim: Claim, now: Date): Promise<Place> {
  const size = sizeOf(claim)
  const waiting = { said: { ...size, status: 'waiting' as const }, at: now }
  const key = fullKey(eventId, claim)
  for (let attempt = 0; attempt < attemptsAtMost; attempt++) {
    const triesQueueFirst = attempt === 0 && (seenFull.get(key) ?? 0) > now.getTime()
    if (!triesQueueFirst && (await claimSeats(eventId, claim, now))) {
      return { said: { ...size, status: 'confirmed' }, at: now, isNew: true }
    }
    if (await joinQueue(eventId, claim, 'full', now)) {
      seenFull.set(key, now.getTime() + fullForMs)
      return { ...waiting, isNew: true }
    }
    seenFull.delete(key)
    if (await joinQueue(eventId, claim, 'behind others', now)) {
      return { ...((await seatsAfterJoining(eventId, claim, now)) ?? waiting), isNew: true }
    }
    const place = await placeTaken(eventId, claim, now)
    if (place) return { ...place, isNew: false }
  }
  throw new AppError('EVENT_BUSY')
}

/** Behind others who all wait for a category that is full there may be a seat at once. */
async function seatsAfterJoining(
  eventId: string,
  claim: Claim,
  now: Date,
): Promise<Omit<Place, 'isNew'> | undefined> {
  if (claim.categoryId === undefined) return undefined
  await promoteWaiting(eventId, now)
  const own = (await readSeatsFor(eventId, claim.holderId))?.own
  return own && { said: { ...sizeOf(own), status: 'confirmed' }, at: own.at }
}

/** The place that there is already; undefined when it is worth trying again. Refuses with the reason otherwise. */
async function placeTaken(
  eventId: string,
  claim: Claim,
  now: Date,
): Promise<Omit<Place, 'isNew'> | undefined> {
  const [event, seats] = await Promise.all([readEvent(eventId), readSeatsFor(eventId, claim.holderId)])
  if (!event || !seats || event.status === 'draft') throw new AppError('NOT_FOUND')
  if (seats.own) return { said: { ...sizeOf(seats.own), status: 'confirmed' }, at: seats.own.at }
  if (seats.waits) return { said: { ...sizeOf(seats.waits), status: 'waiting' }, at: seats.waits.at }
  const refusal = refusalOf(seats, claim, now)
  if (refusal) throw new AppError(refusal)
  return undefined
}
