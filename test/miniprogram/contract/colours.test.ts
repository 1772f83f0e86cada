import fc from 'fast-check'
import {
  colour,
  contrast,
  contrastAtLeast,
  isReadable,
  paletteOf,
  paletteStyle,
  sampleColours,
} from '../../../miniprogram/contract/colours'
import { parse } from '../../../miniprogram/contract/fields'

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#767676', '#ffffff', 4.54],
])('the contrast of %s and %s is %d', (one, other, expected) => {
  expect(contrast(one, other)).toBeCloseTo(expected, 2)
  expect(contrast(other, one)).toBeCloseTo(expected, 2)
})

test.each(Object.entries(sampleColours))('words can be read in and on %s', (_name, sample) => {
  expect(isReadable(sample)).toBe(true)
})

test('whatever colour is taken, words on it and in it can be read', () => {
  const anyColour = fc
    .integer({ min: 0, max: 0xffffff })
    .map((one) => `#${one.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(anyColour, (value) => {
      const { ok } = parse(colour, value)
      const { onPrimary, tint, pressed } = paletteOf(value)
      if (!ok) return
      for (const other of [onPrimary, tint, '#faf6f0'])
        expect(contrast(value, other)).toBeGreaterThanOrEqual(contrastAtLeast)
      expect(contrast(pressed, onPrimary)).toBeGreaterThanOrEqual(contrastAtLeast)
    }),
  )
})

test.each([
  ['#ffd700', '这个颜色上的字看不清楚，请选深一些的'],
  ['red', '主题色应为 # 加六位数字或字母，如 #8c1c2b'],
  ['#8c1c2b; background: url(x)', '主题色应为 # 加六位数字或字母，如 #8c1c2b'],
])('%s is no colour to be had', (value, words) => {
  expect(parse(colour, value)).toEqual({ ok: false, fields: { '': words } })
  if (!value.startsWith('#ffd')) expect(paletteStyle(value)).toBe('')
})
