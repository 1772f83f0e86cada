import {
  fileNameOf,
  linesOf,
  summaryOf,
} from '../../../../miniprogram/staff-events/event-feedback/event-feedback-view'

test('stars are averaged, attendance is told by category, and nothing is divided by nobody', () => {
  const attendance = {
    confirmed: 10,
    checkedIn: 8,
    byCategory: [{ category: '校友代表', confirmed: 4, checkedIn: 4 }],
  }
  const told = { title: '音乐会', attendance, counts: [0, 0, 1, 0, 3], words: [], next: undefined }
  expect(summaryOf(told)).toMatchObject({
    rate: '80%',
    average: '4.5',
    given: 4,
    categories: [{ label: '校友代表', words: '4 / 4 人', percent: 100 }],
  })
  const nobody = { ...attendance, confirmed: 0, checkedIn: 0, byCategory: [] }
  expect(summaryOf({ ...told, attendance: nobody, counts: [0, 0, 0, 0, 0] })).toMatchObject({
    rate: '0%',
    average: '',
  })
})

test('only words are listed, without a name unless they are signed, and what was not checked is held', () => {
  const said = { stars: 4, words: '很好', name: '', day: '2020-11-20', state: 'shown' } as const
  expect(linesOf([said, { ...said, words: '' }, { ...said, name: '林', state: 'held' }], 3)).toMatchObject([
    { key: 3, stars: '★★★★', by: '未署名 · 2020年11月20日 周五', isHeld: false },
    { key: 4, by: '林 · 2020年11月20日 周五', isHeld: true },
  ])
})

test('a file is named so that every system takes it', () => {
  expect(fileNameOf('校友/师生: 返校?', 1)).toBe('校友 师生  返校 报名表（2）.xlsx')
})
