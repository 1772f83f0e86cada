/** Whose door it is. */
import { AppError } from '../../../miniprogram/contract/errors'
import { type Caller, reaches } from '../../platform/caller'
import { type EventRecord, readEvent } from './records'

/** A published event at whose door the caller stands; any other is answered like one that does not exist. */
export async function doorEvent(eventId: string, caller: Caller): Promise<EventRecord> {
  const event = await readEvent(eventId)
  const isTheirs = event && reaches('volunteer', caller, event.bodyPath, eventId)
  if (!isTheirs || event.status === 'draft') throw new AppError('NOT_FOUND')
  return event
}
