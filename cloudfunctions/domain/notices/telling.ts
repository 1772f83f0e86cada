/** The timer's part: tells the people of each notice, slice after slice, and holds back what was stopped. */
import { nextDaytime } from '../../platform/daytime'
import { log } from '../../platform/log'
import { keepUnsent } from '../messages/records'
import type { Message } from '../messages/rules'
import { slicesAtMost, type Telling, tellSlices } from '../messages/telling'
import { nameOf, readBodies } from '../organisations/records'
import { nextSliceOf } from './audiences'
import { pageOf } from './links'
import { advanceNotice, markHeld, type Notice, sendingNotices, unheldNotices } from './records'
import { causeOf } from './rules'

/** Tells whom notices concern. One that fails does not keep the others waiting. */
export async function tellNotices(now: Date): Promise<void> {
  let slicesLeft = slicesAtMost
  for (const notice of await sendingNotices.read(now)) {
    try {
      slicesLeft = await tellSlices(await tellingOf(notice, now), slicesLeft, now)
    } catch (error) {
      log.error('notice failed', error, { noticeId: notice._id })
    }
  }
}

async function tellingOf(notice: Notice, now: Date): Promise<Telling> {
  const { _id, upTo } = notice
  return {
    cause: causeOf(_id),
    message: await messageOf(notice),
    sentFrom: nextDaytime(now),
    upTo,
    nextSlice: (after, size) => nextSliceOf(notice, after, size, now),
    advance: (from, slice) => advanceNotice(_id, from, slice),
  }
}

async function messageOf({ bodyId, title, words, link, at }: Notice): Promise<Message> {
  const from = nameOf(await readBodies([bodyId]), bodyId).name
  return { template: 'notice', from, title, words, at, page: pageOf(link) }
}

/** What a run laid into the outbox while it was being stopped is not sent either. */
export async function holdStoppedNotices(now: Date): Promise<void> {
  for (const { _id } of await unheldNotices.read(now)) {
    await keepUnsent(causeOf(_id))
    await markHeld(_id)
  }
}
