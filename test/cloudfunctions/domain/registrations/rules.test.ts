import type { Person, Vouch } from '../../../../cloudfunctions/domain/alumni/records'
import {
  decideReopening,
  decideReview,
  soleRows,
  standingVouches,
} from '../../../../cloudfunctions/domain/registrations/rules'
import type { RosterRow } from '../../../../cloudfunctions/domain/roster/records'

const now = new Date(1_800_000_000_000)
const person = (status: Person['verification']['status'], by = '') => ({
  verification: { status, at: now, by, reason: '', untold: false },
})

describe('a review', () => {
  const review = (decision: 'accept' | 'return' | 'refuse', reason?: string) => ({
    decision,
    reason,
    revision: 0,
  })

  test.each([
    ['accepts who waits', 'pending', '', review('accept'), 'verified'],
    ['returns with a reason', 'pending', '', review('return', '请补充学号'), 'returned'],
    ['refuses with a reason', 'pending', '', review('refuse', '非本校'), 'refused'],
  ] as const)('%s', (_what, status, by, input, outcome) => {
    expect(decideReview({ ...person(status, by), revision: 0 }, input, 'me', now)).toMatchObject({
      verification: { status: outcome, by: 'me', untold: true },
    })
  })

  test.each([
    ['without a reason does not return', 'pending', '', review('return'), { refused: 'REASON_REQUIRED' }],
    [
      'of a decided one is refused',
      'verified',
      'other',
      review('refuse', '重复'),
      { refused: 'REGISTRATION_CLOSED' },
    ],
    [
      'repeated by the same reviewer is the same answer',
      'verified',
      'me',
      review('accept'),
      { same: 'verified' },
    ],
  ] as const)('%s', (_what, status, by, input, outcome) => {
    expect(decideReview({ ...person(status, by), revision: 0 }, input, 'me', now)).toEqual(outcome)
  })

  test.each(['accept', 'return', 'refuse'] as const)(
    'to %s somebody who told something else since they were read is refused',
    (decision) => {
      const changed = { ...person('pending', ''), revision: 1 }
      expect(decideReview(changed, review(decision, '原因'), 'me', now)).toEqual({
        refused: 'REGISTRATION_CHANGED',
      })
    },
  )
})

describe('taking a decision back', () => {
  test.each(['verified', 'refused'] as const)('lets whoever was %s wait again, untold yet', (status) => {
    expect(decideReopening(person(status, 'other'), '名册有误', 'me', now)).toEqual({
      verification: { status: 'pending', at: now, by: 'me', reason: '名册有误', untold: true },
    })
  })

  test.each([
    ['of somebody who waits is refused', 'pending', '', { refused: 'REGISTRATION_NOT_DECIDED' }],
    [
      'of somebody who is correcting is refused',
      'returned',
      'other',
      { refused: 'REGISTRATION_NOT_DECIDED' },
    ],
    ['twice by the same reviewer is the same answer', 'pending', 'me', { same: 'pending' }],
    ['after another reviewer did is refused', 'pending', 'other', { refused: 'REGISTRATION_NOT_DECIDED' }],
  ] as const)('%s', (_what, status, by, outcome) => {
    expect(decideReopening(person(status, by), '名册有误', 'me', now)).toEqual(outcome)
  })
})

describe('the roster row by which many are accepted at once', () => {
  const row = (_id: string, name: string, claimedBy: string | null = null) =>
    ({ _id, name, claimedBy }) as RosterRow
  const rowsOf = (people: { _id: string; name: string }[], rows: RosterRow[]) =>
    Object.fromEntries([...soleRows(people, rows)].map(([personId, { _id }]) => [personId, _id]))
  const zhou = { _id: 'p1', name: '周书恒' }

  test.each([
    ['is the only one of their name', [row('r1', '周书恒'), row('r2', '许若岚')], { p1: 'r1' }],
    ['is none without one', [row('r2', '许若岚')], {}],
    ['is none with two', [row('r1', '周书恒'), row('r2', '周书恒')], {}],
    ['is none when somebody else holds it', [row('r1', '周书恒', 'p9')], {}],
    [
      'is the free one beside one that is held',
      [row('r1', '周书恒', 'p9'), row('r2', '周书恒')],
      { p1: 'r2' },
    ],
    ['may be theirs already, from a try that broke off', [row('r1', '周书恒', 'p1')], { p1: 'r1' }],
  ])('%s', (_what, rows, expected) => {
    expect(rowsOf([zhou], rows)).toEqual(expected)
  })

  test('is nobody’s when two of one name are among them', () => {
    expect(rowsOf([zhou, { _id: 'p2', name: '周书恒' }], [row('r1', '周书恒')])).toEqual({})
  })
})

describe('the word of a class lead', () => {
  const vouch = { knows: true, at: now, forName: '周书恒', classId: 'c1' } as Vouch
  const about = (name: string, bodyPath: string[]) => [
    ...standingVouches({ name, bodyPath, vouches: { lead: vouch } }).keys(),
  ]

  test.each([
    ['holds for the name and class of which it was said', '周书恒', ['u', 'c1'], ['lead']],
    ['does not hold for another name', '周书衡', ['u', 'c1'], []],
    ['does not hold for another class', '周书恒', ['u', 'c2'], []],
  ])('%s', (_what, name, bodyPath, leads) => {
    expect(about(name, bodyPath)).toEqual(leads)
  })

  test('is missing where nobody spoke', () => {
    expect(standingVouches({ name: '周书恒', bodyPath: ['c1'] }).size).toBe(0)
  })
})
