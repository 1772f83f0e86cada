import { admit, bodiesFor, type Caller, reaches } from '../../../cloudfunctions/platform/caller'
import type { AppError } from '../../../miniprogram/contract/errors'
import type { Audience, Role } from '../../../miniprogram/contract/roles'

const caller = (changes: Partial<Caller> = {}): Caller => ({
  personId: 'p',
  openid: 'o',
  person: { name: '周书恒', isVerified: true, educations: [], bodyPath: [], memberOf: [] },
  grants: [],
  ...changes,
})
const holding = (role: Role, bodyId = 'university', eventId?: string) =>
  caller({ grants: [{ role, bodyId, ...(eventId ? { eventId } : {}) }] })
const leaving = (state: 'asked' | 'being erased') =>
  caller({
    person: { name: '', isVerified: true, leaving: state, educations: [], bodyPath: [], memberOf: [] },
  })

const refusal = (audience: Audience, who: Caller) => {
  try {
    admit(audience, who)
    return 'admitted'
  } catch (error) {
    return (error as AppError).code
  }
}

test.each([
  ['visitor', caller({ person: undefined }), 'admitted'],
  ['person', caller({ person: undefined }), 'NOT_REGISTERED'],
  [
    'person',
    caller({ person: { name: '', isVerified: false, educations: [], bodyPath: [], memberOf: [] } }),
    'admitted',
  ],
  [
    'alumnus',
    caller({ person: { name: '', isVerified: false, educations: [], bodyPath: [], memberOf: [] } }),
    'NOT_VERIFIED',
  ],
  ['alumnus', caller(), 'admitted'],
  ['alumnus', leaving('asked'), 'LEAVING'],
  ['person', leaving('asked'), 'admitted'],
  ['visitor', leaving('being erased'), 'BEING_ERASED'],
  ['person', leaving('being erased'), 'BEING_ERASED'],
  ['staff', caller(), 'FORBIDDEN'],
  ['staff', holding('treasurer'), 'admitted'],
  ['volunteer', holding('editor'), 'admitted'],
  ['editor', holding('volunteer'), 'FORBIDDEN'],
  ['reviewer', holding('administrator'), 'admitted'],
  ['treasurer', holding('administrator'), 'FORBIDDEN'],
] as const)('for %s: %o is %s', (audience, who, outcome) => {
  expect(refusal(audience, who)).toBe(outcome)
})

describe('a role on a body', () => {
  test.each([
    ['covers the body', holding('editor', 'college'), ['university', 'college'], undefined, true],
    ['covers what is below', holding('editor', 'university'), ['university', 'college'], undefined, true],
    ['does not cover what is above', holding('editor', 'college'), ['university'], undefined, false],
    [
      'does not cover its neighbours',
      holding('editor', 'college'),
      ['university', 'other'],
      undefined,
      false,
    ],
    ['of one event covers that event', holding('volunteer', 'university', 'e1'), ['university'], 'e1', true],
    ['of one event covers no other', holding('volunteer', 'university', 'e1'), ['university'], 'e2', false],
  ] as const)('%s', (_what, who, bodyPath, eventId, does) => {
    expect(reaches('volunteer', who, bodyPath, eventId)).toBe(does)
  })

  test('of one event is no role on its body', () => {
    expect(bodiesFor('volunteer', holding('volunteer', 'university', 'e1'))).toEqual([])
  })
})
