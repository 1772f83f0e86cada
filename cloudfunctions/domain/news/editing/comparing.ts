/** What one version of an article says otherwise than another, block by block and word by word; pure. */
import { diffArrays } from 'diff'
import type { Block, BlockKind } from '../../../../miniprogram/contract/event-content'
import { articleCategories } from '../../../../miniprogram/contract/news'
import type { ChangedField, Piece } from '../../../../miniprogram/contract/news-editing'
import { campusDay } from '../../../platform/campus-time'
import type { Article, StoredContent } from '../records'
import type { VersionRecord } from './records'

/** A block that differs; which one it was before, where it is the same one in other words. */
export type ComparedBlock =
  | { readonly mark: 'same'; readonly count: number }
  | {
      readonly mark: 'added' | 'taken' | 'changed' | 'moved'
      readonly block: Block
      readonly pieces: readonly Piece[]
    }

export interface Comparison {
  readonly fields: readonly { readonly field: ChangedField; readonly pieces: readonly Piece[] }[]
  readonly isCoverChanged: boolean
  readonly blocks: readonly ComparedBlock[]
}

/** An older version to compare with. */
export interface Basis {
  readonly content: StoredContent
  readonly at: Date
  readonly isShown: boolean
}

/**
 * What a version is compared with: what everybody reads; where nobody reads any, or reads this very one, the version
 * handed in before it.
 * @param version 0 for a draft, which is newer than all
 * @param versions those handed in, the latest first
 */
export function basisOf(
  { isPublic, shown }: Pick<Article, 'isPublic' | 'shown'>,
  version: number,
  versions: readonly Pick<VersionRecord, 'version' | 'content' | 'at'>[],
): Basis | undefined {
  if (isPublic && shown && shown.version !== version)
    return { content: shown.content, at: shown.since, isShown: true }
  const before = versions.find((one) => version === 0 || one.version < version)
  return before && { content: before.content, at: before.at, isShown: false }
}

/** Chinese by the character, all else by the word or the number. */
const partsOf = (text: string): string[] => text.match(/[\w.@:/-]+|./gsu) ?? []

/** Beyond so many differing parts marks help nobody: the old is shown as a whole, then the new. */
const marksAtMost = 300

const pieces = (before: string, after: string): Piece[] => [
  ...(before === '' ? [] : [{ words: before, mark: 'taken' } as const]),
  ...(after === '' ? [] : [{ words: after, mark: 'added' } as const]),
]

/** Two texts as one, with what was taken away before what came in its place. */
export function compareWords(before: string, after: string): Piece[] {
  const found = diffArrays(partsOf(before), partsOf(after), { maxEditLength: marksAtMost })
  if (!found) return pieces(before, after)
  const told: Piece[] = []
  let [taken, added] = ['', '']
  const close = () => {
    told.push(...pieces(taken, added))
    taken = ''
    added = ''
  }
  for (const [at, change] of found.entries()) {
    const words = change.value.join('')
    // A single letter that stayed between two changes is read with them: many small marks are hard to read.
    const isIsland = words.length === 1 && at > 0 && at < found.length - 1
    if (!change.added && !change.removed && !isIsland) {
      close()
      told.push({ words, mark: 'same' })
      continue
    }
    if (!change.added) taken += words
    if (!change.removed) added += words
  }
  close()
  return told
}

/** Everything of a block that is words. */
function textOf(block: Block): string {
  switch (block.kind) {
    case 'picture':
      return block.caption
    case 'list':
      return block.items.join('\n')
    case 'link':
      return `${block.title}\n${block.address}`
    default:
      return block.text
  }
}

/** A block with what it takes to compare it with many. */
interface Read {
  readonly block: Block
  readonly kind: BlockKind
  readonly text: string
  /** A picture is another one when its file is. */
  readonly fileId: string
  /** Each two neighbouring letters: texts that have many of them in common are of one origin. */
  readonly pairs: ReadonlySet<string>
}

function readBlock(block: Block): Read {
  const text = textOf(block)
  const letters = [...text]
  return {
    block,
    kind: block.kind,
    text,
    fileId: block.kind === 'picture' ? block.fileId : '',
    pairs: new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)),
  }
}

const isSame = (one: Read, other: Read): boolean =>
  one.kind === other.kind && one.fileId === other.fileId && one.text === other.text

