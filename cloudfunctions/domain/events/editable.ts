/** Which event an editor may edit. */
import { AppError } from '../../../miniprogram/contract/errors'
import { type Caller, reaches } from '../../platform/caller'
import { type EventRecord, readEvent } from './records'

/** An event within the editor's reach; one outside is answered like one that does not exist. */
export async function editableEvent(eventId: string, caller: Caller): Promise<EventRecord> {
  const event = await readEvent(eventId)
  if (!event || !reaches('editor', caller, event.bodyPath)) throw new AppError('NOT_FOUND')
  return event
}
