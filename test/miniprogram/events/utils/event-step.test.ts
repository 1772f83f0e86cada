import type { Me } from '../../../../miniprogram/contract/alumni'
import type { EventSummary } from '../../../../miniprogram/contract/events'
import type { OwnSignUp } from '../../../../miniprogram/contract/sign-ups'
import { nextEventStep } from '../../../../miniprogram/events/utils/event-step'
import { eventStateOf } from '../../../../miniprogram/utils/event-state'

const dayMs = 86_400_000
const nowMs = Date.UTC(2026, 9, 1, 1, 0)

const event: EventSummary = {
  eventId: 'event',
  title: '返校日',
  host: { bodyId: 'university', name: '江城理工大学' },
  startsAt: nowMs + 14 * dayMs,
  endsAt: nowMs + 15 * dayMs,
  place: '南校门',
  cover: { kind: 'art', art: 'ginkgo' },
  status: 'published',
  admission: 'everyone',
  signUpOpensAt: nowMs - dayMs,
  signUpClosesAt: nowMs + 7 * dayMs,
  seats: { capacity: 10, left: 3, waiting: 0 },
}

const visitor: Me = {
  person: undefined,
  roles: [],
  cardKey: '',
  institution: { name: '大学', motto: '', foundedYear: 1957, shortName: '大' },
  templates: {
    reviewResult: '',
    signUpResult: '',
    giftThanks: '',
    giftRefunded: '',
    contactAsked: '',
    notice: '',
    eventReminder: '',
    eventChanged: '',
    eventThanks: '',
    givingNews: '',
    articleResult: '',
  },
}

const personOf = (status: 'pending' | 'verified' | 'returned' | 'refused'): Me => ({
  ...visitor,
  person: {
    personId: 'person',
    name: '林知远',
    kind: 'alumnus',
    status,
    reason: '',
    educations: [],
    avatar: '',
  },
})

const own = (signUp: Partial<OwnSignUp>): OwnSignUp => ({
  status: 'confirmed',
  position: undefined,
  joinedAt: nowMs,
  checkedInAt: undefined,
  ...signUp,
})

const step = (change: Partial<EventSummary>, me: Me, mine?: OwnSignUp) =>
  nextEventStep({ ...event, ...change }, mine, me, nowMs)

describe('the next step about an event', () => {
  test('whoever may sign up is offered just that', () => {
    expect(step({}, personOf('pending'))).toMatchObject({ act: 'signUp', label: '报名' })
  })

  test('a full event offers the queue', () => {
    const seats = { capacity: 10, left: 0, waiting: 0 }
    expect(step({ seats }, personOf('verified'))).toMatchObject({ act: 'signUp', label: '加入候补' })
  })

  test('a free seat belongs to those who wait: newcomers are offered the queue', () => {
    const seats = { capacity: 10, left: 2, waiting: 1 }
    expect(step({ seats }, personOf('verified')).label).toBe('加入候补')
  })

  test('a visitor registers first', () => {
    expect(step({}, visitor)).toMatchObject({ act: 'register', label: '先登记' })
  })

  test('before sign-up opens the moment is told, and a visitor may register meanwhile', () => {
    const signUpOpensAt = Date.UTC(2026, 9, 2, 1, 0)
    expect(step({ signUpOpensAt }, personOf('verified'))).toEqual({
      act: 'none',
      label: '报名尚未开始',
      note: '10月2日 周五 09:00 开始报名',
    })
    expect(step({ signUpOpensAt }, visitor).act).toBe('register')
  })

  test.each([
    ['pending', 'card', '查看审核进度'],
    ['returned', 'register', '补充登记信息'],
    ['refused', 'none', '仅限已认证校友'],
  ] as const)('an event for verified alumni tells who is %s what to do', (status, act, label) => {
    expect(step({ admission: 'verified' }, personOf(status))).toMatchObject({ act, label })
  })

  test('a seat or a place in the queue leads to the ticket, also when sign-up has closed', () => {
    const closed = { signUpClosesAt: nowMs - 1 }
    expect(step(closed, personOf('verified'), own({})).act).toBe('ticket')
    expect(step(closed, personOf('verified'), own({ status: 'waiting', position: 2 })).act).toBe('ticket')
  })

  test('a seat given back counts for nothing: one may sign up again', () => {
    expect(step({}, personOf('verified'), own({ status: 'withdrawn' })).act).toBe('signUp')
  })

  test('closed, over and cancelled events say so and offer nothing', () => {
    expect(step({ signUpClosesAt: nowMs }, visitor)).toMatchObject({ act: 'none', label: '报名已截止' })
    expect(step({ endsAt: nowMs }, visitor)).toMatchObject({ act: 'none', label: '活动已结束' })
    expect(step({ status: 'cancelled' }, personOf('verified'), own({}))).toMatchObject({
      act: 'none',
      label: '活动已取消',
    })
  })
})

test('having been there outlasts the event itself', () => {
  const over = { ...event, endsAt: nowMs - 1 }
  expect(eventStateOf(over, own({ checkedInAt: nowMs - dayMs }), nowMs)).toBe('attended')
  expect(eventStateOf(over, own({}), nowMs)).toBe('ended')
})
