/** Events, their sign-ups and check-ins. Seats have a file of their own. */
import type { DoorWay } from '../../../miniprogram/contract/door'
import type {
  AgendaPart,
  Block,
  Category,
  Cover,
  Meeting,
  Question,
  Venue,
} from '../../../miniprogram/contract/event-content'
import type { EventStatus } from '../../../miniprogram/contract/events'
import type { Answer } from '../../../miniprogram/contract/questions'
import type { SignUpStatus } from '../../../miniprogram/contract/sign-ups'
import { aggregateCommand, Collection, collect, command, type Query } from '../../platform/cloud'
import { afterCursor, rowsAtMost } from '../../platform/cursor'
import { Pile } from '../../platform/piles'
import type { Capacities, PartySize, SeatTerms } from './seats'

/** What an event is. Who may come, when one signs up and how many seats there are is said by its seats. */
export interface EventRecord {
  readonly _id: string
  readonly hostId: string
  /** The host and its ancestors: whoever edits for one of them edits this. */
  readonly bodyPath: readonly string[]
  readonly title: string
  readonly coHostIds: readonly string[]
  readonly cover: Cover
  readonly blocks: readonly Block[]
  /** In one line, made from the venue and the meeting. */
  readonly place: string
  readonly venue: Venue
  readonly meeting: Meeting | null
  readonly agenda: readonly AgendaPart[]
  readonly startsAt: Date
  readonly endsAt: Date
  /** Until when seats may be given back; null: until it is over. */
  readonly cancelsUntil: Date | null
  readonly categories: readonly Category[]
  /** What is asked at sign-up, in this version; older versions are kept as forms. */
  readonly questions: readonly Question[]
  readonly formVersion: number
  /** What it was like, written afterwards. */
  readonly recap: readonly Block[]
  readonly cancellation: { readonly at: Date; readonly reason: string } | null
  readonly status: EventStatus
  /** Grows with every change, so that two editors do not overwrite each other unknowingly. */
  readonly revision: number
  readonly createdBy: string
  /** A change or a cancellation of which not all has been done yet. */
  readonly unsettled: Unsettled | null
}

/** Written with the change it tells of, so that what follows from it is done even if the function dies. */
export interface Unsettled {
  readonly kind: 'changed' | 'cancelled'
  readonly at: Date
  /** The revision that it made. */
  readonly revision: number
  /** What people are told. */
  readonly words: readonly string[]
  /** Of a change: what the seats are to say. */
  readonly terms?: Omit<SeatTerms, 'isOpen'>
  readonly capacities?: Capacities
}

export interface Companion {
  readonly name: string
}

/** Answers by question. */
export interface Answered {
  readonly formVersion: number
  readonly open: Readonly<Record<string, Answer>>
  /** Sensitive ones, sealed; each until its time. */
  readonly sealed: Readonly<Record<string, { readonly words: string; readonly erasesAt: Date }>>
}

export interface HistoryEntry {
  readonly status: SignUpStatus
  readonly seats: number
  readonly at: Date
}

export interface SignUp {
  /** `event:person`, so that one person signs up once. */
  readonly _id: string
  readonly eventId: string
  /** The person; or `guest-…`, for somebody whom staff entered. */
  readonly personId: string
  readonly name: string
  /** Companions counted. The seats say the same; should a function have died, they are right. */
  readonly seats: number
  readonly companions: readonly Companion[]
  readonly categoryId?: string
  /** Answers to the questions of this version of the form; undefined while it was not answered. */
  readonly answered?: Answered
  /** When the first of the sensitive answers is to be erased. */
  readonly erasesAt?: Date
  /** What became of it, oldest first. */
  readonly history: readonly HistoryEntry[]
  /** Of the code by which the person came, if they came by one. */
  readonly scene?: string
  /** Who entered it, where that was not the person: a guest without WeChat. */
  readonly enteredBy?: { readonly personId: string; readonly name: string }
  readonly status: SignUpStatus
  readonly joinedAt: Date
  /** When the seats said so; an older word never replaces a newer one. */
  readonly changedAt: Date
  /** Grows when a ticket is withdrawn, so that its old code is worth nothing. */
  readonly ticketVersion: number
  /** A change of which the person has not been told yet. */
  readonly untold: boolean
}

/** Somebody who is in. One that was taken back lies among the undone. */
export interface CheckIn {
  /** The sign-up's id: a second check-in has no place to go. */
  readonly _id: string
  readonly eventId: string
  readonly personId: string
  readonly name: string
  /** People let in on the ticket, companions counted. */
  readonly seats: number
  readonly categoryId?: string
  readonly way: DoorWay
  /** Made by the phone for each scan: the same scan sent again is known by it. */
  readonly scanId: string
  /** When the ticket was shown, which without network was before it was received. */
  readonly at: Date
  readonly receivedAt: Date
  readonly byPersonId: string
  readonly byName: string
  /** What follows from it may not all have been done yet; the timer looks. */
  readonly unsettled?: boolean
}

