/** The campus clock: functions run in UTC, the campus lives in UTC+8 without daylight saving. */
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)

/** `2027-10-16 09:00`, as the time of a subscribe message is written. */
export function campusTime(at: Date): string {
  return dayjs(at).utcOffset(8).format('YYYY-MM-DD HH:mm')
}

/** `2027-10-16`: the day on campus, which is also the day of a WeChat Pay bill. */
export const campusDay = (at: Date): string => campusTime(at).slice(0, 10)

/** When a day on campus begins. */
export const startOfCampusDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`)
