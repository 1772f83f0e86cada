import type { CheckIn, SignUp } from '../../../../cloudfunctions/domain/events/records'
import {
  decideCheckIn,
  decideWithdrawal,
  differences,
  isSelfCheckInOpen,
  nextInQueue,
  placeOf,
  refusalOf,
  scanTime,
  staysWith,
} from '../../../../cloudfunctions/domain/events/rules'
import type { Claim } from '../../../../cloudfunctions/domain/events/seat-changes'
import { type Seats, sizeOf } from '../../../../cloudfunctions/domain/events/seats'

const at = (hour: number) => new Date(Date.UTC(2027, 9, 16, hour))
const now = at(12)
const hourMs = 3_600_000
const seats: Seats = {
  _id: 'e',
  isOpen: true,
  admission: 'everyone',
  opensAt: at(8),
  closesAt: at(20),
  admittedBodyIds: [],
  endsAt: at(22),
  companionsAtMost: 0,
  formVersion: 0,
  openCategories: [],
  capacity: 10,
  capacityBy: {},
  left: 5,
  leftBy: {},
  waiting: 0,
  holders: {},
  queue: [],
  resized: 0,
  changes: 0,
}
const claim: Claim = {
  by: 'person',
  holderId: 'p',
  isVerified: true,
  bodyPath: ['school', 'college'],
  seats: 1,
  formVersion: 0,
}
const categories = {
  capacityBy: { leaders: 2, alumni: 10 },
  leftBy: { leaders: 0, alumni: 5 },
  openCategories: ['alumni'],
}

describe('a claim that was not met', () => {
  test.each([
    ['is tried again when nothing speaks against it', {}, {}, undefined],
    ['is refused before it opens', { opensAt: at(13) }, {}, 'EVENT_NOT_OPEN'],
    ['is tried again in the moment it opens', { opensAt: now }, {}, undefined],
    ['is refused in the moment it closes', { closesAt: now }, {}, 'EVENT_CLOSED'],
    ['is refused when the event is over, whatever the closing time', { endsAt: now }, {}, 'EVENT_CLOSED'],
    ['is refused while the event is a draft', { isOpen: false }, {}, 'EVENT_CLOSED'],
    [
      'is refused to the unverified where only alumni may come',
      { admission: 'verified' as const },
      { isVerified: false },
      'EVENT_NOT_FOR_YOU',
    ],
    [
      'is refused to who belongs elsewhere',
      { admission: 'bodies' as const, admittedBodyIds: ['other'] },
      {},
      'EVENT_NOT_FOR_YOU',
    ],
    [
      'is refused to who only says to belong there',
      { admission: 'bodies' as const, admittedBodyIds: ['college'] },
      { isVerified: false },
      'EVENT_NOT_FOR_YOU',
    ],
    [
      'is tried again for who belongs there',
      { admission: 'bodies' as const, admittedBodyIds: ['college'] },
      {},
      undefined,
    ],
    ['is refused with too many companions', { companionsAtMost: 1 }, { seats: 3 }, 'TOO_MANY_COMPANIONS'],
    ['is refused when it answers an older form', { formVersion: 2 }, { formVersion: 1 }, 'FORM_CHANGED'],
    ['is refused without a category where one is chosen', categories, {}, 'CATEGORY_UNKNOWN'],
    ['is refused of a category that staff give', categories, { categoryId: 'leaders' }, 'CATEGORY_UNKNOWN'],
    ['is refused of a category that there is not', {}, { categoryId: 'x' }, 'CATEGORY_UNKNOWN'],
    ['is tried again of a category that is open', categories, { categoryId: 'alumni' }, undefined],
  ])('%s', (_what, terms, who, refusal) => {
    expect(refusalOf({ ...seats, ...terms }, { ...claim, ...who } as Claim, now)).toBe(refusal)
  })

  test('of staff is refused only for want of seats, or of the category', () => {
    const staff: Claim = { by: 'staff', holderId: 'guest-1', seats: 6 }
    const closed = { ...seats, closesAt: now, admission: 'verified' as const }
    expect(refusalOf(seats, staff, now)).toBeUndefined()
    expect(refusalOf(closed, staff, now)).toBe('EVENT_FULL')
    expect(refusalOf(closed, { ...staff, seats: 5 }, now)).toBeUndefined()
    expect(refusalOf(seats, { ...staff, categoryId: 'x' }, now)).toBe('CATEGORY_UNKNOWN')
  })
})

