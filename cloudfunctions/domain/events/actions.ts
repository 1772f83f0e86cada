/** What people do with events: look, sign up, withdraw, show their ticket. Editing and the door are next door. */

import { AppError, isErrorCode } from '../../../miniprogram/contract/errors'
import type { OwnSignUp } from '../../../miniprogram/contract/sign-ups'
import type { Caller } from '../../platform/caller'
import type { Handler, Handlers } from '../../platform/serve'
import { door } from './door'
import { editing } from './editing'
import { feedback } from './feedback/giving'
import { list } from './listing/list'
import {
  type EventRecord,
  listSignUpsOf,
  readCheckIn,
  readCheckIns,
  readEvent,
  readEvents,
  readSignUp,
  recordSignUp,
  type SignUp,
  signUpIdOf,
} from './records'
import { decideSignUp, ownSignUp } from './rules'
import { claimSeat, joinQueue, readPosition, readSeatsFor, type SeatsFor } from './seats'
import { ticketCodeOf, ticketNumberOf } from './ticket-code'
import { describeEvent, describeEvents, partyOf } from './views'
import { withdrawPerson } from './withdrawal'

/** A published event with its seats as this person sees them; a draft is answered like nothing at all. */
async function readPublished(
  eventId: string,
  personId: string,
): Promise<{ event: EventRecord; seats: SeatsFor }> {
  const [event, seats] = await Promise.all([readEvent(eventId), readSeatsFor(eventId, personId)])
  if (!event || !seats || event.status === 'draft') throw new AppError('NOT_FOUND')
  return { event, seats }
}

async function describeOwn(signUp: SignUp): Promise<OwnSignUp> {
  const { eventId, personId, status } = signUp
  const [position, checkIn] = await Promise.all([
    status === 'waiting' ? readPosition(eventId, personId) : undefined,
    status === 'confirmed' ? readCheckIn(eventId, personId) : undefined,
  ])
  return ownSignUp(signUp, position, checkIn)
}

const read: Handler<'events.read'> = async ({ eventId }, { caller }) => {
  const [{ event, seats }, signUp] = await Promise.all([
    readPublished(eventId, caller.personId),
    readSignUp(eventId, caller.personId),
  ])
  return {
    event: { ...(await describeEvent(event, seats)), description: event.description },
    mine: signUp && (await describeOwn(signUp)),
  }
}

/** When this instance last saw an event full: those who come next ask for the queue first. A hint, never a verdict. */
const seenFull = new Map<string, number>()
const fullForMs = 5_000

/** How often seats may change hands under one request before it gives up. */
const attemptsAtMost = 5

const signUp: Handler<'events.signUp'> = async ({ eventId }, { caller, now }) => {
  const { status, at } = await takePlace(eventId, caller, now)
  const name = caller.person?.name ?? ''
  await recordSignUp(eventId, { personId: caller.personId, name }, status, at)
  return { status }
}

interface Place {
  readonly status: 'confirmed' | 'waiting'
  readonly at: Date
}

/** A seat if there is one, else a place in the queue; the same place again for who has one. */
async function takePlace(eventId: string, caller: Caller, now: Date): Promise<Place> {
  const { personId } = caller
  const isVerified = caller.person?.isVerified ?? false
  for (let attempt = 0; attempt < attemptsAtMost; attempt++) {
    const triesQueueFirst = attempt === 0 && (seenFull.get(eventId) ?? 0) > now.getTime()
    if (!triesQueueFirst && (await claimSeat(eventId, personId, isVerified, now))) {
      return { status: 'confirmed', at: now }
    }
    if (await joinQueue(eventId, personId, isVerified, now)) {
      seenFull.set(eventId, now.getTime() + fullForMs)
      return { status: 'waiting', at: now }
    }
    seenFull.delete(eventId)
    const place = await placeTaken(eventId, caller, now)
    if (place) return place
  }
  throw new AppError('EVENT_BUSY')
}

/** The place this person has already; undefined when it is worth trying again. Refuses with the reason otherwise. */
async function placeTaken(eventId: string, caller: Caller, now: Date): Promise<Place | undefined> {
  const { seats } = await readPublished(eventId, caller.personId)
  const isWaiting = (await readPosition(eventId, caller.personId)) !== undefined
  const claimant = {
    isVerified: caller.person?.isVerified ?? false,
    hasSeat: seats.own !== undefined,
    isWaiting,
  }
  const decision = decideSignUp(seats, claimant, now)
  if (isErrorCode(decision)) throw new AppError(decision)
  if (decision === 'has seat') return { status: 'confirmed', at: seats.own?.at ?? now }
  if (decision === 'is waiting') return { status: 'waiting', at: now }
  return undefined
}

const withdraw: Handler<'events.withdraw'> = async ({ eventId }, { caller, now }) => {
  const outcome = await withdrawPerson(eventId, caller.personId, now)
  if (isErrorCode(outcome)) throw new AppError(outcome)
  return { status: outcome }
}

const readTicket: Handler<'events.readTicket'> = async ({ eventId }, { caller }) => {
  const signUp = await readSignUp(eventId, caller.personId)
  if (!signUp) throw new AppError('NOT_SIGNED_UP')
  const { event, seats } = await readPublished(eventId, caller.personId)
  const hasSeat = signUp.status === 'confirmed'
  return {
    event: await describeEvent(event, seats),
    holderName: signUp.name,
    signUp: await describeOwn(signUp),
    party: { ...partyOf(event, signUp), companions: signUp.companions.map(({ name }) => name) },
    code: hasSeat ? ticketCodeOf(eventId, caller.personId, signUp.ticketVersion) : '',
    number: hasSeat ? ticketNumberOf(eventId, caller.personId) : '',
  }
}

const listMine: Handler<'events.listMine'> = async (_input, { caller }) => {
  const signUps = await listSignUpsOf(caller.personId)
  const [events, checkIns] = await Promise.all([
    readEvents(signUps.map(({ eventId }) => eventId)).then(describeEvents),
    readCheckIns(signUps.map(({ eventId }) => signUpIdOf(eventId, caller.personId))),
  ])
  const eventsById = new Map(events.map((event) => [event.eventId, event]))
  const checkInsById = new Map(checkIns.map((checkIn) => [checkIn._id, checkIn]))
  return {
    signUps: signUps.flatMap((signUp) => {
      const event = eventsById.get(signUp.eventId)
      return event ? [{ event, signUp: ownSignUp(signUp, undefined, checkInsById.get(signUp._id)) }] : []
    }),
  }
}

export const events: Handlers<'events'> = {
  'events.list': list,
  'events.read': read,
  'events.signUp': signUp,
  'events.withdraw': withdraw,
  'events.readTicket': readTicket,
  'events.listMine': listMine,
  ...editing,
  ...door,
  ...feedback,
}
