/** A reviewer brings in the roster of their body: tries a file, imports it, and takes it back. */
import { AppError } from '../../../miniprogram/contract/errors'
import { exportedAtOnce } from '../../../miniprogram/contract/people'
import {
  type RosterBatch as BatchView,
  type RosterBatchSummary,
  type RosterLine,
  type RosterVerdict,
  rosterColumns,
  rosterFileTypes,
  rosterFolder,
  rosterVerdicts,
} from '../../../miniprogram/contract/roster'
import { bodiesFor, type Caller, reaches } from '../../platform/caller'
import { environmentId } from '../../platform/cloud'
import { page } from '../../platform/cursor'
import { derivedId } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { readNames } from '../alumni/records'
import { writeExport } from '../exports/writing'
import { listBodies, nameOf, readBodies, readBodyNow } from '../organisations/records'
import { chunkIdOf, findChunks, insertBatch, listBatches, type RosterBatch, readBatch } from './batches'
import { countClaimed, type FileRow } from './records'
import { noCounts } from './rules'
import { beginImport, beginUndo, drop, proceed } from './steps'
import { rosterTemplate } from './template'

const linesAtMost = 50
/** So many chunks are looked through for one page. */
const chunksAtOnce = 4

/** A batch of a body within the caller's reach. @throws NOT_FOUND, whether there is none or only not for them */
async function ownBatch(batchId: string, caller: Caller): Promise<RosterBatch> {
  const batch = await readBatch(batchId)
  const body = batch && (await readBodies([batch.bodyId])).get(batch.bodyId)
  if (!batch || !body || !reaches('reviewer', caller, body.bodyPath)) throw new AppError('NOT_FOUND')
  return batch
}

async function summarise(batches: readonly RosterBatch[]): Promise<RosterBatchSummary[]> {
  const [bodies, names] = await Promise.all([
    readBodies(batches.map(({ bodyId }) => bodyId)),
    readNames(batches.map(({ byPersonId }) => byPersonId)),
  ])
  return batches.map((batch) => ({
    batchId: batch._id,
    body: nameOf(bodies, batch.bodyId),
    fileName: batch.fileName,
    byName: names.get(batch.byPersonId) ?? '',
    at: batch.at.getTime(),
    state: batch.state,
    rows: batch.rows,
    counts: batch.counts,
  }))
}

/** In rows, as far as the state goes through the file's. */
function doneOf({ state, rows, chunks, done }: RosterBatch): number {
  if (state === 'undoing') return Math.min(done, rows)
  return chunks === 0 ? 0 : Math.min(rows, Math.round((done / chunks) * rows))
}

async function describe(batch: RosterBatch): Promise<BatchView> {
  const [[summary], claimed] = await Promise.all([summarise([batch]), countClaimed(batch._id)])
  if (!summary) throw new Error('a batch without a summary')
  return { ...summary, done: doneOf(batch), claimed, problem: batch.problem }
}

const list: Handler<'roster.list'> = async ({ after }, { caller }) => {
  const own = bodiesFor('reviewer', caller)
  const [bodies, batches] = await Promise.all([readBodies(own), listBatches(own, after)])
  const { rows, next } = page(batches, ({ at }) => at)
  return { bodies: own.map((bodyId) => nameOf(bodies, bodyId)), batches: await summarise(rows), next }
}

const template: Handler<'roster.template'> = async (_input, { caller, now }) => {
  const colleges = await listBodies('college', now)
  const own = colleges.filter(({ bodyPath }) => reaches('reviewer', caller, bodyPath))
  return rosterTemplate(own.map(({ name }) => name))
}

/** Whether a fileID is a table in this person's own folder, of this environment and no other. */
function isOwnTable(fileId: string, personId: string): boolean {
  const [, host = '', folder, type = ''] =
    /^cloud:\/\/([^/]+)\/(.+)\/[A-Za-z0-9-]+\.([a-z]+)$/.exec(fileId) ?? []
  const isTable = rosterFileTypes.some((known) => known === type)
  return host.startsWith(`${environmentId()}.`) && folder === rosterFolder(personId) && isTable
}

const begin: Handler<'roster.begin'> = async (input, { caller, now }) => {
  const { attemptKey, bodyId, fileId, fileName } = input
  const body = await readBodyNow(bodyId)
  if (!body || !reaches('reviewer', caller, body.bodyPath)) throw new AppError('NOT_FOUND')
  if (!isOwnTable(fileId, caller.personId))
    throw new AppError('INVALID_INPUT', { fields: { fileId: '请选择 .xlsx 或 .csv 文件' } })
  const batchId = derivedId('roster batch', caller.personId, attemptKey)
  await insertBatch({
    _id: batchId,
    bodyId,
    bodyPath: body.bodyPath,
    byPersonId: caller.personId,
    at: now,
    fileName,
    fileId,
    state: 'reading',
    attempts: 0,
    rows: 0,
    chunks: 0,
    counts: noCounts,
    done: 0,
    place: '',
    problem: '',
    nextAt: now,
  })
  return { batchId }
}

