/** A seat if there is one, else a place in the queue; the same place again for who has one. For people and for staff. */
import { AppError } from '../../../miniprogram/contract/errors'
import { promoteWaiting } from './queue'
import { readEvent } from './records'
import { refusalOf, type Said } from './rules'
import { type Claim, claimSeats, joinQueue } from './seat-changes'
import { readQueue, readSeatsFor, sizeOf } from './seats'

export interface Place {
  readonly said: Said
  readonly at: Date
  /** Given by this request, not by an earlier one. */
  readonly isNew: boolean
}

/** When this instance last saw an event full: those who come next ask for the queue first. A hint, never a verdict. */
const seenFull = new Map<string, number>()
const fullForMs = 5_000

/** How often seats may change hands under one request before it gives up. */
const attemptsAtMost = 5

/** @throws AppError why there is no place for this claim */
export async function claimPlace(eventId: string, claim: Claim, now: Date): Promise<Place> {
  const size = sizeOf(claim)
  for (let attempt = 0; attempt < attemptsAtMost; attempt++) {
    const triesQueueFirst = attempt === 0 && (seenFull.get(eventId) ?? 0) > now.getTime()
    if (!triesQueueFirst && (await claimSeats(eventId, claim, now))) {
      return { said: { ...size, status: 'confirmed' }, at: now, isNew: true }
    }
    if (await joinQueue(eventId, claim, now)) {
      return { ...(await placeAfterJoining(eventId, claim, now)), isNew: true }
    }
    seenFull.delete(eventId)
    const place = await placeTaken(eventId, claim, now)
    if (place) return { ...place, isNew: false }
  }
  throw new AppError('EVENT_BUSY')
}

/** Behind others who wait for another category, or for more than is left, there may be a seat at once. */
async function placeAfterJoining(eventId: string, claim: Claim, now: Date): Promise<Omit<Place, 'isNew'>> {
  const waiting = { said: { ...sizeOf(claim), status: 'waiting' as const }, at: now }
  if (claim.categoryId === undefined) {
    seenFull.set(eventId, now.getTime() + fullForMs)
    return waiting
  }
  await promoteWaiting(eventId, now)
  const own = (await readSeatsFor(eventId, claim.holderId))?.own
  return own ? { said: { ...sizeOf(own), status: 'confirmed' }, at: own.at } : waiting
}

/** The place that there is already; undefined when it is worth trying again. Refuses with the reason otherwise. */
async function placeTaken(
  eventId: string,
  claim: Claim,
  now: Date,
): Promise<Omit<Place, 'isNew'> | undefined> {
  const [event, seats, queue] = await Promise.all([
    readEvent(eventId),
    readSeatsFor(eventId, claim.holderId),
    readQueue(eventId),
  ])
  if (!event || !seats || event.status === 'draft') throw new AppError('NOT_FOUND')
  if (seats.own) return { said: { ...sizeOf(seats.own), status: 'confirmed' }, at: seats.own.at }
  const entry = queue?.queue.find(({ holderId }) => holderId === claim.holderId)
  if (entry) return { said: { ...sizeOf(entry), status: 'waiting' }, at: entry.at }
  const refusal = refusalOf(seats, claim, now)
  if (refusal) throw new AppError(refusal)
  return undefined
}
