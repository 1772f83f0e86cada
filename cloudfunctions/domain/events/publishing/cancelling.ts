/** Cancelling an event; and doing all that a change or a cancellation entails, also when a function died. */
import { AppError } from '../../../../miniprogram/contract/errors'
import type { Handler } from '../../../platform/serve'
import { announceCancellation, announceChange, readDeliveryReports } from '../announcements/telling'
import { editableEvent } from '../editable'
import { insertForm } from '../questions'
import { mendSignUps, promoteWaiting } from '../queue'
import { type EventRecord, readEvent, type Unsettled } from '../records'
import { changeTerms, closeSeats, readSeatCounts } from '../seats'
import { cancelEvent, markSettled, unsettledEvents } from './records'

/** Does what a change or a cancellation entails; again changes nothing. */
export async function settleEvent(event: EventRecord, now: Date): Promise<void> {
  const { unsettled } = event
  if (!unsettled) return
  if (unsettled.kind === 'cancelled') await settleCancellation(event._id, unsettled, now)
  else await settleChange(event, unsettled, now)
  await markSettled(event)
}

async function settleCancellation(eventId: string, { words }: Unsettled, now: Date): Promise<void> {
  await closeSeats(eventId)
  // Who got a place a moment before and was not written down yet is told as well.
  await mendSignUps(eventId, now)
  await announceCancellation(eventId, words.join('；'), now)
}

async function settleChange(event: EventRecord, { words, revision, ...change }: Unsettled, now: Date) {
  const { _id, formVersion, questions } = event
  await insertForm(_id, formVersion, questions)
  const seats = (await readSeatCounts([_id])).get(_id)
  if (seats && change.terms && change.capacities) {
    // Refused where somebody took a seat that was to go: then the seats stay as they are, and the editor is told.
    await changeTerms(_id, change.terms, seats, change.capacities)
    await promoteWaiting(_id, now)
  }
  await announceChange({ _id, revision }, words, now)
}

/** The timer's part: what was cut off is finished. */
export async function settleEvents(now: Date): Promise<void> {
  for (const event of await unsettledEvents.read(now)) await settleEvent(event, now)
}

export const cancel: Handler<'events.cancel'> = async ({ eventId, reason }, { caller, now }) => {
  const event = await editableEvent(eventId, caller)
  if (event.status === 'draft') throw new AppError('NOT_FOUND')
  if (event.status === 'published') {
    if (event.endsAt <= now) throw new AppError('EVENT_OVER')
    // A change that was cut off is finished first, or its words would be lost.
    await settleEvent(event, now)
    if (!(await cancelEvent(event, reason, now))) throw new AppError('EVENT_CHANGED')
  }
  const cancelled = await readEvent(eventId)
  if (cancelled) await settleEvent(cancelled, now)
  return { status: 'cancelled' }
}

export const readDelivery: Handler<'events.readDelivery'> = async ({ eventId }, { caller }) => {
  const { title, status } = await editableEvent(eventId, caller)
  return { title, status, reports: await readDeliveryReports(eventId) }
}
