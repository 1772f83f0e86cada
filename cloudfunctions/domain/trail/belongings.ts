/** What the trail keeps of a person: what was done about them, and what they did. */
import { campusTime } from '../../platform/campus-time'
import type { Belongings } from '../belongings'
import { listEntriesOf, renameInTrail } from './records'

/** What an action of each domain is about. */
const subjects: Readonly<Record<string, string>> = {
  alumni: '登记与认证',
  registrations: '登记与认证',
  people: '校友资料',
  merges: '档案合并',
  roster: '名册',
  organisations: '组织',
  codes: '场景码',
  events: '活动',
  myData: '我的数据',
  notices: '组织通知',
  treasury: '账目与退款',
  giving: '捐赠',
  roles: '工作角色',
  preparation: '筹备任务',
}

const subjectOf = (action: string) => subjects[action.split('.')[0] ?? ''] ?? '其他'

export const trailBelongings = {
  async describe(personId) {
    const entries = await listEntriesOf(personId)
    return [
      {
        title: '处理记录',
        columns: ['时间', '事项', '办理人'],
        rows: entries.map(({ at, action, actorId }) => [
          campusTime(at),
          subjectOf(action),
          actorId === personId ? '本人' : '审核员',
        ]),
      },
    ]
  },
  erase: renameInTrail,
} satisfies Belongings
