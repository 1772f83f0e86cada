import {
  cardNumberFrom,
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

test('a card number has ten unmistakable characters', () => {
  expect(cardNumberFrom('0123456789abcdef0123456789abcdef')).toMatch(/^[2-9A-HJ-NP-Z]{10}$/)
})
