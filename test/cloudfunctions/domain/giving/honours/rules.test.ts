import { isTold, rollOf } from '../../../../../cloudfunctions/domain/giving/honours/rules'
import { type HonourBand, honourBands } from '../../../../../miniprogram/contract/giving'

const most = Number.MAX_SAFE_INTEGER
const of = (band: HonourBand | undefined, fromFen: number) => rollOf({ band }, undefined, fromFen)

test.each<
  [HonourBand | undefined, number, [number, number] | undefined, [number, number] | undefined, boolean]
>([
  [undefined, 100, [100, most], [0, 100], true],
  [undefined, 0, [0, most], undefined, true],
  ['things', 100, undefined, undefined, true],
  ['tenThousand', 100, [1_000_000, most], undefined, false],
  ['thousand', 100, [100_000, 1_000_000], undefined, false],
  ['hundred', 100, [10_000, 100_000], undefined, false],
  ['belowHundred', 100, [100, 10_000], [0, 100], false],
  // A threshold inside a band, and one above it.
  ['hundred', 50_000, [50_000, 100_000], [10_000, 50_000], false],
  ['belowHundred', 50_000, undefined, [0, 10_000], false],
])(
  'of the band %s, listed from %i fen, there are lines for %j, sums for %j, things: %s',
  (band, fromFen, listed, small, withThings) => {
    const between = (ends: [number, number] | undefined) => ends && { from: ends[0], below: ends[1] }
    expect(of(band, fromFen)).toMatchObject({
      listedFen: between(listed),
      smallFen: between(small),
      withThings,
    })
  },
)

test('whatever the threshold, each sum of money is in one band, listed or small, and once', () => {
  const bands = Object.keys(honourBands) as HonourBand[]
  for (const fromFen of [0, 1, 100, 9_999, 10_000, 123_456, 2_000_000])
    for (const fen of [1, 99, 100, 9_999, 10_000, 99_999, 100_000, 999_999, 1_000_000, 5_000_000]) {
      const places = bands.flatMap((band) => {
        const { listedFen, smallFen } = of(band, fromFen)
        return [listedFen, smallFen].filter((range) => range && range.from <= fen && fen < range.below)
      })
      expect(places).toHaveLength(1)
    }
})

test('a year is that of the campus, from its first moment to the first of the next', () => {
  expect(rollOf({ year: 2026 }, undefined, 100).received).toEqual({
    from: new Date('2026-01-01T00:00:00+08:00'),
    below: new Date('2027-01-01T00:00:00+08:00'),
  })
  expect(rollOf({}, undefined, 100).received).toBeUndefined()
})

test('what a class gave is told from five donors on', () => {
  expect([0, 4, 5, 6].map(isTold)).toEqual([false, false, true, true])
})
