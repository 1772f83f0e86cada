/** Imports of the roster as rows of a list. */
import { type RosterBatchSummary, rosterStates } from '../../contract/roster'
import { formatRelative } from '../../utils/date'
import { inRows, stateTones } from '../utils/roster-words'

export interface BatchRow {
  readonly batchId: string
  readonly title: string
  readonly chip: { readonly text: string; readonly tone: string }
  readonly note: string
  readonly numbers: string
}

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
