/** The preparation board: writing tasks, reporting on one's own, and reminding owners once. */
import { AppError } from '../../../miniprogram/contract/errors'
import type { PreparationTask } from '../../../miniprogram/contract/preparation'
import type { Caller } from '../../platform/caller'
import { pageByWords } from '../../platform/cursor'
import { derivedId } from '../../platform/ids'
import type { Handler, Handlers } from '../../platform/serve'
import { enqueue } from '../messages/actions'
import { type Body, nameOf, readBodies } from '../organisations/records'
import { bodyToWriteFor } from '../organisations/writing'
import { listHolders } from '../roles/records'
import { actedOn, list } from './board'
import {
  changeTask,
  insertTask,
  markReminded,
  readTask,
  removeTask,
  type Task,
  type TaskContent,
  tasksToRemindOf,
} from './records'
import { mayDo, overAt, remindAt } from './rules'

/** Whoever holds a role on the body's path, or below it. */
async function ownersFor({ _id, bodyPath }: Body): Promise<{ _id: string; name: string }[]> {
  const holders = await listHolders()
  const bodies = await readBodies(holders.flatMap(({ grants }) => grants.map(({ bodyId }) => bodyId)))
  return holders
    .filter(({ grants }) =>
      grants.some(
        ({ bodyId }) => bodyPath.includes(bodyId) || bodies.get(bodyId)?.bodyPath.includes(_id) === true,
      ),
    )
    .map(({ _id: personId, name }) => ({ _id: personId, name }))
}

const listOwners: Handler<'preparation.listOwners'> = async ({ bodyId, words = '' }, { caller }) => {
  const owners = await ownersFor(await bodyToWriteFor(bodyId, caller, 'bodyId'))
  const named = owners.filter(({ name }) => name.includes(words))
  const { rows, next } = pageByWords(named, ({ name }) => name, undefined)
  return {
    owners: rows.map(({ _id, name }) => ({ personId: _id, name })),
    hasMore: next !== undefined,
  }
}

type Written = Pick<Task, 'title' | 'note' | 'bodyId' | 'ownerId' | 'day'>

/** What is stored of what was written; the owner must be one of the body's staff. */
async function contentFrom(
  { title, note, bodyId, ownerId, day }: Written,
  status: Task['status'],
  caller: Caller,
  now: Date,
): Promise<TaskContent> {
  const body = await bodyToWriteFor(bodyId, caller, 'bodyId')
  if (!(await ownersFor(body)).some(({ _id }) => _id === ownerId))
    throw new AppError('INVALID_INPUT', { fields: { ownerId: '请选择一位担任工作角色的负责人' } })
  const place = { bodyId, bodyPath: [...body.bodyPath] }
  return { title, note, ...place, ownerId, day, dueAt: overAt(day), remindAt: remindAt(day, status, now) }
}

const isAsWritten = (task: Task, written: Written) =>
  (['title', 'note', 'bodyId', 'ownerId', 'day'] as const).every((key) => task[key] === written[key])

const create: Handler<'preparation.create'> = async ({ draftKey, ...written }, { caller, now }) => {
  const taskId = derivedId('preparation task', caller.personId, draftKey)
  const content = await contentFrom(written, 'todo', caller, now)
  const created = await insertTask({
    _id: taskId,
    ...content,
    status: 'todo',
    finishedAt: null,
    createdBy: caller.personId,
    revision: 1,
  })
  // An earlier try, the answer to which was lost, may have created it with older words.
  const known = created === 'exists' ? await readTask(taskId) : undefined
  if (known && !isAsWritten(known, written)) await changeTask({ _id: taskId, revision: 1 }, content)
  return actedOn(taskId, caller, now)
}

/** A task that the caller may at least see, and what they may do with it. */
async function seenTask(
  taskId: string,
  caller: Caller,
): Promise<{ readonly task: Task; readonly may: PreparationTask['may'] }> {
  const task = await readTask(taskId)
  const may = task && mayDo(caller, task)
  if (!task || !may) throw new AppError('NOT_FOUND')
  return { task, may }
}

async function writableTask(taskId: string, caller: Caller): Promise<Task> {
  const { task, may } = await seenTask(taskId, caller)
  if (may !== 'write') throw new AppError('NOT_FOUND')
  return task
}

const change: Handler<'preparation.change'> = async ({ taskId, revision, ...written }, { caller, now }) => {
  const task = await writableTask(taskId, caller)
  // Sent twice, its second has nothing left to do.
  if (task.revision === revision + 1 && isAsWritten(task, written)) return actedOn(taskId, caller, now)
  const content = await contentFrom(written, task.status, caller, now)
  if (!(await changeTask({ _id: taskId, revision }, content))) throw new AppError('TASK_CHANGED')
  return actedOn(taskId, caller, now)
}

const report: Handler<'preparation.report'> = async ({ taskId, revision, status }, { caller, now }) => {
  const { task, may } = await seenTask(taskId, caller)
  if (may === 'look') throw new AppError('NOT_FOUND')
  if (task.status === status) return actedOn(taskId, caller, now)
  const finishedAt = status === 'done' ? now : null
  const changes = { status, finishedAt, remindAt: remindAt(task.day, status, now) }
  if (!(await changeTask({ _id: taskId, revision }, changes))) throw new AppError('TASK_CHANGED')
  return actedOn(taskId, caller, now)
}

const remove: Handler<'preparation.remove'> = async ({ taskId, revision }, { caller, now }) => {
  // Sent twice, its second has nothing left to do.
  if (await readTask(taskId)) {
    await writableTask(taskId, caller)
    if ((await removeTask({ _id: taskId, revision })) === 0) throw new AppError('TASK_CHANGED')
  }
  return actedOn(taskId, caller, now)
}

/** Reminds owners of what is due in three days, once for each day that was set. */
export async function remindOwners(now: Date): Promise<void> {
  const due = await tasksToRemindOf.read(now)
  const bodies = await readBodies(due.map(({ bodyId }) => bodyId))
  for (const task of due) {
    const message = {
      template: 'notice',
      from: nameOf(bodies, task.bodyId).name,
      title: `筹备任务即将到期：${task.title}`,
      words: `请在 ${task.day} 前完成，并在筹备看板更新进度`,
      at: now,
      page: 'staff-office/preparation/preparation',
    } as const
    await enqueue({ cause: `task:${task._id}:${task.day}`, personId: task.ownerId, message, now })
    await markReminded(task)
  }
}

export const preparation: Handlers<'preparation'> = {
  'preparation.list': list,
  'preparation.listOwners': listOwners,
  'preparation.create': create,
  'preparation.change': change,
  'preparation.report': report,
  'preparation.remove': remove,
}
