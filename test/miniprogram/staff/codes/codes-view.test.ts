import type { CodeSummary } from '../../../../miniprogram/contract/codes'
import {
  cardOf,
  dateAfter,
  endOf,
  splitTarget,
  targetsOf,
} from '../../../../miniprogram/staff/codes/codes-view'

const now = Date.parse('2026-11-20T09:30:00+08:00')
const code = (changes: Partial<CodeSummary> = {}): CodeSummary => ({
  scene: 's',
  opens: 'register',
  targetId: 't',
  title: '土木学院',
  entryYear: undefined,
  channel: '校门海报',
  kind: 'poster',
  status: 'open',
  expiresAt: now + 1,
  createdAt: now,
  openedTimes: 3,
  registrations: 1,
  signUps: 0,
  gifts: 0,
  givenFen: undefined,
  ...changes,
})

test.each([
  ['in use', {}, true, ''],
  ['closed', { status: 'closed' as const }, false, '已停用'],
  ['over', { expiresAt: now }, false, '已过期'],
])('a code %s', (_what, changes, isUsable, ended) => {
  expect(cardOf(code(changes), now)).toMatchObject({ isUsable, ended })
})

test('a year stands with its college', () => {
  expect(cardOf(code({ entryYear: 2008 }), now).title).toBe('土木学院 2008 级')
})

test.each([
  ['register', ['3 次打开', '1 人登记'], ''],
  ['body', ['3 次打开'], ''],
  ['event', ['3 次打开', '2 人报名'], '/staff/share-kit/share-kit?opens=event&targetId=t'],
  ['project', ['3 次打开', '4 笔捐赠'], '/staff/share-kit/share-kit?opens=project&targetId=t'],
  [
    'article',
    ['3 次打开', '1 人登记', '2 人报名', '4 笔捐赠'],
    '/staff/share-kit/share-kit?opens=article&targetId=t',
  ],
] as const)('a code of kind %s counts what people come for', (opens, figures, kitUrl) => {
  const card = cardOf(code({ opens, signUps: 2, gifts: 4 }), now)
  expect(card.figures.map(({ figure, unit }) => `${figure} ${unit}`)).toEqual(figures)
  expect(card.kitUrl).toBe(kitUrl)
})

test('a code leads to the body, and to what it holds, raises money for, celebrates and tells', () => {
  const targets = targetsOf({
    body: { bodyId: 'b', name: '土木学院' },
    events: [{ eventId: 'e', title: '讲座' }],
    projects: [{ projectId: 'p', title: '奖学金' }],
    articles: [{ articleId: 'a', title: '银杏又黄' }],
    anniversaries: [{ anniversaryId: 'n', title: '七十周年' }],
  })
  expect(targets.map(({ value }) => splitTarget(value))).toEqual([
    { opens: 'register', targetId: 'b' },
    { opens: 'body', targetId: 'b' },
    { opens: 'event', targetId: 'e' },
    { opens: 'project', targetId: 'p' },
    { opens: 'anniversary', targetId: 'n' },
    { opens: 'article', targetId: 'a' },
  ])
})

test('a year from now is the same day, and on leap days the day before; a day ends at midnight on campus', () => {
  expect(dateAfter(now, 1)).toBe('2027-11-20')
  expect(dateAfter(Date.parse('2028-02-29T12:00:00+08:00'), 1)).toBe('2029-02-28')
  expect(endOf('2027-11-20')).toBe(Date.parse('2027-11-20T15:59:59Z'))
})
