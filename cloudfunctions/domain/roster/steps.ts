/**
 * An import goes in steps, each of them short: a function may run for twenty seconds. A step does its part and then
 * writes that it did, if nobody else did so meanwhile; cut off in between, the part is done again and changes nothing.
 */
import { type RosterState, rosterBytesAtMost } from '../../../miniprogram/contract/roster'
import { dayMs, minuteMs } from '../../platform/clock'
import { deleteFiles, downloadFile } from '../../platform/cloud'
import { cursorOf } from '../../platform/cursor'
import { normalisedClass } from '../../platform/spelling'
import { readTable } from '../../platform/spreadsheet-reader'
import { recogniseWaiting } from '../alumni/waiting'
import { listBodies } from '../organisations/records'
import { listPeople, peopleOf } from '../people/records'
import {
  advanceBatch,
  chunkIdOf,
  insertChunk,
  type RosterBatch,
  readBatch,
  readChunk,
  removeChunks,
  rewriteChunk,
} from './batches'
import {
  type FileRow,
  insertRows,
  listRowsOf,
  type RosterRow,
  readRows,
  readRowsLike,
  removeRows,
  restoreRow,
  rewriteRow,
} from './records'
import { countsOf, decideRow, noCounts, sumOf } from './rules'
import { type Ground, judgeRows, rowsBelowHeadings } from './table'

/** A chunk is one read and one write of the roster. */
const chunkRows = 500
/** So many chunks are one step: some thousand rows. */
const chunksAtOnce = 10
const peopleAtOnce = 50
const writesAtOnce = 25
/** A file at which the function died so often is not read again. */
const attemptsAtMost = 3
/** So long the rows of a file that was only tried are kept. */
const triedMs = dayMs

const working = (now: Date) => new Date(now.getTime() + minuteMs)

/** Does the next step of a batch; returns how the batch stands afterwards. */
export async function proceed(batch: RosterBatch, now: Date): Promise<RosterBatch> {
  const step = steps[batch.state]
  if (!step || batch.nextAt === null) return batch
  await step(batch, now)
  return (await readBatch(batch._id)) ?? batch
}

const steps: Partial<Record<RosterState, (batch: RosterBatch, now: Date) => Promise<unknown>>> = {
  reading,
  checking,
  importing: (batch, now) => throughChunks(batch, now, importChunk, recognisingFrom),
  recognising,
  undoing,
  dropped: clean,
  failed: clean,
}

/** Comes to rest; what is left of the file is erased after that is written, so that nothing is offered that is gone. */
async function rest(batch: RosterBatch, now: Date, state: RosterState, problem = ''): Promise<boolean> {
  if (!(await advanceBatch(batch, { state, problem, nextAt: working(now) }))) return false
  return clean({ ...batch, state })
}

async function clean(batch: RosterBatch): Promise<boolean> {
  await forgetFile(batch)
  await removeChunks(batch._id)
  return advanceBatch(batch, { nextAt: null })
}

/** Gives up a file that was tried and not imported. */
export const drop = (batch: RosterBatch, now: Date): Promise<boolean> => rest(batch, now, 'dropped')

/** Reads the file at one go, cuts it into chunks and erases it. */
async function reading(batch: RosterBatch, now: Date): Promise<void> {
  // Whoever reads has a minute to themselves; the count comes first, so that it survives a function that does not.
  if (batch.nextAt !== null && batch.nextAt > now) return
  if (batch.attempts >= attemptsAtMost) {
    await rest(batch, now, 'failed', '这个文件读不出来，请另存为新的 .xlsx 再试')
    return
  }
  const taken = { ...batch, attempts: batch.attempts + 1 }
  if (!(await advanceBatch(batch, { attempts: taken.attempts, nextAt: working(now) }))) return
  const bytes = await downloadFile(batch.fileId)
  if (!bytes) throw new Error(`the file of ${batch._id} could not be fetched`)
  const rows = await rowsOf(bytes, batch, now)
  if ('problem' in rows) {
    await rest(taken, now, 'failed', rows.problem)
    return
  }
  const chunks = Math.ceil(rows.judged.length / chunkRows)
  await inTurns(
    Array.from({ length: chunks }, (_, place) => async () => {
      const part = rows.judged.slice(place * chunkRows, (place + 1) * chunkRows)
      await insertChunk({
        _id: chunkIdOf(batch._id, place),
        batchId: batch._id,
        rows: part,
        counts: countsOf(part),
      })
    }),
  )
  const read = { state: 'checking', chunks, rows: rows.judged.length, nextAt: working(now) } as const
  // The file goes once it is not needed any more, and if need be at the next step.
  if (await advanceBatch(taken, read)) await forgetFile({ ...taken, ...read })
}

