/** What people do with events: look, and show their ticket. Signing up, editing and the door are next door. */

import { AppError } from '../../../miniprogram/contract/errors'
import { reaches } from '../../platform/caller'
import type { Handler, Handlers } from '../../platform/serve'
import { door } from './door'
import { editing } from './editing'
import { exporting } from './exporting/export'
import { feedback } from './feedback/giving'
import { guests } from './guests'
import { list } from './listing/list'
import { describeDetail } from './publishing/showing'
import { listSignUpsOf, readCheckIn, readCheckIns, readEvents, readSignUp, signUpIdOf } from './records'
import { ownSignUp } from './rules'
import { readPublished, signingUp } from './signing-up'
import { ticketCodeOf, ticketNumberOf } from './ticket-code'
import { describeEvent, describeEvents, describeHistory, partyOf } from './views'

/** A published event, and the caller's own place in it, in one round trip. */
async function readOwn(eventId: string, personId: string) {
  const [{ event, seats }, signUp, checkIn] = await Promise.all([
    readPublished(eventId, personId),
    readSignUp(eventId, personId),
    readCheckIn(eventId, personId),
  ])
  return { event, seats, signUp, mine: signUp && ownSignUp(signUp, seats.waits?.position, checkIn) }
}

const read: Handler<'events.read'> = async ({ eventId }, { caller }) => {
  const { event, seats, mine } = await readOwn(eventId, caller.personId)
  const isIn = seats.own !== undefined || reaches('volunteer', caller, event.bodyPath, eventId)
  return { event: await describeDetail(event, seats, isIn), mine }
}

const readTicket: Handler<'events.readTicket'> = async ({ eventId }, { caller }) => {
  const { event, seats, signUp, mine } = await readOwn(eventId, caller.personId)
  if (!signUp || !mine) throw new AppError('NOT_SIGNED_UP')
  const hasSeat = signUp.status === 'confirmed'
  return {
    event: await describeEvent(event, seats),
    holderName: signUp.name,
    signUp: mine,
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
      const own = ownSignUp(signUp, undefined, checkInsById.get(signUp._id))
      return event ? [{ event, signUp: own, history: describeHistory(signUp) }] : []
    }),
  }
}

export const events: Handlers<'events'> = {
  'events.list': list,
  'events.read': read,
  'events.readTicket': readTicket,
  'events.listMine': listMine,
  ...signingUp,
  ...guests,
  ...editing,
  ...door,
  ...feedback,
  ...exporting,
}
