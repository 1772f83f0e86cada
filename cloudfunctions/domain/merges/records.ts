/** What a merge moved, and what it needs to take it back. */

import { closedPrivacy } from '../../../miniprogram/contract/directory'
import type { MergeState } from '../../../miniprogram/contract/merges'
import { Collection, command } from '../../platform/cloud'
import { afterCursor, pageSize } from '../../platform/cursor'
import { Pile } from '../../platform/piles'
import type { Leaving, Person, Profile } from '../alumni/records'

/** What of a person a merge may replace. */
export type Mergeable = Partial<
  Omit<Profile, 'phone' | 'affiliationId'> & Pick<Person, 'verification' | 'memberOf'>
>

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

const people = new Collection<Person>('people')
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
export const dueMerges = new Pile(merges, (now) => ({ nextAt: command.lte(now) }), {
  order: [['nextAt', 'asc']],
  limit: 20,
})

/** Merges of two who both were below these bodies, the latest first, one more than a page. */
export function listMerges(
  bodyIds: readonly string[],
  since: Date,
  after: string | undefined,
): Promise<MergeRecord[]> {
  const reached = command.in([...bodyIds])
  const query = { keepPath: reached, mergedPath: reached, at: command.gte(since) }
  return merges.find(afterCursor(query, 'at', 'desc', after), {
    order: [
      ['at', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })
}

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

/** Marks a person as the one that another record becomes part of; not one who leaves, holds a role or is merged. */
export const markKept = (personId: string, recordId: string): Promise<boolean> =>
  people.change(
    {
      _id: personId,
      mergedInto: command.exists(false),
      leaving: command.exists(false),
      grants: command.size(0),
    },
    { mergedFrom: command.addToSet(recordId) },
  )

export const unmarkKept = (personId: string, recordId: string): Promise<boolean> =>
  people.change({ _id: personId }, { mergedFrom: command.pull(recordId) })

/**
 * Makes a record part of another person's: from now on it is in no list and no search, and its identity acts as that
 * person. Not one into which others were merged, so that there are no chains.
 */
export const markMerged = (
  personId: string,
  mergedInto: NonNullable<Person['mergedInto']>,
): Promise<boolean> =>
  people.change(
    {
      _id: personId,
      mergedInto: command.exists(false),
      'mergedFrom.0': command.exists(false),
      leaving: command.exists(false),
      grants: command.size(0),
    },
    {
      mergedInto: command.set(mergedInto),
      revision: command.inc(1),
      bodyPath: [],
      findableBy: [],
      privacy: command.set(closedPrivacy),
    },
  )

/** Makes a record one of its own again. */
export const unmarkMerged = (
  personId: string,
  recordId: string,
  own: Pick<Person, 'bodyPath' | 'findableBy' | 'privacy'>,
): Promise<boolean> =>
  people.change(
    { _id: personId, 'mergedInto.recordId': recordId },
    { ...own, privacy: command.set(own.privacy), mergedInto: command.remove() },
  )

/** Replaces these parts of a person, with what follows from them; false when they were changed since they were read. */
export const writeParts = (
  { _id, revision }: Person,
  { verification, ...parts }: Mergeable,
  derived: Pick<Person, 'bodyPath' | 'findableBy'>,
): Promise<boolean> =>
  people.change(
    { _id, revision },
    {
      ...parts,
      ...derived,
      ...(verification ? { verification: command.set(verification) } : {}),
      revision: command.inc(1),
    },
  )

/** A record that was part of somebody who leaves goes with them, under a pseudonym of its own. */
export const markLeavingWith = (personId: string, leaving: Leaving): Promise<boolean> =>
  people.change(
    { _id: personId, leaving: command.exists(false) },
    { leaving: command.set(leaving), mergedInto: command.remove() },
  )

/** Those below these bodies who have the name of one of these people, or the same phone number. */
export async function listAlike(bodyIds: readonly string[], looked: readonly Person[]): Promise<Person[]> {
  const bodyPath = command.in([...bodyIds])
  const names = [...new Set(looked.map(({ name }) => name))]
  const hashes = looked.flatMap(({ phone }) => phone?.hash ?? [])
  const [namesakes, samePhone] = await Promise.all([
    people.find({ bodyPath, name: command.in(names) }, { limit: 500 }),
    hashes.length > 0 ? people.find({ bodyPath, 'phone.hash': command.in(hashes) }, { limit: 500 }) : [],
  ])
  return [...new Map([...namesakes, ...samePhone].map((person) => [person._id, person])).values()]
}

/** Registrations that wait below these bodies, the latest first. */
export const listLatestWaiting = (bodyIds: readonly string[], limit: number): Promise<Person[]> =>
  people.find(
    { bodyPath: command.in([...bodyIds]), 'verification.status': 'pending' },
    { order: [['registeredAt', 'desc']], limit },
  )

/** The same for records that became part of another one. */
export const narrowMerged = (personIds: readonly string[]): Promise<number> =>
  people.changeEvery(
    { _id: command.in([...personIds]) },
    { city: '', industry: '', employer: '', phone: null, avatar: '' },
  )
