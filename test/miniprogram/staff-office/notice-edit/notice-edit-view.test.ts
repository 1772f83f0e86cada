import {
  addressOf,
  countViewOf,
  emptyForm,
  inputOf,
  problemsOf,
  targetsOf,
} from '../../../../miniprogram/staff-office/notice-edit/notice-edit-view'

const written = { title: '集合地点', words: '南门集合' }

test('an event is written to by group, a body as a whole', () => {
  expect(addressOf({ ...emptyForm('d', 'event:e1'), group: 'waiting' })).toEqual({
    audience: 'waiting',
    targetId: 'e1',
  })
  expect(addressOf(emptyForm('d', 'members:b1'))).toEqual({ audience: 'members', targetId: 'b1' })
})

test('a link is sent where one is chosen', () => {
  const form = { ...emptyForm('d', 'event:e1'), ...written }
  expect(inputOf(form)).not.toHaveProperty('link')
  expect(inputOf({ ...form, link: 'project:p1' }).link).toEqual({ opens: 'project', targetId: 'p1' })
})

test.each([
  ['nothing', {}, ['target', 'title', 'words']],
  ['nobody to write to', written, ['target']],
  ['no words', { target: 'event:e1', title: '集合地点' }, ['words']],
  ['a title too long for WeChat', { target: 'event:e1', ...written, title: '集'.repeat(21) }, ['title']],
  ['all there is to say', { target: 'members:b1', ...written }, []],
])('with %s what is missing is said', (_what, changes, fields) => {
  expect(Object.keys(problemsOf({ ...emptyForm('d', ''), ...changes })).sort()).toEqual([...fields].sort())
})

test('a count says who is left out, and when a second person must agree', () => {
  expect(countViewOf({ targetName: '讲座', recipients: 3, declined: 0, isApproved: false }).lines).toEqual([])
  expect(countViewOf({ targetName: '讲座', recipients: 229, declined: 2, isApproved: true }).lines).toEqual([
    '另有 2 人选择不接收组织通知，不会打扰',
    '超过 200 人，须由另一位老师复核后发出',
  ])
})

test('one chooses among events, and a link may be none', () => {
  const targets = targetsOf({
    events: [{ eventId: 'e', title: '讲座' }],
    projects: [{ projectId: 'p', title: '奖学金' }],
    articles: [{ articleId: 'a', title: '银杏又黄' }],
    anniversaries: [{ anniversaryId: 'n', title: '七十周年' }],
  })
  expect(targets.events.map(({ value }) => value)).toEqual(['event:e'])
  expect(targets.links.map(({ value }) => value)).toEqual([
    '',
    'event:e',
    'project:p',
    'anniversary:n',
    'article:a',
  ])
})
