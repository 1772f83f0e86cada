import { cellsOf, dayIn, firstChoice, monthBeside, spanOf } from '../../../../miniprogram/pages/events/month'

const at = (moment: string) => Date.parse(`${moment}+08:00`)
const november = { year: 2026, month: 11 }

test('a month has whole weeks from Monday on, and each of its days once', () => {
  for (let by = 0; by < 48; by++) {
    const month = monthBeside({ year: 2026, month: 1 }, by)
    const cells = cellsOf(month, [], 0, 0)
    const days = cells.map(({ day }) => day).filter((day) => day > 0)
    expect(cells.length % 7).toBe(0)
    expect(days).toEqual(days.map((_, place) => place + 1))
    expect(days).toHaveLength(new Date(Date.UTC(month.year, month.month, 0)).getUTCDate())
  }
  expect(cellsOf(november, [], 0, 0)[6]).toMatchObject({ day: 1 })
})

test('days are those of the campus, whatever the phone’s zone', () => {
  expect(spanOf(november)).toEqual({ from: at('2026-11-01T00:00:00'), until: at('2026-12-01T00:00:00') })
  expect(dayIn(november, at('2026-11-30T23:59:00'))).toBe(30)
  expect(dayIn(november, at('2026-12-01T00:00:00'))).toBe(0)
})

test('a day on which something is has a dot; today and the chosen day are marked', () => {
  const cells = cellsOf(
    november,
    [at('2026-11-20T09:00:00'), at('2026-11-20T14:00:00')],
    20,
    at('2026-11-21T08:00:00'),
  )
  expect(cells.filter(({ events }) => events > 0)).toMatchObject([{ day: 20, events: 2, isChosen: true }])
  expect(cells.filter(({ isToday }) => isToday)).toMatchObject([{ day: 21 }])
})

test.each([
  ['today, if something is on', ['2026-11-03', '2026-11-20'], '2026-11-20', 20],
  ['else the next day with something', ['2026-11-03', '2026-11-25'], '2026-11-20', 25],
  ['else the first one', ['2026-11-03', '2026-11-05'], '2026-11-20', 3],
  ['or none', [], '2026-11-20', 0],
])('one looks first at %s', (_what, days, today, day) => {
  const startsAt = days.map((one) => at(`${one}T10:00:00`))
  expect(firstChoice(november, startsAt, at(`${today}T08:00:00`))).toBe(day)
})

test('months follow each other across the year', () => {
  expect(monthBeside({ year: 2026, month: 12 }, 1)).toEqual({ year: 2027, month: 1 })
  expect(monthBeside({ year: 2027, month: 1 }, -1)).toEqual({ year: 2026, month: 12 })
})
