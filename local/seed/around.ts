/** What lies around the sample events: messages in an inbox, and what those who came to the concert said. */
import type { Announcement } from '../../cloudfunctions/domain/events/announcements/records'
import { cancellationIdOf } from '../../cloudfunctions/domain/events/announcements/rules'
import type { FeedbackRecord } from '../../cloudfunctions/domain/events/feedback/records'
import type { CheckIn, EventRecord, SignUp } from '../../cloudfunctions/domain/events/records'
import type { OutboxItem } from '../../cloudfunctions/domain/messages/records'
import type { Message } from '../../cloudfunctions/domain/messages/rules'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { eventIds } from './event-ids'
import { personas } from './personas'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const said: readonly (readonly [stars: number, words: string, isSigned: boolean])[] = [
  [5, '合唱团唱起校歌那一刻，全场都站起来了。', true],
  [5, '和三十年没见的室友坐在了一起，谢谢学院。', false],
  [4, '节目很好，入场排队稍久，建议多开一个门。', false],
  [5, '', false],
  [4, '音响在后排听不太清楚。', false],
  [5, '明年还来，想带孩子一起。', true],
  [3, '停车不方便，希望提前说明。', false],
  [5, '', false],
]

/** Of the first of those who came. */
function sampleFeedback(checkIns: readonly CheckIn[], nowMs: number): FeedbackRecord[] {
  const came = checkIns.filter(({ eventId }) => eventId === eventIds.concert)
  return said.flatMap(([stars, words, isSigned], place) => {
    const checkIn = came[place]
    if (!checkIn) return []
    const { _id, eventId, personId, name } = checkIn
    const changedAt = new Date(nowMs - 13 * dayMs + place * 5 * hourMs)
    return [
      {
        _id,
        eventId,
        personId,
        stars,
        words,
        isSigned,
        name: isSigned ? name : '',
        state: 'shown',
        changedAt,
      },
    ]
  })
}

/** What the alumnus was told. */
function sampleMessages(nowMs: number): OutboxItem[] {
  const openid = personas.find(({ key }) => key === 'alumnus')?.openid ?? ''
  const personId = personIdOf(openid)
  const startsAt = new Date(nowMs + 3 * dayMs)
  const told: readonly (readonly [cause: string, daysAgo: number, isRead: boolean, message: Message])[] = [
    [
      'sample:changed',
      0.1,
      false,
      {
        template: 'eventChanged',
        title: '校友环湖健步走',
        isCancelled: false,
        words: ['集合地点改为镜湖东岸游船码头', '开始时间推迟半小时'],
        startsAt,
        place: '镜湖东岸',
        eventId: eventIds.sports,
      },
    ],
    [
      'sample:review',
      30,
      true,
      {
        template: 'reviewResult',
        name: '周书恒',
        status: 'verified',
        reason: '',
        at: new Date(nowMs - 30 * dayMs),
      },
    ],
  ]
  return told.map(([cause, daysAgo, isRead, message]) => {
    const at = new Date(nowMs - daysAgo * dayMs)
    const _id = `${cause}:${personId}`
    return { _id, cause, personId, message, at, isRead, state: 'sent', tries: 1, nextAt: at }
  })
}

/** How the news of the cancelled event got through: most allowed a message of WeChat, some did not. */
function sampleNews({ events, signUps }: Happened): {
  readonly announcements: readonly Announcement[]
  readonly outbox: readonly OutboxItem[]
} {
  const event = events.find(({ _id }) => _id === eventIds.cancelled)
  if (!event?.cancellation) return { announcements: [], outbox: [] }
  const { _id: eventId, title, startsAt, place, cancellation } = event
  const { at, reason } = cancellation
  const cause = cancellationIdOf(eventId)
  const told = signUps.filter((signUp) => signUp.eventId === eventId)
  const words = [reason]
  const message: Message = {
    template: 'eventChanged',
    title,
    isCancelled: true,
    words,
    startsAt,
    place,
    eventId,
  }
  return {
    announcements: [{ _id: cause, eventId, kind: 'cancelled', at, words, state: 'told', upTo: '' }],
    outbox: told.map(({ personId }, index) => ({
      _id: `${cause}:${personId}`,
      cause,
      personId,
      message,
      at,
      isRead: index % 3 === 0,
      state: index % 5 === 4 ? 'refused' : 'sent',
      tries: 1,
      nextAt: at,
    })),
  }
}

interface Happened {
  readonly events: readonly EventRecord[]
  readonly signUps: readonly SignUp[]
  readonly checkIns: readonly CheckIn[]
}

export function sampleAround(
  happened: Happened,
  nowMs: number,
): {
  readonly feedback: readonly FeedbackRecord[]
  readonly announcements: readonly Announcement[]
  readonly outbox: readonly OutboxItem[]
} {
  const { announcements, outbox } = sampleNews(happened)
  return {
    feedback: sampleFeedback(happened.checkIns, nowMs),
    announcements,
    outbox: [...sampleMessages(nowMs), ...outbox],
  }
}