const events = new Collection<EventRecord>('events')
const signUps = new Collection<SignUp>('signUps')
const checkIns = new Collection<CheckIn>('checkIns')

export const signUpIdOf = (eventId: string, personId: string): string => `${eventId}:${personId}`

export const readEvent = (eventId: string): Promise<EventRecord | undefined> => events.read(eventId)
export const readEvents = (eventIds: readonly string[]): Promise<EventRecord[]> =>
  events.find({ _id: command.in([...eventIds]) }, { limit: 200 })

/** The next published events, nearest first. Lists with filters ask in listing/. */
export const listUpcoming = (now: Date, limit: number): Promise<EventRecord[]> =>
  events.find({ status: 'published', endsAt: command.gte(now) }, { order: [['startsAt', 'asc']], limit })

/** Published events hosted at or below these bodies that are not over at a moment, nearest first. */
export const listGoingBelow = (
  bodyIds: readonly string[],
  at: Date,
  limit = rowsAtMost,
): Promise<EventRecord[]> =>
  events.find(
    { bodyPath: command.in([...bodyIds]), status: 'published', endsAt: command.gt(at) },
    { order: [['startsAt', 'asc']], limit },
  )

/** The next published events hosted at or below a body, or together with it. */
export const listComing = (bodyId: string, now: Date, limit: number): Promise<EventRecord[]> =>
  events.find(
    command.and([
      { status: 'published', endsAt: command.gte(now) },
      command.or([{ bodyPath: bodyId }, { coHostIds: bodyId }]),
    ]) as unknown as Query,
    { order: [['startsAt', 'asc']], limit },
  )

/** The published events of one host that are not over, nearest first. */
export const listHostedBy = (hostId: string, now: Date): Promise<EventRecord[]> =>
  events.find(
    { hostId, status: 'published', endsAt: command.gte(now) },
    { order: [['startsAt', 'asc']], limit: 50 },
  )

/** Published events that begin within a time. */
export const listStarting = (from: Date, until: Date): Promise<EventRecord[]> =>
  events.find({ status: 'published', startsAt: command.gt(from).and(command.lte(until)) }, { limit: 200 })

/** Published events that ended within a time. */
export const listEnded = (from: Date, until: Date): Promise<EventRecord[]> =>
  events.find({ status: 'published', endsAt: command.gt(from).and(command.lte(until)) }, { limit: 200 })

/** Every event whose host is one of these bodies. */
export const everyEventHostedBy = (hostIds: readonly string[]): AsyncGenerator<EventRecord> =>
  events.every({ hostId: command.in([...hostIds]) })

/** Writes who hosts an event, and where that body lies, if it is still hosted as it was read. */
export const rehostEvent = (
  { _id, hostId }: EventRecord,
  host: { readonly _id: string; readonly bodyPath: readonly string[] },
): Promise<boolean> => events.change({ _id, hostId }, { hostId: host._id, bodyPath: [...host.bodyPath] })

export const readSignUp = (eventId: string, personId: string): Promise<SignUp | undefined> =>
  signUps.read(signUpIdOf(eventId, personId))

/** Every sign-up of a person, however many. */
export const everySignUpOf = (personId: string): AsyncGenerator<SignUp> => signUps.every({ personId })

/** Puts a copy of a sign-up under another person; if one is there already, that one stays. */
export const copySignUp = (signUp: SignUp, to: { personId: string; name?: string }): Promise<unknown> =>
  signUps.insert({ ...signUp, ...to, _id: signUpIdOf(signUp.eventId, to.personId) })
export const removeSignUp = (eventId: string, personId: string): Promise<number> =>
  signUps.remove({ _id: signUpIdOf(eventId, personId) })

/** Every sign-up of an event, in the order people joined. */
export async function listSignUps(eventId: string): Promise<SignUp[]> {
  const found = await collect(signUps.every({ eventId }))
  return found.sort((one, other) => one.joinedAt.getTime() - other.joinedAt.getTime())
}

/** The sign-ups of an event in the order people joined: a page, and one more where there are more. */
export const listSignUpsAfter = (eventId: string, after: string | undefined): Promise<SignUp[]> =>
  signUps.find(afterCursor({ eventId }, 'joinedAt', 'asc', after), {
    order: [
      ['joinedAt', 'asc'],
      ['_id', 'asc'],
    ],
    limit: rowsAtMost + 1,
  })

