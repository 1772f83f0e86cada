/** Imports of the roster, and the rows of their files until it is decided what becomes of them. */
import type { RosterState, RosterVerdict } from '../../../miniprogram/contract/roster'
import { Collection, command, type Query } from '../../platform/cloud'
import { afterCursor, pageSize } from '../../platform/cursor'
import { Pile } from '../../platform/piles'
import type { Counts, FileRow } from './records'

export interface RosterBatch {
  /** Derived from the reviewer and their intent. */
  readonly _id: string
  readonly bodyId: string
  readonly bodyPath: readonly string[]
  readonly byPersonId: string
  readonly at: Date
  readonly fileName: string
  /** The uploaded file; empty once it is erased. */
  readonly fileId: string
  readonly state: RosterState
  /** How often reading the file was begun. */
  readonly attempts: number
  readonly rows: number
  readonly chunks: number
  readonly counts: Counts
  /** How many chunks of the present state are done; or how many rows or people, where there are none. */
  readonly done: number
  /** Up to where people or rows were gone through. */
  readonly place: string
  /** Why the file could not be read. */
  readonly problem: string
  /** When the timer goes on with it; each step sets it ahead, so that the timer waits while a phone drives. */
  readonly nextAt: Date | null
}

/** Some rows of a file, in their order; erased with the decision about them. */
export interface RosterChunk {
  /** `batch:number`, with leading zeros. */
  readonly _id: string
  readonly batchId: string
  readonly counts: Counts
  readonly rows: readonly FileRow[]
}

const batches = new Collection<RosterBatch>('rosterBatches')
/** As it is stored: the rows as one text, which costs a tenth of what hundreds of small documents in one do. */
type StoredChunk = Omit<RosterChunk, 'rows'> & { readonly rows: string }

const chunks = new Collection<StoredChunk>('rosterChunks')

const opened = ({ rows, ...chunk }: StoredChunk): RosterChunk => ({ ...chunk, rows: JSON.parse(rows) })

export const insertBatch = (batch: RosterBatch): Promise<'inserted' | 'exists'> => batches.insert(batch)
export const readBatch = (batchId: string): Promise<RosterBatch | undefined> => batches.read(batchId)

/** Goes on from where a batch was read; false when somebody else went on meanwhile. */
export const advanceBatch = (
  { _id, state, attempts, done, place }: RosterBatch,
  changes: Partial<Omit<RosterBatch, '_id' | 'counts'>> & { readonly counts?: Counts },
): Promise<boolean> =>
  batches.change(
    { _id, state, attempts, done, place },
    changes.counts ? { ...changes, counts: command.set(changes.counts) } : changes,
  )

/** The batches of these bodies and of those below, the latest first, one more than a page. */
export const listBatches = (bodyIds: readonly string[], after: string | undefined): Promise<RosterBatch[]> =>
  batches.find(afterCursor({ bodyPath: command.in([...bodyIds]) }, 'at', 'desc', after), {
    order: [
      ['at', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })

/** Batches that the timer goes on with, or gives up. */
export const dueBatches = new Pile(batches, (now) => ({ nextAt: command.lte(now) }), {
  order: [['nextAt', 'asc']],
  limit: 10,
})

export const everyBatchBy = (personId: string): AsyncGenerator<RosterBatch> =>
  batches.every({ byPersonId: personId })
export const renameImporter = (personId: string, pseudonymId: string): Promise<number> =>
  batches.changeEvery({ byPersonId: personId }, { byPersonId: pseudonymId })

export const chunkIdOf = (batchId: string, place: number): string =>
  `${batchId}:${String(place).padStart(4, '0')}`

/** Keeps a chunk; one that was kept already is as good, because a file is always cut alike. */
export const insertChunk = ({ rows, ...chunk }: RosterChunk): Promise<'inserted' | 'exists'> =>
  chunks.insert({ ...chunk, rows: JSON.stringify(rows) })
export async function readChunk(batchId: string, place: number): Promise<RosterChunk | undefined> {
  const found = await chunks.read(chunkIdOf(batchId, place))
  return found && opened(found)
}
export const rewriteChunk = (
  chunkId: string,
  { rows, counts }: Pick<RosterChunk, 'rows' | 'counts'>,
): Promise<boolean> =>
  chunks.change({ _id: chunkId }, { rows: JSON.stringify(rows), counts: command.set(counts) })

/** Chunks that hold rows of one of these verdicts, from this one on. */
export async function findChunks(
  batchId: string,
  verdicts: readonly RosterVerdict[],
  from: string,
  limit: number,
): Promise<RosterChunk[]> {
  const holding = command.or(verdicts.map((verdict) => ({ [`counts.${verdict}`]: command.gt(0) })))
  const wanted = command.and([{ batchId, _id: command.gte(from) }, holding]) as unknown as Query
  return (await chunks.find(wanted, { order: [['_id', 'asc']], limit })).map(opened)
}

export const removeChunks = (batchId: string): Promise<number> => chunks.remove({ batchId })
