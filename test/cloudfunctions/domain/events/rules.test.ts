import type { CheckIn, SignUp } from '../../../../cloudfunctions/domain/events/records'
import {
  contentProblems,
  decideCheckIn,
  decideSignUp,
  decideWithdrawal,
  differences,
  isSelfCheckInOpen,
  nextInQueue,
  placeOf,
  scanTime,
  staysWith,
} from '../../../../cloudfunctions/domain/events/rules'
import type { Seats } from '../../../../cloudfunctions/domain/events/seats'

const at = (hour: number) => new Date(Date.UTC(2027, 9, 16, hour))
const now = at(12)
const hourMs = 3_600_000
const seats: Seats = {
  _id: 'e',
  isOpen: true,
  admission: 'everyone',
  opensAt: at(8),
  closesAt: at(20),
  capacity: 10,
  left: 5,
  waiting: 0,
  holders: {},
  queue: [],
}
const claimant = { isVerified: true, hasSeat: false, isWaiting: false }

describe('signing up', () => {
  test.each([
    ['claims a seat when one is left', {}, {}, 'claim'],
    ['queues when none is left', { left: 0 }, {}, 'queue'],
    ['queues behind those who wait, even when a seat is left', { waiting: 2 }, {}, 'queue'],
    ['is answered the same when one has a seat', { left: 0, isOpen: false }, { hasSeat: true }, 'has seat'],
    ['is answered the same when one waits', { left: 0, closesAt: at(9) }, { isWaiting: true }, 'is waiting'],
    ['is refused before it opens', { opensAt: at(13) }, {}, 'EVENT_NOT_OPEN'],
    ['is possible in the moment it opens', { opensAt: now }, {}, 'claim'],
    ['is refused in the moment it closes', { closesAt: now }, {}, 'EVENT_CLOSED'],
    ['is refused while the event is a draft', { isOpen: false }, {}, 'EVENT_CLOSED'],
    [
      'is refused to the unverified where only alumni may come',
      { admission: 'verified' as const },
      { isVerified: false },
      'EVENT_NOT_FOR_YOU',
    ],
    ['is open to the unverified where everyone may come', {}, { isVerified: false }, 'claim'],
  ])('%s', (_what, terms, who, decision) => {
    expect(decideSignUp({ ...seats, ...terms }, { ...claimant, ...who }, now)).toBe(decision)
  })
})

const signUp: SignUp = {
  _id: 'e:p',
  eventId: 'e',
  personId: 'p',
  name: '周书恒',
  seats: 1,
  companions: [],
  status: 'confirmed',
  joinedAt: at(9),
  changedAt: at(9),
  ticketVersion: 1,
  untold: false,
}
const checkIn: CheckIn = {
  _id: 'e:p',
  eventId: 'e',
  personId: 'p',
  name: '',
  seats: 1,
  way: 'ticket',
  scanId: 's',
  at: at(10),
  receivedAt: at(10),
  byPersonId: 'v',
  byName: '',
}

describe('withdrawing', () => {
  test.each([
    ['gives a seat back', signUp, undefined, at(20), 'withdraw'],
    ['leaves the queue', { ...signUp, status: 'waiting' as const }, undefined, at(20), 'withdraw'],
    ['again changes nothing', { ...signUp, status: 'withdrawn' as const }, undefined, at(20), 'is withdrawn'],
    ['is refused without a sign-up', undefined, undefined, at(20), 'NOT_SIGNED_UP'],
    ['is refused after checking in', signUp, checkIn, at(20), 'ALREADY_CHECKED_IN'],
    ['is refused when the event is over', signUp, undefined, at(12), 'EVENT_CLOSED'],
  ])('%s', (_what, own, entered, endsAt, decision) => {
    expect(decideWithdrawal(own, entered, endsAt, now)).toBe(decision)
  })
})

describe('the queue', () => {
  const queue = [
    { personId: 'first', at: at(9) },
    { personId: 'second', at: at(10) },
  ]
  test.each([
    ['serves the oldest', { queue }, 'first'],
    ['waits while no seat is free', { queue, left: 0 }, undefined],
    ['is not served after sign-up closed', { queue, closesAt: now }, undefined],
    ['is not served while the event is closed', { queue, isOpen: false }, undefined],
    ['may be empty', {}, undefined],
  ])('%s', (_what, terms, next) => {
    expect(nextInQueue({ ...seats, ...terms }, now)).toBe(next)
  })
})

