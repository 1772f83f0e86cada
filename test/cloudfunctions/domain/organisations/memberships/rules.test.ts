import {
  decideLeaving,
  joinedWith,
  standingOf,
} from '../../../../../cloudfunctions/domain/organisations/memberships/rules'

const person = (changes: object = {}) => ({ isVerified: true, bodyPath: [], memberOf: [], ...changes })
const asked = { status: 'asked' } as const

test.each([
  ['a visitor', 'branch', undefined, undefined, 'none'],
  ['somebody not recognised', 'branch', person({ isVerified: false, bodyPath: ['b'] }), undefined, 'none'],
  ['somebody recognised', 'branch', person(), undefined, 'may join'],
  ['somebody who asked', 'branch', person(), asked, 'asked'],
  ['somebody refused', 'branch', person(), { status: 'refused' as const }, 'may join'],
  ['somebody of the city', 'branch', person({ bodyPath: ['b'] }), undefined, 'belongs'],
  ['somebody accepted', 'branch', person({ bodyPath: ['b'], memberOf: ['b'] }), undefined, 'joined'],
  ['somebody accepted by what went up in it', 'branch', person({ memberOf: ['old'] }), undefined, 'joined'],
  ['somebody of elsewhere, to a college', 'college', person(), undefined, 'none'],
  ['a student of the college', 'college', person({ bodyPath: ['b'] }), undefined, 'belongs'],
  ['somebody of elsewhere, to a class', 'class', person(), undefined, 'may join'],
] as const)('%s', (_who, kind, who, membership, standing) => {
  expect(standingOf(kind, ['b', 'old'], who, membership)).toBe(standing)
})

test.each([
  ['member', 'leave'],
  ['asked', 'leave'],
  ['left', 'is gone'],
  ['refused', 'is gone'],
  [undefined, 'MEMBERSHIP_GIVEN'],
] as const)('leaving as %s: %s', (status, decision) => {
  expect(decideLeaving(status)).toBe(decision)
})

test.each([
  ['adds a body', ['a'], 'member', ['a', 'b']],
  ['adds it once', ['b', 'a'], 'member', ['b', 'a']],
  ['takes it away', ['a', 'b'], 'left', ['a']],
  ['takes nothing else away', ['a'], 'refused', ['a']],
] as const)('a membership %s', (_what, memberOf, status, after) => {
  expect(joinedWith(memberOf, { bodyId: 'b', status })).toEqual(after)
})
