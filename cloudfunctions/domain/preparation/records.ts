/** Tasks of the preparation board. */
import type { TaskCounts, TaskStatus } from '../../../miniprogram/contract/preparation'
import { Collection, command, type Query } from '../../platform/cloud'
import { afterCursor, page, pageSize } from '../../platform/cursor'
import { Pile } from '../../platform/piles'
import { soonUntil } from './rules'

export interface Task {
  /** Derived from its author and their intent. */
  readonly _id: string
  readonly title: string
  readonly note: string
  readonly bodyId: string
  /** The body's ancestors and itself: whoever holds a role on one of them sees this. */
  readonly bodyPath: readonly string[]
  readonly ownerId: string
  /** As it was chosen, on campus. */
  readonly day: string
  /** When that day is over. */
  readonly dueAt: Date
  readonly status: TaskStatus
  readonly finishedAt: Date | null
  /** When the owner is to be reminded; null once they were, and when it is not needed. */
  readonly remindAt: Date | null
  readonly createdBy: string
  readonly revision: number
}

/** What of a task its editors write. */
export type TaskContent = Pick<
  Task,
  'title' | 'note' | 'bodyId' | 'bodyPath' | 'ownerId' | 'day' | 'dueAt' | 'remindAt'
>

const tasks = new Collection<Task>('preparationTasks')

export const readTask = (taskId: string): Promise<Task | undefined> => tasks.read(taskId)
export const insertTask = (task: Task): Promise<'inserted' | 'exists'> => tasks.insert(task)

export const changeTask = (
  { _id, revision }: Pick<Task, '_id' | 'revision'>,
  changes: TaskContent | Pick<Task, 'status' | 'finishedAt' | 'remindAt'>,
): Promise<boolean> => tasks.change({ _id, revision }, { ...changes, revision: command.inc(1) })

export const removeTask = ({ _id, revision }: Pick<Task, '_id' | 'revision'>): Promise<number> =>
  tasks.remove({ _id, revision })

/** What somebody sees: the tasks of these bodies and of those below them, and their own. */
export interface Sight {
  readonly bodyIds: readonly string[]
  readonly personId: string
}

/** Both parts of it. No task is in both, so that each is read along an index of its own. */
export function partsOf({ bodyIds, personId }: Sight): Query[] {
  if (bodyIds.length === 0) return [{ ownerId: personId }]
  const ids = [...bodyIds]
  return [{ bodyPath: command.in(ids) }, { ownerId: personId, bodyPath: command.nin(ids) }]
}

const open: Query = { status: command.in(['todo', 'doing']) }
const done: Query = { status: 'done' }

/** A page of what is still to be done, the most pressing first, or of what was done, the latest first. */
export async function listSeen(
  sight: Sight,
  isDone: boolean,
  after: string | undefined,
): Promise<{ readonly rows: readonly Task[]; readonly next: string | undefined }> {
  const [status, field, direction, forward] = isDone
    ? ([done, 'finishedAt', 'desc', -1] as const)
    : ([open, 'dueAt', 'asc', 1] as const)
  const order = [
    [field, direction],
    ['_id', direction],
  ] as const
  const found = await Promise.all(
    partsOf(sight).map((part) =>
      tasks.find(afterCursor({ ...part, ...status }, field, direction, after), {
        order,
        limit: pageSize + 1,
      }),
    ),
  )
  const placeOf = (task: Task) => task[field] ?? task.dueAt
  const inOrder = (one: Task, other: Task) =>
    forward * (placeOf(one).getTime() - placeOf(other).getTime() || (one._id < other._id ? -1 : 1))
  return page(found.flat().sort(inOrder), placeOf)
}

export async function countSeen(sight: Sight, now: Date): Promise<TaskCounts> {
  const countOf = async (state: Query) => {
    const counts = await Promise.all(partsOf(sight).map((part) => tasks.count({ ...part, ...state })))
    return counts.reduce((sum, count) => sum + count, 0)
  }
  const [all, finished, late, soon] = await Promise.all([
    countOf(open),
    countOf(done),
    countOf({ ...open, dueAt: command.lte(now) }),
    countOf({ ...open, dueAt: command.and(command.gt(now), command.lte(soonUntil(now))) }),
  ])
  return { open: all, done: finished, late, soon }
}

/** Every task of one of these bodies. */
export const everyTaskFor = (bodyIds: readonly string[]): AsyncGenerator<Task> =>
  tasks.every({ bodyId: command.in([...bodyIds]) })

/** Writes whose a task is, and where that body lies, if it still is as it was read. */
export const rehouseTask = (
  { _id, bodyId }: Task,
  body: { readonly _id: string; readonly bodyPath: readonly string[] },
): Promise<boolean> => tasks.change({ _id, bodyId }, { bodyId: body._id, bodyPath: [...body.bodyPath] })

export const tasksToRemindOf = new Pile(tasks, (now) => ({ remindAt: command.lte(now) }))
export const markReminded = ({ _id, remindAt }: Task): Promise<boolean> =>
  tasks.change({ _id, remindAt }, { remindAt: null })

export const everyTask = (): AsyncGenerator<Task> => tasks.every()

export const everyTaskOf = (personId: string): AsyncGenerator<Task> => tasks.every({ ownerId: personId })

/** What is still to be done by somebody until then. */
export const countOpenOf = (ownerId: string): Promise<number> => tasks.count({ ownerId, ...open })

export async function renameInTasks(personId: string, pseudonymId: string): Promise<void> {
  await tasks.changeEvery({ ownerId: personId }, { ownerId: pseudonymId, remindAt: null })
  await tasks.changeEvery({ createdBy: personId }, { createdBy: pseudonymId })
}
