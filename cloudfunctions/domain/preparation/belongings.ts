/** What the preparation board keeps of a person: what they took on. */
import { taskStatuses } from '../../../miniprogram/contract/preparation'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { everyTaskOf, renameInTasks } from './records'

export const preparationBelongings = {
  async describe(personId) {
    const tasks = await collect(everyTaskOf(personId))
    if (tasks.length === 0) return []
    return [
      {
        title: '筹备任务',
        columns: ['事项', '期限', '状态'],
        rows: tasks.map(({ title, day, status }) => [title, day, taskStatuses[status]]),
      },
    ]
  },
  erase: renameInTasks,
} satisfies Belongings
