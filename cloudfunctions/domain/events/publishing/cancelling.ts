/** Cancelling an event, and making sure that everybody is told of it and of changes, also when a function died. */
import { AppError } from '../../../../miniprogram/contract/errors'
import type { Handler } from '../../../platform/serve'
import { announceCancellation, announceChange, readCancellationReport } from '../announcements/telling'
import { editableEvent } from '../editable'
import { mendSignUps } from '../queue'
import { type EventRecord, readEvent } from '../records'
import { closeSeats } from '../seats'
import { cancelEvent, listUntoldEvents, markEventTold } from './records'

/** Does what a change or a cancellation entails; again changes nothing. */
export async function settleUntold(event: EventRecord, now: Date): Promise<void> {
  const { _id, untold } = event
  if (!untold) return
  if (untold.kind === 'cancelled') {
    await closeSeats(_id)
    // Who got a place a moment before and was not written down yet is told as well.
    await mendSignUps(_id, now)
    await announceCancellation(_id, untold.words[0] ?? '', now)
  } else await announceChange({ _id, revision: untold.revision }, untold.words, now)
  await markEventTold(event)
}

/** The timer's part: what was cut off is finished. */
export async function settleEvents(now: Date): Promise<void> {
  for (const event of await listUntoldEvents()) await settleUntold(event, now)
}

export const cancel: Handler<'events.cancel'> = async ({ eventId, reason }, { caller, now }) => {
  const event = await editableEvent(eventId, caller)
  if (event.status === 'draft') throw new AppError('NOT_FOUND')
  if (event.status === 'published') {
    if (event.endsAt <= now) throw new AppError('EVENT_OVER')
    // A change that was cut off is told first, or its word would be lost.
    await settleUntold(event, now)
    if (!(await cancelEvent(event, reason, now))) throw new AppError('EVENT_CHANGED')
  }
  const cancelled = await readEvent(eventId)
  if (cancelled) await settleUntold(cancelled, now)
  return { status: 'cancelled' }
}

export const readDelivery: Handler<'events.readDelivery'> = async ({ eventId }, { caller }) => {
  await editableEvent(eventId, caller)
  return readCancellationReport(eventId)
}