/** The sign-ups of an event behind an id, in the order of their ids: to walk through all of them, a few at a time. */
export const listSignUpsFrom = (eventId: string, afterId: string, limit: number): Promise<SignUp[]> =>
  signUps.find({ eventId, _id: command.gt(afterId) }, { order: [['_id', 'asc']], limit })

/** The fifty sign-ups of a person that were made last. */
export const listSignUpsOf = (personId: string): Promise<SignUp[]> =>
  signUps.find({ personId }, { order: [['joinedAt', 'desc']], limit: 50 })

/** All that a person ever signed up for, in brief: so many that no life holds more. */
export const listAllSignUpsOf = (
  personId: string,
): Promise<Pick<SignUp, '_id' | 'eventId' | 'status' | 'joinedAt'>[]> =>
  signUps.find({ personId }, { fields: ['eventId', 'status', 'joinedAt'], limit: 1000 })

/** Those of these events that take place and are not over, the next first. */
export const listGoingAmong = (eventIds: readonly string[], now: Date): Promise<Pick<EventRecord, '_id'>[]> =>
  events.find(
    { _id: command.in([...eventIds]), status: 'published', endsAt: command.gt(now) },
    { order: [['startsAt', 'asc']], fields: ['_id'], limit: 1000 },
  )

/** How many people of an event stand so; guests without WeChat, and who has left, are not counted. */
export const countSignedUp = (eventId: string, statuses: readonly SignUpStatus[]): Promise<number> =>
  signUps.count(
    command.and([
      { eventId, status: command.in([...statuses]), enteredBy: command.exists(false) },
      // `\`` is the character after `_`, so that the range holds all that begins with `erased_`.
      { personId: command.lt('erased_').or(command.gte('erased`')) },
    ]) as unknown as Query,
  )

/** How many sign-ups that have a seat or wait for one came by each of these codes. */
export async function countSignUpsBy(scenes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await signUps.aggregate<{ _id: string; signUps: number }>((stages) =>
    stages
      .match({ scene: command.in([...scenes]), status: command.in(['confirmed', 'waiting']) })
      .group({ _id: '$scene', signUps: { $sum: 1 } }),
  )
  return new Map(rows.map((row) => [row._id, row.signUps]))
}

/** What a person gives with a sign-up, beside their name. */
export type Details = Partial<Pick<SignUp, 'companions' | 'answered' | 'erasesAt' | 'enteredBy' | 'scene'>>

/** Of whom a sign-up is, and what it says. */
export interface Recorded {
  readonly personId: string
  readonly name: string
  readonly said: PartySize & { readonly status: SignUpStatus }
  readonly details?: Details
}

/** So much of a sign-up's history is kept. */
const historyAtMost = 30

/**
 * Writes down what the seats said about a person, unless something newer is written already.
 * One round trip the first time, which is the time that counts when a thousand sign up at once.
 */
export async function recordSignUp(eventId: string, recorded: Recorded, changedAt: Date): Promise<void> {
  const { personId, name, said, details = {} } = recorded
  const { status, seats, categoryId } = said
  const _id = signUpIdOf(eventId, personId)
  const entry: HistoryEntry = { status, seats, at: changedAt }
  const inserted = await signUps.insert({
    _id,
    eventId,
    personId,
    name,
    companions: [],
    ...said,
    ...details,
    joinedAt: changedAt,
    changedAt,
    ticketVersion: 1,
    history: [entry],
    untold: true,
  })
  if (inserted === 'inserted') return
  const isOther = command.or([
    { status: command.neq(status) },
    { seats: command.neq(seats) },
    { categoryId: categoryId === undefined ? command.exists(true) : command.neq(categoryId) },
  ])
  const older = { _id, changedAt: command.lte(changedAt) }
  const changes = {
    seats,
    categoryId: categoryId ?? command.remove(),
    changedAt,
    ...replaced(details),
    history: command.push({ each: [entry], slice: -historyAtMost }),
  }
  const isNewStatus = await signUps.change(
    { ...older, status: command.neq(status) },
    {
      ...changes,
      status,
      untold: true,
      ...(status === 'withdrawn' ? { ticketVersion: command.inc(1) } : {}),
    },
  )
  if (!isNewStatus) await signUps.change(command.and([older, isOther]) as unknown as Query, changes)
}

/** Replaces what is kept whole, not field by field. */
const replaced = (details: Details) =>
  Object.fromEntries(Object.entries(details).map(([field, value]) => [field, command.set(value)]))

/** Writes what a person says anew of their companions or their answers; whether they have a seat is not touched. */
export const changeDetails = (eventId: string, personId: string, details: Details): Promise<boolean> =>
  signUps.change({ _id: signUpIdOf(eventId, personId) }, replaced(details))

