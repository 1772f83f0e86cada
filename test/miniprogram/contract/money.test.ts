import fc from 'fast-check'
import { formatYuan, largestAmountFen, parseYuan } from '../../../miniprogram/contract/money'

test.each([
  [0, '0'],
  [1, '0.01'],
  [10, '0.10'],
  [100, '1'],
  [123_456, '1,234.56'],
  [70_000_000, '700,000'],
  [-2050, '-20.50'],
])('%i fen are %s yuan', (amountFen, yuan) => {
  expect(formatYuan(amountFen)).toBe(yuan)
})

test.each([
  ['88', 8800],
  ['88.5', 8850],
  ['1,000', 100_000],
  [' 0.01 ', 1],
  ['19.57', 1957],
  ['4.35', 435],
])('%s is read as %i fen', (typed, amountFen) => {
  expect(parseYuan(typed)).toBe(amountFen)
})

test.each(['', '.', '1.', '.5', '1.234', '-1', '1e3', '一百', '١٢', '999999999', 'NaN', '0x10'])(
  '%p is no amount',
  (typed) => {
    expect(parseYuan(typed)).toBeUndefined()
  },
)

test('every amount that is shown is read back as the same amount', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: largestAmountFen }), (amountFen) => {
      expect(parseYuan(formatYuan(amountFen))).toBe(amountFen)
    }),
  )
})
