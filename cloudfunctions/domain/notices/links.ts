/** What a notice leads to: its page, and what it is called. */
import type { NoticeDetail } from '../../../miniprogram/contract/notices'
import { readAnniversary } from '../celebration/records'
import { readEvent } from '../events/records'
import { readProject } from '../giving/records'
import { inbox } from '../messages/rules'
import { readArticle } from '../news/records'
import type { Notice } from './records'

type Link = NonNullable<Notice['link']>

/** The page behind the link, as a subscribe message names it; without one, the inbox. */
export function pageOf(link: Notice['link']): string {
  switch (link?.opens) {
    case 'event':
      return `events/event/event?eventId=${link.targetId}`
    case 'project':
      return `giving/project/project?projectId=${link.targetId}`
    case 'article':
      return `stories/article/article?articleId=${link.targetId}`
    case 'anniversary':
      return `stories/anniversary/anniversary?anniversaryId=${link.targetId}`
    case undefined:
      return inbox
  }
}

/** What everybody may open; undefined for what there is not, or not for everybody. */
export async function titleOf({ opens, targetId }: Link): Promise<string | undefined> {
  switch (opens) {
    case 'event': {
      const event = await readEvent(targetId)
      return event?.status === 'published' ? event.title : undefined
    }
    case 'project': {
      const project = await readProject(targetId)
      return project?.status === 'open' || project?.status === 'closed' ? project.title : undefined
    }
    case 'article': {
      const article = await readArticle(targetId)
      return article?.isPublic ? article.shown?.content.title : undefined
    }
    case 'anniversary': {
      const anniversary = await readAnniversary(targetId)
      return anniversary?.isShown ? anniversary.name : undefined
    }
  }
}

export async function describeLink(link: Notice['link']): Promise<NoticeDetail['link']> {
  if (!link) return undefined
  return { opens: link.opens, title: (await titleOf(link)) ?? '', url: `/${pageOf(link)}` }
}
