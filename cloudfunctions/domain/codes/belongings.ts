/** What codes keep of a person: those they made, and by whose invitation they came to an event. */
import { campusTime } from '../../platform/campus-time'
import { collect } from '../../platform/cloud'
import type { Belongings } from '../belongings'
import { readEvents } from '../events/records'
import { everyCodeBy, everyInvitationOf, forgetInvitationsOf, renameMaker } from './records'

export const codeBelongings = {
  async describe(personId) {
    const [codes, invitations] = await Promise.all([
      collect(everyCodeBy(personId)),
      collect(everyInvitationOf(personId)),
    ])
    const events = await readEvents(invitations.map(({ eventId }) => eventId))
    const titles = new Map(events.map(({ _id, title }) => [_id, title]))
    return [
      {
        title: '制作的二维码',
        columns: ['渠道', '时间'],
        rows: codes.map(({ channel, createdAt }) => [channel, campusTime(createdAt)]),
      },
      {
        title: '经邀请打开的活动',
        columns: ['活动', '时间'],
        rows: invitations.map(({ eventId, at }) => [titles.get(eventId) ?? '', campusTime(at)]),
      },
    ].filter(({ rows }) => rows.length > 0)
  },
  async erase(personId, pseudonymId) {
    await renameMaker(personId, pseudonymId)
    await forgetInvitationsOf(personId)
  },
} satisfies Belongings
