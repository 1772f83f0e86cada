/** What is typed of an article and not saved: kept on the phone, also across a crash. */
import { AppError } from '../../contract/errors'
import type { PictureLink } from '../../contract/event-editing'
import type { BodyName } from '../../contract/organisations'
import { call } from '../../services/cloud'
import { dropDraft, keepDraft, newKey, readDraft } from '../../services/drafts'
import { type ArticleForm, contentFrom, emptyForm, formFrom, isSame, merge } from './article-form'

export interface ArticleDraft {
  readonly revision: number
  /** What the form was when it was loaded. */
  readonly base: ArticleForm
  readonly form: ArticleForm
  /** What its body, its event and its project are called, by id. */
  readonly names: Readonly<Record<string, string>>
  /** Ties every try of creating this article together. */
  readonly draftKey: string
}

const keyOf = (articleId: string) => `article:${articleId === '' ? 'new' : articleId}`

/** @param body which publishes, as long as no other is chosen */
export function newDraft(body?: BodyName): ArticleDraft {
  const form = { ...emptyForm, bodyId: body?.bodyId ?? '' }
  const names = body ? { [body.bodyId]: body.name } : {}
  return { revision: 0, base: form, form, names, draftKey: newKey() }
}

export const readKept = (articleId: string): ArticleDraft | undefined =>
  readDraft<ArticleDraft>(keyOf(articleId))

export const forget = (articleId: string): void => dropDraft(keyOf(articleId))

/** Keeps what is typed, and forgets what says nothing new. */
export function keep(articleId: string, draft: ArticleDraft): void {
  if (isSame(draft.base, draft.form)) forget(articleId)
  else keepDraft(keyOf(articleId), draft)
}

export interface Saved {
  readonly draft: ArticleDraft
  readonly pictures: readonly PictureLink[]
  /** Whether everybody reads a version of it. */
  readonly isPublic: boolean
}

/** An article as it is saved. */
export async function readSaved(articleId: string): Promise<Saved> {
  const { article, revision, content, pictures, preview } = await call('news.readManaged', { articleId })
  const form = formFrom(content, article.body.bodyId)
  const { event, project } = preview
  const names = {
    [article.body.bodyId]: article.body.name,
    ...(event ? { [event.eventId]: event.title } : {}),
    ...(project ? { [project.projectId]: project.title } : {}),
  }
  return {
    draft: { revision, base: form, form, names, draftKey: '' },
    pictures,
    isPublic: article.isPublic,
  }
}

/** What is typed on top of what is saved by now. */
export const rebase = (mine: ArticleDraft, saved: ArticleDraft): ArticleDraft => ({
  ...saved,
  form: merge(mine.base, mine.form, saved.form),
  names: { ...mine.names, ...saved.names },
})

/**
 * Creates the article or changes it; an earlier try of creating it, the answer to which was lost, may have left older
 * words: they are changed. @throws AppError ARTICLE_CHANGED when somebody else saved it meanwhile
 */
export async function save(articleId: string, { draftKey, revision, form }: ArticleDraft): Promise<string> {
  const content = contentFrom(form)
  if (articleId !== '') {
    await call('news.change', { articleId, revision, content }).catch(async (error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'ARTICLE_CHANGED') throw error
      // It was this phone that saved it, and the answer was lost.
      const saved = await readSaved(articleId)
      if (!isSame(saved.draft.form, formFrom(content, form.bodyId))) throw error
    })
    return articleId
  }
  const created = await call('news.create', { draftKey, bodyId: form.bodyId, content })
  const saved = await readSaved(created.articleId)
  if (!isSame(saved.draft.form, formFrom(content, form.bodyId)))
    await call('news.change', { articleId: created.articleId, revision: created.revision, content })
  return created.articleId
}
