/** The screen at the door: a code that changes every half minute, by which people with a seat let themselves in. */
import { AppError } from '../../../miniprogram/contract/errors'
import { derivedId } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { letIn } from './checking-in'
import { doorEvent } from './door-access'
import { countDoor } from './door-lists'
import { countConfirmedHeads, countHeadsIn, readEvent, readSignUp } from './records'
import { isSelfCheckInOpen, selfCheckInHours } from './rules'
import { doorCodes, openDoorCode } from './ticket-code'
import { readUndone } from './undone'

const readDoorCodes: Handler<'events.readDoorCodes'> = async ({ eventId }, { caller, now }) => {
  const [event, confirmed, entered] = await Promise.all([
    doorEvent(eventId, caller),
    countConfirmedHeads(eventId),
    countHeadsIn(eventId),
  ])
  const { opensAt, closesAt } = selfCheckInHours(event)
  return {
    title: event.title,
    now: now.getTime(),
    codes: doorCodes(eventId, now),
    opensAt: opensAt.getTime(),
    closesAt: closesAt.getTime(),
    ...countDoor(confirmed, entered),
  }
}

const checkInSelf: Handler<'events.checkInSelf'> = async ({ code }, { caller, now }) => {
  const eventId = openDoorCode(code, now)
  if (eventId === undefined) throw new AppError('DOOR_CODE_INVALID')
  const { personId } = caller
  // One person's scans of one code are one scan.
  const scanId = derivedId('self', personId, code)
  const [event, signUp, undone] = await Promise.all([
    readEvent(eventId),
    readSignUp(eventId, personId),
    readUndone(eventId, scanId),
  ])
  if (event?.status !== 'published') throw new AppError('DOOR_CODE_INVALID')
  if (!isSelfCheckInOpen(event, now)) throw new AppError('DOOR_CLOSED')
  if (!signUp || signUp.status === 'withdrawn') throw new AppError('NOT_SIGNED_UP')
  const by = { personId, name: caller.person?.name ?? '' }
  const scan = { scanId, at: now, way: 'self', by } as const
  return { eventId, ...(await letIn(event, { holderId: personId }, signUp, undone, scan, now)) }
}

export const doorScreen: Pick<Handlers<'events'>, 'events.readDoorCodes' | 'events.checkInSelf'> = {
  'events.readDoorCodes': readDoorCodes,
  'events.checkInSelf': checkInSelf,
}
