/** What a merge moved, and what it needs to take it back. */
import type { MergeState } from '../../../miniprogram/contract/merges'
import { Collection, command } from '../../platform/cloud'
import type { Mergeable, Person } from '../alumni/records'

export interface MergeRecord {
  /** Derived from the reviewer and their intent, so that a second tap is the same merge. */
  readonly _id: string
  readonly keepId: string
  readonly mergedId: string
  readonly byPersonId: string
  readonly at: Date
  readonly state: MergeState
  /** When the timer looks after it; whoever works on it sets it a minute ahead first, so that nobody else does. */
  readonly nextAt: Date | null
  /** Where the two were, for whoever asks later whether this is within their reach. */
  readonly keepPath: readonly string[]
  readonly mergedPath: readonly string[]
  /** Of the kept person: what was there before, and what the merge wrote in its place. */
  readonly before: Mergeable
  readonly written: Mergeable
  readonly mergedPrivacy: Person['privacy']
  /** All that was handed over, as `domain:id`; what could not be is in `stayed` too. */
  readonly moved: readonly string[]
  readonly stayed: readonly string[]
  /** What an undo could not bring back, in words. */
  readonly left: readonly string[]
}

const merges = new Collection<MergeRecord>('merges')

export const insertMerge = (record: MergeRecord): Promise<'inserted' | 'exists'> => merges.insert(record)
export const readMerge = (recordId: string): Promise<MergeRecord | undefined> => merges.read(recordId)
export const removeMerge = (recordId: string): Promise<number> => merges.remove({ _id: recordId })

/** Takes a merge in hand, if it still stands as it was read: one at a time works on it. */
export const takeMerge = (
  { _id, state, nextAt }: MergeRecord,
  to: Pick<MergeRecord, 'state' | 'nextAt'>,
): Promise<boolean> => merges.change({ _id, state, nextAt }, to)

/** Writes down what is about to be moved, before it is. */
export const noteMoved = (recordId: string, moved: readonly string[]): Promise<boolean> =>
  merges.change({ _id: recordId }, { moved })

export const settleMerge = (
  recordId: string,
  to: Partial<Pick<MergeRecord, 'state' | 'nextAt' | 'stayed' | 'left'>>,
): Promise<boolean> => merges.change({ _id: recordId }, to)

/** Merges that wait for the timer. */
export const listDueMerges = (now: Date): Promise<MergeRecord[]> =>
  merges.find({ nextAt: command.lte(now) }, { order: [['nextAt', 'asc']], limit: 20 })

/** Merges of people below these bodies, the latest first. */
export const listMerges = (bodyIds: readonly string[], since: Date): Promise<MergeRecord[]> =>
  merges.find(
    { keepPath: command.in([...bodyIds]), at: command.gte(since) },
    { order: [['at', 'desc']], limit: 50 },
  )

/** The merges that made other records part of a person's. */
export const listMergesInto = (keepId: string): Promise<MergeRecord[]> => merges.find({ keepId })

/** Forgets what a person told of their own accord, where a merge remembers it. */
export const narrowMergesInto = (keepId: string): Promise<number> => {
  const told = ['city', 'industry', 'employer'].flatMap((field) => [`before.${field}`, `written.${field}`])
  return merges.changeEvery({ keepId }, Object.fromEntries(told.map((path) => [path, command.remove()])))
}

/** Forgets every merge of a person who leaves, and by whom others were merged. */
export async function forgetMergesOf(personId: string, pseudonymId: string): Promise<void> {
  await merges.remove({ keepId: personId })
  await merges.remove({ mergedId: personId })
  await merges.changeEvery({ byPersonId: personId }, { byPersonId: pseudonymId })
}

export const everyMerge = (): AsyncGenerator<MergeRecord> => merges.every()
