/** Between moments and what a clock on the wall of a time zone shows. */
import { queryRefused } from '../../errors'

const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * How far a zone is ahead of UTC at a moment.
 * @param zone an Olson name, or an offset such as +08, +0800 or +08:00
 */
export function offsetMinutes(zone: string, moment: Date): number {
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  if (offset) return (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0))
  if (zone === 'UTC' || zone === 'GMT' || zone === 'Z') return 0
  const shown: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(moment)) shown[type] = Number(value)
  const { year = 0, month = 1, day, hour = 0, minute, second } = shown
  const wall = Date.UTC(year, month - 1, day, hour % 24, minute, second)
  return Math.round((wall - Math.floor(moment.getTime() / 1000) * 1000) / 60_000)
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  try {
    const parts = { year: 'numeric', month: 'numeric', day: 'numeric' } as const
    const time = { hour: 'numeric', minute: 'numeric', second: 'numeric', hour12: false } as const
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, ...parts, ...time })
    formats.set(zone, format)
    return format
  } catch {
    throw queryRefused(`unrecognized time zone identifier: "${zone}"`)
  }
}

/** A date whose UTC fields are what the zone's clock shows. */
export const wallOf = (moment: Date, zone: string): Date =>
  new Date(moment.getTime() + offsetMinutes(zone, moment) * 60_000)

/** The moment at which the zone's clock shows this. */
export function momentOf(wallMs: number, zone: string): Date {
  const guess = wallMs - offsetMinutes(zone, new Date(wallMs)) * 60_000
  return new Date(wallMs - offsetMinutes(zone, new Date(guess)) * 60_000)
}
