/** Which records are alike, which may become one, and what of a person changes when they do. */
import { isDeepStrictEqual } from 'node:util'
import type { VerificationStatus } from '../../../miniprogram/contract/alumni'
import type { ErrorCode } from '../../../miniprogram/contract/errors'
import { type MergeField, mergeFields } from '../../../miniprogram/contract/merges'
import { normalisedName } from '../../platform/spelling'
import type { Person } from '../alumni/records'
import type { Mergeable, MergeRecord } from './records'

/** So long a merge may be taken back. */
export const undoMs = 30 * 24 * 3_600_000

/** Whoever works on a merge has this long; a function runs for 20 seconds at most, so it is over by then. */
export const holdMs = 60_000

type Alike = Pick<Person, '_id' | 'name' | 'educations' | 'phone'>

/** Why two records may be of one person. */
export function likeness(one: Alike, other: Alike): 'studies' | 'phone' | undefined {
  if (one._id === other._id) return undefined
  if (one.phone && one.phone.hash === other.phone?.hash) return 'phone'
  if (normalisedName(one.name) !== normalisedName(other.name)) return undefined
  const studied = one.educations.some((mine) =>
    other.educations.some(
      (theirs) => mine.collegeId === theirs.collegeId && mine.entryYear === theirs.entryYear,
    ),
  )
  return studied ? 'studies' : undefined
}

const rank: Readonly<Record<VerificationStatus, number>> = {
  verified: 0,
  pending: 1,
  returned: 2,
  refused: 3,
}

/** The better recognised record first, then the older one. */
export const betterToKeep = (one: Person, other: Person): number =>
  rank[one.verification.status] - rank[other.verification.status] ||
  one.registeredAt.getTime() - other.registeredAt.getTime()

/** Whether two records may become one. */
export function decideMerge(
  keep: Person,
  merge: Person,
  reviewerId: string,
  haveBothCome: boolean,
): 'merge' | ErrorCode {
  const both = [keep, merge]
  if (both.some(({ _id }) => _id === reviewerId)) return 'MERGE_OWN'
  // Either: whoever comes with the second account would do what the kept one may do.
  if (both.some(({ grants }) => grants.length > 0)) return 'MERGE_ROLES'
  if (both.some(({ leaving }) => leaving)) return 'MERGE_LEAVING'
  if ((merge.mergedFrom ?? []).length > 0) return 'MERGE_CHAINED'
  return haveBothCome ? 'MERGE_BOTH_CAME' : 'merge'
}

const pick = (person: Person, fields: readonly MergeField[]): Mergeable =>
  Object.fromEntries(fields.map((field) => [field, person[field]]))

/** What the kept person becomes: the chosen fields, all memberships, and recognised if either was. */
export function partsWritten(keep: Person, merge: Person, takes: readonly MergeField[]): Mergeable {
  const memberOf = [...new Set([...keep.memberOf, ...merge.memberOf])]
  const isRecognised = keep.verification.status !== 'verified' && merge.verification.status === 'verified'
  return {
    ...pick(merge, takes),
    ...(memberOf.length > keep.memberOf.length ? { memberOf } : {}),
    ...(isRecognised ? { verification: merge.verification } : {}),
  }
}

const keysOf = (parts: Mergeable) => Object.keys(parts) as (keyof Mergeable)[]

/** The same parts of a person as they are now. */
export const partsNow = (person: Person, like: Mergeable): Mergeable =>
  Object.fromEntries(keysOf(like).map((key) => [key, person[key]]))

/** What to replace: the parts that still are as they were; what has changed since is the person's own doing and stays. */
export const partsToReplace = (person: Person, from: Mergeable, to: Mergeable): Mergeable =>
  Object.fromEntries(
    keysOf(to)
      .filter((key) => isDeepStrictEqual(person[key], from[key]))
      .map((key) => [key, to[key]]),
  )

const labels: Readonly<Record<keyof Mergeable, string>> = {
  ...mergeFields,
  verification: '认证状态',
  memberOf: '加入的组织',
}

/** The names of the parts that neither are as the merge wrote them nor as they were before. */
export const partsChangedSince = (person: Person, { before, written }: MergeRecord): readonly string[] =>
  keysOf(written)
    .filter(
      (key) => !isDeepStrictEqual(person[key], before[key]) && !isDeepStrictEqual(person[key], written[key]),
    )
    .map((key) => labels[key])

/** Whether a merge may be taken back now. */
export function decideUndo({ state, at }: MergeRecord, now: Date): 'undo' | 'is undone' | ErrorCode {
  if (state === 'undone') return 'is undone'
  if (now.getTime() - at.getTime() > undoMs) return 'UNDO_TOO_LATE'
  return state === 'merged' ? 'undo' : 'MERGE_UNDER_WAY'
}
