/** One import: how far it is, what would become of its rows, and what may be done next. */
import {
  type RosterBatch,
  type RosterLine,
  type RosterVerdict,
  restingStates,
  rosterStates,
  rosterVerdicts,
} from '../../contract/roster'
import { inRows, stateTones } from '../utils/roster-words'

export interface Tab {
  readonly verdict: RosterVerdict
  readonly label: string
  readonly count: string
}

export interface BatchView {
  readonly state: 'ready'
  readonly title: string
  readonly note: string
  readonly chip: { readonly text: string; readonly tone: string }
  /** While it is worked on: how much of it is done, in words and in percent. */
  readonly progress: { readonly words: string; readonly percent: number } | undefined
  /** What came of it, a sentence each. */
  readonly sentences: readonly string[]
  readonly tabs: readonly Tab[]
  /** What the filled button says; empty where there is nothing to import. */
  readonly importLabel: string
  readonly canUndo: boolean
  readonly canDrop: boolean
  /** Whether there are rows that a spreadsheet of what needs a look would hold. */
  readonly needsLook: boolean
}

export const isWorking = ({ state }: Pick<RosterBatch, 'state'>): boolean => !restingStates.includes(state)

/** The verdicts in the order in which a reviewer needs them. */
const order: readonly RosterVerdict[] = ['wrong', 'duplicate', 'outside', 'changed', 'new', 'same']
const needingLook: readonly RosterVerdict[] = ['wrong', 'duplicate', 'outside', 'changed']

function progressOf(batch: RosterBatch): BatchView['progress'] {
  const { state, done, rows } = batch
  if (!isWorking(batch)) return undefined
  if (state === 'reading') return { words: '正在读取表格', percent: 0 }
  if (state === 'recognising') return { words: '正在比对待审核的登记', percent: 100 }
  const percent = rows === 0 ? 0 : Math.floor((done / rows) * 100)
  return { words: `${rosterStates[state]} ${done} / ${inRows(rows)}`, percent }
}

/** `新增 5 条、更新 1 条`, without what there is none of. */
const inRecords = ({ new: added, changed }: RosterBatch['counts']) =>
  [added > 0 ? `新增 ${added} 条` : '', changed > 0 ? `更新 ${changed} 条` : '']
    .filter((part) => part !== '')
    .join('、')

function sentencesOf({ state, counts, claimed, problem }: RosterBatch): string[] {
  const left = counts.wrong + counts.duplicate + counts.outside
  switch (state) {
    case 'failed':
      return [problem]
    case 'checked':
      return [
        counts.new + counts.changed > 0
          ? `将${inRecords(counts)}。名册还没有改动。`
          : '没有需要导入的内容：这些人都已在册，或需要先改正。',
        ...(left > 0 ? [`${left} 行不会导入，原因逐行写在下面。`] : []),
      ]
    case 'imported':
      return [
        `已${inRecords(counts)}。`,
        ...(left > 0 ? [`${left} 行没有导入。`] : []),
        claimed > 0 ? `已有 ${claimed} 位校友据此认证。` : '校友登记时，与名册一致的当即认证。',
      ]
    case 'undone':
      return [
        '已撤销：名册恢复到导入之前。',
        ...(claimed > 0 ? [`${claimed} 条已有校友据此认证，保留在册，他们的认证不变。`] : []),
      ]
    case 'dropped':
      return ['没有导入，名册没有改动。核对结果已删除。']
    default:
      return ['可以离开此页，处理会继续。']
  }
}

export function batchView(batch: RosterBatch): BatchView {
  const { state, counts } = batch
  const rows = counts.new + counts.changed
  return {
    state: 'ready',
    title: batch.fileName,
    note: [batch.body.name, batch.byName].filter((part) => part !== '').join(' · '),
    chip: { text: rosterStates[state], tone: stateTones[state] },
    progress: progressOf(batch),
    sentences: sentencesOf(batch),
    tabs:
      state === 'checked'
        ? order
            .filter((verdict) => counts[verdict] > 0)
            .map((verdict) => ({ verdict, label: rosterVerdicts[verdict], count: String(counts[verdict]) }))
        : [],
    importLabel: state === 'checked' && rows > 0 ? `导入 ${inRows(rows)}` : '',
    canUndo: state === 'imported' && rows > 0,
    canDrop: state === 'checked',
    needsLook: state === 'checked' && needingLook.some((verdict) => counts[verdict] > 0),
  }
}

export interface LineRow {
  readonly line: number
  readonly title: string
  readonly note: string
  readonly problem: string
}

export const lineRow = ({ line, problem, cells }: RosterLine): LineRow => ({
  line,
  title: cells.name === '' ? '（没有姓名）' : cells.name,
  note: [cells.entryYear, cells.college, cells.className || cells.programme, cells.degree]
    .filter((part) => part !== '')
    .join(' · '),
  problem,
})