describe('the door', () => {
  test.each([
    ['lets a confirmed ticket in', signUp, 1, 'let in'],
    ['refuses an outdated ticket', { ...signUp, ticketVersion: 2 }, 1, 'TICKET_INVALID'],
    ['refuses a withdrawn one', { ...signUp, status: 'withdrawn' as const }, 1, 'TICKET_INVALID'],
    [
      'refuses who still waits, in words of its own',
      { ...signUp, status: 'waiting' as const },
      1,
      'TICKET_WAITING',
    ],
    ['refuses who never signed up', undefined, 1, 'TICKET_INVALID'],
    ['refuses a garbled version', signUp, Number.NaN, 'TICKET_INVALID'],
    ['lets in whom a volunteer picked from the list', signUp, undefined, 'let in'],
  ])('%s', (_what, own, version, decision) => {
    expect(decideCheckIn({ status: 'published' }, own, version)).toBe(decision)
  })

  test('lets nobody into an event that was cancelled', () => {
    expect(decideCheckIn({ status: 'cancelled' }, signUp, 1)).toBe('TICKET_INVALID')
  })

  const startsAt = at(14)
  test.each([
    ['is when it was scanned', 2 * hourMs, startsAt, at(10)],
    ['is never in the future', -hourMs, startsAt, now],
    ['is never before the door opened', 72 * hourMs, startsAt, at(2)],
    ['is now when the door is not open yet', hourMs, new Date(now.getTime() + 72 * hourMs), now],
  ])('the time of a scan %s', (_what, agoMs, begins, expected) => {
    const sentAtMs = 1_000_000_000_000
    expect(scanTime(sentAtMs - agoMs, sentAtMs, begins, now)).toEqual(expected)
  })

  test.each([
    ['two hours before', -2 * hourMs, true],
    ['a moment earlier', -2 * hourMs - 1, false],
    ['while it goes on', hourMs, true],
    ['when it has ended', 3 * hourMs, false],
  ])('one lets oneself in %s: %s', (_when, afterMs, isOpen) => {
    const event = { startsAt, endsAt: new Date(startsAt.getTime() + 3 * hourMs) }
    expect(isSelfCheckInOpen(event, new Date(startsAt.getTime() + afterMs))).toBe(isOpen)
  })
})

describe('mending sign-ups', () => {
  test('finds every way in which they can differ from the seats, and nothing else', () => {
    const truth: Seats = {
      ...seats,
      holders: { seatOnly: { at: now }, agreed: { at: now }, promoted: { at: now } },
      queue: [
        { personId: 'waitsOnly', at: now },
        { personId: 'waits', at: now },
      ],
    }
    const written = (personId: string, status: SignUp['status']) => ({ ...signUp, personId, status })
    const found = differences(truth, [
      written('agreed', 'confirmed'),
      written('promoted', 'waiting'),
      written('waits', 'waiting'),
      written('seatless', 'confirmed'),
      written('gone', 'withdrawn'),
    ])
    expect(new Map(found.map(({ personId, status }) => [personId, status]))).toEqual(
      new Map([
        ['seatOnly', 'confirmed'],
        ['promoted', 'confirmed'],
        ['waitsOnly', 'waiting'],
        ['seatless', 'withdrawn'],
      ]),
    )
  })
})

describe('the times of an event', () => {
  const content = {
    hostId: 'h',
    title: 't',
    description: '',
    place: 'p',
    startsAt: at(10).getTime(),
    endsAt: at(12).getTime(),
    signUpOpensAt: at(1).getTime(),
    signUpClosesAt: at(9).getTime(),
    admission: 'everyone' as const,
    capacity: 1,
  }
  test.each([
    ['fit', {}, undefined],
    ['must not end before they start', { endsAt: at(10).getTime() }, ['endsAt']],
    ['must not close before opening', { signUpClosesAt: at(1).getTime() }, ['signUpClosesAt']],
    ['must not close after the event', { signUpClosesAt: at(13).getTime() }, ['signUpClosesAt']],
  ])('%s', (_what, change, fields) => {
    const problems = contentProblems({ ...content, ...change })
    expect(problems && Object.keys(problems)).toEqual(fields)
  })
})

describe('two records of one person', () => {
  const shared: Seats = {
    ...seats,
    holders: { seated: { at: now }, came: { at: now, enteredAt: now } },
    queue: [{ personId: 'waiting', at: now }],
  }

  test.each([
    ['seated', 'seat'],
    ['came', 'entered'],
    ['waiting', 'queue'],
    ['nobody', 'nothing'],
  ])('%s has: %s', (personId, place) => {
    expect(placeOf(shared, personId)).toBe(place)
  })

  test.each([
    ['seat', 'queue', 'moved'],
    ['entered', 'seat', 'moved'],
    ['queue', 'nothing', 'moved'],
    ['seat', 'seat', 'kept'],
    ['queue', 'seat', 'kept'],
    ['nothing', 'nothing', 'kept'],
    ['entered', 'entered', 'kept'],
  ] as const)(
    'with %s on the one that goes and %s on the one that stays, the %s place holds',
    (one, other, who) => {
      expect(staysWith(one, other)).toBe(who)
    },
  )
})
