/**
 * The truth about seats: one document per event, in which a claim, its owner and the count change together.
 *
 * Every change here is a single conditional update, which the database performs whole or not at all, however many
 * ask at once; no transaction, no lock. A function that dies before or after one leaves nothing half done, and the
 * same request sent again finds its own name there. One document serves an event of up to some 2,000 seats.
 */
import type { Admission, SeatCount } from '../../../miniprogram/contract/events'
import { Collection, command, type Query } from '../../platform/cloud'

export interface SeatTerms {
  /** Seats are given only while the event is published. */
  readonly isOpen: boolean
  readonly admission: Admission
  readonly opensAt: Date
  readonly closesAt: Date
}

export interface Holder {
  readonly at: Date
  /** Who has come in keeps the seat. */
  readonly enteredAt?: Date
  /** The scan that let them in. */
  readonly scanId?: string
}

export interface Seats extends SeatTerms, SeatCount {
  /** The event's id. */
  readonly _id: string
  /** Who has a seat, by person. */
  readonly holders: Readonly<Record<string, Holder>>
  /** Who waits, in order of arrival; as many as `waiting` says. */
  readonly queue: readonly { readonly personId: string; readonly at: Date }[]
}

/** Seats without the lists of people, but for one person's own place. */
export type SeatsFor = SeatTerms & SeatCount & Pick<Seats, '_id'> & { readonly own: Holder | undefined }

const seats = new Collection<Seats>('seats')

const termFields = ['isOpen', 'admission', 'opensAt', 'closesAt', 'capacity', 'left', 'waiting']
const holder = (personId: string) => `holders.${personId}`

export const insertSeats = (
  eventId: string,
  terms: SeatTerms,
  capacity: number,
): Promise<'inserted' | 'exists'> =>
  seats.insert({ _id: eventId, ...terms, capacity, left: capacity, waiting: 0, holders: {}, queue: [] })

/** The whole document, with everybody in it. */
export const readSeats = (eventId: string): Promise<Seats | undefined> => seats.read(eventId)

/** Counts and terms of several events. */
export async function readSeatCounts(eventIds: readonly string[]): Promise<ReadonlyMap<string, SeatsFor>> {
  const found = await seats.find({ _id: command.in([...eventIds]) }, { fields: termFields, limit: 200 })
  return new Map(found.map((document) => [document._id, { ...document, own: undefined }]))
}

/** Counts, terms and the person's own seat. */
export async function readSeatsFor(eventId: string, personId: string): Promise<SeatsFor | undefined> {
  const found = await seats.read(eventId, [...termFields, holder(personId)])
  return found && { ...found, own: found.holders?.[personId] }
}

/** Where a person stands in the queue, counted from 1; undefined when not in it. */
export async function readPosition(eventId: string, personId: string): Promise<number | undefined> {
  const found = await seats.read(eventId, ['queue.personId'])
  const place = found?.queue.findIndex((entry) => entry.personId === personId) ?? -1
  return place < 0 ? undefined : place + 1
}

/** What must be so for this person to be given a seat or a place in the queue at this moment. */
const admits = (eventId: string, personId: string, isVerified: boolean, now: Date): Query => ({
  _id: eventId,
  isOpen: true,
  opensAt: command.lte(now),
  closesAt: command.gt(now),
  admission: command.in(isVerified ? ['everyone', 'verified'] : ['everyone']),
  [holder(personId)]: command.exists(false),
})

/** Takes a seat, if one is left and nobody waits for it. */
export const claimSeat = (
  eventId: string,
  personId: string,
  isVerified: boolean,
  now: Date,
): Promise<boolean> =>
  seats.change(
    { ...admits(eventId, personId, isVerified, now), left: command.gt(0), waiting: 0 },
    { left: command.inc(-1), [holder(personId)]: command.set({ at: now }) },
  )

/** Takes a place at the end of the queue, if no seat can be had at once. */
export const joinQueue = (
  eventId: string,
  personId: string,
  isVerified: boolean,
  now: Date,
): Promise<boolean> =>
  seats.change(
    command.and([
      { ...admits(eventId, personId, isVerified, now), 'queue.personId': command.neq(personId) },
      command.or([{ left: command.lte(0) }, { waiting: command.gt(0) }]),
    ]) as unknown as Query,
    { waiting: command.inc(1), queue: command.push([{ personId, at: now }]) },
  )

