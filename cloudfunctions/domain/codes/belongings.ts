/** What codes keep of a person: those they made, and by which they came to events and projects. */
import { campusTime } from '../../platform/campus-time'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { readEvents } from '../events/records'
import { readProjects } from '../giving/records'
import { everyArrivalOf, everyCodeBy, forgetArrivalsOf, renameMaker } from './records'

export const codeBelongings = {
  async describe(personId) {
    const [codes, arrivals] = await Promise.all([
      collect(everyCodeBy(personId)),
      collect(everyArrivalOf(personId)),
    ])
    const targetIds = arrivals.map(({ targetId }) => targetId)
    const [events, projects] = await Promise.all([readEvents(targetIds), readProjects(targetIds)])
    const titles = new Map([...events, ...projects].map(({ _id, title }) => [_id, title]))
    return [
      {
        title: '制作的二维码',
        columns: ['渠道', '时间'],
        rows: codes.map(({ channel, createdAt }) => [channel, campusTime(createdAt)]),
      },
      {
        title: '经二维码打开的活动与项目',
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
