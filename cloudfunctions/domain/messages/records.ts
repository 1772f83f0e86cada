/** The outbox: what is to be told to whom, once. */
import { Collection, command } from '../../platform/cloud'
import type { Message } from './rules'

/** waiting: to be sent at nextAt · sending: on its way; if it stays so, its fate is unknown and it is not sent again. */
export type OutboxState = 'waiting' | 'sending' | 'sent' | 'refused' | 'failed'

export interface OutboxItem {
  /** `cause:recipient`, so that the same cause tells a person once. */
  readonly _id: string
  readonly personId: string
  readonly message: Message
  readonly state: OutboxState
  readonly tries: number
  readonly nextAt: Date
}

const outbox = new Collection<OutboxItem>('outbox')

export const insertItem = (item: OutboxItem): Promise<'inserted' | 'exists'> => outbox.insert(item)

export const listDue = (now: Date): Promise<OutboxItem[]> =>
  outbox.find({ state: 'waiting', nextAt: command.lte(now) }, { order: [['nextAt', 'asc']], limit: 300 })

/** Takes an item for sending; false when another run has it. */
export const takeItem = (id: string): Promise<boolean> =>
  outbox.change({ _id: id, state: 'waiting' }, { state: 'sending', tries: command.inc(1) })

export const settleItem = (id: string, state: OutboxState, nextAt: Date): Promise<boolean> =>
  outbox.change({ _id: id, state: 'sending' }, { state, nextAt })

/** Every message to a person, however many. */
export const everyItemTo = (personId: string): AsyncGenerator<OutboxItem> => outbox.every({ personId })
export const forgetItemsTo = (personId: string): Promise<number> => outbox.remove({ personId })
