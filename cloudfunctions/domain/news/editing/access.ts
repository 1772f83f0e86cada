/** Whose article it is to whom: editors and reviewers of its body see it, anybody else hears that there is none. */
import { AppError, type ErrorCode, isErrorCode } from '../../../../miniprogram/contract/errors'
import { type Caller, reaches } from '../../../platform/caller'
import { type Article, readArticle } from '../records'

export const edits = (caller: Caller, { bodyPath }: Pick<Article, 'bodyPath'>): boolean =>
  reaches('editor', caller, bodyPath)

/** What is not handed in yet is its editors' own, unless everybody reads an older version of it. */
export const reviews = (
  caller: Caller,
  { bodyPath, status, isPublic }: Pick<Article, 'bodyPath' | 'status' | 'isPublic'>,
): boolean => reaches('reviewer', caller, bodyPath) && (status !== 'draft' || isPublic)

async function articleFor(articleId: string, may: (article: Article) => boolean): Promise<Article> {
  const article = await readArticle(articleId)
  if (!article || !may(article)) throw new AppError('NOT_FOUND')
  return article
}

export const editableArticle = (articleId: string, caller: Caller): Promise<Article> =>
  articleFor(articleId, (article) => edits(caller, article))

/** An article that the caller edits or reviews. */
export const managedArticle = (articleId: string, caller: Caller): Promise<Article> =>
  articleFor(articleId, (article) => edits(caller, article) || reviews(caller, article))

/** Goes on with what a rule decided, unless it refused. */
export function allowed<Decision extends string>(
  decision: Decision | ErrorCode,
): Exclude<Decision, ErrorCode> {
  if (isErrorCode(decision)) throw new AppError(decision)
  return decision as Exclude<Decision, ErrorCode>
}
