/** Which rows of a long list stand on the page: those around what the screen shows. The others leave only their height. */
import type { Shown } from '../../utils/long-list'

/** Rows come and go by so many. */
export const stepRows = 10

/** How far beyond the screen rows are kept, in px, so that a quick thumb finds them there. */
const room = 400

export interface Place extends Shown {
  /** How high the rows are that went away at either end, in px. */
  readonly above: number
  readonly below: number
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0)

/**
 * @param heights of the steps that have been on the page, from the first on; the next one is measured once it is there
 * @param top where the list begins, in px below the upper edge of the screen
 */
export function placeOf(heights: readonly number[], total: number, top: number, screenHeight: number): Place {
  const steps = Math.ceil(total / stepRows)
  const known = heights.slice(0, steps)
  let first = 0
  let above = 0
  while (first < known.length - 1 && above + (known[first] ?? 0) < -top - room) {
    above += known[first] ?? 0
    first++
  }
  let end = first + 1
  let reached = above + (known[first] ?? 0)
  while (end < steps && end <= known.length && reached < screenHeight - top + room) {
    reached += known[end] ?? 0
    end++
  }
  return {
    from: first * stepRows,
    to: Math.min(total, end * stepRows),
    above,
    below: sum(known.slice(end)),
  }
}

/** What is known once the rows on the page were measured together. */
export function measured(
  heights: readonly number[],
  { from, to }: Shown,
  total: number,
  windowHeight: number,
): readonly number[] {
  const first = from / stepRows
  const last = Math.ceil(to / stepRows) - 1
  // All but the newest have been measured, unless the end of the list has grown.
  if (last < heights.length && to < total) return heights
  const others = sum(heights.slice(first, last))
  return [...heights.slice(0, last), Math.max(0, windowHeight - others)]
}
