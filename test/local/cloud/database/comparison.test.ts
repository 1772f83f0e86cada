import * as fastCheck from 'fast-check'
import { compareValues, equalValues, typeOf } from '../../../../local/cloud/database/comparison'

const value = fastCheck.anything({
  withDate: true,
  withNullPrototype: false,
  values: [
    fastCheck.constantFrom(null, 0, 1, Number.NaN, true, false),
    fastCheck.string(),
    fastCheck.double(),
  ],
  maxDepth: 2,
})

test('texts are in the order of their UTF-8 bytes, beyond the basic plane too', () => {
  const text = fastCheck.string({ unit: 'binary' })
  fastCheck.assert(
    fastCheck.property(text, text, (left, right) => {
      const bytes = Buffer.compare(Buffer.from(left), Buffer.from(right))
      expect(Math.sign(compareValues(left, right))).toBe(bytes)
    }),
  )
  expect(compareValues('\u{1f393}', '\uff01')).toBeGreaterThan(0)
})

test('the order is total: it turns round with its sides, and carries on through a third', () => {
  fastCheck.assert(
    fastCheck.property(value, value, value, (a, b, c) => {
      expect(Math.sign(compareValues(a, b)) + Math.sign(compareValues(b, a))).toBe(0)
      if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0)
        expect(compareValues(a, c)).toBeLessThanOrEqual(0)
    }),
  )
})

test('types are in MongoDB’s order', () => {
  const ordered = [
    undefined,
    null,
    Number.NaN,
    -1,
    0,
    '',
    'a',
    {},
    { a: 1 },
    [],
    [1],
    false,
    true,
    new Date(0),
  ]
  for (const [position, left] of ordered.entries())
    for (const right of ordered.slice(position + 1)) expect(compareValues(left, right)).toBeLessThan(0)
})

test('objects are equal only with their fields in the same order', () => {
  expect(equalValues({ a: 1, b: 2 }, { a: 1, b: 2 })).toBe(true)
  expect(equalValues({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(false)
})

test.each([
  [undefined, 'missing'],
  [1, 'int'],
  [2 ** 40, 'long'],
  [1.5, 'double'],
  [[], 'array'],
  [{}, 'object'],
  [new Date(0), 'date'],
])('%p is of type %s', (given, name) => {
  expect(typeOf(given)).toBe(name)
})
