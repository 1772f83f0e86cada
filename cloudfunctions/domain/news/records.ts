/** Articles: the version that editors work at, and beside it the one that everybody reads. */
import type { ArticleCategory } from '../../../miniprogram/contract/news'
import type { ArticleContent, ArticleStatus } from '../../../miniprogram/contract/news-editing'
import { dayMs } from '../../platform/clock'
import { Collection, command, type Query } from '../../platform/cloud'
import { afterCursor, pageSize } from '../../platform/cursor'
import { Pile } from '../../platform/piles'

/** What an editor wrote; empty or null where nothing is said, for a document keeps no undefined. */
export interface StoredContent extends Omit<ArticleContent, 'happenedAt' | 'eventId' | 'projectId'> {
  readonly happenedAt: Date | null
  readonly eventId: string
  readonly projectId: string
}

/** A content and who answers for it. */
export interface Written {
  readonly content: StoredContent
  /** The revision as which it was handed in for review; 0 before that. */
  readonly version: number
  /** Who changed it last, and is named for it. */
  readonly editorId: string
  readonly editorName: string
  readonly reviewerId: string
  readonly reviewerName: string
}

export interface Article {
  readonly _id: string
  readonly bodyId: string
  readonly bodyPath: readonly string[]
  /** Of the newest version. */
  readonly status: ArticleStatus
  readonly written: Written
  /** Why it was sent back or withdrawn. */
  readonly reason: string
  /** When a reviewed version comes out by itself. */
  readonly publishAt: Date | null
  /** The version that everybody reads, or read before it was withdrawn; and since when. */
  readonly shown: (Written & { readonly since: Date }) | null
  readonly isPublic: boolean
  /** When it first came out. */
  readonly publishedAt: Date | null
  /** In the past where it is not pinned. */
  readonly pinnedUntil: Date
  readonly reads: number
  readonly changedAt: Date
  readonly revision: number
  readonly createdBy: string
}

/** A story in a list: without its text. */
export interface ListedArticle extends Pick<Article, '_id' | 'bodyId' | 'pinnedUntil'> {
  readonly shown: { readonly content: Pick<StoredContent, 'title' | 'summary' | 'category' | 'cover'> }
  readonly publishedAt: Date
}

/** What a story is about, as it lies with it. */
interface About {
  readonly events: readonly {
    readonly _id: string
    readonly status: string
    readonly title: string
    readonly startsAt: Date
    readonly endsAt: Date
    readonly place: string
  }[]
  readonly projects: readonly {
    readonly _id: string
    readonly status: 'draft' | 'proposed' | 'open' | 'closed'
    readonly opensAt: Date | null
    readonly title: string
    readonly summary: string
  }[]
}
export type ArticleWithAbout = Article & About

const articles = new Collection<Article>('articles')

/** A mark that somebody read an article on a day; its id tells neither who nor what. */
const reads = new Collection<{ readonly _id: string; readonly at: Date }>('articleReads')

export const readArticle = (articleId: string): Promise<Article | undefined> => articles.read(articleId)

/** Whose stories, and of which kind; left out: of all. */
export interface Selection {
  readonly bodyId?: string | undefined
  readonly category?: ArticleCategory | undefined
}

const listedFields = [
  'bodyId',
  'publishedAt',
  'pinnedUntil',
  ...['title', 'summary', 'category', 'cover'].map((field) => `shown.content.${field}`),
]

const publicOf = ({ bodyId, category }: Selection): Query => ({
  isPublic: true,
  ...(bodyId === undefined ? {} : { bodyPath: bodyId }),
  ...(category === undefined ? {} : { 'shown.content.category': category }),
})

const latestFirst = [
  ['publishedAt', 'desc'],
  ['_id', 'desc'],
] as const

/** So many are kept on top of a list at most. */
const pinnedAtMost = 5

const listOf = async (query: Query, limit: number): Promise<ListedArticle[]> =>
  (await articles.find(query, {
    order: latestFirst,
    limit,
    fields: listedFields,
  })) as unknown as ListedArticle[]

/** Published stories kept on top, latest first. */
export const listPinned = (selection: Selection, now: Date): Promise<ListedArticle[]> =>
  listOf({ ...publicOf(selection), pinnedUntil: command.gt(now) }, pinnedAtMost)

/** Published stories that are not kept on top, latest first; one more than a page holds. */
export const listUnpinned = (
  selection: Selection,
  now: Date,
  after?: string,
  limit = pageSize + 1,
): Promise<ListedArticle[]> => {
  const unpinned = { ...publicOf(selection), pinnedUntil: command.lte(now) }
  return listOf(afterCursor(unpinned, 'publishedAt', 'desc', after), limit)
}

const longFields = ['written', 'events.blocks', 'events.agenda', 'events.questions', 'events.recap']

/** A published story with the event and the project that it is about: one round trip. */
export async function readPublic(articleId: string): Promise<ArticleWithAbout | undefined> {
  const [found] = await articles.aggregate<ArticleWithAbout>((stages) =>
    stages
      .match({ _id: articleId, isPublic: true })
      .lookup({ from: 'events', localField: 'shown.content.eventId', foreignField: '_id', as: 'events' })
      .lookup({
        from: 'projects',
        localField: 'shown.content.projectId',
        foreignField: '_id',
        as: 'projects',
      })
      .project(Object.fromEntries(longFields.map((field) => [field, 0]))),
  )
  return found
}

/** Counts a reading unless its mark is there already. Cut off between the two, one reading is not counted. */
export async function countReading(articleId: string, markId: string, now: Date): Promise<void> {
  if ((await reads.insert({ _id: markId, at: now })) === 'exists') return
  await articles.change({ _id: articleId, isPublic: true }, { reads: command.inc(1) })
}

export const pastReadings = new Pile(reads, (now) => ({
  at: command.lt(new Date(now.getTime() - 2 * dayMs)),
}))

/** Every article of one of these bodies. */
export const everyArticleOf = (bodyIds: readonly string[]): AsyncGenerator<Article> =>
  articles.every({ bodyId: command.in([...bodyIds]) })

/** Writes whose an article is, and where that body lies, if it still is as it was read. */
export const rehouseArticle = (
  { _id, bodyId }: Article,
  body: { readonly _id: string; readonly bodyPath: readonly string[] },
): Promise<boolean> => articles.change({ _id, bodyId }, { bodyId: body._id, bodyPath: [...body.bodyPath] })

export const everyArticle = (): AsyncGenerator<Article> => articles.every()
