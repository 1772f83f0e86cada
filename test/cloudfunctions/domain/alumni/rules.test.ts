import type { Person, Profile } from '../../../../cloudfunctions/domain/alumni/records'
import {
  cardNumberFrom,
  concernsRoster,
  isOwnAvatar,
  mayRegisterAgain,
  profileProblems,
  recognisedByRoster,
  registrationProblems,
  sameProfile,
  vouchedEducations,
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

  const study = { collegeId: 'c', entryYear: 2008, degree: 'bachelor' as const }
  test.each([
    ['an alumnus with studies is fine', 'alumnus', [study], undefined, undefined],
    ['a student without studies is asked for them', 'student', [], undefined, ['educations']],
    ['an alumnus is tied by studies, not by a college alone', 'alumnus', [study], 'c', ['affiliationId']],
    ['a teacher may be tied to a college', 'teacher', [], 'c', undefined],
    ['a friend need not be', 'friend', [], undefined, undefined],
    [
      'a teacher’s studies would not be matched, so they are not taken',
      'teacher',
      [study],
      undefined,
      ['educations'],
    ],
  ] as const)('%s', (_what, kind, educations, affiliationId, fields) => {
    const problems = profileProblems({ kind, educations: [...educations], affiliationId })
    expect(problems && Object.keys(problems)).toEqual(fields)
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

describe('a change of a profile', () => {
  const study = { collegeId: 'c', entryYear: 2008, degree: 'bachelor' as const, programme: '', className: '' }
  const profile: Profile = {
    name: '林知远',
    kind: 'alumnus',
    educations: [study],
    studentNumberLast4: '',
    affiliationId: '',
    phone: { sealed: 'one', hash: 'h', last4: '0001' },
    city: '江城',
    industry: '',
    employer: '',
  }

  test.each([
    ['name', { name: '林致远' }, true],
    ['kind', { kind: 'student' }, true],
    ['college', { educations: [{ ...study, collegeId: 'd' }] }, true],
    ['class', { educations: [{ ...study, className: '0802' }] }, true],
    ['degree', { educations: [{ ...study, degree: 'doctor' }] }, true],
    ['one study more', { educations: [study, study] }, true],
    ['student number', { studentNumberLast4: '0815' }, true],
    ['tie to a college', { affiliationId: 'c' }, true],
    ['city', { city: '北京' }, false],
    ['employer', { employer: '设计院' }, false],
    ['industry', { industry: 'law' }, false],
    ['phone', { phone: null }, false],
  ] as const)('of %s concerns the roster or not', (_what, change, concerns) => {
    const changed = { ...profile, ...change } as Profile
    expect(concernsRoster(profile, changed)).toBe(concerns)
    expect(sameProfile(profile, changed)).toBe(false)
  })

  test('is none when the same number was only sealed anew', () => {
    const again = { ...profile, phone: { sealed: 'another', hash: 'h', last4: '0001' } }
    expect(sameProfile(profile, again)).toBe(true)
  })

  const person = (status: Person['verification']['status']) =>
    ({ ...profile, verification: { status } }) as Person

  test.each([
    ['stay those of a verified person', 'verified', {}, [study]],
    ['are none under another name', 'verified', { name: '林致远' }, []],
    ['are none as another kind of person', 'verified', { kind: 'student' }, []],
    ['are none while a reviewer decides', 'pending', {}, []],
    ['are none of a person who was refused', 'refused', {}, []],
  ] as const)('the studies that the school vouches for %s', (_what, status, change, vouched) => {
    expect(vouchedEducations(person(status), { ...profile, ...change })).toEqual(vouched)
  })

  test('leaves whoever a reviewer verified as the reviewer’s', () => {
    const now = new Date(1_800_000_000_000)
    const byReviewer = {
      status: 'verified' as const,
      at: new Date(0),
      by: 'reviewer',
      reason: '',
      untold: false,
    }
    expect(recognisedByRoster(byReviewer, now)).toBe(byReviewer)
    const waiting = { ...byReviewer, status: 'pending' as const }
    expect(recognisedByRoster(waiting, now)).toMatchObject({ status: 'verified', by: 'roster', at: now })
  })
})

test.each([
  ['cloud://env.bucket/avatars/p/1-a.jpg', true],
  ['cloud://env.bucket/avatars/q/1.jpg', false],
  ['cloud://env.bucket/avatars/p/../q/1.jpg', false],
  ['cloud://env.bucket/avatars/p/deeper/1.jpg', false],
  ['cloud://env.bucket/avatars/p/.jpg', false],
  ['cloud://env.bucket/avatars/p/1.svg', false],
  ['cloud://environment.bucket/avatars/p/1.jpg', false],
  ['https://env.bucket/avatars/p/1.jpg', false],
  ['', false],
])('%s is a picture of p: %s', (fileId, isTheirs) => {
  expect(isOwnAvatar(fileId, 'p', 'env')).toBe(isTheirs)
})

test('a card number has ten unmistakable characters', () => {
  expect(cardNumberFrom('0123456789abcdef0123456789abcdef')).toMatch(/^[2-9A-HJ-NP-Z]{10}$/)
})
