/** What feedback keeps of a person: what they said of the events they came to. */
import { campusTime } from '../../../platform/campus-time'
import { collect } from '../../../platform/cloud'
import type { Belongings } from '../../belongings'
import { readEvents, signUpIdOf } from '../records'
import { copyFeedback, everyFeedbackOf, forgetFeedback, readFeedback } from './records'

export const feedbackBelongings = {
  async describe(personId) {
    const records = await collect(everyFeedbackOf(personId))
    const events = await readEvents(records.map(({ eventId }) => eventId))
    const titles = new Map(events.map(({ _id, title }) => [_id, title]))
    return [
      {
        title: '活动反馈',
        columns: ['活动', '星级', '感受', '署名', '时间'],
        rows: records.map(({ eventId, stars, words, isSigned, changedAt }) => [
          titles.get(eventId) ?? '',
          `${stars} 星`,
          words,
          isSigned ? '是' : '否',
          campusTime(changedAt),
        ]),
      },
    ]
  },
  /** Stars stay counted; words may tell who wrote them, and go. */
  async erase(personId, pseudonymId) {
    for (const record of await collect(everyFeedbackOf(personId))) {
      const _id = signUpIdOf(record.eventId, pseudonymId)
      await copyFeedback({ ...record, _id, personId: pseudonymId, words: '', name: '', isSigned: false })
      await forgetFeedback(record._id)
    }
  },
  handOver: {
    title: '活动反馈',
    list: async (personId) => (await collect(everyFeedbackOf(personId))).map(({ eventId }) => eventId),
    /** `stayed`: the other record gave its own, which stays. */
    move: async (eventId, fromId, toId) => {
      const record = await readFeedback(signUpIdOf(eventId, fromId))
      const theirs = await readFeedback(signUpIdOf(eventId, toId))
      if (!record) return theirs ? 'moved' : 'stayed'
      if (theirs && theirs.changedAt.getTime() !== record.changedAt.getTime()) return 'stayed'
      await copyFeedback({ ...record, _id: signUpIdOf(eventId, toId), personId: toId })
      await forgetFeedback(record._id)
      return 'moved'
    },
  },
} satisfies Belongings
