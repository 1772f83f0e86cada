/**
 * The truth about seats: one document per event, in which a claim, its owner and the counts change together.
 *
 * Every change, here, in seat-changes.ts and seat-entries.ts, is a single conditional update, which the database performs whole or not at
 * all, however many ask at once; no transaction, no lock. A function that dies before or after one leaves nothing half
 * done, and the same request sent again finds its own name there. One document serves an event of up to some 2,000
 * seats and twice as many who wait.
 */
import type { Category } from '../../../miniprogram/contract/event-content'
import type { Admission, SeatCount } from '../../../miniprogram/contract/events'
import { dayMs } from '../../platform/clock'
import { type Changes, Collection, command, type Query } from '../../platform/cloud'
import { Pile } from '../../platform/piles'

export interface SeatTerms {
  /** Seats are given only while the event is published. */
  readonly isOpen: boolean
  readonly admission: Admission
  /** Where bodies are admitted: whoever belongs to one of these. */
  readonly admittedBodyIds: readonly string[]
  readonly opensAt: Date
  readonly closesAt: Date
  /** When the event is over; the timer looks after seats until a day later. */
  readonly endsAt: Date
  readonly companionsAtMost: number
  /** The version of the questions that a sign-up answers. */
  readonly formVersion: number
  /** The categories that people may choose by themselves; where there are some, one has to be chosen. */
  readonly openCategories: readonly string[]
}

/** How many seats there are: in all, and for each category. */
export interface Capacities {
  readonly capacity: number
  /** Of every category; one without a quota of its own may take as many as there are in all. */
  readonly capacityBy: Readonly<Record<string, number>>
}

/** Guests whom staff entered have ids of this kind: no person is behind them. */
export const guestPrefix = 'guest-'
export const isGuest = (holderId: string): boolean => holderId.startsWith(guestPrefix)

/** How many seats somebody takes, companions counted, and as what. */
export interface PartySize {
  readonly seats: number
  readonly categoryId?: string
}

/** The size alone, of whatever has one. */
export const sizeOf = ({
  seats,
  categoryId,
}: {
  readonly seats: number
  readonly categoryId?: string | undefined
}): PartySize => ({
  seats,
  ...(categoryId === undefined ? {} : { categoryId }),
})

export interface Holder extends PartySize {
  readonly at: Date
  /** Who has come in keeps the seat. */
  readonly enteredAt?: Date
  /** The scan that let them in. */
  readonly scanId?: string
}

export interface QueueEntry extends PartySize {
  readonly holderId: string
  readonly at: Date
}

export interface SeatCounts extends SeatCount, Capacities {
  readonly leftBy: Readonly<Record<string, number>>
}

export interface Seats extends SeatTerms, SeatCounts {
  /** The event's id. */
  readonly _id: string
  readonly isCancelled?: true
  /** Who has seats: a person's id, or `guest-…` for whom staff entered. */
  readonly holders: Readonly<Record<string, Holder>>
  /** Who waits, in order of arrival; as many as `waiting` says. */
  readonly queue: readonly QueueEntry[]
  /** How often a party in the queue changed: whoever looked before does not know who is next. */
  readonly resized: number
  /** How often anything here changed. */
  readonly changes: number
  /** Something changed since the timer last looked: somebody may be to be served, or a sign-up to be written. */
  readonly untended?: true
}

/** Where somebody waits, counted from 1. */
export interface Waits extends QueueEntry {
  readonly position: number
}

/** Seats without the lists of people, but for one person's own place: their seats, or where they wait. */
export type SeatsFor = SeatTerms &
  SeatCounts &
  Pick<Seats, '_id'> & { readonly own: Holder | undefined; readonly waits?: Waits }

const seats = new Collection<Seats>('seats')

/** The only way in which seats change: what is done, and that the timer is to look, are written as one. */
export const changeSeats = (query: Query, changes: Changes): Promise<boolean> =>
  seats.change(query, { ...changes, changes: command.inc(1), untended: true })

const termFields = [
  'isOpen',
  'admission',
  'admittedBodyIds',
  'opensAt',
  'closesAt',
  'endsAt',
  'companionsAtMost',
  'formVersion',
  'openCategories',
  'capacity',
  'capacityBy',
  'left',
  'leftBy',
  'waiting',
]

/** Where the document holds somebody's seats, and the rest of a category. */
export const holderPath = (holderId: string) => `holders.${holderId}`
export const leftPath = (categoryId: string) => `leftBy.${categoryId}`

/** What an event's capacity and its categories come to. */
export const capacitiesOf = (capacity: number, categories: readonly Category[]): Capacities => ({
  capacity,
  capacityBy: Object.fromEntries(
    categories.map((one) => [one.categoryId, Math.min(one.capacity ?? capacity, capacity)]),
  ),
})

/** The categories that people choose by themselves. */
export const openCategoriesOf = (categories: readonly Category[]): readonly string[] =>
  categories.filter(({ givenBy }) => givenBy === 'person').map(({ categoryId }) => categoryId)

export const insertSeats = (
  eventId: string,
  terms: SeatTerms,
  { capacity, capacityBy }: Capacities,
): Promise<'inserted' | 'exists'> =>
  seats.insert({
    _id: eventId,
    ...terms,
    capacity,
    capacityBy,
    left: capacity,
    leftBy: capacityBy,
    waiting: 0,
    holders: {},
    queue: [],
    resized: 0,
    changes: 0,
  })

/** The whole document, with everybody in it. */
export const readSeats = (eventId: string): Promise<Seats | undefined> => seats.read(eventId)

