/** Events' records as a phone is told of them. */
import type { DoorEntry, Party } from '../../../miniprogram/contract/door'
import type { EventSummary } from '../../../miniprogram/contract/events'
import type { BodyName } from '../../../miniprogram/contract/organisations'
import type { HistoryLine, ListedPerson } from '../../../miniprogram/contract/sign-ups'
import { nameOf, readBodies } from '../organisations/records'
import { linksOf, shownCover } from './publishing/pictures'
import { picturesOf } from './publishing/rules'
import type { CheckIn, EventRecord, SignUp } from './records'
import { readSeatCounts, type SeatsFor } from './seats'

/** Events with their seats and the names of their hosts, in the order given: two round trips at most. */
export async function describeEvents(events: readonly EventRecord[]): Promise<EventSummary[]> {
  if (events.length === 0) return []
  const seats = await readSeatCounts(events.map(({ _id }) => _id))
  return Promise.all(
    events.flatMap((event) => {
      const own = seats.get(event._id)
      return own ? [describeEvent(event, own)] : []
    }),
  )
}

/** One event with its seats. */
export async function describeEvent(event: EventRecord, seats: SeatsFor): Promise<EventSummary> {
  const [bodies, links] = await Promise.all([
    readBodies([event.hostId]),
    linksOf(picturesOf(event.cover, [])),
  ])
  return {
    ...summaryOf(event, seats, nameOf(bodies, event.hostId)),
    cover: shownCover(event.cover, links),
  }
}

export const summaryOf = (
  event: EventRecord,
  seats: SeatsFor,
  host: BodyName,
): Omit<EventSummary, 'cover'> => ({
  eventId: event._id,
  title: event.title,
  host,
  startsAt: event.startsAt.getTime(),
  endsAt: event.endsAt.getTime(),
  place: event.place,
  status: event.status,
  admission: seats.admission,
  signUpOpensAt: seats.opensAt.getTime(),
  signUpClosesAt: seats.closesAt.getTime(),
  seats: { capacity: seats.capacity, left: seats.left, waiting: seats.waiting },
})

/** Who comes on one ticket. */
export function partyOf(
  { categories }: Pick<EventRecord, 'categories'>,
  { seats, categoryId }: Pick<SignUp, 'seats' | 'categoryId'>,
): Party {
  return { seats, category: categories.find((one) => one.categoryId === categoryId)?.name }
}

/** What became of a sign-up. */
export const describeHistory = ({ history }: SignUp): HistoryLine[] =>
  history.map(({ status, seats, at }) => ({ status, seats, at: at.getTime() }))

/** Somebody in the list of who comes; `position` where they wait. */
export const describePerson = (
  signUp: SignUp,
  checkIn: CheckIn | undefined,
  position: number | undefined,
): ListedPerson => ({
  holderId: signUp.personId,
  name: signUp.name,
  status: signUp.status,
  position,
  joinedAt: signUp.joinedAt.getTime(),
  checkedInAt: checkIn?.at.getTime(),
  seats: signUp.seats,
  categoryId: signUp.categoryId,
  companions: signUp.companions.slice(0, signUp.seats - 1).map(({ name }) => name),
  enteredByName: signUp.enteredBy?.name,
})

/** Somebody who came in. */
export const describeEntry = (event: EventRecord, checkIn: CheckIn): DoorEntry => ({
  holderId: checkIn.personId,
  scanId: checkIn.scanId,
  name: checkIn.name,
  party: partyOf(event, checkIn),
  at: checkIn.at.getTime(),
  byName: checkIn.byName,
  way: checkIn.way,
})
