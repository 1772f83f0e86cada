/** What editors do with articles: write, change, hand in, take an older version up again. */
import { AppError } from '../../../../miniprogram/contract/errors'
import type { ArticleContent, ArticleStatus } from '../../../../miniprogram/contract/news-editing'
import type { Caller } from '../../../platform/caller'
import { checkWords } from '../../../platform/cloud'
import { derivedId } from '../../../platform/ids'
import type { Handler, Handlers } from '../../../platform/serve'
import { requireFitPictures } from '../../events/publishing/pictures'
import { picturesOf } from '../../events/publishing/rules'
import { readEvent } from '../../events/records'
import { readProject } from '../../giving/records'
import { bodyToWriteFor } from '../../organisations/writing'
import type { Article, StoredContent, Written } from '../records'
import { decideSubmission, isRepeated, missingIn, wordsToJudge } from '../rules'
import { allowed, editableArticle } from './access'
import { storedFrom } from './content'
import { insertArticle, insertVersion, moveArticle, readVersion, versionIdOf } from './records'
import { listManaged, readManaged, readOlder } from './showing'

/** Where an article stands after an act that counted one. */
export const moved = ({ _id, revision }: Pick<Article, '_id' | 'revision'>, status: ArticleStatus) => ({
  articleId: _id,
  revision: revision + 1,
  status,
})

/** Refuses pictures that nobody looked over, and an event or a project that there is not. */
async function checkedContent(content: ArticleContent): Promise<StoredContent> {
  const { eventId, projectId, cover, blocks } = content
  const [event, project] = await Promise.all([
    eventId === undefined ? undefined : readEvent(eventId),
    projectId === undefined ? undefined : readProject(projectId),
    requireFitPictures(picturesOf(cover, blocks)),
  ])
  // One that is not shown to everybody is answered like one that there is not.
  if (eventId !== undefined && (!event || event.status === 'draft'))
    throw new AppError('INVALID_INPUT', { fields: { 'content.eventId': '该活动还未发布' } })
  if (projectId !== undefined && project?.status !== 'open' && project?.status !== 'closed')
    throw new AppError('INVALID_INPUT', { fields: { 'content.projectId': '该项目还未公开' } })
  return storedFrom(content)
}

const writtenBy = ({ personId, person }: Caller, content: StoredContent): Written => ({
  content,
  version: 0,
  editorId: personId,
  editorName: person?.name ?? '',
  reviewerId: '',
  reviewerName: '',
})

const create: Handler<'news.create'> = async ({ draftKey, bodyId, content }, { caller, now }) => {
  const body = await bodyToWriteFor(bodyId, caller, 'bodyId')
  // The same draft sent again is the same article.
  const articleId = derivedId('article', caller.personId, draftKey)
  await insertArticle({
    _id: articleId,
    bodyId,
    bodyPath: body.bodyPath,
    status: 'draft',
    written: writtenBy(caller, await checkedContent(content)),
    reason: '',
    publishAt: null,
    shown: null,
    isPublic: false,
    publishedAt: null,
    pinnedUntil: new Date(0),
    reads: 0,
    changedAt: now,
    revision: 1,
    untold: false,
    createdBy: caller.personId,
  })
  const { revision, status } = await editableArticle(articleId, caller)
  return { articleId, revision, status }
}

/** Whatever was reviewed or waited for it is a draft again; what everybody reads stays as it is. */
async function rewrite(article: Article, written: Written, now: Date) {
  const draft = { status: 'draft', written, publishAt: null, changedAt: now } as const
  if (!(await moveArticle(article, draft))) throw new AppError('ARTICLE_CHANGED')
  return moved(article, 'draft')
}

const change: Handler<'news.change'> = async ({ articleId, revision, content }, { caller, now }) => {
  const article = await editableArticle(articleId, caller)
  const stored = await checkedContent(content)
  return rewrite({ ...article, revision }, writtenBy(caller, stored), now)
}

/** WeChat's own check of all its words: whoever hands it in waits for it, and may try again when it cannot be asked. */
async function requireFitWords(openid: string, content: StoredContent): Promise<void> {
  const judged = await Promise.all(wordsToJudge(content).map((words) => checkWords(openid, words)))
  if (judged.includes('refused')) throw new AppError('WORDS_REFUSED')
  if (judged.includes('unknown')) throw new AppError('BUSY')
}

const submit: Handler<'news.submit'> = async ({ articleId, revision }, { caller, now }) => {
  const article = await editableArticle(articleId, caller)
  if (isRepeated(article, revision, 'submitted')) return moved({ ...article, revision }, 'submitted')
  allowed(decideSubmission(article, revision))
  const { content, editorId, editorName } = article.written
  const fields = missingIn(content)
  if (fields) throw new AppError('INVALID_INPUT', { fields })
  await requireFitWords(caller.openid, content)
  // The version first: one that was kept and never handed in does no harm, one handed in and not kept is lost.
  await insertVersion({
    _id: versionIdOf(articleId, revision),
    articleId,
    version: revision,
    content,
    editorId,
    editorName,
    at: now,
  })
  const written = { ...article.written, version: revision }
  const submitted = { status: 'submitted', written, reason: '', changedAt: now } as const
  if (!(await moveArticle(article, submitted))) throw new AppError('ARTICLE_CHANGED')
  return moved(article, 'submitted')
}

const restore: Handler<'news.restoreVersion'> = async (input, { caller, now }) => {
  const { articleId, revision, version } = input
  const article = await editableArticle(articleId, caller)
  const older = await readVersion(articleId, version)
  if (!older) throw new AppError('NOT_FOUND')
  return rewrite({ ...article, revision }, writtenBy(caller, older.content), now)
}

export const editing: Pick<
  Handlers<'news'>,
  | 'news.listManaged'
  | 'news.readManaged'
  | 'news.create'
  | 'news.change'
  | 'news.submit'
  | 'news.readVersion'
  | 'news.restoreVersion'
> = {
  'news.listManaged': listManaged,
  'news.readManaged': readManaged,
  'news.create': create,
  'news.change': change,
  'news.submit': submit,
  'news.readVersion': readOlder,
  'news.restoreVersion': restore,
}
