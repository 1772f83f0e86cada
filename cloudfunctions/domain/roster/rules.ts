/** Which row of the roster is a person. */
import { normalisedName } from '../../platform/spelling'
import type { RosterRow } from './records'

/** What identifies a roster row, before it is hashed: name, year of entry and college. */
export const matchText = (name: string, entryYear: number, collegeId: string): string =>
  `${normalisedName(name)}|${entryYear}|${collegeId}`

/**
 * The one roster row that is this person: free or already theirs, and with the same last four of the student
 * number when both sides know it. None when there is no such row, or more than one: then a reviewer decides.
 */
export function matchingRow(
  rows: readonly RosterRow[],
  personId: string,
  studentNumberLast4: string,
): RosterRow | undefined {
  const asked = studentNumberLast4.toUpperCase()
  const fitting = rows.filter(
    (row) =>
      (row.claimedBy === null || row.claimedBy === personId) &&
      (asked === '' || row.studentNumberLast4 === '' || row.studentNumberLast4.toUpperCase() === asked),
  )
  return fitting.length === 1 ? fitting[0] : undefined
}