/** Gives the seat to the first in the queue, if that is still this person; twice is harmless. */
export const promoteFirst = (eventId: string, personId: string, now: Date): Promise<boolean> =>
  seats.change(
    {
      _id: eventId,
      isOpen: true,
      closesAt: command.gt(now),
      left: command.gt(0),
      'queue.0.personId': personId,
      [holder(personId)]: command.exists(false),
    },
    {
      left: command.inc(-1),
      waiting: command.inc(-1),
      queue: command.shift(),
      [holder(personId)]: command.set({ at: now }),
    },
  )

/** A seat whose holder has not come in. */
const hasNotEntered = (eventId: string, personId: string): Query => ({
  _id: eventId,
  [holder(personId)]: command.exists(true),
  [`${holder(personId)}.enteredAt`]: command.exists(false),
})

/** Gives a seat back, unless its holder has come in. */
export const releaseSeat = (eventId: string, personId: string): Promise<boolean> =>
  seats.change(hasNotEntered(eventId, personId), {
    left: command.inc(1),
    [holder(personId)]: command.remove(),
  })

/** Notes that the holder of a seat has come in, so that it can no longer be given back; the first time counts. */
export const enterSeat = (eventId: string, personId: string, scanId: string, now: Date): Promise<boolean> =>
  seats.change(hasNotEntered(eventId, personId), {
    [`${holder(personId)}.enteredAt`]: now,
    [`${holder(personId)}.scanId`]: scanId,
  })

/** The same, in the place of another scan; false where the seat is gone, or says so already. */
export const reenterSeat = (eventId: string, personId: string, scanId: string, now: Date): Promise<boolean> =>
  seats.change(
    {
      _id: eventId,
      [holder(personId)]: command.exists(true),
      [`${holder(personId)}.scanId`]: command.neq(scanId),
    },
    { [`${holder(personId)}.enteredAt`]: now, [`${holder(personId)}.scanId`]: scanId },
  )

/** Takes back that this scan let the holder in: the seat can be given back again. */
export const unenterSeat = (eventId: string, personId: string, scanId: string): Promise<boolean> =>
  seats.change(
    { _id: eventId, [`${holder(personId)}.scanId`]: scanId },
    { [`${holder(personId)}.enteredAt`]: command.remove(), [`${holder(personId)}.scanId`]: command.remove() },
  )

/** Leaves the queue. */
export const leaveQueue = (eventId: string, personId: string): Promise<boolean> =>
  seats.change(
    { _id: eventId, 'queue.personId': personId },
    { waiting: command.inc(-1), queue: command.pull({ personId }) },
  )

/** Passes a seat on, with all that is known of it, to somebody who has none. */
export const passSeat = (eventId: string, fromId: string, toId: string): Promise<boolean> =>
  seats.change(
    { _id: eventId, [holder(fromId)]: command.exists(true), [holder(toId)]: command.exists(false) },
    { [holder(fromId)]: command.rename(holder(toId)) },
  )

/** Passes a place in the queue on, to somebody who has none. */
export const passPlaceInQueue = (eventId: string, fromId: string, toId: string): Promise<boolean> =>
  seats.change(
    command.and([
      { _id: eventId, 'queue.personId': fromId },
      { 'queue.personId': command.neq(toId), [holder(toId)]: command.exists(false) },
    ]) as unknown as Query,
    { 'queue.$.personId': toId },
  )

/** Opens the seats of a published event. */
export const openSeats = (eventId: string): Promise<boolean> =>
  seats.change({ _id: eventId }, { isOpen: true })

/**
 * Sets new terms and a new capacity; false when the capacity was changed meanwhile, or would be less than the seats
 * already given.
 */
export const changeTerms = (
  eventId: string,
  terms: Omit<SeatTerms, 'isOpen'>,
  capacity: { readonly from: number; readonly to: number },
): Promise<boolean> =>
  seats.change(
    { _id: eventId, capacity: capacity.from, left: command.gte(capacity.from - capacity.to) },
    { ...terms, capacity: capacity.to, left: command.inc(capacity.to - capacity.from) },
  )

/** Events whose sign-up is open or closed less than a day ago: those whose seats the timer looks after. */
export async function listActiveEventIds(since: Date): Promise<readonly string[]> {
  const found = await seats.find({ closesAt: command.gt(since) }, { fields: ['isOpen'], limit: 200 })
  return found.filter(({ isOpen }) => isOpen).map(({ _id }) => _id)
}

export const everySeats = (): AsyncGenerator<Seats> => seats.every()
