import type { DecidedPerson } from '../../../../miniprogram/contract/registrations'
import {
  batchWords,
  filterAsked,
  filterGroups,
  tabsOf,
} from '../../../../miniprogram/staff/registrations/registrations-view'
import { chosenCount } from '../../../../miniprogram/staff/utils/people-filter'

const person = (name: string, outcome: DecidedPerson['outcome']): DecidedPerson => ({
  personId: name,
  name,
  outcome,
})

describe('what came of many at once', () => {
  it.each([
    ['all well', [person('甲', 'done'), person('乙', 'done')], ['已通过 2 人。']],
    [
      'some to be looked at, by name',
      [person('甲', 'done'), person('乙', 'unclear'), person('丙', 'unclear')],
      ['已通过 1 人。', '乙、丙 在名册中没有唯一对应的记录，请逐一核对。'],
    ],
    [
      'some decided by others, or gone',
      [person('甲', 'closed'), person('', 'missing')],
      ['已通过 0 人。', '另有 2 人刚被其他审核员处理。'],
    ],
  ])('is told: %s', (_what, people, sentences) => {
    expect(batchWords('accept', people)).toEqual(sentences)
  })
})

describe('the queue', () => {
  it('counts what is not over beside its tab, and never those who are verified', () => {
    const counts = tabsOf({ pending: 3, returned: 0, refused: 12 }).map(({ count }) => count)
    expect(counts).toEqual(['3', '', '0', '12'])
    expect(tabsOf({}).map(({ count }) => count)).toEqual(['', '', '', ''])
  })

  it('asks for what was typed and chosen, and for nothing else', () => {
    expect(filterAsked('  ', { kind: '', collegeId: '' })).toEqual({})
    expect(filterAsked(' 周 ', { kind: 'student', waitingDays: '7', from: '1996', to: '' })).toEqual({
      name: '周',
      kind: 'student',
      waitingDays: 7,
      entryYearFrom: 1996,
    })
  })

  it('says how many things narrow it: a span of years is one', () => {
    expect(chosenCount({ kind: 'student', collegeId: '', from: '1990', to: '1999' })).toBe(2)
    expect(chosenCount({})).toBe(0)
  })

  it('offers colleges to whoever has several', () => {
    const college = { bodyId: 'civil', name: '土木学院' }
    const keys = (count: number) => filterGroups(Array(count).fill(college)).map(({ key }) => key)
    expect(keys(2)).toEqual(['collegeId', 'kind', 'waitingDays'])
    expect(keys(1)).toEqual(['kind', 'waitingDays'])
  })
})