const read: Handler<'roster.read'> = async ({ batchId }, { caller }) =>
  describe(await ownBatch(batchId, caller))

const goOn: Handler<'roster.proceed'> = async ({ batchId }, { caller, now }) =>
  describe(await proceed(await ownBatch(batchId, caller), now))

const lineOf = ({ line, verdict, problem, cells }: FileRow): RosterLine => ({ line, verdict, problem, cells })

/** The mark of a row: its chunk and its line. */
const readMark = (after: string | undefined): { chunkId: string; line: number } | undefined => {
  const [, chunkId, line] = /^([A-Za-z0-9_-]+:\d+)\.(\d+)$/.exec(after ?? '') ?? []
  return chunkId === undefined ? undefined : { chunkId, line: Number(line) }
}

/** A page may be short where rows are far between; while there is a next, there are more. */
const listLines: Handler<'roster.listLines'> = async ({ batchId, verdict, after }, { caller }) => {
  const batch = await ownBatch(batchId, caller)
  const mark = readMark(after)
  const from = mark?.chunkId ?? chunkIdOf(batch._id, 0)
  const chunks = await findChunks(batchId, [verdict], from, chunksAtOnce)
  const found = chunks.flatMap(({ _id, rows }) =>
    rows
      .filter((row) => row.verdict === verdict && (_id !== mark?.chunkId || row.line > mark.line))
      .map((row) => ({ ...row, mark: `${_id}.${row.line}` })),
  )
  const lines = found.slice(0, linesAtMost)
  const isOver = found.length <= linesAtMost && chunks.length < chunksAtOnce
  const next = isOver ? undefined : lines.at(-1)?.mark
  return { lines: lines.map(lineOf), next }
}

const exported: readonly RosterVerdict[] = ['wrong', 'duplicate', 'outside', 'changed']
const columns = Object.keys(rosterColumns) as (keyof typeof rosterColumns)[]

const exportLines: Handler<'roster.exportLines'> = async ({ batchId }, context) => {
  const batch = await ownBatch(batchId, context.caller)
  const rows: string[][] = []
  let from = chunkIdOf(batch._id, 0)
  for (;;) {
    const chunks = await findChunks(batchId, exported, from, chunksAtOnce)
    for (const chunk of chunks) {
      const picked = chunk.rows.filter(({ verdict }) => exported.includes(verdict))
      rows.push(
        ...picked.map(({ line, verdict, problem, cells }) => [
          String(line),
          rosterVerdicts[verdict],
          problem,
          ...columns.map((column) => cells[column]),
        ]),
      )
    }
    const last = chunks.at(-1)
    if (!last || chunks.length < chunksAtOnce || rows.length >= exportedAtOnce) break
    from = `${last._id}+`
  }
  if (rows.length === 0) throw new AppError('NOT_FOUND')
  const shown = rows.slice(0, exportedAtOnce)
  const headings = ['行号', '结果', '说明', ...columns.map((column) => rosterColumns[column])]
  const file = await writeExport(
    { action: 'roster.exportLines', target: batchId, notes: { rows: shown.length }, headings, rows: shown },
    context,
  )
  return { ...file, rows: shown.length }
}

/** An order that moves a batch on from one state; given again, it is the same answer. */
const order =
  (
    from: RosterBatch['state'],
    to: readonly RosterBatch['state'][],
    act: (batch: RosterBatch, now: Date) => Promise<boolean>,
  ): Handler<'roster.import' | 'roster.undo' | 'roster.drop'> =>
  async ({ batchId }, { caller, now }) => {
    const batch = await ownBatch(batchId, caller)
    if (batch.state === from) await act(batch, now)
    const after = batch.state === from ? await ownBatch(batchId, caller) : batch
    if (!to.includes(after.state)) throw new AppError('ROSTER_NOT_READY')
    return describe(after)
  }

export const roster: Handlers<'roster'> = {
  'roster.list': list,
  'roster.template': template,
  'roster.begin': begin,
  'roster.read': read,
  'roster.proceed': goOn,
  'roster.listLines': listLines,
  'roster.exportLines': exportLines,
  'roster.import': order('checked', ['importing', 'recognising', 'imported'], beginImport),
  'roster.drop': order('checked', ['dropped'], drop),
  'roster.undo': order('imported', ['undoing', 'undone'], beginUndo),
}
