/** How seats say who has come in: each function is one conditional update, and says whether it was done. */
import { command, type Query } from '../../platform/cloud'
import { changeSeats, holderPath } from './seats'

const hasSeat = (eventId: string, holderId: string): Query => ({
  _id: eventId,
  [holderPath(holderId)]: command.exists(true),
})

const entered = (holderId: string, scanId: string, now: Date) => ({
  [`${holderPath(holderId)}.enteredAt`]: now,
  [`${holderPath(holderId)}.scanId`]: scanId,
})

/** Notes that a holder has come in, so that the seats can no longer be given back; the first time counts. */
export const enterSeat = (eventId: string, holderId: string, scanId: string, now: Date): Promise<boolean> =>
  changeSeats(
    { ...hasSeat(eventId, holderId), [`${holderPath(holderId)}.enteredAt`]: command.exists(false) },
    entered(holderId, scanId, now),
  )

/** The same, in the place of another scan; false where the seat is gone, or says so already. */
export const reenterSeat = (eventId: string, holderId: string, scanId: string, now: Date): Promise<boolean> =>
  changeSeats(
    { ...hasSeat(eventId, holderId), [`${holderPath(holderId)}.scanId`]: command.neq(scanId) },
    entered(holderId, scanId, now),
  )

/** Takes back that this scan let the holder in: the seats can be given back again. */
export const unenterSeat = (eventId: string, holderId: string, scanId: string): Promise<boolean> =>
  changeSeats(
    { _id: eventId, [`${holderPath(holderId)}.scanId`]: scanId },
    {
      [`${holderPath(holderId)}.enteredAt`]: command.remove(),
      [`${holderPath(holderId)}.scanId`]: command.remove(),
    },
  )
