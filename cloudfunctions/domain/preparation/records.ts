/** Tasks of the preparation board. */
import type { TaskStatus } from '../../../miniprogram/contract/preparation'
import { Collection, command } from '../../platform/cloud'
import { Pile } from '../../platform/piles'

export interface Task {
  /** Derived from its author and their intent. */
  readonly _id: string
  readonly title: string
  readonly note: string
  readonly bodyId: string
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
export type TaskContent = Pick<Task, 'title' | 'note' | 'bodyId' | 'ownerId' | 'day' | 'dueAt' | 'remindAt'>

const tasks = new Collection<Task>('preparationTasks')

/** A board that is longer is no board. */
const listedAtMost = 500

export const readTask = (taskId: string): Promise<Task | undefined> => tasks.read(taskId)
export const insertTask = (task: Task): Promise<'inserted' | 'exists'> => tasks.insert(task)

export const changeTask = (
  { _id, revision }: Pick<Task, '_id' | 'revision'>,
  changes: TaskContent | Pick<Task, 'status' | 'finishedAt' | 'remindAt'>,
): Promise<boolean> => tasks.change({ _id, revision }, { ...changes, revision: command.inc(1) })

export const removeTask = ({ _id, revision }: Pick<Task, '_id' | 'revision'>): Promise<number> =>
  tasks.remove({ _id, revision })

/** What is still to be done, the most pressing first. */
export const listOpenTasks = (): Promise<Task[]> =>
  tasks.find(
    { status: command.in(['todo', 'doing']) },
    {
      order: [
        ['dueAt', 'asc'],
        ['_id', 'asc'],
      ],
      limit: listedAtMost,
    },
  )

/** What was done, the latest first. */
export const listDoneTasks = (): Promise<Task[]> =>
  tasks.find(
    { status: 'done' },
    {
      order: [
        ['finishedAt', 'desc'],
        ['_id', 'desc'],
      ],
      limit: listedAtMost,
    },
  )

export const tasksToRemindOf = new Pile(tasks, (now) => ({ remindAt: command.lte(now) }))
export const markReminded = ({ _id, remindAt }: Task): Promise<boolean> =>
  tasks.change({ _id, remindAt }, { remindAt: null })

export const everyTaskOf = (personId: string): AsyncGenerator<Task> => tasks.every({ ownerId: personId })

/** What is still to be done by somebody until then. */
export const countOpenOf = (ownerId: string): Promise<number> =>
  tasks.count({ ownerId, status: command.in(['todo', 'doing']) })

export async function renameInTasks(personId: string, pseudonymId: string): Promise<void> {
  await tasks.changeEvery({ ownerId: personId }, { ownerId: pseudonymId, remindAt: null })
  await tasks.changeEvery({ createdBy: personId }, { createdBy: pseudonymId })
}
