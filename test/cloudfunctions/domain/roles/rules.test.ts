/** Who may give and take which role where. */

import type { RoleInvitation } from '../../../../cloudfunctions/domain/roles/records'
import { grantableRoles, mayGrant, standing } from '../../../../cloudfunctions/domain/roles/rules'
import type { Role } from '../../../../miniprogram/contract/roles'

const college = ['university', 'civil']
const now = new Date('2026-11-20T09:30:00+08:00')

test.each<[held: Role, on: string, wanted: Role, at: readonly string[], may: boolean]>([
  ['administrator', 'university', 'administrator', college, true],
  ['administrator', 'civil', 'administrator', college, true],
  ['administrator', 'civil', 'treasurer', college, true],
  ['administrator', 'civil', 'reviewer', ['university'], false],
  ['administrator', 'civil', 'reviewer', ['university', 'materials'], false],
  ['editor', 'civil', 'volunteer', college, true],
  ['editor', 'civil', 'editor', college, false],
  ['reviewer', 'university', 'volunteer', college, false],
  ['treasurer', 'university', 'treasurer', college, false],
])('%s of %s giving %s on %p: %p', (role, bodyId, wanted, bodyPath, may) => {
  expect(mayGrant([{ role, bodyId }], { role: wanted, bodyPath })).toBe(may)
})

test('a role at one event’s door gives nothing', () => {
  const door = { role: 'volunteer' as const, bodyId: 'civil', eventId: 'e1' }
  expect(grantableRoles([door])).toEqual([])
})

test.each([
  ['administrator', ['volunteer', 'editor', 'reviewer', 'treasurer', 'administrator']],
  ['editor', ['volunteer']],
  ['reviewer', []],
  ['treasurer', []],
] as const)('%s of a body gives there %p', (role, given) => {
  expect(grantableRoles([{ role, bodyId: 'civil' }])).toEqual(given)
})

test.each<[what: string, changes: Partial<RoleInvitation>, callerId: string, stands: string | undefined]>([
  ['open', {}, 'p1', 'open'],
  ['expired', { expiresAt: now }, 'p1', undefined],
  ['withdrawn', { state: 'withdrawn' }, 'p1', undefined],
  ['accepted by another', { state: 'accepted', acceptedBy: 'p2' }, 'p1', undefined],
  ['accepted by oneself', { state: 'accepted', acceptedBy: 'p1' }, 'p1', 'accepted'],
])('an invitation that is %s', (_what, changes, callerId, stands) => {
  const invitation: RoleInvitation = {
    _id: 'i1',
    role: 'reviewer',
    bodyId: 'civil',
    note: '',
    draftKey: 'd1',
    byPersonId: 'a1',
    state: 'open',
    acceptedBy: '',
    at: now,
    expiresAt: new Date(now.getTime() + 1),
    ...changes,
  }
  expect(standing(invitation, callerId, now)).toBe(stands)
  expect(standing(undefined, callerId, now)).toBeUndefined()
})
