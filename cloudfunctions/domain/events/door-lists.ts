/** What a volunteer looks at: how many are in, who came last, and who is expected. */
import { type DoorCount, type DoorGuest, markOf } from '../../../miniprogram/contract/door'
import { AppError } from '../../../miniprogram/contract/errors'
import { dayMs } from '../../platform/clock'
import { rowsAtMost } from '../../platform/cursor'
import type { Handler, Handlers } from '../../platform/serve'
import { doorEvent } from './door-access'
import {
  type CheckIn,
  countConfirmedHeads,
  countHeadsIn,
  type EventRecord,
  type Heads,
  listCheckIns,
  listConfirmed,
  readCheckIns,
  type SignUp,
  signUpIdOf,
} from './records'
import { readSeatsFor } from './seats'
import { ticketCodeOf, ticketNumberOf } from './ticket-code'
import { describeEntry, describeEvent, partyOf } from './views'

const latestShown = 20

/** After an event a volunteer's phone still sorts out what it scanned without network; then it forgets. */
const forgetsAfterMs = dayMs

const sum = (heads: Heads): number => [...heads.values()].reduce((total, count) => total + count, 0)

/** People expected and people in, in all. */
export const countDoor = (confirmed: Heads, entered: Heads): DoorCount => ({
  confirmed: sum(confirmed),
  checkedIn: sum(entered),
})

/** The same by category, in the event's order; those without one come last. Nothing for an event without categories. */
function countByCategory({ categories }: EventRecord, confirmed: Heads, entered: Heads) {
  if (categories.length === 0) return []
  return [...categories, { categoryId: '', name: '未分类' }]
    .map(({ categoryId, name }) => ({
      category: name,
      confirmed: confirmed.get(categoryId) ?? 0,
      checkedIn: entered.get(categoryId) ?? 0,
    }))
    .filter((count) => count.confirmed + count.checkedIn > 0)
}

/** How many came of those who were expected, companions counted, in all and by category. */
export async function countAttendance(event: EventRecord) {
  const [confirmed, entered] = await Promise.all([countConfirmedHeads(event._id), countHeadsIn(event._id)])
  return { ...countDoor(confirmed, entered), byCategory: countByCategory(event, confirmed, entered) }
}

const readDoor: Handler<'events.readDoor'> = async ({ eventId }, { caller }) => {
  const [event, seats, confirmed, entered, latest] = await Promise.all([
    doorEvent(eventId, caller),
    readSeatsFor(eventId, caller.personId),
    countConfirmedHeads(eventId),
    countHeadsIn(eventId),
    listCheckIns(eventId, latestShown),
  ])
  if (!seats) throw new AppError('NOT_FOUND')
  return {
    event: await describeEvent(event, seats),
    ...countDoor(confirmed, entered),
    byCategory: countByCategory(event, confirmed, entered),
    latest: latest.map((checkIn) => describeEntry(event, checkIn)),
  }
}

const describeGuest = (event: EventRecord, signUp: SignUp, checkIn: CheckIn | undefined): DoorGuest => ({
  holderId: signUp.personId,
  name: signUp.name,
  party: partyOf(event, signUp),
  number: ticketNumberOf(event._id, signUp.personId),
  mark: markOf(ticketCodeOf(event._id, signUp.personId, signUp.ticketVersion)),
  entered: checkIn && { at: checkIn.at.getTime(), byName: checkIn.byName },
})

const readGuests: Handler<'events.readGuests'> = async ({ eventId, after }, { caller }) => {
  const beyond = after === undefined ? '' : signUpIdOf(eventId, after)
  const [event, signUps] = await Promise.all([
    doorEvent(eventId, caller),
    listConfirmed(eventId, beyond, rowsAtMost),
  ])
  const checkIns = await readCheckIns(signUps.map(({ _id }) => _id))
  const checkInsById = new Map(checkIns.map((checkIn) => [checkIn._id, checkIn]))
  return {
    guests: signUps.map((signUp) => describeGuest(event, signUp, checkInsById.get(signUp._id))),
    next: signUps.length < rowsAtMost ? undefined : signUps.at(-1)?.personId,
    forgetAt: event.endsAt.getTime() + forgetsAfterMs,
  }
}

export const doorLists: Pick<Handlers<'events'>, 'events.readDoor' | 'events.readGuests'> = {
  'events.readDoor': readDoor,
  'events.readGuests': readGuests,
}
