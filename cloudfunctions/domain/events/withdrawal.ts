/** Giving a place back, whoever asks for it: the person, or the timer for somebody who leaves. */
import { type ErrorCode, isErrorCode } from '../../../miniprogram/contract/errors'
import { now as currentTime } from '../../platform/clock'
import { promoteWaiting } from './queue'
import { readCheckIn, readEvent, readSignUp, recordSignUp } from './records'
import { decideWithdrawal } from './rules'
import { leaveQueue, releaseSeats } from './seat-changes'
import { readSeatsFor, sizeOf } from './seats'

/** Gives a person's place back and lets the next one in; again changes nothing. Tells why when that cannot be. */
export async function withdrawPerson(
  eventId: string,
  personId: string,
  now: Date,
): Promise<'withdrawn' | ErrorCode> {
  const [event, signUp, checkIn] = await Promise.all([
    readEvent(eventId),
    readSignUp(eventId, personId),
    readCheckIn(eventId, personId),
  ])
  if (!event) return 'NOT_SIGNED_UP'
  const decision = decideWithdrawal(signUp, checkIn, event, now)
  if (isErrorCode(decision)) return decision
  if (decision === 'withdraw' && signUp) {
    // A promotion may have turned a place in the queue into a seat a moment ago, and the door may be quicker still.
    const isFree = (await leaveQueue(eventId, personId)) || (await releaseSeats(eventId, personId))
    if (!isFree && (await readSeatsFor(eventId, personId))?.own) return 'ALREADY_CHECKED_IN'
    const said = { ...sizeOf(signUp), status: 'withdrawn' as const }
    await recordSignUp(eventId, { personId, name: signUp.name, said }, currentTime())
  }
  await promoteWaiting(eventId, now)
  return 'withdrawn'
}