/** Counts and terms of several events. */
export async function readSeatCounts(eventIds: readonly string[]): Promise<ReadonlyMap<string, SeatsFor>> {
  const found = await seats.find({ _id: command.in([...eventIds]) }, { fields: termFields, limit: 200 })
  return new Map(found.map((document) => [document._id, { ...document, own: undefined }]))
}

/** What is found of one person among the seats; `waitsAt` counts from 0 and is -1 for who does not wait. */
type Found = Omit<SeatsFor, 'own' | 'waits'> & {
  readonly own?: Holder
  readonly waitsAt: number
  readonly entry?: QueueEntry
}

/** Counts, terms and the person's own place, found by the database, however many have seats or wait. */
export async function readSeatsFor(eventId: string, personId: string): Promise<SeatsFor | undefined> {
  const [found] = await seats.aggregate<Found>((stages) =>
    stages
      .match({ _id: eventId })
      .addFields({
        own: `$${holderPath(personId)}`,
        waitsAt: { $indexOfArray: ['$queue.holderId', personId] },
      })
      .addFields({ entry: { $arrayElemAt: ['$queue', '$waitsAt'] } })
      .project({ holders: 0, queue: 0 }),
  )
  if (!found) return undefined
  const { own, waitsAt, entry, ...rest } = found
  const waits = entry && waitsAt >= 0 ? { ...entry, position: waitsAt + 1 } : undefined
  return { ...rest, own, ...(waits ? { waits } : {}) }
}

/** More than ever wait. */
const everybody = 100_000

/** Counts and terms with those who wait, the first so many or all, but without the holders: what serving the queue needs. */
export async function readQueue(
  eventId: string,
  atMost = everybody,
): Promise<Omit<Seats, 'holders'> | undefined> {
  const [found] = await seats.aggregate<Omit<Seats, 'holders'>>((stages) =>
    stages
      .match({ _id: eventId })
      .addFields({ queue: { $slice: ['$queue', atMost] } })
      .project({ holders: 0 }),
  )
  return found
}

/** Opens the seats of a published event; those of a cancelled one stay closed, whoever comes late to open them. */
export const openSeats = (eventId: string): Promise<boolean> =>
  changeSeats({ _id: eventId, isCancelled: command.neq(true) }, { isOpen: true })

/** Closes the seats of a cancelled event: from here on nobody gets one, and nobody is served from the queue. */
export const closeSeats = (eventId: string): Promise<boolean> =>
  changeSeats({ _id: eventId }, { isOpen: false, isCancelled: true })

/**
 * Sets new terms and new capacities, in all and by category; false when they were changed meanwhile, or would be less
 * than the seats already given. A category goes only when nobody has a seat of it and nobody waits for one.
 */
export function changeTerms(
  eventId: string,
  terms: Omit<SeatTerms, 'isOpen'>,
  from: Capacities,
  to: Capacities,
): Promise<boolean> {
  const all = [...new Set([...Object.keys(from.capacityBy), ...Object.keys(to.capacityBy)])]
  const changes = all.map((categoryId) =>
    categoryChange(categoryId, from.capacityBy[categoryId], to.capacityBy[categoryId]),
  )
  const conditions = [
    { _id: eventId, capacity: from.capacity, left: command.gte(from.capacity - to.capacity) },
    ...changes.map(({ condition }) => condition),
  ]
  return changeSeats(command.and(conditions) as unknown as Query, {
    ...terms,
    capacity: to.capacity,
    left: command.inc(to.capacity - from.capacity),
    ...Object.assign({}, ...changes.map(({ change }) => change)),
  })
}

/** What must be so of one category, and what becomes of it: it is added, goes, or has more seats or fewer. */
function categoryChange(categoryId: string, from: number | undefined, to: number | undefined) {
  const [left, capacity] = [leftPath(categoryId), `capacityBy.${categoryId}`]
  if (from === undefined)
    return { condition: { [capacity]: command.exists(false) }, change: { [capacity]: to, [left]: to } }
  if (to === undefined)
    return {
      condition: { [capacity]: from, [left]: from, 'queue.categoryId': command.neq(categoryId) },
      change: { [capacity]: command.remove(), [left]: command.remove() },
    }
  return {
    condition: { [capacity]: from, [left]: command.gte(from - to) },
    change: { [capacity]: to, [left]: command.inc(to - from) },
  }
}

/** Has the timer look at an event's seats again. */
export const untendSeats = (eventId: string): Promise<boolean> => changeSeats({ _id: eventId }, {})

/** Events that are not over since then, and whose seats changed since the timer last looked. */
export const untendedSeats = new Pile(
  seats,
  (now) => ({ untended: true, endsAt: command.gt(new Date(now.getTime() - dayMs)) }),
  { fields: ['changes'], order: [['endsAt', 'asc']], limit: 200 },
)

/** The timer has looked, and nothing has changed from when it began. */
export const markTended = ({ _id, changes }: Pick<Seats, '_id' | 'changes'>): Promise<boolean> =>
  seats.change({ _id, changes }, { untended: command.remove() })

/** Events that are not over since then. */
export async function listActiveEventIds(since: Date): Promise<readonly string[]> {
  const found = await seats.find(
    { endsAt: command.gt(since) },
    { fields: ['_id'], order: [['endsAt', 'asc']], limit: 200 },
  )
  return found.map(({ _id }) => _id)
}

export const everySeats = (): AsyncGenerator<Seats> => seats.every()
