import fc from 'fast-check'
import { tellableCounts } from '../../../../cloudfunctions/domain/directory/rules'
import { fewestPerCity } from '../../../../miniprogram/contract/directory'

const byPeople = (counts: Record<string, number>) =>
  Object.entries(counts)
    .map(([city, people]) => ({ city, people }))
    .sort((one, other) => other.people - one.people)

test('a city of fewer than five is told with the others, and these only when together they are not few', () => {
  expect(tellableCounts(byPeople({ 北京: 9, 上海: 5, 苏州: 4, 杭州: 1 }))).toEqual({
    cities: [
      { city: '北京', people: 9 },
      { city: '上海', people: 5 },
    ],
    elsewhere: 5,
  })
  expect(tellableCounts(byPeople({ 北京: 9, 苏州: 4 }))).toEqual({
    cities: [{ city: '北京', people: 9 }],
    elsewhere: 0,
  })
})

test('no number that is told stands for fewer than five people, and none for one hidden city alone', () => {
  const counts = fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.integer({ min: 1, max: 12 }), {
    maxKeys: 80,
  })
  fc.assert(
    fc.property(counts, (given) => {
      const { cities, elsewhere } = tellableCounts(byPeople(given))
      for (const { city, people } of cities) {
        expect(people).toBe(given[city])
        expect(people).toBeGreaterThanOrEqual(fewestPerCity)
      }
      const told = new Set(cities.map(({ city }) => city))
      const hidden = Object.entries(given).filter(([city]) => !told.has(city))
      const few = hidden.filter(([, people]) => people < fewestPerCity)
      expect(elsewhere === 0 || elsewhere >= fewestPerCity).toBe(true)
      if (elsewhere > 0 && few.length === hidden.length) expect(hidden.length).toBeGreaterThan(1)
    }),
  )
})
