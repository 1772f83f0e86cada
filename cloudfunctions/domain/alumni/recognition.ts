/** Recognising people by the roster. What circles rest on is verified, so every one of their studies needs its row. */
import { hasStudied } from '../../../miniprogram/contract/alumni'
import { keyedHash } from '../../platform/ids'
import { claimRosterRow, findRosterRows, type RosterRow, releaseRosterRow } from '../roster/records'
import { matchingRow, matchText } from '../roster/rules'
import type { Education, Profile } from './records'
import { sameEducation } from './rules'

/** What the school knows of somebody's studies. */
export interface Recognition {
  readonly educations: readonly Education[]
  /** The rows that vouch for them, to be claimed. */
  readonly rows: readonly RosterRow[]
}

const keyOf = (name: string, { collegeId, entryYear }: Education): string =>
  keyedHash('roster', matchText(name, entryYear, collegeId))

/**
 * The recognition of a person by the roster; undefined when a reviewer has to decide.
 * @param vouched studies that the school has vouched for already, under this name
 */
export async function findRecognition(
  told: Profile,
  personId: string,
  vouched: readonly Education[],
): Promise<Recognition | undefined> {
  if (!hasStudied(told.kind) || told.educations.length === 0) return undefined
  const found = await Promise.all(
    told.educations.map(async (education, index) => {
      if (vouched.some((known) => sameEducation(known, education))) return { education }
      const rows = await findRosterRows([keyOf(told.name, education)])
      const row = matchingRow(rows, personId, index === 0 ? told.studentNumberLast4 : '')
      return row && classStands(education, row, vouched)
        ? { education: asKnown(education, row), row }
        : undefined
    }),
  )
  const known = found.filter((one) => one !== undefined)
  if (known.length < found.length) return undefined
  return {
    educations: known.map(({ education }) => education),
    rows: known.flatMap(({ row }) => row ?? []),
  }
}

/**
 * A class of which the roster says nothing is believed at registration. Afterwards it opened a circle, and whoever
 * could go on to name another would look into one class after the other.
 */
const classStands = ({ className }: Education, row: RosterRow, vouched: readonly Education[]): boolean =>
  className === '' || row.className !== '' || vouched.length === 0

/** People write their class in many ways; once they are recognised it is the one that the roster has. */
const asKnown = (education: Education, { className }: RosterRow): Education =>
  education.className === '' || className === '' ? education : { ...education, className }

/**
 * Ties the rows to the person; false when somebody else was faster. It comes before the person is written: a crash in
 * between leaves rows that only this person can claim again.
 */
export async function claimRows(rows: readonly RosterRow[], personId: string): Promise<boolean> {
  const claimed = await Promise.all(rows.map(({ _id }) => claimRosterRow(_id, personId)))
  return claimed.every(Boolean)
}

/** Frees the rows of studies, or of a name, that the person no longer goes by. */
export async function releaseFormerRows(before: Profile, after: Profile, personId: string): Promise<void> {
  const keysOf = ({ name, educations }: Profile) => educations.map((education) => keyOf(name, education))
  const kept = new Set(keysOf(after))
  const former = keysOf(before).filter((key) => !kept.has(key))
  if (former.length === 0) return
  const rows = (await findRosterRows(former)).filter(({ claimedBy }) => claimedBy === personId)
  await Promise.all(rows.map(({ _id }) => releaseRosterRow(_id, personId)))
}
