/**
 * Letting somebody in, once, however many scan at once and wherever a function dies.
 *
 * The check-in's id is the sign-up's, so that only one can be written; whoever writes it let the guest in. The seat is
 * marked at the same moment, so that nobody gives a seat back whose holder has come in; a check-in whose seat turns out
 * to be gone is taken away by whoever wrote it, or by the timer. The same scan sent again finds itself and is answered
 * the same.
 */
import type { CheckInResult, DoorWay } from '../../../miniprogram/contract/door'
import { AppError, isErrorCode } from '../../../miniprogram/contract/errors'
import { readKeptId } from '../alumni/records'
import {
  type CheckIn,
  type EventRecord,
  insertCheckIn,
  markCheckInsSettled,
  readCheckIn,
  readSignUp,
  removeScan,
  type SignUp,
  signUpIdOf,
  unsettledCheckIns,
} from './records'
import { decideCheckIn } from './rules'
import { enterSeat, reenterSeat, unenterSeat } from './seat-entries'
import { type Holder, readSeats, readSeatsFor } from './seats'
import type { Undone } from './undone'
import { describeEntry } from './views'

/** Whose ticket is shown; the version is its code's, where a code was scanned. */
export interface Shown {
  readonly holderId: string
  readonly version?: number
}

/** One scan, as it reached us. */
export interface Scan {
  readonly scanId: string
  readonly at: Date
  readonly way: DoorWay
  readonly by: { readonly personId: string; readonly name: string }
}

/** How often others may get in between before a scan gives up. */
const attemptsAtMost = 4

/** The sign-up that a ticket shows; of a record that has become part of another one since, that one's. */
export async function signUpBehind(eventId: string, holderId: string): Promise<SignUp | undefined> {
  const signUp = await readSignUp(eventId, holderId)
  if (signUp) return signUp
  const keptId = await readKeptId(holderId)
  return keptId === undefined ? undefined : readSignUp(eventId, keptId)
}

/** Lets the holder of a sign-up in, or tells when and by whom that was done before. @throws AppError why not */
export async function letIn(
  event: EventRecord,
  shown: Shown | undefined,
  signUp: SignUp | undefined,
  undone: Undone | undefined,
  scan: Scan,
  now: Date,
): Promise<CheckInResult> {
  if (undone) return { status: 'undone', ...describeUndone(event, undone) }
  const decision = shown ? decideCheckIn(event, signUp, shown.version) : 'TICKET_INVALID'
  if (!signUp || isErrorCode(decision)) {
    // Should this very scan have been cut off while the seat was given back, it left a check-in without a seat.
    if (signUp) await removeScan(signUp._id, scan.scanId)
    throw new AppError(isErrorCode(decision) ? decision : 'TICKET_INVALID')
  }
  return writeDown(event, entryFrom(signUp, scan, now), now)
}

const entryFrom = (
  { eventId, personId, name, seats, categoryId }: SignUp,
  scan: Scan,
  now: Date,
): CheckIn => ({
  _id: signUpIdOf(eventId, personId),
  eventId,
  personId,
  name,
  seats,
  ...(categoryId === undefined ? {} : { categoryId }),
  way: scan.way,
  scanId: scan.scanId,
  at: scan.at,
  receivedAt: now,
  byPersonId: scan.by.personId,
  byName: scan.by.name,
  unsettled: true,
})

async function writeDown(event: EventRecord, entry: CheckIn, now: Date): Promise<CheckInResult> {
  const { eventId, personId, scanId } = entry
  for (let attempt = 0; attempt < attemptsAtMost; attempt++) {
    const [hasEntered, written] = await Promise.all([
      enterSeat(eventId, personId, scanId, now),
      insertCheckIn(entry),
    ])
    const first = written === 'inserted' ? entry : await readCheckIn(eventId, personId)
    if (first?.scanId === scanId) {
      if (!hasEntered) await keepSeat(entry, now)
      return { status: 'checkedIn', ...describeEntry(event, first) }
    }
    if (first) return { status: 'alreadyCheckedIn', ...describeEntry(event, first) }
    // It was taken back between the two looks.
  }
  throw new AppError('BUSY')
}

/**
 * The seat was marked by another scan, which may just be taken back, or by this one before; or it has been given back:
 * then nobody came in.
 */
async function keepSeat({ _id, eventId, personId, scanId }: CheckIn, now: Date): Promise<void> {
  if (await reenterSeat(eventId, personId, scanId, now)) return
  if ((await readSeatsFor(eventId, personId))?.own) return
  await removeScan(_id, scanId)
  throw new AppError('TICKET_INVALID')
}

/** Makes seats say who came in, where a function died before it had seen to that; for the timer. */
export async function settleCheckIns(now: Date): Promise<void> {
  const unsettled = await unsettledCheckIns.read(now)
  for (const eventId of new Set(unsettled.map((checkIn) => checkIn.eventId))) {
    const holders = (await readSeats(eventId))?.holders ?? {}
    const ofEvent = unsettled.filter((checkIn) => checkIn.eventId === eventId)
    // A seat may just be passed on to another record of the same person: its scan goes with it.
    const seated = new Set(Object.values(holders).map(({ scanId }) => scanId))
    await markCheckInsSettled(ofEvent.filter(({ scanId }) => seated.has(scanId)))
    for (const checkIn of ofEvent.filter(({ scanId }) => !seated.has(scanId)))
      await settleCheckIn(checkIn, holders[checkIn.personId], now)
  }
}

/** Marks the seat, or takes the check-in away where there is none; the next run sees that it is so. */
async function settleCheckIn(checkIn: CheckIn, holder: Holder | undefined, now: Date): Promise<void> {
  const { _id, eventId, personId, scanId } = checkIn
  if (!holder) {
    await removeScan(_id, scanId)
    return
  }
  await reenterSeat(eventId, personId, scanId, now)
  // Whoever took it back meanwhile let the seat be given back, and so it stays.
  if ((await readCheckIn(eventId, personId))?.scanId !== scanId) await unenterSeat(eventId, personId, scanId)
}

/** What was taken back, told as the act of whoever took it back. */
const describeUndone = (event: EventRecord, undone: Undone) =>
  describeEntry(event, { ...undone, at: undone.undoneAt, byName: undone.undoneByName })
