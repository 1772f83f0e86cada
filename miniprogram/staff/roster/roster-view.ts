/** Imports of the roster as rows of a list. */
import type { RosterBatchSummary, RosterState } from '../../contract/roster'
import { rosterStates } from '../../contract/roster'
import { formatRelative } from '../../utils/date'

export interface BatchRow {
  readonly batchId: string
  readonly title: string
  readonly chip: { readonly text: string; readonly tone: string }
  readonly note: string
  readonly numbers: string
}

export const stateTones: Readonly<Record<RosterState, string>> = {
  reading: 'primary',
  checking: 'primary',
  checked: 'warning',
  importing: 'primary',
  recognising: 'primary',
  imported: 'success',
  undoing: 'primary',
  undone: 'neutral',
  dropped: 'neutral',
  failed: 'danger',
}

/** `1,234 行`, with the thousands apart. */
export const inRows = (rows: number): string => `${String(rows).replace(/\B(?=(\d{3})+$)/g, ',')} 行`

function numbersOf({ state, rows, counts }: RosterBatchSummary): string {
  if (rows === 0) return ''
  const parts = [`共 ${inRows(rows)}`, `新增 ${counts.new}`, `更新 ${counts.changed}`]
  return state === 'failed' ? '' : parts.join(' · ')
}

export const batchRow = (batch: RosterBatchSummary, nowMs: number): BatchRow => ({
  batchId: batch.batchId,
  title: batch.fileName,
  chip: { text: rosterStates[batch.state], tone: stateTones[batch.state] },
  note: [batch.body.name, batch.byName, formatRelative(batch.at, nowMs)]
    .filter((part) => part !== '')
    .join(' · '),
  numbers: numbersOf(batch),
})
