import type { Person } from '../../../../cloudfunctions/domain/alumni/records'
import {
  cardNumberFrom,
  decideReview,
  mayRegisterAgain,
  registrationProblems,
} from '../../../../cloudfunctions/domain/alumni/rules'
import { consentVersion } from '../../../../miniprogram/contract/alumni'

describe('a registration', () => {
  const input = {
    name: '林知远',
    kind: 'alumnus' as const,
    educations: [{ collegeId: 'c', entryYear: 2008, degree: 'bachelor' as const }],
    consentVersion,
    isFourteenOrOlder: true,
  }
  test.each([
    ['is fine', {}, undefined],
    ['of a friend needs no education', { kind: 'friend' as const, educations: [] }, undefined],
    ['of an alumnus needs one', { educations: [] }, { educations: expect.any(String) }],
    [
      'of a child is refused',
      { isFourteenOrOlder: false },
      { isFourteenOrOlder: expect.stringContaining('监护人') },
    ],
    ['on an old consent is refused', { consentVersion: '2020-01' }, 'CONSENT_OUTDATED'],
  ])('%s', (_what, change, problems) => {
    expect(registrationProblems({ ...input, ...change })).toEqual(problems)
  })

  test.each([
    ['pending', 'same answer'],
    ['verified', 'same answer'],
    ['returned', 'correct'],
    ['refused', 'REGISTRATION_CLOSED'],
  ] as const)('that is %s may be sent again: %s', (status, answer) => {
    expect(mayRegisterAgain(status)).toBe(answer)
  })
})

describe('a review', () => {
  const now = new Date(1_800_000_000_000)
  const person = (status: Person['verification']['status'], by = '') =>
    ({ verification: { status, at: now, by, reason: '', untold: false } }) as Person
  const review = (decision: 'accept' | 'return' | 'refuse', reason?: string) => ({
    personId: 'p',
    decision,
    reason,
  })

  test.each([
    ['accepts who waits', 'pending', '', review('accept'), 'verified'],
    ['returns with a reason', 'pending', '', review('return', '请补充学号'), 'returned'],
    ['refuses with a reason', 'pending', '', review('refuse', '非本校'), 'refused'],
  ] as const)('%s', (_what, status, by, input, outcome) => {
    expect(decideReview(person(status, by), input, 'me', now)).toMatchObject({
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
    expect(decideReview(person(status, by), input, 'me', now)).toEqual(outcome)
  })
})

test('a card number has ten unmistakable characters', () => {
  expect(cardNumberFrom('0123456789abcdef0123456789abcdef')).toMatch(/^[2-9A-HJ-NP-Z]{10}$/)
})
