/** News as staff make it: written by one, reviewed by another, published, scheduled, pinned, withdrawn. */
import { type InferOutput, strictObject } from 'valibot'
import { action } from './action'
import { type BlockKind, blocks, cover, type ShownCover } from './event-content'
import type { PictureLink } from './event-editing'
import { choice, id, integer, type Moment, moment, optional, text } from './fields'
import { type ArticleCategory, type ArticleDetail, articleCategories } from './news'
import type { BodyName } from './organisations'

/** Of the newest version; what everybody reads meanwhile may be an older one. */
export const articleStatuses = {
  draft: '草稿',
  submitted: '待审核',
  reviewed: '待发布',
  published: '已发布',
  withdrawn: '已撤下',
} as const
export type ArticleStatus = keyof typeof articleStatuses

/** What an editor writes. The editor's and the reviewer's names come from who they are. */
export const articleFields = {
  category: choice('栏目', articleCategories),
  title: text('标题', { min: 2, max: 60 }),
  summary: text('摘要', { min: 0, max: 120 }),
  cover,
  blocks: blocks('正文'),
  author: text('作者', { min: 0, max: 40 }),
  photographer: text('摄影', { min: 0, max: 40 }),
  /** When what it tells happened; when it is published is another date. */
  happenedAt: optional(moment('事件日期')),
  eventId: optional(id('相关活动')),
  projectId: optional(id('相关项目')),
} as const

export const articleContent = strictObject(articleFields, '文章内容有误')
export type ArticleContent = InferOutput<typeof articleContent>

export interface ManagedArticle {
  readonly articleId: string
  readonly title: string
  readonly category: ArticleCategory
  readonly body: BodyName
  readonly status: ArticleStatus
  /** Whether everybody reads it now, be it in an older version. */
  readonly isPublic: boolean
  /** When it is to come out by itself. */
  readonly publishAt: Moment | undefined
  readonly pinnedUntil: Moment | undefined
  readonly reads: number
  readonly editor: string
  readonly reviewer: string
  readonly changedAt: Moment
  /** Why it was sent back or withdrawn. */
  readonly reason: string
}

/** A version as it was handed in for review, and can be read and taken up again. */
export interface ArticleVersion {
  readonly version: number
  readonly title: string
  readonly editor: string
  readonly at: Moment
  readonly isShown: boolean
}

/** Words of one place in two versions: in both, only in the newer one, or only in the older one. */
export interface Piece {
  readonly words: string
  readonly mark: 'same' | 'added' | 'taken'
}

/** Blocks in a row that are the same in both, as their number; or one that was added, taken away, reworded, or put elsewhere. */
export type BlockChange =
  | { readonly mark: 'same'; readonly count: number }
  | {
      readonly mark: 'added' | 'taken' | 'changed' | 'moved'
      readonly kind: BlockKind
      readonly pieces: readonly Piece[]
      /** Of a picture: a link to it; it may be gone. */
      readonly url: string | undefined
    }

/** What is said of an article in one line, and may differ between two versions. */
export type ChangedField =
  | 'title'
  | 'summary'
  | 'category'
  | 'author'
  | 'photographer'
  | 'happenedAt'
  | 'event'
  | 'project'

/** What a version says otherwise than an older one. */
export interface ArticleChanges {
  /** The older one: what everybody reads, or else the one handed in before. */
  readonly against: { readonly at: Moment; readonly isShown: boolean }
  readonly fields: readonly { readonly field: ChangedField; readonly pieces: readonly Piece[] }[]
  /** Undefined where the cover stayed as it was. */
  readonly cover: { readonly before: ShownCover; readonly after: ShownCover } | undefined
  readonly blocks: readonly BlockChange[]
}

const revision = integer('版本', { min: 1, max: 1_000_000 })
const version = integer('版本', { min: 1, max: 1_000_000 })

/** Where an article stands after an act on it. */
interface Moved {
  readonly articleId: string
  readonly revision: number
  readonly status: ArticleStatus
}

export const newsEditing = {
  /** Those whose newest version stands so; `published`: all that everybody reads. Latest first. */
  'news.listManaged': action('staff', {
    status: choice('状态', articleStatuses),
    after: optional(text('页码', { max: 100 })),
  }).returns<{
    readonly articles: readonly ManagedArticle[]
    readonly next: string | undefined
    readonly counts: Readonly<Record<ArticleStatus, number>>
    readonly isEditor: boolean
    readonly isReviewer: boolean
  }>(),
  'news.readManaged': action('staff', { articleId: id() }).returns<{
    readonly article: ManagedArticle
    readonly revision: number
    readonly content: ArticleContent
    readonly pictures: readonly PictureLink[]
    /** The newest version as everybody would see it. */
    readonly preview: ArticleDetail
    /** Undefined while there is no older version. */
    readonly changes: ArticleChanges | undefined
    readonly versions: readonly ArticleVersion[]
    readonly isEditable: boolean
    /** Whether the caller decides about it: a reviewer, and not who wrote it last. */
    readonly isReviewable: boolean
  }>(),
  'news.create': action(
    'editor',
    { draftKey: id(), bodyId: id('发布单位'), content: articleContent },
    { audits: 'draftKey' },
  ).returns<Moved>(),
  'news.change': action(
    'editor',
    { articleId: id(), revision, content: articleContent },
    { audits: 'articleId' },
  ).returns<Moved>(),
  'news.submit': action(
    'editor',
    { articleId: id(), revision },
    { audits: 'articleId', atMost: { times: 100, per: 'day' } },
  ).returns<Moved>(),
  'news.review': action(
    'reviewer',
    {
      articleId: id(),
      revision,
      decision: choice('审核结果', { approve: '通过', return: '退回' }),
      reason: text('原因', { min: 0, max: 200 }),
    },
    { audits: 'articleId' },
  ).returns<Moved>(),
  /** At once; or, with a time, by the clock. */
  'news.publish': action(
    'staff',
    { articleId: id(), revision, publishAt: optional(moment('发布时间')) },
    { audits: 'articleId' },
  ).returns<Moved>(),
  /** Takes a time to come out back; what was reviewed stays reviewed. */
  'news.unschedule': action('staff', { articleId: id(), revision }, { audits: 'articleId' }).returns<Moved>(),
  /** Keeps it on top until then; without a time, no longer. */
  'news.pin': action(
    'editor',
    { articleId: id(), pinnedUntil: optional(moment('置顶截止时间')) },
    { audits: 'articleId' },
  ).returns<{ readonly pinnedUntil: Moment | undefined }>(),
  'news.withdraw': action(
    'staff',
    { articleId: id(), revision, reason: text('撤下原因', { min: 2, max: 200 }) },
    { audits: 'articleId' },
  ).returns<Moved>(),
  'news.readVersion': action('staff', { articleId: id(), version }).returns<{
    readonly preview: ArticleDetail
    readonly changes: ArticleChanges | undefined
  }>(),
  /** Makes an older version the newest one again: a draft, to be reviewed like any other. */
  'news.restoreVersion': action(
    'editor',
    { articleId: id(), revision, version },
    { audits: 'articleId' },
  ).returns<Moved>(),
}
