/** The campus clock: functions run in UTC, the campus lives in UTC+8 without daylight saving. */
import { hourMs } from './clock'

const campusOffsetMs = 8 * hourMs

/** `2027-10-16 09:00`, as the time of a subscribe message is written. */
export function campusTime(at: Date): string {
  return new Date(at.getTime() + campusOffsetMs).toISOString().slice(0, 16).replace('T', ' ')
}
