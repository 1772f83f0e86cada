/** News as everybody reads it: by category, the pinned first, with credits and what a story is about. */
import { action } from './action'
import type { ShownBlock, ShownCover } from './event-content'
import { choice, id, type Moment, optional, text } from './fields'
import type { BodyName } from './organisations'

export const articleCategories = {
  campus: '学校要闻',
  alumni: '校友动态',
  anniversary: '校庆专题',
  giving: '捐赠故事',
  notice: '通知公告',
} as const
export type ArticleCategory = keyof typeof articleCategories

/** A story in a list. */
export interface ArticleSummary {
  readonly articleId: string
  readonly title: string
  readonly summary: string
  readonly category: ArticleCategory
  readonly cover: ShownCover
  /** Whose news it is. */
  readonly body: BodyName
  /** When everybody could first read it: another date than that of what it tells. */
  readonly publishedAt: Moment
  readonly isPinned: boolean
}

/** Who made it, by name; empty where nobody is named. */
export interface ArticleCredits {
  readonly author: string
  readonly photographer: string
  readonly editor: string
  readonly reviewer: string
}

export interface ArticleDetail extends ArticleSummary {
  readonly blocks: readonly ShownBlock[]
  readonly credits: ArticleCredits
  /** When what it tells happened. */
  readonly happenedAt: Moment | undefined
  /** When the version at hand came out, if it is not the first. */
  readonly updatedAt: Moment | undefined
  /** People and days: whoever reads it twice in a day counts once. */
  readonly reads: number
  readonly event:
    | {
        readonly eventId: string
        readonly title: string
        readonly startsAt: Moment
        readonly endsAt: Moment
        readonly place: string
      }
    | undefined
  readonly project:
    | { readonly projectId: string; readonly title: string; readonly summary: string }
    | undefined
}

export const news = {
  /** Published stories, of one body and those below it or of all; the pinned ones come before the first page. */
  'news.list': action('visitor', {
    category: optional(choice('栏目', articleCategories)),
    bodyId: optional(id()),
    after: optional(text('页码', { max: 100 })),
  }).returns<{ readonly articles: readonly ArticleSummary[]; readonly next: string | undefined }>(),
  'news.read': action('visitor', { articleId: id() }).returns<{ readonly article: ArticleDetail }>(),
  /** Said by a phone once the story is on the screen, so that reading it never waits for being counted. */
  'news.countRead': action(
    'visitor',
    { articleId: id() },
    { atMost: { times: 300, per: 'day' } },
  ).returns<object>(),
}
