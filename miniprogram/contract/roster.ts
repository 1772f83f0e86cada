/** The school's roster, brought in from a file: tried first, then imported in steps, and taken back if need be. */
import { action } from './action'
import { choice, id, type Moment, optional, text } from './fields'
import type { ExportedFile } from './my-data'
import type { BodyName } from './organisations'

/**
 * What would become of one row. new · same: it is there already · changed: it is there with other facts · wrong: it
 * cannot be read · duplicate: an earlier row of the file is the same · outside: of a college beyond the body.
 */
export const rosterVerdicts = {
  new: '新增',
  changed: '有更新',
  same: '已在册',
  wrong: '有误',
  duplicate: '重复',
  outside: '非本范围',
} as const
export type RosterVerdict = keyof typeof rosterVerdicts

/** checked, imported, undone, dropped and failed rest; the others go on by themselves, whether the phone waits or not. */
export const rosterStates = {
  reading: '正在读取',
  checking: '正在核对',
  checked: '待确认',
  importing: '正在导入',
  recognising: '正在比对登记',
  imported: '已导入',
  undoing: '正在撤销',
  undone: '已撤销',
  dropped: '已放弃',
  failed: '未能读取',
} as const
export type RosterState = keyof typeof rosterStates

export const restingStates: readonly RosterState[] = ['checked', 'imported', 'undone', 'dropped', 'failed']

/** Where the files of a reviewer lie in the cloud's storage until they are read. */
export const rosterFolder = (personId: string): string => `rosters/${personId}`
export const rosterFileTypes = ['xlsx', 'csv'] as const
export const rosterBytesAtMost = 10 * 1024 * 1024
export const rosterRowsAtMost = 50_000

/** The columns of the file, in the order in which they are shown. */
export const rosterColumns = {
  name: '姓名',
  college: '学院',
  entryYear: '入学年份',
  degree: '学历',
  programme: '专业',
  className: '班级',
  studentNumber: '学号',
} as const
export type RosterColumn = keyof typeof rosterColumns

export interface RosterBatchSummary {
  readonly batchId: string
  readonly body: BodyName
  readonly fileName: string
  readonly byName: string
  readonly at: Moment
  readonly state: RosterState
  readonly rows: number
  readonly counts: Readonly<Record<RosterVerdict, number>>
}

export interface RosterBatch extends RosterBatchSummary {
  /** How far the present state has come, in rows. */
  readonly done: number
  /** How many people are recognised by rows of this batch. */
  readonly claimed: number
  /** Why the file could not be read; empty where it could. */
  readonly problem: string
}

/** One row of the file and what would become of it. */
export interface RosterLine {
  /** As a spreadsheet program counts: the headings are row 1. */
  readonly line: number
  readonly verdict: RosterVerdict
  /** What is wrong or different, naming column and row; empty where nothing is. */
  readonly problem: string
  readonly cells: Readonly<Record<RosterColumn, string>>
}

const batchId = id()

export const roster = {
  'roster.list': action('reviewer', { after: optional(text('页码', { max: 100 })) }).returns<{
    /** The bodies for which the caller may import. */
    readonly bodies: readonly BodyName[]
    /** The latest first. */
    readonly batches: readonly RosterBatchSummary[]
    readonly next: string | undefined
  }>(),
  'roster.template': action('reviewer', {}).returns<ExportedFile>(),
  'roster.begin': action(
    'reviewer',
    {
      /** Made once by the phone for one intent: the same key is the same batch. */
      attemptKey: id(),
      bodyId: id('组织'),
      fileId: text('文件', { max: 300 }),
      fileName: text('文件名', { max: 100 }),
    },
    { audits: 'bodyId', atMost: { times: 50, per: 'hour' } },
  ).returns<{ readonly batchId: string }>(),
  'roster.read': action('reviewer', { batchId }).returns<RosterBatch>(),
  /** Goes one step further with what was begun, which the timer does as well; where nothing is left to do, a reading. */
  'roster.proceed': action('reviewer', { batchId }).returns<RosterBatch>(),
  'roster.listLines': action('reviewer', {
    batchId,
    verdict: choice('结果', rosterVerdicts),
    after: optional(text('游标', { max: 100 })),
  }).returns<{ readonly lines: readonly RosterLine[]; readonly next: string | undefined }>(),
  /** A spreadsheet of the rows that need a look: wrong, duplicate, outside and changed ones. */
  /** In the trail by itself, with how many rows it holds. */
  'roster.exportLines': action('reviewer', { batchId }, { atMost: { times: 50, per: 'day' } }).returns<{
    readonly url: string
    readonly expiresAt: Moment
    readonly rows: number
  }>(),
  'roster.import': action('reviewer', { batchId }, { audits: 'batchId' }).returns<RosterBatch>(),
  /** Forgets a file that was only tried. */
  'roster.drop': action('reviewer', { batchId }, { audits: 'batchId' }).returns<RosterBatch>(),
  /** Takes an import back, but for rows that have recognised somebody. */
  'roster.undo': action('reviewer', { batchId }, { audits: 'batchId' }).returns<RosterBatch>(),
}
