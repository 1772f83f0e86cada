/** What volunteers do at the door of one event: let guests in, one by one or as their phone kept them, and take back. */
import type { ScanOutcome } from '../../../miniprogram/contract/door'
import { AppError } from '../../../miniprogram/contract/errors'
import type { ParsedInput } from '../../../miniprogram/contract/index'
import type { Caller } from '../../platform/caller'
import type { Handler, Handlers } from '../../platform/serve'
import { letIn, type Scan, type Shown, signUpBehind } from './checking-in'
import { doorEvent } from './door-access'
import { doorLists } from './door-lists'
import { doorScreen } from './door-screen'
import { readCheckIn, readSignUps, signUpIdOf } from './records'
import { scanTime } from './rules'
import { openTicket } from './ticket-code'
import { noteUndone, readUndone, readUndoneOf, settleUndone } from './undone'

type Sent = Pick<ParsedInput<'events.checkIn'>, 'scanId' | 'code' | 'holderId'>

/** What was shown: a ticket of this event, or a guest picked by hand; undefined for anything else. */
function shownBy(eventId: string, { code, holderId }: Sent): Shown | undefined {
  if (code === undefined) return holderId === undefined ? undefined : { holderId }
  return openTicket(eventId, code)
}

const scanOf = ({ scanId, code }: Sent, caller: Caller, at: Date): Scan => ({
  scanId,
  at,
  way: code === undefined ? 'hand' : 'ticket',
  by: { personId: caller.personId, name: caller.person?.name ?? '' },
})

const checkIn: Handler<'events.checkIn'> = async ({ eventId, ...sent }, { caller, now }) => {
  const shown = shownBy(eventId, sent)
  const [event, signUp, undone] = await Promise.all([
    doorEvent(eventId, caller),
    shown && signUpBehind(eventId, shown.holderId),
    readUndone(eventId, sent.scanId),
  ])
  return letIn(event, shown, signUp, undone, scanOf(sent, caller, now), now)
}

/** What one scan of many came to; the others go on, whatever it was. */
async function outcomeOf(
  scanId: string,
  work: Promise<Awaited<ReturnType<typeof letIn>>>,
): Promise<ScanOutcome> {
  try {
    return { outcome: 'known', ...(await work) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { outcome: 'refused', scanId, code: error.code, message: error.message }
  }
}

const checkInBatch: Handler<'events.checkInBatch'> = async (input, { caller, now }) => {
  const { eventId, sentAt, scans } = input
  const shown = scans.map((sent) => shownBy(eventId, sent))
  const holderIds = [...new Set(shown.flatMap((one) => one?.holderId ?? []))]
  const [event, signUps, undone] = await Promise.all([
    doorEvent(eventId, caller),
    readSignUps(holderIds.map((holderId) => signUpIdOf(eventId, holderId))),
    readUndoneOf(
      eventId,
      scans.map(({ scanId }) => scanId),
    ),
  ])
  const signUpsBy = new Map(signUps.map((signUp) => [signUp.personId, signUp]))
  const undoneBy = new Map(undone.map((one) => [one.scanId, one]))
  const inOrder = scans
    .map((sent, index) => ({ sent, index, shown: shown[index] }))
    .sort((one, other) => one.sent.scannedAt - other.sent.scannedAt)
  const outcomes: ScanOutcome[] = []
  // One after another, so that of two scans of one ticket the earlier is the one that counts.
  for (const { sent, index, shown: whose } of inOrder) {
    const signUp = whose && (signUpsBy.get(whose.holderId) ?? (await signUpBehind(eventId, whose.holderId)))
    const scan = scanOf(sent, caller, scanTime(sent.scannedAt, sentAt, event.startsAt, now))
    outcomes[index] = await outcomeOf(
      sent.scanId,
      letIn(event, whose, signUp, undoneBy.get(sent.scanId), scan, now),
    )
  }
  return { outcomes }
}

const undoCheckIn: Handler<'events.undoCheckIn'> = async (input, { caller, now }) => {
  const { eventId, holderId, scanId, reason } = input
  const [event, current] = await Promise.all([doorEvent(eventId, caller), readCheckIn(eventId, holderId)])
  const by = { personId: caller.personId, name: caller.person?.name ?? '' }
  if (current?.scanId === scanId) await noteUndone(current, by, reason, now)
  // Sent again after it was done, it is found among the undone, and finished there.
  const undone = await readUndone(event._id, scanId)
  if (!undone || undone.personId !== holderId) throw new AppError('CHECK_IN_CHANGED')
  await settleUndone(undone)
  return { status: 'undone' }
}

type DoorActions =
  | 'events.checkIn'
  | 'events.checkInBatch'
  | 'events.undoCheckIn'
  | 'events.readDoor'
  | 'events.readGuests'
  | 'events.readDoorCodes'
  | 'events.checkInSelf'

export const door: Pick<Handlers<'events'>, DoorActions> = {
  'events.checkIn': checkIn,
  'events.checkInBatch': checkInBatch,
  'events.undoCheckIn': undoCheckIn,
  ...doorLists,
  ...doorScreen,
}
