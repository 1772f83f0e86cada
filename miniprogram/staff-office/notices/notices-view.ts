/** Notices as rows of a list. */
import { type NoticeSummary, noticeAudiences } from '../../contract/notices'
import { formatMoment } from '../../utils/date'
import { type Chip, chipOf } from '../utils/notice-words'

export interface Row {
  readonly noticeId: string
  readonly title: string
  readonly to: string
  readonly by: string
  readonly chip: Chip
}

export function rowOf(notice: NoticeSummary, nowMs: number): Row {
  const { noticeId, title, targetName, audience, recipients, status, authorName, at } = notice
  return {
    noticeId,
    title,
    to: `${targetName} · ${noticeAudiences[audience]} · ${recipients} 人`,
    by: [authorName, formatMoment(at, nowMs)].filter((part) => part !== '').join(' · '),
    chip: chipOf(status),
  }
}
