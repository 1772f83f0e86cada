/** What happens to an article once it is handed in: reviewed, published, scheduled, pinned, withdrawn. */
import { AppError } from '../../../../miniprogram/contract/errors'
import type { ParsedInput } from '../../../../miniprogram/contract/index'
import { reaches } from '../../../platform/caller'
import type { Handler, Handlers } from '../../../platform/serve'
import { forgetSnapshots } from '../../../platform/snapshots'
import { bodySnapshotId } from '../../organisations/page'
import { type Article, readArticle } from '../records'
import { decidePin, decidePublication, decideReview, decideWithdrawal, isRepeated } from '../rules'
import { allowed, editableArticle, managedArticle } from './access'
import { moved } from './actions'
import { dueArticles, moveArticle, pinArticle } from './records'

const neverPinned = new Date(0)

/** Pages on which an article stands or stood are made anew. */
const forgetPages = ({ bodyPath }: Article): Promise<void> => forgetSnapshots(bodyPath.map(bodySnapshotId))

/** The same decision again, after its answer was lost. */
function isDecidedAlready(
  article: Article,
  { revision, decision, reason }: ParsedInput<'news.review'>,
  reviewerId: string,
): boolean {
  if (decision === 'return') return isRepeated(article, revision, 'draft') && article.reason === reason
  return isRepeated(article, revision, 'reviewed') && article.written.reviewerId === reviewerId
}

const review: Handler<'news.review'> = async (input, { caller, now }) => {
  const { articleId, revision, reason } = input
  const article = await readArticle(articleId)
  if (!article || !reaches('reviewer', caller, article.bodyPath)) throw new AppError('NOT_FOUND')
  if (isDecidedAlready(article, input, caller.personId))
    return moved({ ...article, revision }, article.status)
  const status = allowed(decideReview(article, input, caller.personId))
  const reviewer = { reviewerId: caller.personId, reviewerName: caller.person?.name ?? '' }
  const written = status === 'reviewed' ? { ...article.written, ...reviewer } : article.written
  const decided = { status, written, reason: status === 'draft' ? reason : '', changedAt: now } as const
  if (!(await moveArticle(article, decided))) throw new AppError('ARTICLE_CHANGED')
  return moved(article, status)
}

/** Puts the reviewed version before everybody; the date of the first time stays. */
async function bringOut(article: Article, now: Date): Promise<boolean> {
  const isOut = await moveArticle(article, {
    status: 'published',
    shown: { ...article.written, since: now },
    isPublic: true,
    publishedAt: article.publishedAt ?? now,
    publishAt: null,
    changedAt: now,
  })
  if (isOut) await forgetPages(article)
  return isOut
}

const publish: Handler<'news.publish'> = async ({ articleId, revision, publishAt }, { caller, now }) => {
  const article = await managedArticle(articleId, caller)
  const at = publishAt === undefined ? undefined : new Date(publishAt)
  if (at === undefined && isRepeated(article, revision, 'published'))
    return moved({ ...article, revision }, 'published')
  if (at && isRepeated(article, revision, 'reviewed') && article.publishAt?.getTime() === publishAt)
    return moved({ ...article, revision }, 'reviewed')
  allowed(decidePublication(article, revision, at, now))
  const isMoved = at
    ? await moveArticle(article, { publishAt: at, changedAt: now })
    : await bringOut(article, now)
  if (!isMoved) throw new AppError('ARTICLE_CHANGED')
  return moved(article, at ? 'reviewed' : 'published')
}

const unschedule: Handler<'news.unschedule'> = async ({ articleId, revision }, { caller, now }) => {
  const article = await managedArticle(articleId, caller)
  if (article.status === 'reviewed' && !article.publishAt)
    return { articleId, revision: article.revision, status: article.status }
  if (article.status !== 'reviewed' || article.revision !== revision) throw new AppError('ARTICLE_CHANGED')
  if (!(await moveArticle(article, { publishAt: null, changedAt: now })))
    throw new AppError('ARTICLE_CHANGED')
  return moved(article, 'reviewed')
}

const pin: Handler<'news.pin'> = async ({ articleId, pinnedUntil }, { caller, now }) => {
  const article = await editableArticle(articleId, caller)
  const until = pinnedUntil === undefined ? neverPinned : new Date(pinnedUntil)
  if (pinnedUntil !== undefined) allowed(decidePin(article, until, now))
  await pinArticle(articleId, until)
  await forgetPages(article)
  return { pinnedUntil }
}

const withdraw: Handler<'news.withdraw'> = async ({ articleId, revision, reason }, { caller, now }) => {
  const article = await managedArticle(articleId, caller)
  if (!isRepeated(article, revision, 'withdrawn')) {
    allowed(decideWithdrawal(article, revision))
    const withdrawn = {
      status: 'withdrawn',
      isPublic: false,
      reason,
      publishAt: null,
      pinnedUntil: neverPinned,
      changedAt: now,
    } as const
    if (!(await moveArticle(article, withdrawn))) throw new AppError('ARTICLE_CHANGED')
  }
  await forgetPages(article)
  return { articleId, revision: revision + 1, status: 'withdrawn' }
}

/** The timer's part: what was reviewed and given a time comes out at that time. */
export async function publishDue(now: Date): Promise<void> {
  for (const article of await dueArticles.read(now)) await bringOut(article, now)
}

export const reviewing: Pick<
  Handlers<'news'>,
  'news.review' | 'news.publish' | 'news.unschedule' | 'news.pin' | 'news.withdraw'
> = {
  'news.review': review,
  'news.publish': publish,
  'news.unschedule': unschedule,
  'news.pin': pin,
  'news.withdraw': withdraw,
}
