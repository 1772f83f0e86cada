/** Entries of the trail as rows. */
import { type ErrorCode, errorMeanings } from '../../contract/errors'
import type { TrailRow } from '../../contract/trail'
import { formatMoment } from '../../utils/date'

export interface EntryRow {
  readonly entryId: string
  readonly what: string
  readonly who: string
  readonly about: string
  readonly reason: string
  readonly changes: readonly string[]
  readonly chip: { readonly text: string; readonly tone: string }
  readonly targetId: string
  readonly actorId: string
  readonly actorName: string
  readonly isSealed: boolean
}

function chipOf(outcome: string): EntryRow['chip'] {
  if (outcome === 'done') return { text: '已办理', tone: 'success' }
  if (outcome === '') return { text: '未完成', tone: 'warning' }
  return { text: '未办理', tone: 'neutral' }
}

/** Why nothing came of it. */
const refusalOf = (outcome: string): string => errorMeanings[outcome as ErrorCode]?.message ?? ''

export function entryRow(row: TrailRow, nowMs: number): EntryRow {
  const actorName = row.actorName === '' ? '已离开的人员' : row.actorName
  return {
    entryId: row.entryId,
    what: row.what,
    who: `${actorName} · ${formatMoment(row.at, nowMs)}`,
    about: row.about,
    reason: row.reason === '' ? refusalOf(row.outcome) : `原因：${row.reason}`,
    changes: row.changes.map(({ what, before, after }) => `${what}：${before || '无'} → ${after || '无'}`),
    chip: chipOf(row.outcome),
    targetId: row.targetId,
    actorId: row.actorId,
    actorName,
    isSealed: row.isSealed,
  }
}
