/** The school's roster, against which registrations are matched. Nobody but reviewers of a row's college ever sees it. */
import type { Degree } from '../../../miniprogram/contract/alumni'
import type { RosterColumn, RosterVerdict } from '../../../miniprogram/contract/roster'
import { Collection, collect, command } from '../../platform/cloud'

/** What the school knows of somebody who studied here. */
export interface RosterFacts {
  readonly matchKey: string
  readonly name: string
  readonly collegeId: string
  readonly entryYear: number
  readonly degree: Degree
  readonly programme: string
  readonly className: string
  readonly studentNumberLast4: string
}

export interface RosterRow extends RosterFacts {
  /** Derived from what is written in a file, so that importing twice is importing once. */
  readonly _id: string
  /** The person whom this row has recognised. */
  readonly claimedBy: string | null
  /** The import that wrote it last. */
  readonly batchId?: string
  /** What stood here before that import; absent when it was new. */
  readonly before?: RosterFacts & { readonly batchId: string | null }
}

export type Counts = Readonly<Record<RosterVerdict, number>>

/** A row of a file. */
export interface FileRow {
  readonly line: number
  readonly cells: Readonly<Record<RosterColumn, string>>
  readonly verdict: RosterVerdict
  readonly problem: string
  /** The row of the roster that it is or becomes, and what it says; null where it is none. */
  readonly row: { readonly _id: string; readonly facts: RosterFacts } | null
  /** Nobody else in the file has its name, year and college: then it may be a row known by less. */
  readonly isSole: boolean
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

/** The rows of these ids, and those that these keys lead to. */
export async function readRowsLike(
  rowIds: readonly string[],
  matchKeys: readonly string[],
): Promise<readonly RosterRow[]> {
  const [byId, byKey] = await Promise.all([
    readRows(rowIds),
    collect(rosterRows.every({ matchKey: command.in([...matchKeys]) })),
  ])
  return [...new Map([...byId, ...byKey].map((row) => [row._id, row])).values()]
}

export const readRows = (rowIds: readonly string[]): Promise<RosterRow[]> =>
  rosterRows.find({ _id: command.in([...rowIds]) }, { limit: 1000 })

export const insertRows = (rows: readonly RosterRow[]): Promise<'inserted' | 'exists'> =>
  rosterRows.insertMany(rows)

const factsOf = (row: RosterFacts): RosterFacts => ({
  matchKey: row.matchKey,
  name: row.name,
  collegeId: row.collegeId,
  entryYear: row.entryYear,
  degree: row.degree,
  programme: row.programme,
  className: row.className,
  studentNumberLast4: row.studentNumberLast4,
})

/**
 * Writes new facts over a row that still stands as it was read. Whom a row has recognised, it recognised by name, year
 * and college: there these stay.
 */
export const rewriteRow = (current: RosterRow, facts: RosterFacts, batchId: string): Promise<boolean> => {
  const before = { ...factsOf(current), batchId: current.batchId ?? null }
  const isFree = facts.matchKey === current.matchKey ? {} : { claimedBy: null }
  return rosterRows.change(
    { _id: current._id, ...before, ...isFree },
    { ...factsOf(facts), batchId, before: command.set(before) },
  )
}

/** The rows that a batch wrote last, by id, so many after that one. */
export const listRowsOf = (batchId: string, after: string, limit: number): Promise<RosterRow[]> =>
  rosterRows.find({ batchId, _id: command.gt(after) }, { order: [['_id', 'asc']], limit })

/** Removes rows that a batch added, except those that recognised somebody. */
export const removeRows = (rowIds: readonly string[], batchId: string): Promise<number> =>
  rosterRows.remove({ _id: command.in([...rowIds]), batchId, claimedBy: null })

/** Puts back what stood before a batch, where the row has not recognised anybody since. */
export const restoreRow = (
  { _id, before }: RosterRow & Required<Pick<RosterRow, 'before'>>,
  batchId: string,
): Promise<boolean> =>
  rosterRows.change(
    { _id, batchId, claimedBy: null },
    { ...factsOf(before), batchId: before.batchId ?? command.remove(), before: command.remove() },
  )

/** How many people are recognised by rows of a batch. */
export const countClaimed = (batchId: string): Promise<number> =>
  rosterRows.count({ batchId, claimedBy: command.gt('') })
