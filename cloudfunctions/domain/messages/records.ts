/** What is told to whom, once: the outbox of what is to be sent, and for each person the inbox of all they were told. */
import { Collection, command } from '../../platform/cloud'
import { afterCursor, pageSize } from '../../platform/cursor'
import { Pile } from '../../platform/piles'
import type { Message } from './rules'

/**
 * waiting: to be sent at nextAt · sending: on its way; if it stays so, its fate is unknown and it is not sent again ·
 * kept: for the inbox alone, because the person saw it on the screen.
 */
export type OutboxState = 'waiting' | 'sending' | 'sent' | 'refused' | 'failed' | 'kept'

/** One document for both, so that nothing is sent that cannot be read again. */
export interface OutboxItem {
  /** `cause:recipient`, so that the same cause tells a person once. */
  readonly _id: string
  readonly cause: string
  readonly personId: string
  readonly message: Message
  readonly at: Date
  readonly isRead: boolean
  readonly state: OutboxState
  readonly tries: number
  readonly nextAt: Date
  /** What WeChat answered last where it did not send it. */
  readonly code?: number
}

const outbox = new Collection<OutboxItem>('outbox')

export const insertItem = (item: OutboxItem): Promise<'inserted' | 'exists'> => outbox.insert(item)

export const dueMessages = new Pile(outbox, (now) => ({ state: 'waiting', nextAt: command.lte(now) }), {
  order: [['nextAt', 'asc']],
  limit: 300,
})

/** Takes an item for sending; false when another run has it. */
export const takeItem = (id: string): Promise<boolean> =>
  outbox.change({ _id: id, state: 'waiting' }, { state: 'sending', tries: command.inc(1) })

export const settleItem = (
  id: string,
  state: OutboxState,
  nextAt: Date,
  code: number | undefined,
): Promise<boolean> =>
  outbox.change({ _id: id, state: 'sending' }, { state, nextAt, code: code || command.remove() })

/** What a person was told, newest first, one more than a page. */
export const listItemsTo = (personId: string, after: string | undefined): Promise<OutboxItem[]> =>
  outbox.find(afterCursor({ personId }, 'at', 'desc', after), {
    order: [
      ['at', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })

export const countUnreadOf = (personId: string): Promise<number> => outbox.count({ personId, isRead: false })
export const markReadUntil = (personId: string, until: Date): Promise<number> =>
  outbox.changeEvery({ personId, isRead: false, at: command.lte(until) }, { isRead: true })

/** What became of some messages of one cause. */
export interface Fate {
  readonly state: OutboxState
  readonly code: number | undefined
  readonly messages: number
}

/** How many messages of one cause stand how, and what WeChat said of them. */
export async function countByFate(cause: string): Promise<readonly Fate[]> {
  const rows = await outbox.aggregate<{
    _id: { state: OutboxState; code?: number | null }
    messages: number
  }>((stages) =>
    stages.match({ cause }).group({ _id: { state: '$state', code: '$code' }, messages: { $sum: 1 } }),
  )
  return rows.map(({ _id: { state, code }, messages }) => ({ state, code: code ?? undefined, messages }))
}

/** By which causes of one template each of these people was told since then. */
export async function listTold(
  template: Message['template'],
  personIds: readonly string[],
  since: Date,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await outbox.find(
    { personId: command.in([...personIds]), at: command.gt(since), 'message.template': template },
    { fields: ['personId', 'cause'], limit: 1000 },
  )
  const causes = new Map<string, string[]>()
  for (const { personId, cause } of found) causes.set(personId, [...(causes.get(personId) ?? []), cause])
  return causes
}

/** What of this cause was not sent yet stays in the inboxes alone. */
export const keepUnsent = (cause: string): Promise<number> =>
  outbox.changeEvery({ cause, state: 'waiting' }, { state: 'kept' })

/** Every message to a person, however many. */
export const everyItemTo = (personId: string): AsyncGenerator<OutboxItem> => outbox.every({ personId })
export const forgetItemsTo = (personId: string): Promise<number> => outbox.remove({ personId })

/** Lays a message into another person's inbox. It keeps its id, so that it is still sent once. */
export const passItem = (id: string, fromId: string, toId: string): Promise<boolean> =>
  outbox.change({ _id: id, personId: fromId }, { personId: toId })
