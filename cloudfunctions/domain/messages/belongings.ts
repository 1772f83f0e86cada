/** What the outbox keeps of a person: what they were told, or are to be told. */
import { campusTime } from '../../platform/campus-time'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { everyItemTo, forgetItemsTo, type OutboxState } from './records'
import type { Message } from './rules'

const subjects: Readonly<Record<Message['template'], string>> = {
  reviewResult: '登记审核结果',
  signUpResult: '活动报名结果',
  giftThanks: '捐赠致谢',
  contactAsked: '校友想与您联系',
}

const states: Readonly<Record<OutboxState, string>> = {
  waiting: '待发送',
  sending: '发送中',
  sent: '已发送',
  refused: '未订阅，未发送',
  failed: '发送失败',
}

export const messageBelongings = {
  async describe(personId) {
    const items = await collect(everyItemTo(personId))
    return [
      {
        title: '服务通知',
        columns: ['内容', '状态', '时间'],
        rows: items.map(({ message, state, nextAt }) => [
          subjects[message.template],
          states[state],
          campusTime(nextAt),
        ]),
      },
    ]
  },
  async erase(personId) {
    await forgetItemsTo(personId)
  },
} satisfies Belongings
