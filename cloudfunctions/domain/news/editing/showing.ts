/** Articles as staff see them: lists by status, one with its versions, and each as everybody would read it. */
import { AppError } from '../../../../miniprogram/contract/errors'
import type { ArticleDetail } from '../../../../miniprogram/contract/news'
import {
  type ArticleChanges,
  type ArticleStatus,
  articleStatuses,
  type ManagedArticle,
} from '../../../../miniprogram/contract/news-editing'
import { bodiesFor, type Caller } from '../../../platform/caller'
import { page } from '../../../platform/cursor'
import type { Handler } from '../../../platform/serve'
import { linksOf, shownCover } from '../../events/publishing/pictures'
import { picturesOf } from '../../events/publishing/rules'
import { readEvent, readEvents } from '../../events/records'
import { readProject, readProjects } from '../../giving/records'
import { nameOf, readBodies } from '../../organisations/records'
import type { Article, Written } from '../records'
import { aboutOf, describeVersion } from '../views'
import { edits, managedArticle, reviews } from './access'
import { basisOf, compareContents } from './comparing'
import { contentFrom } from './content'
import {
  countArticlesBelow,
  listArticlesBelow,
  listVersions,
  readVersion,
  type VersionRecord,
} from './records'

/** The bodies whose articles of this status the caller sees: drafts are their editors' own. */
const bodiesSeen = (caller: Caller, status: ArticleStatus): readonly string[] => [
  ...new Set([...bodiesFor('editor', caller), ...(status === 'draft' ? [] : bodiesFor('reviewer', caller))]),
]

async function describeManaged(articles: readonly Article[], now: Date): Promise<ManagedArticle[]> {
  const bodies = await readBodies(articles.map(({ bodyId }) => bodyId))
  return articles.map((article) => ({
    articleId: article._id,
    title: article.written.content.title,
    category: article.written.content.category,
    body: nameOf(bodies, article.bodyId),
    status: article.status,
    isPublic: article.isPublic,
    publishAt: article.publishAt?.getTime(),
    pinnedUntil: article.pinnedUntil > now ? article.pinnedUntil.getTime() : undefined,
    reads: article.reads,
    editor: article.written.editorName,
    reviewer: article.written.reviewerName,
    changedAt: article.changedAt.getTime(),
    reason: article.reason,
  }))
}

const statuses = Object.keys(articleStatuses) as ArticleStatus[]

async function countAll(caller: Caller): Promise<Record<ArticleStatus, number>> {
  const counts = await Promise.all(
    statuses.map(async (status) => [status, await countArticlesBelow(bodiesSeen(caller, status), status)]),
  )
  return Object.fromEntries(counts) as Record<ArticleStatus, number>
}

export const listManaged: Handler<'news.listManaged'> = async ({ status, after }, { caller, now }) => {
  const seen = bodiesSeen(caller, status)
  const [found, counts] = await Promise.all([
    seen.length === 0 ? [] : listArticlesBelow(seen, status, after),
    countAll(caller),
  ])
  const { rows, next } = page(found, ({ changedAt }) => changedAt)
  return {
    articles: await describeManaged(rows, now),
    next,
    counts,
    isEditor: bodiesFor('editor', caller).length > 0,
    isReviewer: bodiesFor('reviewer', caller).length > 0,
  }
}

/** As everybody would read it, were it published now. */
async function previewOf(
  article: Article,
  version: Pick<Written, 'content' | 'editorName' | 'reviewerName'>,
  now: Date,
): Promise<ArticleDetail> {
  const { eventId, projectId } = version.content
  const [event, project] = await Promise.all([
    eventId === '' ? undefined : readEvent(eventId),
    projectId === '' ? undefined : readProject(projectId),
  ])
  const about = aboutOf({ events: event ? [event] : [], projects: project ? [project] : [] }, now)
  return describeVersion(article, { ...version, since: article.publishAt ?? now }, about, now)
}

/** What a version says otherwise than the one that it is compared with, if there is one. */
async function changesOf(
  article: Article,
  { version, content: after }: Pick<Written, 'version' | 'content'>,
  versions: readonly VersionRecord[],
): Promise<ArticleChanges | undefined> {
  const basis = basisOf(article, version, versions)
  if (!basis) return undefined
  const before = basis.content
  const idsOf = (field: 'eventId' | 'projectId') => [before[field], after[field]].filter((id) => id !== '')
  const [events, projects, links] = await Promise.all([
    readEvents(idsOf('eventId')),
    readProjects(idsOf('projectId')),
    linksOf([before, after].flatMap(({ cover, blocks }) => picturesOf(cover, blocks))),
  ])
  const titles = new Map([...events, ...projects].map(({ _id, title }) => [_id, title]))
  const { fields, isCoverChanged, blocks } = compareContents(before, after, titles)
  return {
    against: { at: basis.at.getTime(), isShown: basis.isShown },
    fields,
    cover: isCoverChanged
      ? { before: shownCover(before.cover, links), after: shownCover(after.cover, links) }
      : undefined,
    blocks: blocks.map((one) =>
      one.mark === 'same'
        ? one
        : {
            mark: one.mark,
            kind: one.block.kind,
            pieces: one.pieces,
            url: one.block.kind === 'picture' ? links.get(one.block.fileId) : undefined,
          },
    ),
  }
}

export const readManaged: Handler<'news.readManaged'> = async ({ articleId }, { caller, now }) => {
  const article = await managedArticle(articleId, caller)
  const { content, editorId } = article.written
  const [[described], preview, versions, links] = await Promise.all([
    describeManaged([article], now),
    previewOf(article, article.written, now),
    listVersions(articleId),
    linksOf(picturesOf(content.cover, content.blocks)),
  ])
  if (!described) throw new AppError('NOT_FOUND')
  const changes = await changesOf(article, article.written, versions)
  return {
    article: described,
    revision: article.revision,
    content: contentFrom(content),
    pictures: [...links].map(([fileId, url]) => ({ fileId, url })),
    preview,
    changes,
    versions: versions.map(({ version, content: { title }, editorName, at }) => ({
      version,
      title,
      editor: editorName,
      at: at.getTime(),
      isShown: article.isPublic && article.shown?.version === version,
    })),
    isEditable: edits(caller, article),
    isReviewable: reviews(caller, article) && article.status === 'submitted' && editorId !== caller.personId,
  }
}

export const readOlder: Handler<'news.readVersion'> = async ({ articleId, version }, { caller, now }) => {
  const article = await managedArticle(articleId, caller)
  const [older, versions] = await Promise.all([readVersion(articleId, version), listVersions(articleId)])
  if (!older) throw new AppError('NOT_FOUND')
  const [preview, changes] = await Promise.all([
    previewOf(article, { ...older, reviewerName: '' }, now),
    changesOf(article, older, versions),
  ])
  return { preview, changes }
}