/** Writes a guest's name anew. */
export const renameGuest = (eventId: string, guestId: string, name: string): Promise<boolean> =>
  signUps.change({ _id: signUpIdOf(eventId, guestId) }, { name })

/** Sign-ups with sensitive answers whose time has come. */
export const expiredAnswers = new Pile(signUps, (now) => ({ erasesAt: command.lte(now) }), { limit: 200 })

/** Takes erased answers out, if they were not answered anew meanwhile. */
export const writeErased = (
  { _id, erasesAt }: SignUp,
  answered: Answered | undefined,
  next: Date | undefined,
): Promise<boolean> =>
  signUps.change(
    { _id, erasesAt },
    {
      answered: answered === undefined ? command.remove() : command.set(answered),
      erasesAt: next ?? command.remove(),
    },
  )

export const untoldSignUps = new Pile(signUps, () => ({ untold: true }), { limit: 300 })
export const markSignUpTold = (signUp: SignUp): Promise<boolean> =>
  signUps.change({ _id: signUp._id, changedAt: signUp.changedAt }, { untold: false })

/** The same for a check-in. */
export const copyCheckIn = (checkIn: CheckIn, to: { personId: string; name?: string }): Promise<unknown> =>
  checkIns.insert({ ...checkIn, ...to, _id: signUpIdOf(checkIn.eventId, to.personId) })
export const removeCheckIn = (eventId: string, personId: string): Promise<number> =>
  checkIns.remove({ _id: signUpIdOf(eventId, personId) })

/** Takes a member of staff's id and name out of the events they made and the check-ins they did. */
export async function forgetStaff(personId: string, to: { personId: string; name: string }): Promise<void> {
  await events.changeEvery({ createdBy: personId }, { createdBy: to.personId })
  await checkIns.changeEvery({ byPersonId: personId }, { byPersonId: to.personId, byName: to.name })
}

/** Sign-ups by their ids. */
export const readSignUps = (signUpIds: readonly string[]): Promise<SignUp[]> =>
  signUps.find({ _id: command.in([...signUpIds]) }, { limit: 1000 })

/** Confirmed sign-ups in the order of their ids, beyond one of them. */
export const listConfirmed = (eventId: string, after: string, limit: number): Promise<SignUp[]> =>
  signUps.find({ eventId, status: 'confirmed', _id: command.gt(after) }, { order: [['_id', 'asc']], limit })

/** People by category, companions counted; '' stands for those without one. */
export type Heads = ReadonlyMap<string, number>

async function countHeads(
  collection: Pick<Collection<{ readonly _id: string }>, 'aggregate'>,
  query: Query,
): Promise<Heads> {
  const rows = await collection.aggregate<{ _id: string | null; heads: number }>((stages) =>
    stages.match(query).group({ _id: '$categoryId', heads: aggregateCommand.sum('$seats') }),
  )
  return new Map(rows.map(({ _id, heads }) => [_id ?? '', heads]))
}

export const countConfirmedHeads = (eventId: string): Promise<Heads> =>
  countHeads(signUps, { eventId, status: 'confirmed' })
export const countHeadsIn = (eventId: string): Promise<Heads> => countHeads(checkIns, { eventId })

/** Removes the check-in that one scan made; not that of another scan. */
export const removeScan = (signUpId: string, scanId: string): Promise<number> =>
  checkIns.remove({ _id: signUpId, scanId })

export const insertCheckIn = (checkIn: CheckIn): Promise<'inserted' | 'exists'> => checkIns.insert(checkIn)
export const readCheckIn = (eventId: string, personId: string): Promise<CheckIn | undefined> =>
  checkIns.read(signUpIdOf(eventId, personId))
export const readCheckIns = (signUpIds: readonly string[]): Promise<CheckIn[]> =>
  checkIns.find({ _id: command.in([...signUpIds]) }, { limit: 1000 })
export const unsettledCheckIns = new Pile(checkIns, () => ({ unsettled: true }), { limit: 1000 })
/** These are done with; one that another scan made meanwhile is not. */
export const markCheckInsSettled = (settled: readonly CheckIn[]): Promise<number> =>
  checkIns.changeEvery(
    {
      _id: command.in(settled.map(({ _id }) => _id)),
      scanId: command.in(settled.map(({ scanId }) => scanId)),
    },
    { unsettled: command.remove() },
  )
export const listCheckIns = (eventId: string, limit: number): Promise<CheckIn[]> =>
  checkIns.find({ eventId }, { order: [['at', 'desc']], limit })

export const everySignUp = (): AsyncGenerator<SignUp> => signUps.every()
export const everyCheckIn = (): AsyncGenerator<CheckIn> => checkIns.every()