/** Whether one is the other in other words: the same picture, or a third of the text is the same. */
function isAkin(one: Read, other: Read): boolean {
  if (one.kind !== other.kind || one.fileId !== other.fileId) return false
  if (one.kind === 'picture') return true
  const shared = [...one.pairs].filter((pair) => other.pairs.has(pair)).length
  return 6 * shared >= one.pairs.size + other.pairs.size
}

type Step = { readonly before?: Read; readonly after?: Read }

/** Both lists in one order, each of one beside its equal in the other. */
function align(before: readonly Read[], after: readonly Read[], equal: typeof isSame): Step[] {
  let atBefore = 0
  let atAfter = 0
  return diffArrays([...before], [...after], { comparator: equal }).flatMap(({ count, added, removed }) =>
    Array.from({ length: count }, () => ({
      ...(added ? {} : { before: before[atBefore++] }),
      ...(removed ? {} : { after: after[atAfter++] }),
    })),
  )
}

/** Between what stayed the same, what was reworded stands beside what it was. */
function alignReworded(steps: readonly Step[]): Step[] {
  const aligned: Step[] = []
  let gap: Step[] = []
  const close = () => {
    const olds = gap.flatMap(({ before }) => before ?? [])
    const news = gap.flatMap(({ after }) => after ?? [])
    aligned.push(...align(olds, news, isAkin))
    gap = []
  }
  for (const step of steps) {
    if (step.before && step.after) {
      close()
      aligned.push(step)
    } else gap.push(step)
  }
  close()
  return aligned
}

/** What was taken away at one place and added at another is one block that moved: it is told where it is now. */
function movesIn(steps: readonly Step[]): ReadonlyMap<Read, Read> {
  const taken = new Set(steps.flatMap(({ before, after }) => (before && !after ? [before] : [])))
  const moves = new Map<Read, Read>()
  for (const { before, after } of steps) {
    if (before || !after) continue
    const from = [...taken].find((one) => isSame(one, after))
    if (!from) continue
    taken.delete(from)
    moves.set(after, from)
  }
  return moves
}

export function compareBlocks(before: readonly Block[], after: readonly Block[]): ComparedBlock[] {
  const steps = alignReworded(align(before.map(readBlock), after.map(readBlock), isSame))
  const moves = movesIn(steps)
  const movedAway = new Set(moves.values())
  const told: ComparedBlock[] = []
  for (const { before: old, after: young } of steps) {
    if (old && young && isSame(old, young)) {
      const last = told.at(-1)
      if (last?.mark === 'same') told[told.length - 1] = { mark: 'same', count: last.count + 1 }
      else told.push({ mark: 'same', count: 1 })
    } else if (young) {
      const mark = old ? 'changed' : moves.has(young) ? 'moved' : 'added'
      const from = mark === 'moved' ? young.text : (old?.text ?? '')
      told.push({ mark, block: young.block, pieces: compareWords(from, young.text) })
    } else if (old && !movedAway.has(old)) {
      told.push({ mark: 'taken', block: old.block, pieces: pieces(old.text, '') })
    }
  }
  return told
}

const dayOf = (at: Date | null): string => (at ? campusDay(at) : '')

/** @param titles of events and projects, by their ids */
export function compareContents(
  before: StoredContent,
  after: StoredContent,
  titles: ReadonlyMap<string, string>,
): Comparison {
  const whole = (said: (content: StoredContent) => string): Piece[] =>
    said(before) === said(after) ? [] : pieces(said(before), said(after))
  const marked = (field: 'title' | 'summary' | 'author' | 'photographer'): Piece[] =>
    before[field] === after[field] ? [] : compareWords(before[field], after[field])
  const fields: readonly { readonly field: ChangedField; readonly pieces: readonly Piece[] }[] = [
    { field: 'title', pieces: marked('title') },
    { field: 'summary', pieces: marked('summary') },
    { field: 'category', pieces: whole(({ category }) => articleCategories[category]) },
    { field: 'author', pieces: marked('author') },
    { field: 'photographer', pieces: marked('photographer') },
    { field: 'happenedAt', pieces: whole(({ happenedAt }) => dayOf(happenedAt)) },
    { field: 'event', pieces: whole(({ eventId }) => titles.get(eventId) ?? eventId) },
    { field: 'project', pieces: whole(({ projectId }) => titles.get(projectId) ?? projectId) },
  ]
  return {
    fields: fields.filter((one) => one.pieces.length > 0),
    isCoverChanged: coverOf(before) !== coverOf(after),
    blocks: compareBlocks(before.blocks, after.blocks),
  }
}

const coverOf = ({ cover }: StoredContent): string => (cover.kind === 'art' ? cover.art : cover.fileId)
