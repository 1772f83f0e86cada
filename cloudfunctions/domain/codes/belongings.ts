/** What codes keep of a person: that a member of staff made them. */
import { campusTime } from '../../platform/campus-time'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { everyCodeBy, renameMaker } from './records'

export const codeBelongings = {
  async describe(personId) {
    const codes = await collect(everyCodeBy(personId))
    if (codes.length === 0) return []
    return [
      {
        title: '制作的二维码',
        columns: ['渠道', '时间'],
        rows: codes.map(({ channel, createdAt }) => [channel, campusTime(createdAt)]),
      },
    ]
  },
  async erase(personId, pseudonymId) {
    await renameMaker(personId, pseudonymId)
  },
} satisfies Belongings
