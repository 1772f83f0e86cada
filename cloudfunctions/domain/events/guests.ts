/** Who comes, for staff: the list with its answers, and guests without WeChat, whom staff enter in any number. */
import { AppError } from '../../../miniprogram/contract/errors'
import { type Caller, reaches } from '../../platform/caller'
import { now as currentTime } from '../../platform/clock'
import { page, rowsAtMost } from '../../platform/cursor'
import { derivedId } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { linksToPictures } from './answer-pictures'
import { doorEvent } from './door-access'
import { claimPlace } from './places'
import { readAnswers } from './questions'
import { promoteWaiting } from './queue'
import {
  type EventRecord,
  listSignUpsAfter,
  readCheckIn,
  readCheckIns,
  readEvent,
  readSignUp,
  recordSignUp,
  renameGuest,
  type SignUp,
} from './records'
import { changeInQueue, changeParty, leaveQueue, releaseSeats } from './seat-changes'
import {
  guestPrefix,
  isGuest,
  type PartySize,
  readQueue,
  readSeatsFor,
  type SeatsFor,
  sizeOf,
  type Waits,
} from './seats'
import { describeHistory, describePerson } from './views'

/** The same guest sent again is the same holder. */
const guestIdOf = (eventId: string, guestKey: string) =>
  `${guestPrefix}${derivedId('guest', eventId, guestKey)}`

/** An event within the editor's reach; one outside is answered like one that does not exist. */
async function guestsEvent(eventId: string, caller: Caller): Promise<EventRecord> {
  const event = await readEvent(eventId)
  if (!event || !reaches('editor', caller, event.bodyPath)) throw new AppError('NOT_FOUND')
  return event
}

/** A guest whom staff entered and who still comes; people's own sign-ups are theirs alone. */
async function readGuest(eventId: string, holderId: string): Promise<SignUp> {
  const signUp = isGuest(holderId) ? await readSignUp(eventId, holderId) : undefined
  if (!signUp) throw new AppError('NOT_FOUND')
  return signUp
}

const listPeople: Handler<'events.listSignUps'> = async ({ eventId, after }, { caller }) => {
  const [event, found, seats] = await Promise.all([
    doorEvent(eventId, caller),
    listSignUpsAfter(eventId, after),
    readQueue(eventId),
  ])
  const { rows, next } = page(found, ({ joinedAt }) => joinedAt, rowsAtMost)
  const checkIns = await readCheckIns(rows.map(({ _id }) => _id))
  const checkInsById = new Map(checkIns.map((checkIn) => [checkIn._id, checkIn]))
  const positions = new Map(seats?.queue.map(({ holderId }, index) => [holderId, index + 1]))
  return {
    title: event.title,
    isEditor: reaches('editor', caller, event.bodyPath),
    categories: event.categories.map(({ categoryId, name }) => ({ categoryId, name })),
    people: rows.map((signUp) =>
      describePerson(signUp, checkInsById.get(signUp._id), positions.get(signUp.personId)),
    ),
    next,
  }
}

const readPerson: Handler<'events.readSignUp'> = async ({ eventId, holderId }, { caller }) => {
  await guestsEvent(eventId, caller)
  const signUp = await readSignUp(eventId, holderId)
  if (!signUp) throw new AppError('NOT_FOUND')
  const [checkIn, seats, answers] = await Promise.all([
    readCheckIn(eventId, holderId),
    readSeatsFor(eventId, holderId),
    readAnswers(signUp),
  ])
  const links = await linksToPictures(answers.flatMap(({ fileId }) => fileId ?? []))
  return {
    person: describePerson(signUp, checkIn, seats?.waits?.position),
    answers: answers.map(({ label, answer, fileId }) => ({
      label,
      answer,
      pictureUrl: fileId === undefined ? undefined : links.get(fileId),
    })),
    history: describeHistory(signUp),
  }
}

const addGuests: Handler<'events.addGuests'> = async ({ eventId, guests }, { caller, now }) => {
  await guestsEvent(eventId, caller)
  const enteredBy = { personId: caller.personId, name: caller.person?.name ?? '' }
  const count = { confirmed: 0, waiting: 0, refused: 0 }
  for (const { guestKey, name, companions, categoryId } of guests) {
    const personId = guestIdOf(eventId, guestKey)
    const size = sizeOf({ seats: 1 + companions, categoryId })
    try {
      const { said, at } = await claimPlace(eventId, { by: 'staff', holderId: personId, ...size }, now)
      await recordSignUp(eventId, { personId, name, said, details: { enteredBy } }, at)
      count[said.status === 'confirmed' ? 'confirmed' : 'waiting']++
    } catch (error) {
      // Those before are entered; whoever finds no seat is counted, and staff decide.
      if (!(error instanceof AppError && error.code === 'EVENT_FULL')) throw error
      count.refused++
    }
  }
  return count
}

const changeGuest: Handler<'events.changeGuest'> = async (input, { caller, now }) => {
  const { eventId, holderId, name, companions, categoryId } = input
  await guestsEvent(eventId, caller)
  await readGuest(eventId, holderId)
  const to = sizeOf({ seats: 1 + companions, categoryId })
  const { own, waits } = (await readSeatsFor(eventId, holderId)) ?? {}
  const has = own ?? waits
  if (has && (has.seats !== to.seats || has.categoryId !== categoryId)) {
    await changeGuestParty(eventId, holderId, { own, waits }, to, now)
    const said = { ...to, status: own ? ('confirmed' as const) : ('waiting' as const) }
    await recordSignUp(eventId, { personId: holderId, name, said }, currentTime())
    await promoteWaiting(eventId, now)
  }
  await renameGuest(eventId, holderId, name)
  return {}
}

/** @throws AppError why the party stays as it is */
async function changeGuestParty(
  eventId: string,
  holderId: string,
  { own, waits }: Pick<SeatsFor, 'own'> & { readonly waits: Waits | undefined },
  to: PartySize,
  now: Date,
): Promise<void> {
  if (own?.enteredAt) throw new AppError('ALREADY_CHECKED_IN')
  if (own && !(await changeParty(eventId, holderId, own, to, 'staff', now))) throw new AppError('EVENT_FULL')
  if (waits && !(await changeInQueue(eventId, waits, to))) throw new AppError('OTHERS_WAIT_BEHIND')
}

const removeGuest: Handler<'events.removeGuest'> = async ({ eventId, holderId }, { caller, now }) => {
  await guestsEvent(eventId, caller)
  const guest = await readGuest(eventId, holderId)
  const isFree = (await leaveQueue(eventId, holderId)) || (await releaseSeats(eventId, holderId))
  if (!isFree && (await readSeatsFor(eventId, holderId))?.own) throw new AppError('ALREADY_CHECKED_IN')
  const said = { ...sizeOf(guest), status: 'withdrawn' as const }
  await recordSignUp(eventId, { personId: holderId, name: guest.name, said }, currentTime())
  await promoteWaiting(eventId, now)
  return {}
}

export const guests: Pick<
  Handlers<'events'>,
  | 'events.listSignUps'
  | 'events.readSignUp'
  | 'events.addGuests'
  | 'events.changeGuest'
  | 'events.removeGuest'
> = {
  'events.listSignUps': listPeople,
  'events.readSignUp': readPerson,
  'events.addGuests': addGuests,
  'events.changeGuest': changeGuest,
  'events.removeGuest': removeGuest,
}
