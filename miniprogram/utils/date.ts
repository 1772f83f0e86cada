/**
 * Moments as people of the campus read them: always Asia/Shanghai, wherever the phone is.
 *
 * China has kept UTC+8 without summer time since 1991, so a shifted instant read in UTC is exact; a formatter that reads
 * the phone's own zone is not, on the nights when that zone changes its clock.
 * https://www.iana.org/time-zones (asia, Rule PRC)
 */

const campusOffsetMs = 8 * 60 * 60 * 1000
const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const

export interface CampusTime {
  readonly year: number
  /** 1–12 */
  readonly month: number
  readonly day: number
  /** 周日 … 周六 */
  readonly weekday: string
  readonly hour: number
  readonly minute: number
}

/** A moment (milliseconds since 1970, UTC) as the campus calendar and clock show it. */
export function campusTime(momentMs: number): CampusTime {
  const shifted = new Date(momentMs + campusOffsetMs)
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    weekday: weekdays[shifted.getUTCDay()] ?? '',
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
  }
}

/** The days since 1970 on the campus calendar: equal for two moments of the same campus day. */
function campusDayNumber(momentMs: number): number {
  return Math.floor((momentMs + campusOffsetMs) / dayMs)
}

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** `09:00` */
export function formatTime(momentMs: number): string {
  const { hour, minute } = campusTime(momentMs)
  return `${twoDigits(hour)}:${twoDigits(minute)}`
}

/** `10月15日 周六`; with the year in front when it is not the year of `nowMs`. */
export function formatDay(momentMs: number, nowMs: number = Date.now()): string {
  const { year, month, day, weekday } = campusTime(momentMs)
  const yearInFront = year === campusTime(nowMs).year ? '' : `${year}年`
  return `${yearInFront}${month}月${day}日 ${weekday}`
}

/** A day of the calendar, `2026-10-15`, in the same words. */
export const formatDate = (day: string, nowMs?: number): string =>
  formatDay(Date.parse(`${day}T00:00:00+08:00`), nowMs)

/** `10月15日 周六 09:00`; with the year in front when it is not the year of `nowMs`. */
export function formatMoment(momentMs: number, nowMs: number = Date.now()): string {
  return `${formatDay(momentMs, nowMs)} ${formatTime(momentMs)}`
}

/** `10月15日 周六 09:00–11:30` within a day, `10月15日 周六 09:00 至 10月16日 周日 12:00` beyond it. */
export function formatSpan(startMs: number, endMs: number, nowMs: number = Date.now()): string {
  const start = formatMoment(startMs, nowMs)
  return campusDayNumber(startMs) === campusDayNumber(endMs)
    ? `${start}–${formatTime(endMs)}`
    : `${start} 至 ${formatMoment(endMs, nowMs)}`
}

/** How a person would say it today: `刚刚`, `5 分钟前`, `今天 09:00`, `昨天 09:00`, `明天 09:00`, `3 天后`, else the day. */
export function formatRelative(momentMs: number, nowMs: number = Date.now()): string {
  const agoMs = nowMs - momentMs
  if (agoMs >= 0 && agoMs < minuteMs) return '刚刚'
  if (agoMs >= 0 && agoMs < hourMs) return `${Math.floor(agoMs / minuteMs)} 分钟前`
  const days = campusDayNumber(momentMs) - campusDayNumber(nowMs)
  const names: Readonly<Record<string, string>> = { '-1': '昨天', '0': '今天', '1': '明天', '2': '后天' }
  const name = names[days]
  if (name !== undefined) return `${name} ${formatTime(momentMs)}`
  if (days > 0 && days <= 7) return `${days} 天后`
  if (days < 0 && days >= -7) return `${-days} 天前`
  return formatDay(momentMs, nowMs)
}

export interface Countdown {
  /** The campus day of the target decides: before it, on it, after it. */
  readonly phase: 'before' | 'today' | 'after'
  /** Before: what is left until the day begins. After: `days` since the day, 1 on the morrow. On the day all are 0. */
  readonly days: number
  readonly hours: number
  readonly minutes: number
  readonly seconds: number
}

/** How long until the campus day of `targetMs` begins, or since it was. */
export function countdown(targetMs: number, nowMs: number): Countdown {
  const days = campusDayNumber(targetMs) - campusDayNumber(nowMs)
  if (days === 0) return { phase: 'today', days: 0, hours: 0, minutes: 0, seconds: 0 }
  if (days < 0) return { phase: 'after', days: -days, hours: 0, minutes: 0, seconds: 0 }
  const leftMs = campusDayNumber(targetMs) * dayMs - campusOffsetMs - nowMs
  return {
    phase: 'before',
    days: Math.floor(leftMs / dayMs),
    hours: Math.floor((leftMs % dayMs) / hourMs),
    minutes: Math.floor((leftMs % hourMs) / minuteMs),
    seconds: Math.floor((leftMs % minuteMs) / secondMs),
  }
}
