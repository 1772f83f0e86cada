import type { EventSummary } from '../../../../miniprogram/contract/events'
import { heapsOf } from '../../../../miniprogram/staff-events/events/events-view'

const nowMs = 1_000_000

const event = (eventId: string, startsAt: number, over: Partial<EventSummary> = {}): EventSummary => ({
  eventId,
  title: eventId,
  host: { bodyId: 'civil', name: '土木学院' },
  startsAt,
  endsAt: startsAt + 10,
  place: '',
  cover: { kind: 'art', art: 'ginkgo' },
  status: 'published',
  admission: 'everyone',
  signUpOpensAt: 0,
  signUpClosesAt: 0,
  seats: { capacity: 1, left: 1, waiting: 0 },
  ...over,
})

const all = [
  event('past', nowMs - 500),
  event('later', nowMs + 500),
  event('sooner', nowMs + 5, { host: { bodyId: 'computing', name: '计算机学院' } }),
  event('long past', nowMs - 900),
  event('cancelled', nowMs + 50, { status: 'cancelled' }),
  event('old draft', nowMs - 500, { status: 'draft' }),
]

const idsOf = (heaps: ReturnType<typeof heapsOf>) =>
  Object.fromEntries(heaps.map(({ phase, events }) => [phase, events.map(({ eventId }) => eventId)]))

describe('the events I manage', () => {
  it('lie in three heaps: what is next first, and of the past what was last', () => {
    expect(idsOf(heapsOf(all, new Set(['civil']), nowMs))).toEqual({
      coming: ['sooner', 'later'],
      draft: ['old draft'],
      over: ['cancelled', 'past', 'long past'],
    })
  })

  it('show no drafts to who may edit nothing', () => {
    expect(heapsOf(all, new Set(), nowMs).map(({ phase }) => phase)).toEqual(['coming', 'over'])
  })

  it('offer what makes sense: editors change what is to come, look back, copy, and read how the news got through', () => {
    const acts = heapsOf(all, new Set(['civil']), nowMs).flatMap(({ events }) =>
      events.map((one) => [one.eventId, one.acts.map(({ label }) => label).join(' ')]),
    )
    expect(Object.fromEntries(acts)).toEqual({
      sooner: '签到 名单 活动页',
      later: '签到 名单 活动页 编辑',
      'old draft': '继续编辑',
      cancelled: '名单 活动页 通知 复制',
      past: '名单 活动页 回顾 复制',
      'long past': '名单 活动页 回顾 复制',
    })
  })
})
