/** What reviewers do about two records of one person: find them, compare them, make them one, take it back. */
import { AppError, errorMeanings, isErrorCode } from '../../../miniprogram/contract/errors'
import type { LikelyPair } from '../../../miniprogram/contract/merges'
import { bodiesFor, type Caller, reaches } from '../../platform/caller'
import { page } from '../../platform/cursor'
import { derivedId } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { type Person, readNames } from '../alumni/records'
import { haveBothCome } from '../events/belongings'
import { reachablePerson } from '../people/reach'
import { carryOut, countBelongings, takeBack } from './moving'
import {
  insertMerge,
  listAlike,
  listLatestWaiting,
  listMerges,
  type MergeRecord,
  readMerge,
  takeMerge,
} from './records'
import {
  betterToKeep,
  decideMerge,
  decideUndo,
  holdMs,
  likeness,
  partsNow,
  partsWritten,
  undoMs,
} from './rules'
import { compareFields, describeSide } from './views'

const waitingLookedAt = 50
const pairsShown = 20

async function bothReachable(keepId: string, mergeId: string, caller: Caller): Promise<[Person, Person]> {
  if (keepId === mergeId) {
    throw new AppError('INVALID_INPUT', { fields: { mergeId: '请选择另一份档案' } })
  }
  return Promise.all([reachablePerson(keepId, caller), reachablePerson(mergeId, caller)])
}

const suggest: Handler<'merges.suggest'> = async ({ personId }, { caller }) => {
  const bodyIds = bodiesFor('reviewer', caller)
  const looked =
    personId === undefined
      ? await listLatestWaiting(bodyIds, waitingLookedAt)
      : [await reachablePerson(personId, caller)]
  const found = await listAlike(bodyIds, looked)
  const pairs = new Map<string, Promise<LikelyPair>>()
  for (const one of looked) {
    for (const other of found) {
      const why = likeness(one, other)
      const [keep, merge] = [one, other].sort(betterToKeep)
      if (why && keep && merge) pairs.set(`${keep._id} ${merge._id}`, describePair(keep, merge, why))
    }
  }
  return { pairs: await Promise.all([...pairs.values()].slice(0, pairsShown)) }
}

const describePair = async (keep: Person, merge: Person, why: LikelyPair['why']): Promise<LikelyPair> => ({
  keep: await describeSide(keep),
  merge: await describeSide(merge),
  why,
})

const read: Handler<'merges.read'> = async ({ keepId, mergeId }, { caller }) => {
  const [keep, merge] = await bothReachable(keepId, mergeId, caller)
  const [moves, fields, keepSide, mergeSide, decision] = await Promise.all([
    countBelongings(mergeId),
    compareFields(keep, merge),
    describeSide(keep),
    describeSide(merge),
    decide(keep, merge, caller),
  ])
  return {
    keep: keepSide,
    merge: mergeSide,
    fields,
    moves,
    obstacle: isErrorCode(decision) ? errorMeanings[decision].message : undefined,
  }
}

const decide = async (keep: Person, merge: Person, caller: Caller) =>
  decideMerge(keep, merge, caller.personId, await haveBothCome(keep._id, merge._id))

const mergeTwo: Handler<'merges.merge'> = async (input, { caller, now }) => {
  const recordId = derivedId('merge', caller.personId, input.attemptKey)
  const known = await readMerge(recordId)
  // The same tap again: whoever began it, or the timer, finishes it.
  if (known) return { recordId, state: known.state }
  const [keep, merge] = await bothReachable(input.keepId, input.mergeId, caller)
  const decision = await decide(keep, merge, caller)
  if (isErrorCode(decision)) throw new AppError(decision)
  const written = partsWritten(keep, merge, input.takes)
  const record: MergeRecord = {
    _id: recordId,
    keepId: keep._id,
    mergedId: merge._id,
    byPersonId: caller.personId,
    at: now,
    state: 'moving',
    nextAt: new Date(now.getTime() + holdMs),
    keepPath: keep.bodyPath,
    mergedPath: merge.bodyPath,
    before: partsNow(keep, written),
    written,
    mergedPrivacy: merge.privacy,
    moved: [],
    stayed: [],
    left: [],
  }
  if ((await insertMerge(record)) === 'exists') return { recordId, state: 'moving' }
  if ((await carryOut(record, 'reviewer', now)) === 'crossed') throw new AppError('MERGE_CROSSED')
  return { recordId, state: 'merged' }
}

const isReachable = ({ keepPath, mergedPath }: MergeRecord, caller: Caller) =>
  reaches('reviewer', caller, keepPath) && reaches('reviewer', caller, mergedPath)

const list: Handler<'merges.list'> = async ({ after }, { caller, now }) => {
  const since = new Date(now.getTime() - undoMs)
  const found = await listMerges(bodiesFor('reviewer', caller), since, after)
  const { rows: records, next } = page(found, ({ at }) => at)
  const names = await readNames(
    records.flatMap(({ keepId, mergedId, byPersonId }) => [keepId, mergedId, byPersonId]),
  )
  return {
    merges: records.map((record) => ({
      recordId: record._id,
      keepName: names.get(record.keepId) ?? '',
      mergedName: names.get(record.mergedId) ?? '',
      byName: names.get(record.byPersonId) ?? '',
      at: record.at.getTime(),
      state: record.state,
      canUndo: decideUndo(record, now) === 'undo',
      left: record.left,
    })),
    next,
  }
}

const undo: Handler<'merges.undo'> = async ({ recordId }, { caller, now }) => {
  const record = await readMerge(recordId)
  if (!record || !isReachable(record, caller)) throw new AppError('NOT_FOUND')
  if ([record.keepId, record.mergedId].includes(caller.personId)) throw new AppError('MERGE_OWN')
  const decision = decideUndo(record, now)
  if (isErrorCode(decision)) throw new AppError(decision)
  if (decision === 'is undone') return { state: 'undone', left: record.left }
  const held = { state: 'undoing', nextAt: new Date(now.getTime() + holdMs) } as const
  if (!(await takeMerge(record, held))) throw new AppError('MERGE_UNDER_WAY')
  return { state: 'undone', left: await takeBack(record, now) }
}

export const merges: Handlers<'merges'> = {
  'merges.suggest': suggest,
  'merges.read': read,
  'merges.merge': mergeTwo,
  'merges.list': list,
  'merges.undo': undo,
}
