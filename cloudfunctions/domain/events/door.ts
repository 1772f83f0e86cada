/** What volunteers do at the door: scan, and see how many are in. */
import { AppError } from '../../../miniprogram/contract/errors'
import { type Caller, reaches } from '../../platform/caller'
import { openCode } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { readKeptId } from '../alumni/records'
import {
  type CheckIn,
  countCheckIns,
  countConfirmed,
  type EventRecord,
  insertCheckIn,
  listAllCheckIns,
  listCheckIns,
  listSignUps,
  readCheckIn,
  readEvent,
  readSignUp,
  type SignUp,
  signUpIdOf,
} from './records'
import { decideCheckIn } from './rules'
import { enterSeat, readSeatsFor } from './seats'
import { describeEvent } from './views'

const latestShown = 20

/** A published event at whose door the caller stands; any other is answered like one that does not exist. */
async function doorEvent(eventId: string, caller: Caller): Promise<EventRecord> {
  const event = await readEvent(eventId)
  const isTheirs = event && reaches('volunteer', caller, event.bodyPath, eventId)
  if (!isTheirs || event.status === 'draft') throw new AppError('NOT_FOUND')
  return event
}

/** The sign-up that a ticket shows; of a record that has become part of another one since, that one's. */
async function signUpBehind(eventId: string, personId: string): Promise<SignUp | undefined> {
  const signUp = await readSignUp(eventId, personId)
  if (signUp) return signUp
  const keptId = await readKeptId(personId)
  return keptId === undefined ? undefined : readSignUp(eventId, keptId)
}

const describe = ({ name, at, byName }: CheckIn) => ({ name, at: at.getTime(), byName })

const checkIn: Handler<'events.checkIn'> = async ({ eventId, code }, { caller, now }) => {
  await doorEvent(eventId, caller)
  const [ticketEventId, ticketPersonId, version] = openCode('ticket', code) ?? []
  if (ticketEventId !== eventId || ticketPersonId === undefined) throw new AppError('TICKET_INVALID')
  const signUp = await signUpBehind(eventId, ticketPersonId)
  const personId = signUp?.personId ?? ticketPersonId
  const decision = decideCheckIn(signUp, Number(version))
  if (decision !== 'let in') throw new AppError(decision)
  // From here on the seat cannot be given back. Who has none any more was just withdrawn.
  const isEntering = await enterSeat(eventId, personId, now)
  if (!isEntering && !(await readSeatsFor(eventId, personId))?.own) throw new AppError('TICKET_INVALID')
  const entry: CheckIn = {
    _id: signUpIdOf(eventId, personId),
    eventId,
    personId,
    name: signUp?.name ?? '',
    at: now,
    byPersonId: caller.personId,
    byName: caller.person?.name ?? '',
  }
  if ((await insertCheckIn(entry)) === 'inserted') return { status: 'checkedIn', ...describe(entry) }
  const first = await readCheckIn(eventId, personId)
  return { status: 'alreadyCheckedIn', ...describe(first ?? entry) }
}

const readDoor: Handler<'events.readDoor'> = async ({ eventId }, { caller }) => {
  const event = await doorEvent(eventId, caller)
  const [seats, confirmed, checkedIn, latest] = await Promise.all([
    readSeatsFor(eventId, caller.personId),
    countConfirmed(eventId),
    countCheckIns(eventId),
    listCheckIns(eventId, latestShown),
  ])
  if (!seats) throw new AppError('NOT_FOUND')
  return { event: await describeEvent(event, seats), confirmed, checkedIn, latest: latest.map(describe) }
}

const listPeople: Handler<'events.listSignUps'> = async ({ eventId }, { caller }) => {
  const event = await doorEvent(eventId, caller)
  const [signUps, checkIns] = await Promise.all([listSignUps(eventId), listAllCheckIns(eventId)])
  const checkedInAt = new Map(checkIns.map(({ _id, at }) => [_id, at.getTime()]))
  return {
    title: event.title,
    people: signUps.map(({ _id, name, status, joinedAt }) => ({
      name,
      status,
      joinedAt: joinedAt.getTime(),
      checkedInAt: checkedInAt.get(_id),
    })),
  }
}

export const door: Pick<Handlers<'events'>, 'events.checkIn' | 'events.readDoor' | 'events.listSignUps'> = {
  'events.checkIn': checkIn,
  'events.readDoor': readDoor,
  'events.listSignUps': listPeople,
}
