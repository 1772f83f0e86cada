/** Telling people: everything told lies in their inbox; what may also be sent is sent by the timer, once. */
import type { Delivery } from '../../../miniprogram/contract/messages'
import { sendSubscribeMessage } from '../../platform/cloud'
import { page } from '../../platform/cursor'
import { log } from '../../platform/log'
import type { Handler, Handlers } from '../../platform/serve'
import { settings } from '../../platform/settings'
import { readOpenids } from '../alumni/records'
import { inboxWords } from './inbox-words'
import {
  countByFate,
  countUnreadOf,
  dueMessages,
  insertItem,
  listItemsTo,
  markReadUntil,
  type OutboxItem,
  settleItem,
  takeItem,
} from './records'
import { deliveryOf, fateOf, hasPage, type Message, noPermission, render, ringsFrom } from './rules'

/** Tells a person; the same cause for the same person again does nothing. */
export async function enqueue(item: {
  readonly cause: string
  readonly personId: string
  readonly message: Message
  readonly now: Date
  /** Not sent earlier; left out: by day, unless the person waits for it. In the inbox it lies at once. */
  readonly sentFrom?: Date
  /** For the inbox alone: the person saw it on the screen, and the one message they allowed is kept for later news. */
  readonly isSeen?: boolean
}): Promise<void> {
  const { cause, personId, message, now } = item
  await insertItem({
    _id: `${cause}:${personId}`,
    cause,
    personId,
    message,
    at: now,
    isRead: item.isSeen === true,
    state: item.isSeen === true ? 'kept' : 'waiting',
    tries: 0,
    nextAt: item.sentFrom ?? ringsFrom(message, now),
  })
}

/** Sends what is due. What was taken by a run that died is not sent again: twice would be worse than not. */
export async function sendDue(now: Date): Promise<void> {
  const due = await dueMessages.read(now)
  const openids = await readOpenids(due.map(({ personId }) => personId))
  for (const item of due) {
    if (await takeItem(item._id)) await send(item, openids.get(item.personId), now)
  }
}

async function send(item: OutboxItem, openid: string | undefined, now: Date): Promise<void> {
  const { template, page: path, data } = render(item.message)
  const templateId = settings().templates[template]
  if (openid === undefined || templateId === '') {
    await settleItem(item._id, 'refused', now, undefined)
    return
  }
  const code = await ask({ openid, templateId, page: path, data }, template)
  const { state, nextAt } = fateOf(code, item.tries + 1, now)
  await settleItem(item._id, state, nextAt, code)
}

/** What WeChat said; undefined when it could not be asked. */
async function ask(
  message: Parameters<typeof sendSubscribeMessage>[0],
  template: string,
): Promise<number | undefined> {
  try {
    const code = await sendSubscribeMessage(message)
    if (code !== 0 && code !== noPermission) log.warn('message not sent', { template, code })
    return code
  } catch (error) {
    log.error('message failed', error, { template })
    return undefined
  }
}

/** What became of everything told for one cause. */
export const readDelivery = async (cause: string): Promise<Delivery> => deliveryOf(await countByFate(cause))

const list: Handler<'messages.list'> = async ({ after }, { caller }) => {
  const { rows, next } = page(await listItemsTo(caller.personId, after), ({ at }) => at)
  return {
    messages: rows.map(({ _id, message, at, isRead }) => ({
      key: _id,
      kind: message.template,
      ...inboxWords(message),
      at: at.getTime(),
      isRead,
      url: hasPage(message) ? `/${render(message).page}` : '',
    })),
    next,
  }
}

const countUnread: Handler<'messages.countUnread'> = async (_input, { caller }) => ({
  unread: await countUnreadOf(caller.personId),
})

const markRead: Handler<'messages.markRead'> = async ({ until }, { caller }) => {
  await markReadUntil(caller.personId, new Date(until))
  return {}
}

export const messages: Handlers<'messages'> = {
  'messages.list': list,
  'messages.countUnread': countUnread,
  'messages.markRead': markRead,
}
