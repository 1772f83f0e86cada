/** An article's content as it is stored, and back again; pure. */
import type { ArticleContent } from '../../../../miniprogram/contract/news-editing'
import type { StoredContent } from '../records'

export const storedFrom = ({
  happenedAt,
  eventId,
  projectId,
  ...content
}: ArticleContent): StoredContent => ({
  ...content,
  happenedAt: happenedAt === undefined ? null : new Date(happenedAt),
  eventId: eventId ?? '',
  projectId: projectId ?? '',
})

export const contentFrom = ({
  happenedAt,
  eventId,
  projectId,
  ...content
}: StoredContent): ArticleContent => ({
  ...content,
  ...(happenedAt ? { happenedAt: happenedAt.getTime() } : {}),
  ...(eventId === '' ? {} : { eventId }),
  ...(projectId === '' ? {} : { projectId }),
})
