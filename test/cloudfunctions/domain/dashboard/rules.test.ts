/** No small group of people can be read off the dashboard, not even by subtracting. */
import fc from 'fast-check'
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
