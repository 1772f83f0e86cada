/** Times as WeChat Pay writes them: at +08:00, which has had no summer time since 1991. */
const eightHoursMs = 8 * 3_600_000

/** RFC 3339: `2027-10-16T09:00:00+08:00`. */
export function chinaTime(moment: Date): string {
  const shifted = new Date(moment.getTime() + eightHoursMs)
  return `${shifted.toISOString().slice(0, 19)}+08:00`
}

/** `20271016090000`, as the older interface has it. */
export const chinaDigits = (moment: Date): string => chinaTime(moment).slice(0, 19).replace(/\D/g, '')

/** The moment of such digits; undefined for anything else. */
export function momentFromDigits(digits: string): Date | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(digits)
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const moment = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}+08:00`)
  return Number.isNaN(moment.getTime()) ? undefined : moment
}
