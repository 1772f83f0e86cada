/** What the inbox keeps of a person: what they were told, or are to be told. */
import { campusTime } from '../../platform/campus-time'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { inboxWords } from './inbox-words'
import { everyItemTo, forgetItemsTo, type OutboxState, passItem } from './records'

const states: Readonly<Record<OutboxState, string>> = {
  waiting: '待发送',
  sending: '发送中',
  sent: '已发送',
  refused: '未订阅，未发送',
  failed: '发送失败',
  kept: '仅留在消息中',
}

export const messageBelongings = {
  async describe(personId) {
    const items = await collect(everyItemTo(personId))
    return [
      {
        title: '消息',
        columns: ['标题', '内容', '服务通知', '时间'],
        rows: items.map(({ message, state, at }) => {
          const { title, words } = inboxWords(message)
          return [title, words, states[state], campusTime(at)]
        }),
      },
    ]
  },
  async erase(personId) {
    await forgetItemsTo(personId)
  },
  handOver: {
    title: '消息',
    list: async (personId) => (await collect(everyItemTo(personId))).map(({ _id }) => _id),
    move: async (id, fromId, toId) => {
      await passItem(id, fromId, toId)
      return 'moved'
    },
  },
} satisfies Belongings
