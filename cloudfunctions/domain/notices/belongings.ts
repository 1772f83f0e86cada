/** What notices keep of a person: those they wrote or decided, and whether they wish to be written to. */
import { noticeStatuses } from '../../../miniprogram/contract/notices'
import { campusTime } from '../../platform/campus-time'
import { collect } from '../../platform/cloud'
import { readPerson } from '../alumni/records'
import type { Belongings } from '../belongings'
import { everyNoticeBy, renameInNotices } from './records'

export const noticeBelongings = {
  async describe(personId) {
    const [written, person] = await Promise.all([collect(everyNoticeBy(personId)), readPerson(personId)])
    return [
      {
        title: '组织通知',
        columns: ['是否接收'],
        rows: person?.noticesUnwelcome ? [['不接收']] : [],
      },
      {
        title: '写过的通知',
        columns: ['发给', '标题', '状态', '时间'],
        rows: written.map(({ targetName, title, status, at }) => [
          targetName,
          title,
          noticeStatuses[status],
          campusTime(at),
        ]),
      },
    ].filter(({ rows }) => rows.length > 0)
  },
  erase: renameInNotices,
} satisfies Belongings
