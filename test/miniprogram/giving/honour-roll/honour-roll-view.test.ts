import {
  chipsOf,
  choicesOf,
  inputOf,
  rowsFrom,
  viewOf,
  type Wish,
} from '../../../../miniprogram/giving/honour-roll/honour-roll-view'

const nowMs = Date.parse('2026-11-20T09:30:00+08:00')
const everything: Wish = { projectId: '', bodyId: '', year: '', band: '' }
const choices = choicesOf([{ value: 'p1', label: '银杏奖学金' }], nowMs)

const honour = {
  donorName: '周书恒',
  donorKind: 'person',
  isAnonymous: false,
  message: '',
  amountFen: 7_000,
  goods: '',
  projectTitle: '银杏奖学金',
  at: nowMs,
} as const

const sums = { totalFen: 7_000, gifts: 1, unlisted: { totalFen: 0, gifts: 0 } }

test('one may choose all, each project, the last five years, and each band of amounts', () => {
  expect(choices.projectId.map(({ label }) => label)).toEqual(['全部项目', '银杏奖学金'])
  expect(choices.year.map(({ value }) => value)).toEqual(['', '2026', '2025', '2024', '2023', '2022'])
  expect(choices.band[0]).toEqual({ value: '', label: '不限金额' })
})

test('a chip says what was chosen, and what it is about while nothing is', () => {
  const chips = chipsOf({ ...everything, year: '2025' }, choices)
  expect(chips).toEqual([
    { name: 'projectId', label: '捐赠项目', isSet: false },
    { name: 'year', label: '2025年', isSet: true },
    { name: 'band', label: '金额', isSet: false },
  ])
  // A project that is no longer listed is still chosen.
  expect(chipsOf({ ...everything, projectId: 'gone' }, choices)[0]).toMatchObject({
    label: '捐赠项目',
    isSet: true,
  })
})

test('only what was chosen is asked for', () => {
  expect(inputOf(everything)).toEqual({})
  expect(inputOf({ projectId: 'p1', bodyId: 'class', year: '2025', band: 'hundred' }, 'mark')).toEqual({
    projectId: 'p1',
    bodyId: 'class',
    year: 2025,
    band: 'hundred',
    after: 'mark',
  })
})

test.each<[string, Partial<Wish>, string, boolean]>([
  ['of all', {}, '期待您成为第一位支持者', false],
  ['of a project', { projectId: 'p1' }, '期待您成为第一位支持者', false],
  ['of a class', { bodyId: 'class' }, '满 5 人参与后在此列名', false],
  ['of a year', { year: '2025' }, '换个条件再看看', true],
  ['of a class and a project', { bodyId: 'class', projectId: 'p1' }, '换个条件再看看', true],
])('an empty roll %s says what to do', (_what, changes, hint, isNarrowed) => {
  const none = { honours: [], next: undefined, sums: { ...sums, gifts: 0, totalFen: 0 } }
  expect(viewOf(none, { ...everything, ...changes })).toMatchObject({ state: 'empty', hint, isNarrowed })
})

test('small gifts are counted in words, and rows go on being numbered', () => {
  const view = viewOf(
    { honours: [honour], next: 'mark', sums: { ...sums, gifts: 4, unlisted: { totalFen: 150, gifts: 3 } } },
    everything,
  )
  expect(view).toMatchObject({
    state: 'ready',
    next: 'mark',
    unlisted: '另有 3 人次小额捐赠，共 1.50 元，已计入总额',
    rows: [{ row: 0 }],
  })
  expect(viewOf({ honours: [honour], next: undefined, sums }, everything)).toMatchObject({
    next: '',
    unlisted: '',
  })
  expect(rowsFrom([honour, honour], 20).map(({ row }) => row)).toEqual([20, 21])
})