async function forgetFile(batch: RosterBatch): Promise<void> {
  if (batch.fileId === '') return
  await deleteFiles([batch.fileId])
  await advanceBatch(batch, { fileId: '' })
}

async function checking(batch: RosterBatch, now: Date): Promise<void> {
  await forgetFile(batch)
  await throughChunks(batch, now, checkChunk, checked)
}

async function rowsOf(
  bytes: Buffer,
  batch: RosterBatch,
  now: Date,
): Promise<{ readonly judged: readonly FileRow[] } | { readonly problem: string }> {
  if (bytes.length > rosterBytesAtMost) return { problem: '文件超过 10 MB，请分成几个文件' }
  const table = await readTable(bytes)
  if ('problem' in table) return table
  const below = rowsBelowHeadings(table.rows)
  return 'problem' in below ? below : { judged: judgeRows(below.rows, await groundOf(batch, now)) }
}

async function groundOf({ bodyId }: RosterBatch, now: Date): Promise<Ground> {
  const colleges = await listBodies('college', now)
  return {
    colleges: new Map(
      colleges.map(({ _id, name, bodyPath }) => [
        normalisedClass(name),
        { collegeId: _id, isWithin: bodyPath.includes(bodyId) },
      ]),
    ),
    latestYear: now.getUTCFullYear() + 1,
  }
}

type ChunkStep = (
  rows: readonly FileRow[],
  batch: RosterBatch,
  place: number,
) => Promise<RosterBatch['counts']>

/** Some chunks on, each with a note of its own that it is done. */
async function throughChunks(
  batch: RosterBatch,
  now: Date,
  act: ChunkStep,
  last: (batch: RosterBatch, now: Date) => Promise<unknown>,
): Promise<void> {
  let current = batch
  for (let turn = 0; turn < chunksAtOnce && current.done < current.chunks; turn++) {
    const chunk = await readChunk(batch._id, current.done)
    const counts = chunk ? await act(chunk.rows, current, current.done) : noCounts
    const changes = { done: current.done + 1, counts: sumOf(current.counts, counts), nextAt: working(now) }
    if (!(await advanceBatch(current, changes))) return
    current = { ...current, ...changes }
  }
  if (current.done >= current.chunks) await last(current, now)
}

function byMatchKey(rows: readonly RosterRow[]): ReadonlyMap<string, readonly RosterRow[]> {
  const found = new Map<string, RosterRow[]>()
  for (const row of rows) {
    const alike = found.get(row.matchKey)
    if (alike) alike.push(row)
    else found.set(row.matchKey, [row])
  }
  return found
}

/** Compares rows with the roster as it stands. */
async function checkChunk(rows: readonly FileRow[], batch: RosterBatch, place: number) {
  const readable = rows.flatMap(({ row }) => row ?? [])
  const roster = await readRowsLike(
    readable.map(({ _id }) => _id),
    readable.map(({ facts }) => facts.matchKey),
  )
  const byKey = byMatchKey(roster)
  const byId = new Map(roster.map((row) => [row._id, row]))
  const decided = rows.map((fileRow) => {
    if (!fileRow.row) return fileRow
    const same = byId.get(fileRow.row._id)
    return decideRow(fileRow, [...(same ? [same] : []), ...(byKey.get(fileRow.row.facts.matchKey) ?? [])])
  })
  const counts = countsOf(decided)
  await rewriteChunk(chunkIdOf(batch._id, place), { rows: decided, counts })
  return counts
}

