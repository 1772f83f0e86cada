/** Check-ins that were taken back: by whom, when and why. A scan found here lets nobody in any more. */
import { Collection, command } from '../../platform/cloud'
import { Pile } from '../../platform/piles'
import { type CheckIn, readCheckIn, removeScan, signUpIdOf } from './records'
import { unenterSeat } from './seat-entries'
import { readSeatsFor } from './seats'

export interface Undone extends CheckIn {
  /** `event:scan`: a scan is taken back once. */
  readonly _id: string
  readonly undoneAt: Date
  readonly undoneById: string
  readonly undoneByName: string
  readonly reason: string
}

const undone = new Collection<Undone>('undoneCheckIns')

const undoneIdOf = (eventId: string, scanId: string): string => `${eventId}:${scanId}`

export const readUndone = (eventId: string, scanId: string): Promise<Undone | undefined> =>
  undone.read(undoneIdOf(eventId, scanId))

/** Those of these scans that were taken back. */
export const readUndoneOf = (eventId: string, scanIds: readonly string[]): Promise<Undone[]> =>
  undone.find({ _id: command.in(scanIds.map((scanId) => undoneIdOf(eventId, scanId))) })

/** Writes down that a check-in is to be taken back; what follows is `settleUndone`. */
export async function noteUndone(
  checkIn: CheckIn,
  by: { readonly personId: string; readonly name: string },
  reason: string,
  now: Date,
): Promise<void> {
  await undone.insert({
    ...checkIn,
    _id: undoneIdOf(checkIn.eventId, checkIn.scanId),
    undoneAt: now,
    undoneById: by.personId,
    undoneByName: by.name,
    reason,
    unsettled: true,
  })
}

/**
 * Takes a check-in away and lets the seat be given back again; repeating it is harmless, and so is whoever scans the
 * ticket meanwhile: what another scan made is left alone.
 */
export async function settleUndone({ _id, eventId, personId, scanId, undoneAt }: Undone): Promise<void> {
  await removeScan(signUpIdOf(eventId, personId), scanId)
  // The seat is read before the check-ins: a scan that comes in between puts its own name on the seat.
  const own = (await readSeatsFor(eventId, personId))?.own
  const current = await readCheckIn(eventId, personId)
  const isOurs = own?.scanId === scanId || (own?.enteredAt !== undefined && own.enteredAt < undoneAt)
  if (!current && own?.scanId !== undefined && isOurs) await unenterSeat(eventId, personId, own.scanId)
  await undone.change({ _id }, { unsettled: command.remove() })
}

export const unsettledUndone = new Pile(undone, () => ({ unsettled: true }))

/** Finishes what was cut off; for the timer. */
export async function settleUndoneCheckIns(now: Date): Promise<void> {
  for (const one of await unsettledUndone.read(now)) await settleUndone(one)
}

/** Every check-in of a person that was taken back. */
export const everyUndoneOf = (personId: string): AsyncGenerator<Undone> => undone.every({ personId })

/** Puts them under another person. */
export const passUndone = (
  eventId: string,
  fromId: string,
  to: { readonly personId: string; readonly name?: string },
): Promise<number> => undone.changeEvery({ eventId, personId: fromId }, { ...to })

/** Takes a member of staff's id and name out of what they let in and took back. */
export async function forgetUndoing(
  personId: string,
  to: { readonly personId: string; readonly name: string },
): Promise<void> {
  await undone.changeEvery({ byPersonId: personId }, { byPersonId: to.personId, byName: to.name })
  await undone.changeEvery({ undoneById: personId }, { undoneById: to.personId, undoneByName: to.name })
}
