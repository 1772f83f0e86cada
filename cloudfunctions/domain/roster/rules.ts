/** Which row of the roster is a person, and which one is a row of a file. */

import type { RosterVerdict } from '../../../miniprogram/contract/roster'
import { normalisedClass, normalisedName } from '../../platform/spelling'
import type { Counts, FileRow, RosterFacts, RosterRow } from './records'

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

const agree = (one: string, other: string) => one === '' || other === '' || one === other

/** Whether what is known on both sides is the same. */
const mayBeOne = (row: RosterFacts, facts: RosterFacts): boolean =>
  (row.degree === facts.degree || row.degree === 'other' || facts.degree === 'other') &&
  agree(row.studentNumberLast4.toUpperCase(), facts.studentNumberLast4) &&
  agree(normalisedClass(row.className), normalisedClass(facts.className))

/**
 * The row of the roster that a row of a file is about: the one of its id; or, where file and roster have only one of
 * that name, year and college each, that one, if nothing speaks against it. So a better list adds to a poorer one.
 */
export function knownRow(
  { row, isSole }: Pick<FileRow, 'row' | 'isSole'>,
  rows: readonly RosterRow[],
): RosterRow | undefined {
  if (!row) return undefined
  const same = rows.find(({ _id }) => _id === row._id)
  if (same || !isSole) return same
  const alike = rows.filter(({ matchKey }) => matchKey === row.facts.matchKey)
  const [only] = alike
  return alike.length === 1 && only && mayBeOne(only, row.facts) ? only : undefined
}

/** What the roster says where the file says nothing stays; 其他 is what a file without degrees says of everybody. */
export const filledFrom = (current: RosterFacts, facts: RosterFacts): RosterFacts => ({
  ...facts,
  degree: facts.degree === 'other' ? current.degree : facts.degree,
  programme: facts.programme || current.programme,
  className: facts.className || current.className,
  studentNumberLast4: facts.studentNumberLast4 || current.studentNumberLast4,
})

const told = {
  name: '姓名',
  entryYear: '入学年份',
  degree: '学历',
  programme: '专业',
  className: '班级',
  studentNumberLast4: '学号后四位',
} as const satisfies Partial<Record<keyof RosterFacts, string>>

const differences = (one: RosterFacts, other: RosterFacts): string[] =>
  (Object.keys(told) as (keyof typeof told)[])
    .filter((field) => one[field] !== other[field])
    .map((field) => told[field])

/** What becomes of a readable row of a file, given the rows of the roster that it may be about. */
export function decideRow(fileRow: FileRow, rows: readonly RosterRow[]): FileRow {
  const { row, line } = fileRow
  const known = knownRow(fileRow, rows)
  if (!row || !known) return fileRow
  const facts = filledFrom(known, row.facts)
  const about = { ...fileRow, row: { _id: known._id, facts } }
  const different = differences(known, facts)
  if (different.length === 0) return { ...about, verdict: 'same' }
  if (known.claimedBy !== null && known.matchKey !== facts.matchKey)
    return {
      ...about,
      row: null,
      verdict: 'wrong',
      problem: `第 ${line} 行“姓名”或“入学年份”：这位校友已凭名册认证，不能在此更改`,
    }
  return { ...about, verdict: 'changed', problem: `第 ${line} 行与名册不同：${different.join('、')}` }
}

export const noCounts: Counts = { new: 0, changed: 0, same: 0, wrong: 0, duplicate: 0, outside: 0 }

export function countsOf(rows: readonly { readonly verdict: RosterVerdict }[]): Counts {
  const counts = { ...noCounts }
  for (const { verdict } of rows) counts[verdict] += 1
  return counts
}

export const sumOf = (one: Counts, other: Counts): Counts => ({
  new: one.new + other.new,
  changed: one.changed + other.changed,
  same: one.same + other.same,
  wrong: one.wrong + other.wrong,
  duplicate: one.duplicate + other.duplicate,
  outside: one.outside + other.outside,
})
