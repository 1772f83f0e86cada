import { factsOf } from '../../../../miniprogram/components/event-facts/facts'
import type { EventSummary } from '../../../../miniprogram/contract/events'

const hourMs = 3_600_000
const nowMs = Date.parse('2027-03-05T12:00:00+08:00')

const event: EventSummary = {
  eventId: 'event',
  title: '返校日',
  host: { bodyId: 'university', name: '江城理工大学' },
  startsAt: nowMs + 24 * hourMs,
  endsAt: nowMs + 26 * hourMs,
  place: '南校门',
  cover: { kind: 'art', art: 'ginkgo' },
  status: 'published',
  admission: 'everyone',
  signUpOpensAt: nowMs - hourMs,
  signUpClosesAt: nowMs + 23 * hourMs,
  seats: { capacity: 80, left: 20, waiting: 0 },
}

const chip = (over: Partial<EventSummary>) => factsOf({ ...event, ...over }, nowMs).chip.text

describe('how an event stands', () => {
  it.each<[string, Partial<EventSummary>]>([
    ['报名中', {}],
    ['报名未开始', { signUpOpensAt: nowMs + hourMs }],
    ['报名已截止', { signUpClosesAt: nowMs }],
    ['已满，候补中', { seats: { capacity: 80, left: 0, waiting: 0 } }],
    ['已满，候补中', { seats: { capacity: 80, left: 1, waiting: 3 } }],
    ['进行中', { startsAt: nowMs }],
    ['已结束', { startsAt: nowMs - 2 * hourMs, endsAt: nowMs }],
    ['草稿', { status: 'draft', endsAt: nowMs - hourMs }],
    ['已取消', { status: 'cancelled' }],
  ])('is %s', (text, over) => {
    expect(chip(over)).toBe(text)
  })
})

describe('the seats of an event', () => {
  it('are counted as taken, with who waits', () => {
    const { seats, takenPercent } = factsOf(
      { ...event, seats: { capacity: 80, left: 20, waiting: 9 } },
      nowMs,
    )
    expect(seats).toBe('已报名 60 / 80 人 · 候补 9 人')
    expect(takenPercent).toBe(75)
  })

  it('of a draft can only be planned', () => {
    expect(factsOf({ ...event, status: 'draft' }, nowMs)).toMatchObject({
      seats: '名额 80 人',
      takenPercent: undefined,
    })
  })
})

it('tells when and where in one line each', () => {
  expect(factsOf(event, nowMs)).toMatchObject({
    when: '3月6日 周六 12:00–14:00',
    where: '南校门 · 江城理工大学',
  })
})
