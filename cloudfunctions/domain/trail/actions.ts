/** Reading, searching, exporting and verifying the trail; for those who administer a university. */
import { AppError } from '../../../miniprogram/contract/errors'
import { contract } from '../../../miniprogram/contract/index'
import type { TrailChange, TrailRow } from '../../../miniprogram/contract/trail'
import { bodiesFor, type Caller } from '../../platform/caller'
import { campusTime, startOfCampusDay } from '../../platform/campus-time'
import { dayMs } from '../../platform/clock'
import { page } from '../../platform/cursor'
import type { Handler, Handlers } from '../../platform/serve'
import { readNames } from '../alumni/records'
import { writeExport } from '../exports/writing'
import { readBodies } from '../organisations/records'
import { everyEntryBetween, listTrail, type TrailEntry } from './records'
import { verifyDay } from './sealing'
import { actionWords } from './words'

/** The trail is of the whole university, and so is the office of whoever reads it. */
async function requireUniversity(caller: Caller): Promise<void> {
  const bodies = await readBodies(bodiesFor('administrator', caller))
  if (![...bodies.values()].some(({ kind }) => kind === 'university')) throw new AppError('FORBIDDEN')
}

const endOf = (day: string): Date => new Date(startOfCampusDay(day).getTime() + dayMs)

function changesOf({ before, after }: Pick<TrailEntry, 'before' | 'after'>): TrailChange[] {
  const whats = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...whats].map((what) => ({ what, before: before[what] ?? '', after: after[what] ?? '' }))
}

/** Of a person, their name as it now is; of anything else, what it was called then. */
const aboutOf = ({ about, target }: TrailEntry, names: ReadonlyMap<string, string>): string =>
  about === '' && typeof target === 'string' ? (names.get(target) ?? '') : about

const list: Handler<'trail.list'> = async (input, { caller }) => {
  await requireUniversity(caller)
  const { from, until, actorId, targetId, domain, after } = input
  const actions =
    domain === undefined ? undefined : Object.keys(contract).filter((name) => name.startsWith(`${domain}.`))
  const filter = {
    from: from === undefined ? undefined : startOfCampusDay(from),
    until: until === undefined ? undefined : endOf(until),
    actorId,
    targetId,
    actions,
  }
  const { rows, next } = page(await listTrail(filter, after), ({ at }) => at)
  const ids = rows.flatMap((row) => [row.actorId, ...(typeof row.target === 'string' ? [row.target] : [])])
  const names = await readNames([...new Set(ids)])
  return {
    rows: rows.map(
      (row): TrailRow => ({
        entryId: row._id,
        at: row.at.getTime(),
        what: actionWords(row.action),
        action: row.action,
        actorId: row.actorId,
        actorName: names.get(row.actorId) ?? '',
        about: aboutOf(row, names),
        targetId: typeof row.target === 'string' ? row.target : '',
        outcome: row.outcome,
        reason: row.reason,
        changes: changesOf(row),
        isSealed: row.sealedIn !== '',
      }),
    ),
    next,
  }
}

const mostDays = 31
const headings = ['时间', '办理人', '操作', '对象', '结果', '原因', '变更', '封存号']

const inWords = (entry: TrailEntry): string =>
  changesOf(entry)
    .map(({ what, before, after }) => `${what}：${before || '无'} → ${after || '无'}`)
    .join('；')

/** People whom something was done about stand under their id: the table leaves the house, their names need not. */
const rowOf = (entry: TrailEntry, names: ReadonlyMap<string, string>): string[] => [
  campusTime(entry.at),
  names.get(entry.actorId) ?? entry.actorId,
  actionWords(entry.action),
  [entry.about, ...(typeof entry.target === 'string' ? [entry.target] : [])].filter(Boolean).join(' '),
  entry.outcome === 'done' ? '已办理' : entry.outcome === '' ? '未完成' : `未办理（${entry.outcome}）`,
  entry.reason,
  inWords(entry),
  entry.sealedIn,
]

const exportTable: Handler<'trail.export'> = async ({ from, until }, context) => {
  await requireUniversity(context.caller)
  const [start, end] = [startOfCampusDay(from), endOf(until)]
  if (end <= start) throw new AppError('INVALID_INPUT', { fields: { until: '结束日期不能早于开始日期' } })
  if (end.getTime() - start.getTime() > mostDays * dayMs) throw new AppError('RANGE_TOO_LONG')
  const entries: TrailEntry[] = []
  for await (const entry of everyEntryBetween(start, end)) entries.push(entry)
  entries.sort((one, other) => one.at.getTime() - other.at.getTime())
  const actorIds = [...new Set(entries.map(({ actorId }) => actorId))]
  const names = new Map<string, string>()
  for (let at = 0; at < actorIds.length; at += 1000)
    for (const [id, name] of await readNames(actorIds.slice(at, at + 1000))) names.set(id, name)
  const written = await writeExport(
    {
      action: 'trail.export',
      target: 'trail',
      notes: { from, until, rows: entries.length },
      headings,
      rows: entries.map((entry) => rowOf(entry, names)),
    },
    context,
  )
  return { ...written, rows: entries.length }
}

const verify: Handler<'trail.verify'> = async ({ day }, { caller }) => {
  await requireUniversity(caller)
  return verifyDay(day)
}

export const trail: Handlers<'trail'> = {
  'trail.list': list,
  'trail.export': exportTable,
  'trail.verify': verify,
}
