/** A moment as pickers of a date and a time show it, and back again; always on the campus clock. */
import type { Moment } from '../contract/fields'
import { campusTime, formatTime } from './date'

const twoDigits = (value: number) => String(value).padStart(2, '0')

/** `2027-10-15`, as a date picker says it. */
export function dateOf(moment: Moment): string {
  const { year, month, day } = campusTime(moment)
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`
}

/** The moment of a date (`2027-10-15`) and a time (`09:00`). */
export function momentFrom(date: string, time: string): Moment {
  return Date.parse(`${date}T${time}:00+08:00`)
}

/** What a date picker and a time picker show. */
export interface Clock {
  readonly date: string
  readonly time: string
  readonly day: string
}

export function clockOf(moment: Moment): Clock {
  const { year, month, day, weekday } = campusTime(moment)
  return {
    date: dateOf(moment),
    time: formatTime(moment),
    day: `${year}年${month}月${day}日 ${weekday}`,
  }
}
