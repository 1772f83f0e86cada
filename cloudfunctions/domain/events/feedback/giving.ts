/** Giving feedback after an event, and reading what others gave. */
import { AppError } from '../../../../miniprogram/contract/errors'
import { type Caller, reaches } from '../../../platform/caller'
import { campusTime } from '../../../platform/campus-time'
import { checkWords } from '../../../platform/cloud'
import { page } from '../../../platform/cursor'
import type { Handler, Handlers } from '../../../platform/serve'
import { countAttendance } from '../door-lists'
import { type EventRecord, readCheckIn, readEvent, signUpIdOf } from '../records'
import { countStars, type FeedbackRecord, listFeedback, readFeedback, writeFeedback } from './records'
import { decideFeedback, opensUntil } from './rules'

const shownAtOnce = 20

/** An event that the caller came to; any other is answered like one that does not exist. */
async function attendedEvent(eventId: string, caller: Caller): Promise<EventRecord> {
  const [event, checkIn] = await Promise.all([readEvent(eventId), readCheckIn(eventId, caller.personId)])
  if (!event || !checkIn) throw new AppError('NOT_FOUND')
  return event
}

const read: Handler<'events.readFeedback'> = async ({ eventId }, { caller }) => {
  const event = await attendedEvent(eventId, caller)
  const mine = await readFeedback(signUpIdOf(eventId, caller.personId))
  return {
    title: event.title,
    mine: mine && { stars: mine.stars, words: mine.words, isSigned: mine.isSigned },
    opensUntil: opensUntil(event).getTime(),
  }
}

const give: Handler<'events.giveFeedback'> = async (input, { caller, now }) => {
  const { eventId, stars, words, isSigned } = input
  const event = await attendedEvent(eventId, caller)
  const decision = decideFeedback(event, true, now)
  if (decision !== 'give') throw new AppError(decision)
  const verdict = words === '' ? 'fit' : await checkWords(caller.openid, words)
  if (verdict === 'refused') throw new AppError('WORDS_REFUSED')
  await writeFeedback({
    _id: signUpIdOf(eventId, caller.personId),
    eventId,
    personId: caller.personId,
    stars,
    words,
    isSigned,
    name: isSigned ? (caller.person?.name ?? '') : '',
    state: verdict === 'fit' ? 'shown' : 'held',
    changedAt: now,
  })
  return {}
}

const describe = ({ stars, words, name, state, changedAt }: FeedbackRecord) => ({
  stars,
  words,
  name,
  day: campusTime(changedAt).slice(0, 10),
  state,
})

const list: Handler<'events.listFeedback'> = async ({ eventId, after }, { caller }) => {
  const event = await readEvent(eventId)
  if (!event || !reaches('editor', caller, event.bodyPath)) throw new AppError('NOT_FOUND')
  const [attendance, counts, found] = await Promise.all([
    countAttendance(event),
    countStars(eventId),
    listFeedback(eventId, after, shownAtOnce + 1),
  ])
  const { rows, next } = page(found, ({ changedAt }) => changedAt, shownAtOnce)
  return { title: event.title, attendance, counts, words: rows.map(describe), next }
}

export const feedback: Pick<
  Handlers<'events'>,
  'events.readFeedback' | 'events.giveFeedback' | 'events.listFeedback'
> = {
  'events.readFeedback': read,
  'events.giveFeedback': give,
  'events.listFeedback': list,
}
