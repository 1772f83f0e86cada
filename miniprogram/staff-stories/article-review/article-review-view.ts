/** An article as staff see it: how it stands, how it would be read, its versions, and what I may do about it. */
import type { Output } from '../../contract/index'
import { type ArticleDetail, articleCategories } from '../../contract/news'
import { type ArticleStatus, articleStatuses } from '../../contract/news-editing'
import { formatDay, formatMoment } from '../../utils/date'
import { coverView } from '../components/article-changes/changes-view'

interface Fact {
  readonly label: string
  readonly value: string
}

/** What is shown to be read: the newest version, or an older one that was opened. */
export interface Preview {
  readonly title: string
  readonly summary: string
  readonly cover: string
  readonly isDrawn: boolean
  readonly blocks: ArticleDetail['blocks']
}

export interface ReviewView {
  readonly articleId: string
  readonly revision: number
  readonly status: string
  readonly tone: 'neutral' | 'warning' | 'success' | 'danger'
  readonly isPublic: boolean
  readonly reason: string
  readonly facts: readonly Fact[]
  readonly preview: Preview
  readonly versions: readonly {
    readonly version: number
    readonly title: string
    readonly line: string
  }[]
  /** What the one button does; empty where there is nothing to do. */
  readonly act: 'submit' | 'approve' | 'publish' | ''
  /** Why there is nothing to do, where one might wonder. */
  readonly waits: string
  readonly isEditable: boolean
  readonly isScheduled: boolean
  readonly isPinned: boolean
  readonly isPinnable: boolean
  readonly isWithdrawable: boolean
}

const tones = {
  draft: 'neutral',
  submitted: 'warning',
  reviewed: 'warning',
  published: 'success',
  withdrawn: 'danger',
} as const

type Managed = Output<'news.readManaged'>

function actFor({ article, isEditable, isReviewable }: Managed): ReviewView['act'] {
  if (article.status === 'draft') return isEditable ? 'submit' : ''
  if (article.status === 'submitted') return isReviewable ? 'approve' : ''
  return article.status === 'reviewed' ? 'publish' : ''
}

const waitsFor = ({ article, isReviewable }: Managed): string =>
  article.status === 'submitted' && !isReviewable ? '等待编辑以外的同事审核，修改后会退回草稿' : ''

export function previewOf({ title, summary, cover, blocks }: ArticleDetail): Preview {
  const { src, isDrawn } = coverView(cover)
  return { title, summary, cover: src, isDrawn, blocks }
}

function factsOf({ article, preview }: Managed, nowMs: number): Fact[] {
  const { author, photographer } = preview.credits
  const { publishAt, pinnedUntil } = article
  const facts = [
    { label: '单位', value: article.body.name },
    { label: '栏目', value: articleCategories[article.category] },
    { label: '作者', value: author },
    { label: '摄影', value: photographer },
    { label: '编辑', value: article.editor },
    { label: '审核', value: article.reviewer },
    {
      label: '事件日期',
      value: preview.happenedAt === undefined ? '' : formatDay(preview.happenedAt, nowMs),
    },
    { label: '相关活动', value: preview.event?.title ?? '' },
    { label: '相关项目', value: preview.project?.title ?? '' },
    { label: '定时发布', value: publishAt === undefined ? '' : formatMoment(publishAt, nowMs) },
    { label: '置顶至', value: pinnedUntil === undefined ? '' : formatMoment(pinnedUntil, nowMs) },
    { label: '阅读', value: article.isPublic ? `${article.reads} 次` : '' },
  ]
  return facts.filter(({ value }) => value !== '')
}

const reasonOf = (status: ArticleStatus, reason: string): string => {
  if (reason === '') return ''
  return status === 'withdrawn' ? `撤下原因：${reason}` : `退回或撤下的原因：${reason}`
}

export function reviewViewOf(managed: Managed, nowMs: number): ReviewView {
  const { article, revision, preview, versions, isEditable } = managed
  const { status, isPublic, publishAt, pinnedUntil } = article
  return {
    articleId: article.articleId,
    revision,
    status: articleStatuses[status],
    tone: tones[status],
    isPublic,
    reason: reasonOf(status, article.reason),
    facts: factsOf(managed, nowMs),
    preview: previewOf(preview),
    versions: versions.map(({ version, title, editor, at, isShown }) => ({
      version,
      title,
      line: [formatMoment(at, nowMs), editor, isShown ? '读者看到的版本' : '']
        .filter((part) => part !== '')
        .join(' · '),
    })),
    act: actFor(managed),
    waits: waitsFor(managed),
    isEditable,
    isScheduled: publishAt !== undefined,
    isPinned: pinnedUntil !== undefined,
    isPinnable: isEditable && isPublic,
    isWithdrawable: status !== 'withdrawn',
  }
}
