/** Articles as phones are told of them. */
import type { ShownCover } from '../../../miniprogram/contract/event-content'
import type { ArticleDetail, ArticleSummary } from '../../../miniprogram/contract/news'
import { linksOf, shownBlocks, shownCover } from '../events/publishing/pictures'
import { picturesOf } from '../events/publishing/rules'
import { isShown as isProjectShown } from '../giving/rules'
import { listBodies, nameOf, readBodies } from '../organisations/records'
import {
  type Article,
  type ArticleWithAbout,
  type ListedArticle,
  listPinned,
  listUnpinned,
  type Selection,
  type Written,
} from './records'

/** The body whose list it is, and whose pins count in it: a college's do not in that of the university. */
export async function topOf({ bodyId }: Selection, now: Date): Promise<string> {
  if (bodyId !== undefined) return bodyId
  const [university] = await listBodies('university', now)
  return university?._id ?? ''
}

/** Stories of a list with whose they are and their covers, in the order given. */
export async function describeArticles(
  listed: readonly ListedArticle[],
  topId: string,
  now: Date,
): Promise<ArticleSummary[]> {
  if (listed.length === 0) return []
  const [bodies, links] = await Promise.all([
    readBodies(listed.map(({ bodyId }) => bodyId)),
    linksOf(listed.flatMap(({ shown }) => picturesOf(shown.content.cover, []))),
  ])
  return listed.map(({ _id, bodyId, shown: { content }, publishedAt, pinnedUntil }) => ({
    articleId: _id,
    title: content.title,
    summary: content.summary,
    category: content.category,
    cover: shownCover(content.cover, links),
    body: nameOf(bodies, bodyId),
    publishedAt: publishedAt.getTime(),
    isPinned: bodyId === topId && pinnedUntil > now,
  }))
}

/** The stories to show first, of one body and those below it or of all: the pinned ones, then the latest. */
export async function latestArticles(
  selection: Selection,
  now: Date,
  atMost: number,
): Promise<ArticleSummary[]> {
  const topId = await topOf(selection, now)
  const [pinned, latest] = await Promise.all([
    listPinned(selection, topId, now),
    listUnpinned(selection, topId, now, undefined, atMost),
  ])
  return describeArticles([...pinned, ...latest].slice(0, atMost), topId, now)
}

/** What of that which a story is about may be seen by everybody. */
export function aboutOf({ events, projects }: Pick<ArticleWithAbout, 'events' | 'projects'>, now: Date) {
  const event = events.find(({ status }) => status === 'published')
  const project = projects.find((one) => isProjectShown(one, now))
  return {
    event: event && {
      eventId: event._id,
      title: event.title,
      startsAt: event.startsAt.getTime(),
      endsAt: event.endsAt.getTime(),
      place: event.place,
    },
    project: project && { projectId: project._id, title: project.title, summary: project.summary },
  }
}

/** A version with all that it says. */
export async function describeVersion(
  article: Pick<Article, '_id' | 'bodyId' | 'publishedAt' | 'pinnedUntil' | 'reads'>,
  {
    content,
    editorName,
    reviewerName,
    since,
  }: Omit<Written, 'editorId' | 'reviewerId' | 'version'> & { readonly since: Date },
  about: Pick<ArticleDetail, 'event' | 'project'>,
  now: Date,
): Promise<ArticleDetail> {
  const [bodies, links] = await Promise.all([
    readBodies([article.bodyId]),
    linksOf(picturesOf(content.cover, content.blocks)),
  ])
  const publishedAt = article.publishedAt ?? since
  const cover: ShownCover = shownCover(content.cover, links)
  return {
    articleId: article._id,
    title: content.title,
    summary: content.summary,
    category: content.category,
    cover,
    body: nameOf(bodies, article.bodyId),
    publishedAt: publishedAt.getTime(),
    isPinned: article.pinnedUntil > now,
    blocks: shownBlocks(content.blocks, links),
    credits: {
      author: content.author,
      photographer: content.photographer,
      editor: editorName,
      reviewer: reviewerName,
    },
    happenedAt: content.happenedAt?.getTime(),
    updatedAt: since > publishedAt ? since.getTime() : undefined,
    reads: article.reads,
    ...about,
  }
}