const signUp: SignUp = {
  _id: 'e:p',
  eventId: 'e',
  personId: 'p',
  name: '周书恒',
  seats: 1,
  companions: [],
  history: [],
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
  receivedAt: at(10),
  at: at(10),
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
    expect(decideWithdrawal(own, entered, { endsAt, cancelsUntil: null }, now)).toBe(decision)
  })

  test('a seat is refused after the deadline, and leaving the queue is not', () => {
    const late = { endsAt: at(20), cancelsUntil: now }
    expect(decideWithdrawal(signUp, undefined, late, now)).toBe('WITHDRAWAL_CLOSED')
    expect(decideWithdrawal({ ...signUp, status: 'waiting' }, undefined, late, now)).toBe('withdraw')
  })
})

describe('the queue', () => {
  const entry = (holderId: string, count = 1, categoryId?: string) => ({
    holderId,
    at: at(9),
    ...sizeOf({ seats: count, categoryId }),
  })
  const queue = [entry('first'), entry('second')]
  const served = (terms: Partial<Seats>) =>
    nextInQueue({ ...seats, ...terms }, now).next.map(({ entry: { holderId } }) => holderId)

  test.each([
    ['serves the oldest', { queue, left: 1 }, ['first']],
    ['serves as many as there are seats', { queue }, ['first', 'second']],
    ['waits while no seat is free', { queue, left: 0 }, []],
    ['is not served after sign-up closed', { queue, closesAt: now }, []],
    ['is not served after the event', { queue, endsAt: now }, []],
    ['is not served while the event is closed', { queue, isOpen: false }, []],
    ['may be empty', {}, []],
    [
      'lets nobody pass a party larger than what is left',
      { queue: [entry('three', 3), entry('one')], left: 2 },
      [],
    ],
  ])('%s', (_what, terms, next) => {
    expect(served(terms)).toEqual(next)
  })

  const byCategory = { capacityBy: { a: 4, b: 10 }, leftBy: { a: 1, b: 8 }, left: 3 }
  test.each([
    ['passes over who waits for a category that is full', [entry('a', 2, 'a'), entry('b', 1, 'b')], ['b']],
    ['serves nobody of a category before the oldest of it', [entry('a2', 2, 'a'), entry('a1', 1, 'a')], []],
    [
      'lets nobody pass whose category has no quota of its own',
      [entry('b4', 4, 'b'), entry('a1', 1, 'a'), entry('b1', 1, 'b')],
      [],
    ],
    ['counts what it gives', [entry('a1', 1, 'a'), entry('a', 1, 'a'), entry('b', 2, 'b')], ['a1', 'b']],
  ])('%s', (_what, those, next) => {
    expect(served({ ...byCategory, queue: those })).toEqual(next)
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
      holders: {
        seatOnly: { at: now, seats: 1 },
        agreed: { at: now, seats: 1 },
        promoted: { at: now, seats: 1 },
        grown: { at: now, seats: 3, categoryId: 'a' },
      },
      queue: [
        { holderId: 'waitsOnly', at: now, seats: 1 },
        { holderId: 'waits', at: now, seats: 1 },
      ],
    }
    const written = (personId: string, status: SignUp['status']) => ({ ...signUp, personId, status })
    const found = differences(truth, [
      written('agreed', 'confirmed'),
      written('promoted', 'waiting'),
      written('waits', 'waiting'),
      written('seatless', 'confirmed'),
      written('gone', 'withdrawn'),
      written('grown', 'confirmed'),
    ])
    expect(new Map(found.map(({ holderId, said }) => [holderId, said.status]))).toEqual(
      new Map([
        ['seatOnly', 'confirmed'],
        ['promoted', 'confirmed'],
        ['grown', 'confirmed'],
        ['waitsOnly', 'waiting'],
        ['seatless', 'withdrawn'],
      ]),
    )
  })
})

describe('two records of one person', () => {
  const shared: Seats = {
    ...seats,
    holders: { seated: { at: now, seats: 1 }, came: { at: now, seats: 1, enteredAt: now } },
    queue: [{ holderId: 'waiting', at: now, seats: 1 }],
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
