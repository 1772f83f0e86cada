import {
  asJson,
  decideErasure,
  nextStep,
  onlyNecessary,
} from '../../../../cloudfunctions/domain/my-data/rules'

const now = new Date('2026-11-20T01:30:00Z')
const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const grants = [{ role: 'reviewer', bodyId: 'university' }] as const
const leaving = (erasesInMinutes: number, closedInMinutes: number | null = null) => ({
  askedAt: inMinutes(-7 * 24 * 60),
  erasesAt: inMinutes(erasesInMinutes),
  pseudonymId: 'erased_1',
  closedAt: closedInMinutes === null ? null : inMinutes(closedInMinutes),
})

test('asking to be erased opens seven days, once, and not for whoever holds a role', () => {
  const week = { askedAt: now, erasesAt: inMinutes(7 * 24 * 60), pseudonymId: 'erased_2', closedAt: null }
  expect(decideErasure({ grants: [] }, 'erased_2', now)).toEqual({ leaving: week })
  expect(decideErasure({ grants: [], leaving: leaving(5) }, 'erased_2', now)).toEqual({ same: leaving(5) })
  expect(decideErasure({ grants }, 'erased_2', now)).toEqual({ refused: 'ROLES_HELD' })
})

test.each([
  ['nobody asked', undefined, 0, [], 'wait'],
  ['there is time to take it back', leaving(1), 0, [], 'wait'],
  ['the time is over', leaving(0), 0, [], 'close'],
  ['an order is not settled', leaving(-60), 1, [], 'wait'],
  ['a role was granted meanwhile', leaving(-60), 0, grants, 'wait'],
  ['something may still be under way', leaving(-60, -0.9), 0, [], 'wait'],
  ['nothing can be under way any more', leaving(-60, -1), 0, [], 'erase'],
] as const)('when %s, the timer is to %5$s', (_when, asked, unsettled, held, step) => {
  expect(nextStep({ grants: held, ...(asked ? { leaving: asked } : {}) }, unsettled, now)).toBe(step)
})

test('what is necessary stays, what is not goes, and nobody sees it', () => {
  const profile = {
    name: '周书恒',
    kind: 'alumnus',
    educations: [],
    studentNumberLast4: '0815',
    affiliationId: '',
    phone: { sealed: 's', hash: 'h', last4: '0000' },
    city: '江城',
    industry: 'energy',
    employer: '研究所',
  } as const
  expect(onlyNecessary(profile)).toEqual({
    ...profile,
    phone: null,
    city: '',
    industry: '',
    employer: '',
    privacy: { listing: 'nobody', city: 'nobody', industry: 'nobody', employer: 'nobody' },
  })
})

test('the file for programs has a list for each section, and says when it was made', () => {
  const sections = [
    { title: '捐赠', columns: ['项目', '金额（元）'], rows: [['奖学金', '70']] },
    { title: '工作角色', columns: ['角色'], rows: [] },
  ]
  expect(JSON.parse(asJson(sections, now))).toEqual({
    导出时间: '2026-11-20T01:30:00.000Z',
    捐赠: [{ 项目: '奖学金', '金额（元）': '70' }],
    工作角色: [],
  })
})
