/** The open bodies that somebody may act for, to choose one from: the highest first, and any other by its name. */
import { type BodyKind, bodyKinds, type ReachedBodies } from '../../../miniprogram/contract/organisations'
import { bodiesFor } from '../../platform/caller'
import { pageByWords, rowsAtMost } from '../../platform/cursor'
import type { Handler } from '../../platform/serve'
import { type Body, listReachable, searchBodies } from './records'
import { listWords } from './rules'
import { summariseBodies } from './views'

interface Wanted {
  /** At or below these. */
  readonly below: readonly string[]
  readonly kinds: readonly BodyKind[]
  /** What the name begins with; empty for those to begin with. */
  readonly words: string
  /** Of classes, those of this year alone. */
  readonly entryYear?: number | undefined
  /** Which of them are not to be chosen. */
  readonly except?: readonly (string | null)[]
}

/** What stands in a sheet before anything is sought, or the bodies of a name. At most fifty. */
export async function reachedBodies(wanted: Wanted): Promise<ReachedBodies> {
  const { below, kinds, words, entryYear, except = [] } = wanted
  const found: readonly Body[] =
    words === ''
      ? await listReachable(below, kinds, entryYear)
      : await searchBodies(words, { below, kinds, entryYear, withClosed: false, limit: rowsAtMost + 1 })
  const fitting = found.filter(({ _id }) => !except.includes(_id))
  const { rows, next } = pageByWords(fitting, listWords, undefined)
  const hidesClasses = words === '' && kinds.includes('class') && entryYear === undefined
  return { bodies: await summariseBodies(rows), hasMore: next !== undefined || hidesClasses }
}

const everyKind = Object.keys(bodyKinds) as BodyKind[]

export const listReached: Handler<'organisations.listReached'> = ({ actingAs, kinds, words }, { caller }) =>
  reachedBodies({
    below: [...new Set(actingAs.flatMap((role) => bodiesFor(role, caller)))],
    kinds: kinds ?? everyKind,
    words,
  })
