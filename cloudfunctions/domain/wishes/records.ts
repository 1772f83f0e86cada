/** Wishes for an anniversary. */
import type { ReportReason, Signature, WaitingCause, WishState } from '../../../miniprogram/contract/wishes'
import { Collection, command } from '../../platform/cloud'
import { afterCursor } from '../../platform/cursor'
import { Pile } from '../../platform/piles'
import { verdictWithinMs } from './rules'

export interface Report {
  readonly personId: string
  readonly reason: ReportReason
}

export interface WishRecord {
  readonly _id: string
  readonly anniversaryId: string
  readonly personId: string
  readonly words: string
  readonly signature: Signature
  /** As it is signed. */
  readonly name: string
  readonly pictureId: string | null
  /** The question to WeChat about the picture; null where there is none, or where it could not be asked. */
  readonly traceId: string | null
  readonly state: WishState
  /** Whom or what it waits for; null: for nobody. */
  readonly cause: WaitingCause | 'verdict' | null
  readonly reports: readonly Report[]
  readonly madeAt: Date
  /** Who decided about it; then reports hide it no more. */
  readonly decidedBy: string | null
}

const wishes = new Collection<WishRecord>('wishes')

export const readWish = (id: string): Promise<WishRecord | undefined> => wishes.read(id)
export const insertWish = (wish: WishRecord): Promise<'inserted' | 'exists'> => wishes.insert(wish)
export const removeWish = (id: string, personId: string): Promise<number> =>
  wishes.remove({ _id: id, personId })

const latestFirst = [
  ['madeAt', 'desc'],
  ['_id', 'desc'],
] as const

/** The latest that are shown. */
export const listShown = (
  anniversaryId: string,
  after: string | undefined,
  limit: number,
): Promise<WishRecord[]> =>
  wishes.find(afterCursor({ anniversaryId, state: 'shown' }, 'madeAt', 'desc', after), {
    order: latestFirst,
    limit,
  })

export const listWishesOf = (anniversaryId: string, personId: string): Promise<WishRecord[]> =>
  wishes.find({ personId, anniversaryId }, { order: latestFirst, limit: 50 })

export const everyWish = (): AsyncGenerator<WishRecord> => wishes.every()
export const everyWishOf = (personId: string): AsyncGenerator<WishRecord> => wishes.every({ personId })

/** Those that a person has to look at, the longest waiting first. */
export const listWaiting = (
  anniversaryIds: readonly string[],
  after: string | undefined,
  limit: number,
): Promise<WishRecord[]> => {
  const query = {
    anniversaryId: command.in([...anniversaryIds]),
    cause: command.in(['words', 'picture', 'reports']),
  }
  return wishes.find(afterCursor(query, 'madeAt', 'asc', after), {
    order: [
      ['madeAt', 'asc'],
      ['_id', 'asc'],
    ],
    limit,
  })
}

/** A person's decision about those of the anniversaries they look after; it may be taken anew. Tells how many changed. */
export const decideWishes = (
  ids: readonly string[],
  anniversaryIds: readonly string[],
  state: WishState,
  decidedBy: string,
): Promise<number> =>
  wishes.changeEvery(
    { _id: command.in([...ids]), anniversaryId: command.in([...anniversaryIds]) },
    { state, decidedBy, cause: null },
  )

/** WeChat's verdict on a picture: only a wish that waits for it, and for nobody else, goes on. */
export const settleVerdict = (traceId: string, next: Pick<WishRecord, 'state' | 'cause'>): Promise<boolean> =>
  wishes.change({ traceId, cause: 'verdict' }, { ...next })

/** Those made before, whose verdict never came: a person looks at them. */
export const wishesWithoutVerdict = new Pile(wishes, (now) => ({
  cause: 'verdict',
  madeAt: command.lt(new Date(now.getTime() - verdictWithinMs)),
}))

/** Adds a report, once of each person. */
export const addReport = (id: string, report: Report): Promise<boolean> =>
  wishes.change(
    { _id: id, state: 'shown', 'reports.personId': command.neq(report.personId) },
    { reports: command.push([report]) },
  )

/** Takes a wish off the wall until a person has looked at it, unless one has already. */
export const hideReported = (id: string): Promise<boolean> =>
  wishes.change({ _id: id, state: 'shown', decidedBy: null }, { state: 'waiting', cause: 'reports' })

/** Whether it is another's by now. */
export const passWish = (id: string, fromId: string, toId: string): Promise<boolean> =>
  wishes.change({ _id: id, personId: fromId }, { personId: toId })

export const countReportsBy = (personId: string): Promise<number> =>
  wishes.count({ 'reports.personId': personId })

/** Puts what somebody reported and decided under another id. */
export async function renameInWishes(personId: string, otherId: string): Promise<void> {
  await wishes.changeEvery({ decidedBy: personId }, { decidedBy: otherId })
  for await (const { _id, reports } of wishes.every({ 'reports.personId': personId })) {
    const renamed = reports.map((report) =>
      report.personId === personId ? { ...report, personId: otherId } : report,
    )
    await wishes.change({ _id, reports }, { reports: command.set(renamed) })
  }
}
