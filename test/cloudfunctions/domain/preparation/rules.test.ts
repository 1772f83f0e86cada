import {
  heatOf,
  mayDo,
  overAt,
  remindAt,
  soonUntil,
} from '../../../../cloudfunctions/domain/preparation/rules'
import type { RoleGrant } from '../../../../cloudfunctions/platform/caller'

const at = (time: string) => new Date(`${time}+08:00`)
const now = at('2027-09-01T12:00:00')

describe('a task', () => {
  it.each([
    ['todo', '2027-08-31', 'late'],
    ['doing', '2027-08-31', 'late'],
    ['todo', '2027-09-01', 'soon'],
    ['todo', '2027-09-04', 'soon'],
    ['todo', '2027-09-05', 'none'],
    ['done', '2027-08-01', 'none'],
  ] as const)('that is %s and to be ready by %s is %s', (status, day, heat) => {
    expect(heatOf({ status, dueAt: overAt(day) }, now)).toBe(heat)
  })

  it('is soon due up to the very moment that lists count by', () => {
    const dueAt = soonUntil(now)
    expect(heatOf({ status: 'todo', dueAt }, now)).toBe('soon')
    expect(heatOf({ status: 'todo', dueAt: new Date(dueAt.getTime() + 1) }, now)).toBe('none')
  })

  it.each([
    ['2027-09-10', 'todo', at('2027-09-07T09:00:00')],
    ['2027-09-10', 'done', null],
    ['2027-09-04', 'todo', null],
  ] as const)('for %s that is %s is reminded of at %s', (day, status, when) => {
    expect(remindAt(day, status, now)).toEqual(when)
  })
})

describe('whoever', () => {
  const task = { ownerId: 'owner', bodyPath: ['university', 'college'] }
  const elsewhere: RoleGrant = { role: 'administrator', bodyId: 'other-college' }
  it.each<[string, string, readonly RoleGrant[], ReturnType<typeof mayDo>]>([
    ['edits for the body', 'somebody', [{ role: 'editor', bodyId: 'college' }], 'write'],
    ['administers the university', 'somebody', [{ role: 'administrator', bodyId: 'university' }], 'write'],
    ['owns it and has a role elsewhere', 'owner', [elsewhere], 'report'],
    ['owns it and edits for the body', 'owner', [{ role: 'editor', bodyId: 'college' }], 'write'],
    ['reviews for the body', 'somebody', [{ role: 'reviewer', bodyId: 'college' }], 'look'],
    [
      'helps at one event alone',
      'somebody',
      [{ role: 'volunteer', bodyId: 'college', eventId: 'event' }],
      undefined,
    ],
    ['has a role elsewhere', 'somebody', [elsewhere], undefined],
  ])('%s may do so much with it', (_who, personId, grants, may) => {
    expect(mayDo({ personId, grants }, task)).toBe(may)
  })
})