const checked = (batch: RosterBatch, now: Date) =>
  advanceBatch(batch, { state: 'checked', nextAt: new Date(now.getTime() + triedMs) })

/** Begins the import of what was tried. */
export const beginImport = (batch: RosterBatch, now: Date): Promise<boolean> =>
  advanceBatch(batch, { state: 'importing', done: 0, nextAt: working(now) })

async function importChunk(rows: readonly FileRow[], { _id: batchId }: RosterBatch) {
  const wanted = rows.flatMap(({ row, verdict }) =>
    row && (verdict === 'new' || verdict === 'changed') ? [{ ...row, isNew: verdict === 'new' }] : [],
  )
  const known = new Map((await readRows(wanted.map(({ _id }) => _id))).map((row) => [row._id, row]))
  await addRows(
    wanted
      .filter(({ _id, isNew }) => isNew && !known.has(_id))
      .map(({ _id, facts }) => ({ _id, ...facts, claimedBy: null, batchId })),
  )
  await inTurns(
    wanted.flatMap(({ _id, facts, isNew }) => {
      const current = known.get(_id)
      return current && !isNew && current.batchId !== batchId
        ? [() => rewriteRow(current, facts, batchId)]
        : []
    }),
  )
  return noCounts
}

/** Adds rows that are not there; another import may add some of them at this moment. */
async function addRows(rows: readonly RosterRow[]): Promise<void> {
  let missing = rows
  while (missing.length > 0 && (await insertRows(missing)) === 'exists') {
    const there = new Set((await readRows(missing.map(({ _id }) => _id))).map(({ _id }) => _id))
    missing = missing.filter(({ _id }) => !there.has(_id))
  }
}

async function recognisingFrom(batch: RosterBatch, now: Date): Promise<void> {
  // Nothing of the file is needed any more.
  await removeChunks(batch._id)
  await advanceBatch(batch, { state: 'recognising', place: '', nextAt: working(now) })
}

/** Whoever waits in the body and is on the roster now is recognised. */
async function recognising(batch: RosterBatch, now: Date): Promise<void> {
  const waiting = await listPeople(peopleOf([batch.bodyId], { status: 'pending' }), {
    field: 'registeredAt',
    after: batch.place === '' ? undefined : batch.place,
    limit: peopleAtOnce,
  })
  await inTurns(waiting.map((person) => () => recogniseWaiting(person, now)))
  const last = waiting.at(-1)
  const isOver = !last || waiting.length < peopleAtOnce
  await advanceBatch(
    batch,
    isOver
      ? { state: 'imported', place: '', nextAt: null }
      : { place: cursorOf(last.registeredAt, last._id), nextAt: working(now) },
  )
}

/** Begins to take an import back. */
export const beginUndo = (batch: RosterBatch, now: Date): Promise<boolean> =>
  advanceBatch(batch, { state: 'undoing', done: 0, place: '', nextAt: working(now) })

/** Row by row of what the batch wrote last: what recognised somebody stays, so that they stay recognised. */
async function undoing(batch: RosterBatch, now: Date): Promise<void> {
  let current = batch
  for (let turn = 0; turn < chunksAtOnce && current.state === 'undoing'; turn++) {
    const rows = await listRowsOf(batch._id, current.place, chunkRows)
    const added = rows.filter(({ before }) => before === undefined)
    if (added.length > 0)
      await removeRows(
        added.map(({ _id }) => _id),
        batch._id,
      )
    await inTurns(
      rows.flatMap(({ before, ...row }) => (before ? [() => restoreRow({ ...row, before }, batch._id)] : [])),
    )
    const isOver = rows.length < chunkRows
    const changes = {
      done: current.done + rows.length,
      place: rows.at(-1)?._id ?? current.place,
      ...(isOver ? { state: 'undone' as const, nextAt: null } : { nextAt: working(now) }),
    }
    if (!(await advanceBatch(current, changes))) return
    current = { ...current, ...changes }
  }
}

/** Does all of it, some at a time. */
async function inTurns(acts: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (let from = 0; from < acts.length; from += writesAtOnce)
    await Promise.all(acts.slice(from, from + writesAtOnce).map((act) => act()))
}
