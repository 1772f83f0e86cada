/** Months of the campus calendar: which days they have, and which of them are marked. */
import { campusTime } from '../../utils/date'

export interface Month {
  readonly year: number
  /** 1–12 */
  readonly month: number
}

export interface Cell {
  readonly key: string
  /** 0 outside the month. */
  readonly day: number
  readonly events: number
  readonly isToday: boolean
  readonly isChosen: boolean
}

const dayMs = 86_400_000
const campusOffsetMs = 8 * 3_600_000

const firstMoment = ({ year, month }: Month) => Date.UTC(year, month - 1, 1) - campusOffsetMs

export const monthAt = (momentMs: number): Month => {
  const { year, month } = campusTime(momentMs)
  return { year, month }
}

export function monthBeside({ year, month }: Month, by: number): Month {
  const place = year * 12 + (month - 1) + by
  return { year: Math.floor(place / 12), month: (place % 12) + 1 }
}

export const titleOf = ({ year, month }: Month): string => `${year}年${month}月`

/** From the first moment of the month to the first of the next one. */
export const spanOf = (month: Month): { from: number; until: number } => ({
  from: firstMoment(month),
  until: firstMoment(monthBeside(month, 1)),
})

/** The day of the month on which a moment falls; 0 outside it. */
export function dayIn({ year, month }: Month, momentMs: number): number {
  const at = campusTime(momentMs)
  return at.year === year && at.month === month ? at.day : 0
}

/** What to look at first: today, or else the first day on which something is. */
export function firstChoice(month: Month, startsAt: readonly number[], nowMs: number): number {
  const days = startsAt.map((at) => dayIn(month, at)).filter((day) => day > 0)
  const today = dayIn(month, nowMs)
  if (days.includes(today)) return today
  const coming = days.filter((day) => day >= today)
  return Math.min(...(coming.length > 0 ? coming : days), 32) % 32
}

/** The weeks of a month from Monday on, with empty cells before its first and behind its last day. */
export function cellsOf(month: Month, startsAt: readonly number[], chosen: number, nowMs: number): Cell[] {
  const { from, until } = spanOf(month)
  const days = Math.round((until - from) / dayMs)
  const lead = (new Date(from + campusOffsetMs).getUTCDay() + 6) % 7
  const count = Math.ceil((lead + days) / 7) * 7
  const today = dayIn(month, nowMs)
  const dayOf = (place: number) => (place >= lead && place < lead + days ? place - lead + 1 : 0)
  const marked = startsAt.map((at) => dayIn(month, at))
  return Array.from({ length: count }, (_, place) => {
    const day = dayOf(place)
    return {
      key: `${month.year}-${month.month}-${place}`,
      day,
      events: day === 0 ? 0 : marked.filter((one) => one === day).length,
      isToday: day > 0 && day === today,
      isChosen: day > 0 && day === chosen,
    }
  })
}
