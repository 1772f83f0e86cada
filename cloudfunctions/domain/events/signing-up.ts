/** What people do about their own place: sign up, with companions and answers; change both; give it back. */
import { AppError, isErrorCode } from '../../../miniprogram/contract/errors'
import type { Caller } from '../../platform/caller'
import { now as currentTime } from '../../platform/clock'
import type { Handler, Handlers } from '../../platform/serve'
import { sceneOf } from '../codes/arriving'
import { deletePictures } from './answer-pictures'
import { claimPlace } from './places'
import { answeredFrom, answersOf, picturesIn } from './questions'
import { promoteWaiting } from './queue'
import { changeDetails, type EventRecord, readEvent, readSignUp, recordSignUp, type SignUp } from './records'
import { decideShrinking, needsAnswers } from './rules'
import { type Claim, changeInQueue, changeParty } from './seat-changes'
import { readSeatsFor, type SeatsFor, sizeOf } from './seats'
import { withdrawPerson } from './withdrawal'

/** A published event with its seats as this person sees them; a draft is answered like nothing at all. */
export async function readPublished(
  eventId: string,
  personId: string,
): Promise<{ event: EventRecord; seats: SeatsFor }> {
  const [event, seats] = await Promise.all([readEvent(eventId), readSeatsFor(eventId, personId)])
  if (!event || !seats || event.status === 'draft') throw new AppError('NOT_FOUND')
  return { event, seats }
}

const readForm: Handler<'events.readForm'> = async ({ eventId }, { caller }) => {
  const [{ event, seats }, signUp] = await Promise.all([
    readPublished(eventId, caller.personId),
    readSignUp(eventId, caller.personId),
  ])
  const isOpen = (categoryId: string) => seats.openCategories.includes(categoryId)
  return {
    formVersion: seats.formVersion,
    questions: event.questions,
    categories: event.categories
      .filter(({ categoryId }) => isOpen(categoryId))
      .map(({ categoryId, name }) => ({
        categoryId,
        name,
        left: Math.min(seats.left, seats.leftBy[categoryId] ?? 0),
      })),
    companionsAtMost: seats.companionsAtMost,
    cancelsUntil: (event.cancelsUntil ?? event.endsAt).getTime(),
    mine: signUp && signUp.status !== 'withdrawn' ? describeDetails(signUp, event) : undefined,
  }
}

const describeDetails = (signUp: SignUp, event: EventRecord) => ({
  seats: signUp.seats,
  companions: signUp.companions.slice(0, signUp.seats - 1).map(({ name }) => name),
  categoryId: signUp.categoryId,
  answers: answersOf(signUp),
  needsAnswers: needsAnswers(signUp, event),
})

const claimantFrom = ({ personId, person }: Caller) => ({
  by: 'person' as const,
  holderId: personId,
  isVerified: person?.isVerified ?? false,
  bodyPath: person?.bodyPath ?? [],
})

const signUp: Handler<'events.signUp'> = async (input, { caller, now }) => {
  const { eventId, formVersion = 0, categoryId, companions = [], answers = {} } = input
  const answered = await answeredFrom(eventId, formVersion, answers, caller.personId)
  const size = sizeOf({ seats: 1 + companions.length, categoryId })
  const claim: Claim = { ...claimantFrom(caller), ...size, formVersion }
  const [{ said, at, isNew }, scene] = await Promise.all([
    claimPlace(eventId, claim, now),
    sceneOf(eventId, caller.personId, now),
  ])
  // Who has a place already changes companions and answers as such; sent again, the request says nothing new.
  const details = isNew ? { companions, ...answered, ...scene } : {}
  const name = caller.person?.name ?? ''
  await recordSignUp(eventId, { personId: caller.personId, name, said, details }, at)
  return { status: said.status === 'confirmed' ? 'confirmed' : 'waiting' }
}

const withdraw: Handler<'events.withdraw'> = async ({ eventId }, { caller, now }) => {
  const outcome = await withdrawPerson(eventId, caller.personId, now)
  if (isErrorCode(outcome)) throw new AppError(outcome)
  return { status: outcome }
}

const changeCompanions: Handler<'events.changeCompanions'> = async (
  { eventId, companions },
  { caller, now },
) => {
  const { personId } = caller
  const [{ event, seats }, mine] = await Promise.all([
    readPublished(eventId, personId),
    readSignUp(eventId, personId),
  ])
  if (!mine || mine.status === 'withdrawn') throw new AppError('NOT_SIGNED_UP')
  const to = 1 + companions.length
  const from = seats.own?.seats ?? mine.seats
  if (to < from) {
    const refusal = decideShrinking(seats.own, event, now)
    if (refusal) throw new AppError(refusal)
  }
  if (to - 1 > seats.companionsAtMost && to > from) throw new AppError('TOO_MANY_COMPANIONS')
  const isDone = to === from || (await resize(eventId, personId, seats, to, now))
  if (!isDone) throw new AppError(to > from ? 'SEATS_SHORT' : 'EVENT_BUSY')
  const status = seats.own ? 'confirmed' : 'waiting'
  const said = { ...sizeOf({ ...mine, seats: to }), status } as const
  await recordSignUp(eventId, { personId, name: mine.name, said }, currentTime())
  await changeDetails(eventId, personId, { companions })
  if (to < from) await promoteWaiting(eventId, now)
  return { seats: to }
}

/** Who waits may bring fewer, and keeps the place; more would overtake those behind. */
function resize(
  eventId: string,
  holderId: string,
  { own, waits }: SeatsFor,
  to: number,
  now: Date,
): Promise<boolean> {
  if (own) return changeParty(eventId, holderId, own, sizeOf({ ...own, seats: to }), 'person', now)
  if (!waits || to > waits.seats) return Promise.resolve(false)
  return changeInQueue(eventId, waits, sizeOf({ ...waits, seats: to }))
}

const changeAnswers: Handler<'events.changeAnswers'> = async (
  { eventId, formVersion, answers },
  { caller, now },
) => {
  const [{ event }, mine] = await Promise.all([
    readPublished(eventId, caller.personId),
    readSignUp(eventId, caller.personId),
  ])
  if (!mine || mine.status === 'withdrawn') throw new AppError('NOT_SIGNED_UP')
  if (event.endsAt <= now) throw new AppError('EVENT_CLOSED')
  if (event.formVersion !== formVersion) throw new AppError('FORM_CHANGED')
  const { personId } = caller
  const before = await picturesIn(mine)
  const answered = await answeredFrom(eventId, formVersion, answers, personId, Object.fromEntries(before))
  await changeDetails(eventId, personId, answered)
  const sent = Object.values(answers)
  await deletePictures([...before.values()].filter((fileId) => !sent.includes(fileId)))
  return {}
}

export const signingUp: Pick<
  Handlers<'events'>,
  'events.readForm' | 'events.signUp' | 'events.withdraw' | 'events.changeCompanions' | 'events.changeAnswers'
> = {
  'events.readForm': readForm,
  'events.signUp': signUp,
  'events.withdraw': withdraw,
  'events.changeCompanions': changeCompanions,
  'events.changeAnswers': changeAnswers,
}
