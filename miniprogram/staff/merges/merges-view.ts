/** Pairs that may be one person, and what was merged lately, as rows. */
import { verificationStatuses } from '../../contract/alumni'
import {
  type LikelyPair,
  type MergeSide,
  type MergeState,
  type MergeSummary,
  mergeStates,
} from '../../contract/merges'
import { formatRelative } from '../../utils/date'

export interface PairRow {
  readonly key: string
  readonly keepId: string
  readonly mergeId: string
  readonly title: string
  readonly why: string
  readonly keep: string
  readonly merge: string
}

export interface MergeRow {
  readonly recordId: string
  readonly title: string
  readonly note: string
  readonly chip: { readonly text: string; readonly tone: string }
  readonly canUndo: boolean
  /** What an undo could not bring back; empty when nothing. */
  readonly left: string
}

const whys: Readonly<Record<LikelyPair['why'], string>> = {
  studies: '同名、同学院、同年级',
  phone: '手机号相同',
}

const sideInWords = ({ status, studies, registeredAt }: MergeSide, nowMs: number) =>
  [verificationStatuses[status], studies, `${formatRelative(registeredAt, nowMs)}登记`]
    .filter((part) => part !== '')
    .join(' · ')

export function pairRow({ keep, merge, why }: LikelyPair, nowMs: number): PairRow {
  return {
    key: `${keep.personId} ${merge.personId}`,
    keepId: keep.personId,
    mergeId: merge.personId,
    title: keep.name === merge.name ? keep.name : `${keep.name}、${merge.name}`,
    why: whys[why],
    keep: sideInWords(keep, nowMs),
    merge: sideInWords(merge, nowMs),
  }
}

const tones: Readonly<Record<MergeState, string>> = {
  moving: 'warning',
  merged: 'success',
  undoing: 'warning',
  undone: 'neutral',
}

export function mergeRow(merge: MergeSummary, nowMs: number): MergeRow {
  const { recordId, keepName, mergedName, byName, at, state, canUndo, left } = merge
  return {
    recordId,
    title: keepName === mergedName ? `${keepName} 的两份档案` : `${mergedName} 并入 ${keepName}`,
    note: `${formatRelative(at, nowMs)} · ${byName}`,
    chip: { text: mergeStates[state], tone: tones[state] },
    canUndo,
    left: left.length > 0 ? `未能恢复：${left.join('、')}` : '',
  }
}
