import { execFileSync } from 'node:child_process'
import path from 'node:path'
import {
  campusTime,
  countdown,
  formatDay,
  formatMoment,
  formatRelative,
  formatSpan,
  formatTime,
} from '../../../miniprogram/utils/date'

const dateModule = path.resolve(__dirname, '../../../miniprogram/utils/date')

/** A moment by the campus clock. */
const campus = (year: number, month: number, day: number, hour = 0, minute = 0, second = 0) =>
  Date.UTC(year, month - 1, day, hour - 8, minute, second)

const anniversary = campus(2027, 10, 16)
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

describe('campus time', () => {
  it('is eight hours ahead of UTC, across a change of day and of year', () => {
    expect(campusTime(Date.UTC(2026, 11, 31, 16))).toEqual({
      year: 2027,
      month: 1,
      day: 1,
      weekday: '周五',
      hour: 0,
      minute: 0,
    })
  })

  // A process reads its zone when it starts, so each zone needs one of its own.
  it.each(['America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland'])(
    'is the same on a phone in %s',
    (zone) => {
      const script = `const { formatMoment } = require(${JSON.stringify(dateModule)})
      process.stdout.write(formatMoment(${campus(2027, 3, 14, 15, 30)}, ${anniversary}))`
      const read = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], {
        env: { ...process.env, TZ: zone },
        encoding: 'utf8',
      })
      expect(read).toBe('3月14日 周日 15:30')
    },
  )
})

describe('formatting', () => {
  it('reads like 10月16日 周六 09:00', () => {
    expect(formatTime(campus(2027, 10, 16, 9))).toBe('09:00')
    expect(formatDay(anniversary, campus(2027, 1, 1))).toBe('10月16日 周六')
    expect(formatMoment(campus(2027, 10, 16, 9), anniversary)).toBe('10月16日 周六 09:00')
  })

  it('names the year only when it is another one', () => {
    expect(formatDay(anniversary, campus(2026, 11, 20))).toBe('2027年10月16日 周六')
    expect(formatDay(anniversary, campus(2027, 12, 31, 23, 59))).toBe('10月16日 周六')
  })

  it('says the day once when a span stays within it, even up to midnight', () => {
    const start = campus(2027, 10, 16, 22)
    expect(formatSpan(start, campus(2027, 10, 16, 23, 59), start)).toBe('10月16日 周六 22:00–23:59')
    expect(formatSpan(start, campus(2027, 10, 17, 1), start)).toBe(
      '10月16日 周六 22:00 至 10月17日 周日 01:00',
    )
  })
})

describe('relative words', () => {
  const now = campus(2027, 10, 16, 12)
  it.each([
    [now - 30_000, '刚刚'],
    [now - 5 * minuteMs, '5 分钟前'],
    [now + 5 * minuteMs, '今天 12:05'],
    [campus(2027, 10, 16, 0, 1), '今天 00:01'],
    [campus(2027, 10, 15, 23, 59), '昨天 23:59'],
    [campus(2027, 10, 17, 0, 0), '明天 00:00'],
    [campus(2027, 10, 18, 9), '后天 09:00'],
    [campus(2027, 10, 19, 9), '3 天后'],
    [campus(2027, 10, 13, 9), '3 天前'],
    [campus(2027, 10, 8, 9), '10月8日 周五'],
    [campus(2028, 1, 1), '2028年1月1日 周六'],
  ])('%d is %s', (moment, words) => {
    expect(formatRelative(moment, now)).toBe(words)
  })
})

describe('countdown', () => {
  it('counts days, hours, minutes and seconds until the day begins', () => {
    expect(countdown(anniversary, campus(2027, 10, 13, 21, 58, 57))).toEqual({
      phase: 'before',
      days: 2,
      hours: 2,
      minutes: 1,
      seconds: 3,
    })
  })

  it('counts to midnight although the celebration begins later', () => {
    expect(countdown(campus(2027, 10, 16, 9), campus(2027, 10, 15, 23, 59, 59))).toMatchObject({
      phase: 'before',
      days: 0,
      hours: 0,
      minutes: 0,
      seconds: 1,
    })
  })

  it('is today from the first to the last moment of the campus day', () => {
    expect(countdown(anniversary, anniversary).phase).toBe('today')
    expect(countdown(anniversary, anniversary + dayMs - 1).phase).toBe('today')
  })

  it('counts the days since', () => {
    expect(countdown(anniversary, anniversary + dayMs)).toMatchObject({ phase: 'after', days: 1 })
  })
})
