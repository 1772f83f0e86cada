import type { Me } from '../../../miniprogram/contract/alumni'
import type { Home, HomeBlock } from '../../../miniprogram/contract/celebration'
import { homeViewOf, whenOf } from '../../../miniprogram/utils/home-view'

const nowMs = Date.parse('2027-10-10T12:00:00+08:00')
const home = (blocks: readonly unknown[]): Home => ({
  takenAt: nowMs,
  institution: { name: '江城理工大学', motto: '', foundedYear: 1957, shortName: '江理' },
  anniversary: undefined,
  others: [],
  blocks: blocks as HomeBlock[],
})
const verified = { person: { status: 'verified' } } as Me
const kindsOf = (blocks: readonly unknown[], me?: Me) =>
  homeViewOf(home(blocks), me, nowMs).blocks.map(({ kind }) => kind)

test('blocks stand in the order that was given', () => {
  expect(kindsOf([{ kind: 'notice', words: '公告' }, { kind: 'doors' }])).toEqual(['notice', 'doors'])
})

test('one that is broken, or of a later version, does not take the others with it', () => {
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined)
  const article = { articleId: 'a', title: '老照片', summary: '', publishedAt: nowMs, category: 'story' }
  const broken = [
    { kind: 'events' },
    { kind: 'events', events: [null] },
    { kind: 'giving' },
    { kind: 'giving', projects: [null] },
    { kind: 'stories', articles: [article] },
    { kind: 'wishes', wishes: 'none' },
    { kind: 'guide' },
  ]
  for (const block of broken)
    expect(
      kindsOf([block, { kind: 'doors' }, { kind: 'fortune' }, { kind: 'notice', words: '公告' }]),
    ).toEqual(['doors', 'notice'])
  expect(said).toHaveBeenCalledTimes(broken.length)
  said.mockRestore()
})

test('circles are for whoever is verified', () => {
  expect(kindsOf([{ kind: 'circles' }])).toEqual([])
  expect(kindsOf([{ kind: 'circles' }], verified)).toEqual(['circles'])
})

test.each([
  ['2027-10-16', '还有 5 天'],
  ['2027-10-11', '就在明天'],
  ['2027-10-10', '就在今天'],
  ['2027-10-08', '已过 2 天'],
])('%s: %s', (day, words) => {
  expect(whenOf(Date.parse(`${day}T00:00:00+08:00`), nowMs)).toBe(words)
})
