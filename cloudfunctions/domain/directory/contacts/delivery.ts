/** What the timer finishes: words that could not be checked when they were written, and telling whom a request concerns. */
import { checkWords } from '../../../platform/cloud'
import { readNames, readOpenids } from '../../alumni/records'
import { enqueue } from '../../messages/actions'
import { readBlockedIds } from '../records'
import {
  type ContactRequest,
  markRequestTold,
  settleCheck,
  uncheckedRequests,
  untoldRequests,
} from './records'
import { nextCheckAt } from './rules'

/** Checks the words of requests that wait for it, and delivers those that are fit. */
export async function checkRequests(now: Date): Promise<void> {
  const due = await uncheckedRequests.read(now)
  const openids = await readOpenids(due.map(({ fromId }) => fromId))
  for (const request of due) await checkRequest(request, openids.get(request.fromId) ?? '', now)
}

async function checkRequest(request: ContactRequest, openid: string, now: Date): Promise<void> {
  const words = await checkWords(openid, request.message)
  if (words === 'refused') {
    await settleCheck(request._id, { status: 'refused' })
  } else if (words === 'unknown') {
    const checks = request.checks + 1
    await settleCheck(request._id, { checks, checkAt: nextCheckAt(checks, now) })
  } else if ((await readBlockedIds(request.toId)).includes(request.fromId)) {
    await settleCheck(request._id, { status: 'withheld' })
  } else {
    await settleCheck(request._id, { status: 'waiting', untold: true })
  }
}

/** Puts a message into the outbox for whoever was asked, or whose request was accepted, and was not told. */
export async function tellContacts(now: Date): Promise<void> {
  const untold = await untoldRequests.read(now)
  const names = await readNames(untold.flatMap(({ fromId, toId }) => [fromId, toId]))
  for (const request of untold) {
    const { _id, fromId, toId, status } = request
    const isAccepted = status === 'accepted'
    await enqueue({
      cause: `contact:${_id}:${status}`,
      personId: isAccepted ? fromId : toId,
      message: {
        template: 'contactAsked',
        name: names.get(isAccepted ? toId : fromId) ?? '',
        isAccepted,
        at: request.askedAt,
      },
      now,
    })
    await markRequestTold(_id, status)
  }
}
