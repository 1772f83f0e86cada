import type { Ticket } from '../../../../miniprogram/contract/door'
import { ticketViewOf } from '../../../../miniprogram/events/ticket/ticket-view'

const hourMs = 3_600_000
const nowMs = Date.UTC(2026, 9, 15, 1, 0)

const ticket = (signUp: Partial<Ticket['signUp']>, event: Partial<Ticket['event']> = {}): Ticket => ({
  event: {
    eventId: 'event',
    title: '返校日',
    host: { bodyId: 'university', name: '江城理工大学' },
    startsAt: nowMs + hourMs,
    endsAt: nowMs + 2 * hourMs,
    place: '南校门',
    cover: { kind: 'art', art: 'gate' },
    status: 'published',
    admission: 'everyone',
    signUpOpensAt: nowMs - 9 * hourMs,
    signUpClosesAt: nowMs - hourMs,
    seats: { capacity: 10, left: 0, waiting: 3 },
    ...event,
  },
  holderName: '林知远',
  signUp: {
    status: 'confirmed',
    position: undefined,
    joinedAt: nowMs - 8 * hourMs,
    checkedInAt: undefined,
    ...signUp,
  },
  party: { seats: 1, category: undefined, companions: [] },
  details: 'none',
  code: 'signed',
  number: 'K7MQ4P',
})

test('a seat is for the scanner until its holder is in', () => {
  expect(ticketViewOf(ticket({}), nowMs)).toMatchObject({
    state: 'confirmed',
    isForScanner: true,
    isWithdrawable: true,
  })
  expect(ticketViewOf(ticket({ checkedInAt: nowMs }), nowMs)).toMatchObject({
    state: 'attended',
    note: expect.stringContaining('09:00 签到'),
    isForScanner: false,
    isWithdrawable: false,
  })
})

test('a ticket names the category and all who come on it, and a number to be said', () => {
  const party = { seats: 3, category: '校友代表', companions: ['陈一诺', '陈二诺'] }
  expect(ticketViewOf({ ...ticket({}), party }, nowMs)).toMatchObject({
    party: '校友代表 · 3 人，含 2 位同行',
    companions: '同行：陈一诺、陈二诺',
    number: 'K7MQ4P',
  })
  expect(ticketViewOf(ticket({}), nowMs)).toMatchObject({ party: '', companions: '' })
})

test('one may let oneself in from two hours before until the end, and not again', () => {
  const isOpenAt = (atMs: number, signUp = {}) => ticketViewOf(ticket(signUp), atMs).isSelfCheckInOpen
  expect(isOpenAt(nowMs - hourMs)).toBe(true)
  expect(isOpenAt(nowMs - hourMs - 1)).toBe(false)
  expect(isOpenAt(nowMs + 2 * hourMs)).toBe(false)
  expect(isOpenAt(nowMs, { checkedInAt: nowMs })).toBe(false)
  expect(isOpenAt(nowMs, { status: 'waiting' })).toBe(false)
})

test('who waits is told their place, and may give it up', () => {
  expect(ticketViewOf(ticket({ status: 'waiting', position: 3 }), nowMs)).toMatchObject({
    state: 'waiting',
    position: 3,
    isWithdrawable: true,
    isForScanner: false,
  })
})

test('nothing is given back after the event, and nobody is promised a seat any more', () => {
  const laterMs = nowMs + 3 * hourMs
  expect(ticketViewOf(ticket({}), laterMs)).toMatchObject({ isForScanner: false, isWithdrawable: false })
  expect(ticketViewOf(ticket({ status: 'waiting', position: 1 }), laterMs)).toMatchObject({
    note: '活动已结束，未能递补',
    isWithdrawable: false,
  })
})

test('a cancelled event and a seat given back are no way in', () => {
  expect(ticketViewOf(ticket({}, { status: 'cancelled' }), nowMs)).toMatchObject({
    state: 'cancelled',
    isForScanner: false,
    isWithdrawable: false,
  })
  expect(ticketViewOf(ticket({ status: 'withdrawn' }), nowMs)).toMatchObject({
    state: 'withdrawn',
    isForScanner: false,
  })
})

test('companions and answers are changed while there is a place, and asked for while some are missing', () => {
  const changeOf = (changes: Partial<Ticket>, atMs = nowMs) => {
    const { change, isIncomplete } = ticketViewOf({ ...ticket({}), ...changes }, atMs)
    return { change, isIncomplete }
  }
  expect(changeOf({})).toEqual({ change: '', isIncomplete: false })
  expect(changeOf({ details: 'given' })).toEqual({ change: '同行人与报名信息', isIncomplete: false })
  expect(changeOf({ details: 'missing' })).toEqual({ change: '去补填', isIncomplete: true })
  expect(changeOf({ details: 'missing' }, nowMs + 3 * hourMs)).toEqual({ change: '', isIncomplete: false })
})
