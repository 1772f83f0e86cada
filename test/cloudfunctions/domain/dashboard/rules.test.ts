/** No small group of people can be read off the dashboard, not even by subtracting. */
import fc from 'fast-check'
import { byRegion } from '../../../../cloudfunctions/domain/dashboard/regions'
import { byDecade, tellable } from '../../../../cloudfunctions/domain/dashboard/rules'

const cells = (...counts: number[]) => counts.map((people, index) => ({ label: `格${index}`, people }))

test.each([
  ['all are large', [9, 7, 5], [9, 7, 5], 0],
  ['the small ones are few together: the next goes with them', [9, 7, 2], [9], 9],
  ['the small ones are many together', [9, 4, 3], [9], 7],
  ['nobody is counted', [], [], 0],
  ['all together are few', [2, 1], [], 0],
  ['nobody is in a cell', [9, 0], [9], 0],
])('%s', (_what, counts, shown, others) => {
  const told = tellable(cells(...counts), 'people')
  expect(told.cells.map(({ people }) => people)).toEqual(shown)
  expect(told.others).toBe(others)
})

test('whatever is counted, what is hidden is nobody or at least five people, unless all are fewer', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { maxLength: 40 }), (counts) => {
      const { cells: shown } = tellable(cells(...counts), 'people')
      const sum = (list: readonly { people: number }[]) =>
        list.reduce((total, { people }) => total + people, 0)
      const hidden = sum(cells(...counts)) - sum(shown)
      expect(shown.every(({ people }) => people >= 5)).toBe(true)
      expect(hidden === 0 || hidden >= 5 || shown.length === 0).toBe(true)
    }),
  )
})

test('years are told by the decade', () => {
  const years = [
    { label: '1985', people: 3 },
    { label: '1989', people: 4 },
    { label: '1990', people: 1 },
  ]
  expect(byDecade(years)).toEqual([
    { label: '1980 年代', people: 7 },
    { label: '1990 年代', people: 1 },
  ])
})

test.each([
  ['a city', '武汉', '湖北'],
  ['a city in full', '武汉市', '湖北'],
  ['a city and its district', '武汉市洪山区', '湖北'],
  ['a city with its province', '湖北省武汉市', '湖北'],
  ['a province', '湖北', '湖北'],
  ['a city that is a province', '北京市', '北京'],
  ['a prefecture without its people’s names', '恩施', '湖北'],
  ['a city that a province keeps directly', '仙桃', '湖北'],
  ['with the country', '中国 深圳', '广东'],
  ['of two with one name, the province', '海南', '海南'],
  ['beyond the mainland', '香港', '香港'],
  ['abroad', '波士顿', '波士顿'],
])('region: %s', (_what, place, region) => {
  expect(byRegion([{ label: place, people: 1 }])).toEqual([{ label: region, people: 1 }])
})

test('the cities of a province are told together, so that none of them can be told apart', () => {
  const places = [
    { label: '武汉', people: 9 },
    { label: '深圳', people: 7 },
    { label: '黄石', people: 2 },
  ]
  expect(byRegion(places)).toEqual([
    { label: '湖北', people: 11 },
    { label: '广东', people: 7 },
  ])
})
