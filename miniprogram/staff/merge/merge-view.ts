/** Two records side by side: what differs, what is taken from which, and what moves. */
import { type VerificationStatus, verificationStatuses } from '../../contract/alumni'
import type { MergeComparison, MergeField, MergeSide } from '../../contract/merges'
import { formatRelative } from '../../utils/date'

export interface SideView {
  readonly personId: string
  readonly name: string
  readonly chip: { readonly text: string; readonly tone: string }
  readonly registered: string
}

export interface FieldRow {
  readonly field: MergeField
  readonly label: string
  readonly keep: string
  readonly merge: string
  readonly differs: boolean
  /** Whether the value of the record that goes is taken. */
  readonly isTaken: boolean
}

export interface MergeView {
  readonly state: 'ready'
  readonly keep: SideView
  readonly merge: SideView
  readonly rows: readonly FieldRow[]
  /** What moves, in one sentence. */
  readonly moves: string
  readonly obstacle: string
}

const tones: Readonly<Record<VerificationStatus, string>> = {
  pending: 'primary',
  verified: 'success',
  returned: 'warning',
  refused: 'danger',
}

const sideView = ({ personId, name, status, registeredAt }: MergeSide, nowMs: number): SideView => ({
  personId,
  name,
  chip: { text: verificationStatuses[status], tone: tones[status] },
  registered: `${formatRelative(registeredAt, nowMs)}登记`,
})

function movesInWords(moves: MergeComparison['moves']): string {
  const some = moves.filter(({ count }) => count > 0).map(({ title, count }) => `${title} ${count} 项`)
  return some.length > 0 ? `${some.join('、')}会一并移入保留的档案。` : '没有需要移入的报名、捐赠或名册记录。'
}

/** What only the record that goes knows is taken from it, until the reviewer says otherwise. */
export function mergeView(compared: MergeComparison, nowMs: number): MergeView {
  return {
    state: 'ready',
    keep: sideView(compared.keep, nowMs),
    merge: sideView(compared.merge, nowMs),
    rows: compared.fields.map((row) => ({ ...row, isTaken: row.keep === '' && row.merge !== '' })),
    moves: movesInWords(compared.moves),
    obstacle: compared.obstacle ?? '',
  }
}

/** The rows with another choice for one field. */
export const chosen = (rows: readonly FieldRow[], field: MergeField, isTaken: boolean): FieldRow[] =>
  rows.map((row) => (row.field === field ? { ...row, isTaken } : row))

/** The fields to take from the record that goes. */
export const takesOf = (rows: readonly FieldRow[]): MergeField[] =>
  rows.flatMap(({ field, differs, isTaken }) => (differs && isTaken ? [field] : []))
