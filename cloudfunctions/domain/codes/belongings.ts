/** What codes keep of a person: those they made, and by which they came. */
import { campusTime } from '../../platform/campus-time'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { everyArrivalOf, everyCodeBy, forgetArrivalsOf, renameMaker } from './records'
import { titlesOf } from './targets'

/** An arrival tells not which of these it was at; ids of one are not those of another. */
const arrivedAt = ['event', 'project', 'article', 'anniversary'] as const

export const codeBelongings = {
  async describe(personId) {
    const [codes, arrivals] = await Promise.all([
      collect(everyCodeBy(personId)),
      collect(everyArrivalOf(personId)),
    ])
    const titles = await titlesOf(
      arrivals.flatMap(({ targetId }) => arrivedAt.map((opens) => ({ opens, targetId }))),
    )
    return [
      {
        title: '制作的二维码',
        columns: ['渠道', '时间'],
        rows: codes.map(({ channel, createdAt }) => [channel, campusTime(createdAt)]),
      },
      {
        title: '经二维码打开的内容',
        columns: ['名称', '时间'],
        rows: arrivals.map(({ targetId, at }) => [titles.get(targetId) ?? '', campusTime(at)]),
      },
    ].filter(({ rows }) => rows.length > 0)
  },
  async erase(personId, pseudonymId) {
    await renameMaker(personId, pseudonymId)
    await forgetArrivalsOf(personId)
  },
} satisfies Belongings
