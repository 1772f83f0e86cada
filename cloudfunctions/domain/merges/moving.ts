/**
 * Making two records one, and two again: a state at a time, each of which may be cut off anywhere and begun again.
 *
 * moving: the kept person is marked, then the other; then everything is handed over. undoing: the same backwards. Only
 * whoever has taken the merge in hand works on it (see `nextAt`), so that nothing is moved to and fro at once.
 */
import { AppError } from '../../../miniprogram/contract/errors'
import { derivedFrom } from '../alumni/profile'
import { readPerson } from '../alumni/records'
import { belongings, type HandOver } from '../belongings'
import {
  type Mergeable,
  type MergeRecord,
  markKept,
  markMerged,
  noteMoved,
  removeMerge,
  settleMerge,
  unmarkKept,
  unmarkMerged,
  writeParts,
} from './records'
import { holdMs, partsChangedSince, partsToReplace } from './rules'

/** The domains that hand something over, by the name under which a merge remembers it. */
const handOvers: ReadonlyMap<string, HandOver> = new Map(
  Object.entries(belongings).flatMap(([name, domain]) =>
    'handOver' in domain ? [[name, domain.handOver]] : [],
  ),
)

/** How much there is to hand over, by kind. */
export const countBelongings = (
  personId: string,
): Promise<readonly { readonly title: string; readonly count: number }[]> =>
  Promise.all(
    [...handOvers.values()].map(async ({ title, list }) => ({ title, count: (await list(personId)).length })),
  )

async function listBelongings(personId: string): Promise<string[]> {
  const lists = await Promise.all(
    [...handOvers].map(async ([name, { list }]) => (await list(personId)).map((id) => `${name}:${id}`)),
  )
  return lists.flat()
}

/** Hands things over one by one; returns those that stayed. */
async function handOver(
  items: readonly string[],
  fromId: string,
  toId: string,
  now: Date,
): Promise<string[]> {
  const stayed: string[] = []
  for (const item of items) {
    const [name = ''] = item.split(':', 1)
    const outcome = await handOvers.get(name)?.move(item.slice(name.length + 1), fromId, toId, now)
    if (outcome !== 'moved') stayed.push(item)
  }
  return stayed
}

/** Ties the two records together; false when another merge of either was quicker, and everything is as before. */
async function bind({ _id: recordId, keepId, mergedId }: MergeRecord): Promise<boolean> {
  // The kept one first: two merges that cross find each other's mark here, and neither goes on.
  await markKept(keepId, recordId)
  const keep = await readPerson(keepId)
  if (keep?.mergedFrom?.includes(recordId)) {
    await markMerged(mergedId, { personId: keepId, recordId })
    if ((await readPerson(mergedId))?.mergedInto?.recordId === recordId) return true
  }
  await unmarkKept(keepId, recordId)
  await removeMerge(recordId)
  return false
}

/** How often the person may be changed by others while parts of them are replaced. */
const triesAtMost = 5

/** Replaces the parts of a person that still are as they were, with what follows from them. */
async function replaceParts(personId: string, from: Mergeable, to: Mergeable, now: Date): Promise<void> {
  for (let tries = 0; tries < triesAtMost; tries++) {
    const person = await readPerson(personId)
    const parts = person && partsToReplace(person, from, to)
    if (!parts || Object.keys(parts).length === 0) return
    const { privacy, memberOf, ...profile } = { ...person, ...parts }
    if (await writeParts(person, parts, await derivedFrom(profile, privacy, memberOf, now))) return
  }
  throw new AppError('BUSY')
}

/**
 * Moves what is to be moved. The timer comes once more when nothing that was under way before can still write anything.
 * @returns `crossed` when another merge came first
 */
export async function carryOut(
  record: MergeRecord,
  by: 'reviewer' | 'timer',
  now: Date,
): Promise<'merged' | 'crossed'> {
  const { _id, keepId, mergedId } = record
  if (!(await bind(record))) return 'crossed'
  await replaceParts(keepId, record.before, record.written, now)
  const moved = [...new Set([...record.moved, ...(await listBelongings(mergedId))])]
  await noteMoved(_id, moved)
  const stayed = await handOver(moved, mergedId, keepId, now)
  const nextAt = by === 'timer' ? null : new Date(now.getTime() + holdMs)
  await settleMerge(_id, { state: 'merged', nextAt, stayed })
  return 'merged'
}

/** Moves back what was moved, and says what is not as it was. */
export async function takeBack(record: MergeRecord, now: Date): Promise<readonly string[]> {
  const { _id, keepId, mergedId, moved, stayed } = record
  const notBack = await handOver(
    moved.filter((item) => !stayed.includes(item)),
    keepId,
    mergedId,
    now,
  )
  const [keep, merged] = await Promise.all([readPerson(keepId), readPerson(mergedId)])
  const changed = keep ? partsChangedSince(keep, record) : []
  await replaceParts(keepId, record.written, record.before, now)
  if (merged?.mergedInto) {
    const privacy = record.mergedPrivacy
    const derived = await derivedFrom(merged, privacy, merged.memberOf, now)
    await unmarkMerged(mergedId, _id, { ...derived, privacy })
  }
  await unmarkKept(keepId, _id)
  const left = [...whatStayed([...stayed, ...notBack]), ...changed.map((label) => `${label}（合并后已修改）`)]
  await settleMerge(_id, { state: 'undone', nextAt: null, left })
  return left
}

/** `活动报名 2 项`, for each kind of thing that could not be brought back. */
const whatStayed = (items: readonly string[]): string[] =>
  [...handOvers].flatMap(([name, { title }]) => {
    const count = items.filter((item) => item.startsWith(`${name}:`)).length
    return count > 0 ? [`${title} ${count} 项`] : []
  })
