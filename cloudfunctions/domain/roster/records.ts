/** The school's roster, against which registrations are matched. Nobody but reviewers of a row's college ever sees it. */
import type { Degree } from '../../../miniprogram/contract/alumni'
import { Collection, collect, command } from '../../platform/cloud'

export interface RosterRow {
  /** `batch:row`. */
  readonly _id: string
  readonly matchKey: string
  readonly name: string
  readonly collegeId: string
  readonly entryYear: number
  readonly degree: Degree
  readonly programme: string
  readonly className: string
  readonly studentNumberLast4: string
  /** The person whom this row has recognised. */
  readonly claimedBy: string | null
}

const rosterRows = new Collection<RosterRow>('rosterRows')

export const findRosterRows = (matchKeys: readonly string[]): Promise<RosterRow[]> =>
  rosterRows.find({ matchKey: command.in([...matchKeys]) }, { limit: 20 })

export const findRosterRowsByName = (name: string): Promise<RosterRow[]> =>
  rosterRows.find({ name }, { order: [['entryYear', 'asc']], limit: 500 })

/** Ties a roster row to a person; false when somebody else holds it. */
export async function claimRosterRow(rowId: string, personId: string): Promise<boolean> {
  if (await rosterRows.change({ _id: rowId, claimedBy: null }, { claimedBy: personId })) return true
  return (await rosterRows.read(rowId))?.claimedBy === personId
}

/** The rows of these names that nobody holds, or one of these people. */
export const listRowsFor = (
  names: readonly string[],
  personIds: readonly string[],
): Promise<readonly RosterRow[]> =>
  collect(rosterRows.every({ name: command.in([...names]), claimedBy: command.in([null, ...personIds]) }))

/** Frees a roster row that this person holds. */
export const releaseRosterRow = (rowId: string, personId: string): Promise<boolean> =>
  rosterRows.change({ _id: rowId, claimedBy: personId }, { claimedBy: null })

/** The rows that recognised a person. */
export const listClaimedRows = (personId: string): Promise<RosterRow[]> =>
  rosterRows.find({ claimedBy: personId })

/** Makes one person's row another's. */
export const passRosterRow = (rowId: string, fromId: string, toId: string): Promise<boolean> =>
  rosterRows.change({ _id: rowId, claimedBy: fromId }, { claimedBy: toId })

/** Frees the rows of somebody who has left, so that the same person may be recognised again. */
export const freeRosterRows = (personId: string): Promise<number> =>
  rosterRows.changeEvery({ claimedBy: personId }, { claimedBy: null })

export const everyClaimedRow = (): AsyncGenerator<RosterRow> =>
  rosterRows.every({ claimedBy: command.neq(null) })
