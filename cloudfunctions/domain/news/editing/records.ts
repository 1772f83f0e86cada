/** What staff write of articles, each in one conditional update; and the versions as they were handed in. */
import type { ArticleStatus } from '../../../../miniprogram/contract/news-editing'
import { Collection, command, type Query } from '../../../platform/cloud'
import { afterCursor, pageSize } from '../../../platform/cursor'
import { Pile } from '../../../platform/piles'
import type { Article, StoredContent, Written } from '../records'

/** A version as it was handed in for review. */
export interface VersionRecord {
  readonly _id: string
  readonly articleId: string
  readonly version: number
  readonly content: StoredContent
  readonly editorId: string
  readonly editorName: string
  readonly at: Date
}

const articles = new Collection<Article>('articles')
const versions = new Collection<VersionRecord>('articleVersions')

export const insertArticle = (article: Article): Promise<'inserted' | 'exists'> => articles.insert(article)

type Moves = Partial<
  Pick<Article, 'status' | 'reason' | 'publishAt' | 'isPublic' | 'publishedAt' | 'pinnedUntil' | 'changedAt'>
> & { readonly written?: Written; readonly shown?: Article['shown'] }

/** Moves an article on, if it still is as it was read. An object is replaced whole, or it would be merged into the old. */
export const moveArticle = (
  { _id, revision }: Pick<Article, '_id' | 'revision'>,
  { written, shown, ...moves }: Moves,
): Promise<boolean> =>
  articles.change(
    { _id, revision },
    {
      ...moves,
      ...(written === undefined ? {} : { written: command.set(written) }),
      ...(shown === undefined ? {} : { shown: shown && command.set(shown) }),
      revision: command.inc(1),
    },
  )

/** Pins a published article until then, or no longer. */
export const pinArticle = (articleId: string, pinnedUntil: Date): Promise<boolean> =>
  articles.change({ _id: articleId, isPublic: true }, { pinnedUntil })

const within = (bodyIds: readonly string[], status: ArticleStatus): Query => ({
  bodyPath: command.in([...bodyIds]),
  ...(status === 'published' ? { isPublic: true } : { status }),
})

/** Articles of these bodies and those below whose newest version stands so, latest first. */
export const listArticlesBelow = (
  bodyIds: readonly string[],
  status: ArticleStatus,
  after: string | undefined,
): Promise<Article[]> =>
  articles.find(afterCursor(within(bodyIds, status), 'changedAt', 'desc', after), {
    order: [
      ['changedAt', 'desc'],
      ['_id', 'desc'],
    ],
    limit: pageSize + 1,
  })

export const countArticlesBelow = (bodyIds: readonly string[], status: ArticleStatus): Promise<number> =>
  bodyIds.length === 0 ? Promise.resolve(0) : articles.count(within(bodyIds, status))

/** How many of these bodies and those below wait for a reviewer. */
export const countSubmitted = (bodyIds: readonly string[]): Promise<number> =>
  countArticlesBelow(bodyIds, 'submitted')

/** Reviewed articles whose time to come out has come. */
export const dueArticles = new Pile(articles, (now) => ({
  status: 'reviewed',
  publishAt: command.gt(new Date(0)).and(command.lte(now)),
}))

export const versionIdOf = (articleId: string, version: number): string => `${articleId}:${version}`

export const insertVersion = (record: VersionRecord): Promise<'inserted' | 'exists'> =>
  versions.insert(record)

export const readVersion = (articleId: string, version: number): Promise<VersionRecord | undefined> =>
  versions.read(versionIdOf(articleId, version))

/** The last versions of an article, latest first. */
export const listVersions = (articleId: string): Promise<VersionRecord[]> =>
  versions.find({ articleId }, { order: [['at', 'desc']], limit: 20 })

const roles = ['editor', 'reviewer'] as const
const copies = ['written', 'shown'] as const

/** Where in an article a member of staff may stand, each with its name. */
const places = copies.flatMap((copy) => roles.map((role) => ({ copy, role, field: `${copy}.${role}Id` })))

/** Every article in which a person stands. */
export const everyArticleBy = (personId: string): AsyncGenerator<Article> =>
  articles.every({
    $or: [{ createdBy: personId }, ...places.map(({ field }) => ({ [field]: personId }))],
  })

/** Puts another id where a person stood in one article, or in all; with names, those too. */
export async function renameStaff(
  personId: string,
  to: { readonly personId: string; readonly names?: { readonly editor: string; readonly reviewer: string } },
  articleId?: string,
): Promise<void> {
  const one = articleId === undefined ? {} : { _id: articleId }
  await articles.changeEvery({ ...one, createdBy: personId }, { createdBy: to.personId })
  for (const { copy, role, field } of places) {
    const name = to.names ? { [`${copy}.${role}Name`]: to.names[role] } : {}
    await articles.changeEvery({ ...one, [field]: personId }, { [field]: to.personId, ...name })
  }
  await versions.changeEvery(
    { ...(articleId === undefined ? {} : { articleId }), editorId: personId },
    { editorId: to.personId, ...(to.names ? { editorName: to.names.editor } : {}) },
  )
}
