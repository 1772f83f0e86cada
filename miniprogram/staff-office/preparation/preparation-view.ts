/** What the board shows: tasks as rows, what is late or soon told by a word and a colour. */
import {
  type PreparationTask,
  type TaskCounts,
  type TaskStatus,
  taskStatuses,
} from '../../contract/preparation'
import type { Offered } from '../../services/offering'
import { formatDate } from '../../utils/date'
import type { Failure } from '../../utils/failure'
import type { PagedView } from '../../utils/reading-on'
import type { TaskForm } from './task-form'

export interface Row {
  readonly taskId: string
  readonly task: PreparationTask
  readonly line: string
  readonly chip: { readonly text: string; readonly tone: string }
}

type View =
  | { readonly state: 'loading' }
  | (Required<PagedView> & {
      readonly state: 'ready'
      readonly rows: readonly Row[]
      readonly offline: boolean
    })
  | Failure

export interface Choice {
  readonly value: string
  readonly label: string
}

export const statusChoices: readonly Choice[] = (Object.keys(taskStatuses) as TaskStatus[]).map((value) => ({
  value,
  label: taskStatuses[value],
}))

interface Tab {
  readonly isDone: boolean
  readonly label: string
}

/** All that the page shows. */
export interface Data {
  view: View
  tabs: readonly Tab[]
  isDone: boolean
  /** How much is pressing, whichever tab is open. */
  red: string
  mayWrite: boolean
  form: TaskForm | null
  problems: Readonly<Record<string, string>>
  choosing: '' | 'body' | 'owner' | 'status'
  /** Bodies or people to choose from; and how far a task can be. */
  offered: Offered
  statuses: readonly Choice[]
  removing: boolean
  reason: string
  problem: string
  busy: boolean
  notice: string
}

const heats = { late: '已逾期', soon: '即将到期', none: '' } as const
const tones = { late: 'danger', soon: 'warning', none: 'neutral' } as const

export function rowOf(task: PreparationTask): Row {
  const { taskId, body, owner, day, status, heat } = task
  const text = [taskStatuses[status], heats[heat]].filter((part) => part !== '').join(' · ')
  return {
    taskId,
    task,
    line: `${owner.name} · ${body.name} · ${formatDate(day)}前`,
    chip: { text, tone: status === 'done' ? 'success' : tones[heat] },
  }
}

const tabsOf = ({ open, done }: TaskCounts): Tab[] => [
  { isDone: false, label: `待完成 ${open}` },
  { isDone: true, label: `已完成 ${done}` },
]

/** How many are pressing, in words; empty when none is. */
const redLine = ({ late, soon }: TaskCounts): string =>
  [late > 0 ? `${late} 项已逾期` : '', soon > 0 ? `${soon} 项三天内到期` : '']
    .filter((part) => part !== '')
    .join('，')

/** What the page says of all that the caller sees, whichever of it is shown. */
export const standing = (counts: TaskCounts): { readonly tabs: readonly Tab[]; readonly red: string } => ({
  tabs: tabsOf(counts),
  red: redLine(counts),
})

/** Whether one stands above the other, as the cloud orders them. */
function isAbove(one: PreparationTask, other: PreparationTask, isDone: boolean): boolean {
  if (!isDone) return one.day === other.day ? one.taskId < other.taskId : one.day < other.day
  const [at = 0, otherAt = 0] = [one.finishedAt, other.finishedAt]
  return at === otherAt ? one.taskId > other.taskId : at > otherAt
}

interface Listed {
  readonly rows: readonly Row[]
  readonly isDone: boolean
  /** Whether others follow that were not read yet. */
  readonly hasMore: boolean
}

/** The rows once a task is as it is now: where it belongs, without it where it left, or, far below, left to its page. */
export function rowsWith(
  { rows, isDone, hasMore }: Listed,
  taskId: string,
  task: PreparationTask | undefined,
): readonly Row[] {
  const others = rows.filter((row) => row.taskId !== taskId)
  if (!task || (task.status === 'done') !== isDone) return others
  const last = rows[rows.length - 1]
  if (hasMore && last && isAbove(last.task, task, isDone)) return others
  const next = others.findIndex((row) => isAbove(task, row.task, isDone))
  const place = next < 0 ? others.length : next
  return [...others.slice(0, place), rowOf(task), ...others.slice(place)]
}
