import { isDaytime, nextDaytime } from '../../../cloudfunctions/platform/daytime'

const at = (moment: string) => new Date(`2026-11-${moment}+08:00`)

test.each([
  ['22T03:00:00', '22T09:00:00'],
  ['22T08:59:59', '22T09:00:00'],
  ['22T12:00:00', '22T12:00:00'],
  ['22T20:59:59', '22T20:59:59'],
  ['22T21:00:00', '23T09:00:00'],
])('what comes at %s rings at %s', (told, rings) => {
  expect(nextDaytime(at(told))).toEqual(at(rings))
  expect(isDaytime(nextDaytime(at(told)))).toBe(true)
})
