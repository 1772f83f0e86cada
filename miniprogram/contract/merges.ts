/** Two records of one person: seen side by side, made one, and taken apart again. */
import { action } from './action'
import type { VerificationStatus } from './alumni'
import { choice, id, list, type Moment, optional, text } from './fields'

/** What may be taken from either record. */
export const mergeFields = {
  name: '姓名',
  kind: '身份',
  educations: '教育经历',
  studentNumberLast4: '学号后四位',
  city: '所在城市',
  industry: '从事行业',
  employer: '工作单位',
} as const
export type MergeField = keyof typeof mergeFields

/** moving and undoing are finished within a minute, whatever happens. */
export const mergeStates = {
  moving: '合并中',
  merged: '已合并',
  undoing: '撤销中',
  undone: '已撤销',
} as const
export type MergeState = keyof typeof mergeStates

export interface MergeSide {
  readonly personId: string
  readonly name: string
  readonly status: VerificationStatus
  /** In words, the first one. */
  readonly studies: string
  readonly registeredAt: Moment
}

/** Two records that may be of one person; `keep` is the one that had better stay. */
export interface LikelyPair {
  readonly keep: MergeSide
  readonly merge: MergeSide
  /** The same name, college and year, or the same phone number. */
  readonly why: 'studies' | 'phone'
}

export interface ComparedField {
  readonly field: MergeField
  readonly label: string
  readonly keep: string
  readonly merge: string
  readonly differs: boolean
}

export interface MergeComparison {
  readonly keep: MergeSide
  readonly merge: MergeSide
  readonly fields: readonly ComparedField[]
  /** What would be handed over, by kind. */
  readonly moves: readonly { readonly title: string; readonly count: number }[]
  /** Why these two cannot be merged; undefined where they can. */
  readonly obstacle: string | undefined
}

export interface MergeSummary {
  readonly recordId: string
  readonly keepName: string
  readonly mergedName: string
  readonly byName: string
  readonly at: Moment
  readonly state: MergeState
  readonly canUndo: boolean
  /** What an undo could not bring back, in words. */
  readonly left: readonly string[]
}

export const merges = {
  /** Records like this person's; without one, pairs among those whose registration waits. */
  'merges.suggest': action('reviewer', { personId: optional(id()) }).returns<{
    readonly pairs: readonly LikelyPair[]
  }>(),
  'merges.read': action('reviewer', { keepId: id(), mergeId: id() }).returns<MergeComparison>(),
  'merges.merge': action(
    'reviewer',
    {
      /** Made once by the phone for one intent: the same key is the same merge. */
      attemptKey: id(),
      keepId: id(),
      mergeId: id(),
      /** The fields that are taken from the record that goes. */
      takes: list('字段', choice('字段', mergeFields), { max: Object.keys(mergeFields).length }),
    },
    { audits: 'keepId' },
  ).returns<{ readonly recordId: string; readonly state: MergeState }>(),
  /** Of the last thirty days, the latest first. */
  'merges.list': action('reviewer', { after: optional(text('页码', { max: 100 })) }).returns<{
    readonly merges: readonly MergeSummary[]
    readonly next: string | undefined
  }>(),
  'merges.undo': action('reviewer', { recordId: id() }, { audits: 'recordId' }).returns<{
    readonly state: MergeState
    readonly left: readonly string[]
  }>(),
}
