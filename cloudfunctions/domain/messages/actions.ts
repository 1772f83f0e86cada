/** Telling people: what is put into the outbox is sent by the timer, once. */
import { sendSubscribeMessage } from '../../platform/cloud'
import { log } from '../../platform/log'
import { settings } from '../../platform/settings'
import { readOpenids } from '../alumni/records'
import { insertItem, listDue, type OutboxItem, settleItem, takeItem } from './records'
import { type Message, nextTryAt, render } from './rules'

/** Puts a message into the outbox; the same cause for the same person again does nothing. */
export async function enqueue(item: {
  readonly cause: string
  readonly personId: string
  readonly message: Message
  readonly now: Date
}): Promise<void> {
  await insertItem({
    _id: `${item.cause}:${item.personId}`,
    personId: item.personId,
    message: item.message,
    state: 'waiting',
    tries: 0,
    nextAt: item.now,
  })
}

/** Sends what is due. What was taken by a run that died is not sent again: twice would be worse than not. */
export async function sendDue(now: Date): Promise<void> {
  const due = await listDue(now)
  const openids = await readOpenids(due.map(({ personId }) => personId))
  for (const item of due) {
    if (await takeItem(item._id)) await send(item, openids.get(item.personId), now)
  }
}

async function send(item: OutboxItem, openid: string | undefined, now: Date): Promise<void> {
  const { template, page, data } = render(item.message)
  const templateId = settings().templates[template]
  if (openid === undefined || templateId === '') {
    await settleItem(item._id, 'refused', now)
    return
  }
  try {
    await settleItem(item._id, await sendSubscribeMessage({ openid, templateId, page, data }), now)
  } catch (error) {
    log.error('message failed', error, { template })
    const again = nextTryAt(item.tries + 1, now)
    await settleItem(item._id, again ? 'waiting' : 'failed', again ?? now)
  }
}
