/** The preparation board as somebody sees it: the tasks of the bodies they have a role on, their own, and how all stand. */
import type { Acted, PreparationTask } from '../../../miniprogram/contract/preparation'
import type { Caller } from '../../platform/caller'
import type { Handler } from '../../platform/serve'
import { readNames } from '../alumni/records'
import { nameOf, readBodies } from '../organisations/records'
import { countSeen, listSeen, readTask, type Sight, type Task } from './records'
import { heatOf, mayDo } from './rules'

/** Says of stored tasks what `mayDo` says of one. */
const sightOf = ({ personId, grants }: Caller): Sight => ({
  bodyIds: grants.filter(({ eventId }) => eventId === undefined).map(({ bodyId }) => bodyId),
  personId,
})

/** Those of them that the caller may see. */
async function describeTasks(tasks: readonly Task[], caller: Caller, now: Date): Promise<PreparationTask[]> {
  const [bodies, names] = await Promise.all([
    readBodies(tasks.map(({ bodyId }) => bodyId)),
    readNames([...new Set(tasks.map(({ ownerId }) => ownerId))]),
  ])
  return tasks.flatMap((task) => {
    const may = mayDo(caller, task)
    if (!may) return []
    return {
      taskId: task._id,
      title: task.title,
      note: task.note,
      body: nameOf(bodies, task.bodyId),
      owner: { personId: task.ownerId, name: names.get(task.ownerId) ?? '' },
      day: task.day,
      status: task.status,
      heat: heatOf(task, now),
      finishedAt: task.finishedAt?.getTime(),
      revision: task.revision,
      may,
    }
  })
}

export const list: Handler<'preparation.list'> = async ({ isDone, after }, { caller, now }) => {
  const sight = sightOf(caller)
  const [{ rows, next }, counts] = await Promise.all([listSeen(sight, isDone, after), countSeen(sight, now)])
  return { tasks: await describeTasks(rows, caller, now), next, counts }
}

/** What an act comes to for whoever did it, as it stands now: somebody else may have gone on already. */
export async function actedOn(taskId: string, caller: Caller, now: Date): Promise<Acted> {
  const [found, counts] = await Promise.all([readTask(taskId), countSeen(sightOf(caller), now)])
  const [task] = await describeTasks(found ? [found] : [], caller, now)
  return { task, counts }
}
