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
import { listMine } from './own-sign-ups'
import { describeDetail } from './publishing/showing'
import { readCheckIn, readSignUp } from './records'
import { detailsOf, ownSignUp } from './rules'
import { readPublished, signingUp } from './signing-up'
import { ticketCodeOf, ticketNumberOf } from './ticket-code'
import { describeEvent, partyOf } from './views'

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
    details: detailsOf(signUp, event, seats.companionsAtMost),
    code: hasSeat ? ticketCodeOf(eventId, caller.personId, signUp.ticketVersion) : '',
    number: hasSeat ? ticketNumberOf(eventId, caller.personId) : '',
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
