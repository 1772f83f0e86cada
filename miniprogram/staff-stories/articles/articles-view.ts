/** The articles I manage, as a list shows them: what each is waiting for, in words. */
import { articleCategories } from '../../contract/news'
import { type ArticleStatus, articleStatuses, type ManagedArticle } from '../../contract/news-editing'
import { formatMoment } from '../../utils/date'

export interface Tab {
  readonly status: ArticleStatus
  readonly label: string
}

export interface Row {
  readonly articleId: string
  readonly title: string
  readonly line: string
  readonly note: string
  readonly chip: string
  readonly tone: 'neutral' | 'warning' | 'success' | 'danger'
}

const statuses = Object.keys(articleStatuses) as readonly ArticleStatus[]

const nothing: Readonly<Record<ArticleStatus, string>> = {
  draft: '没有还未提交的草稿',
  submitted: '没有等待审核的文章',
  reviewed: '没有等待发布的文章',
  published: '还没有已发布的文章',
  withdrawn: '没有撤下的文章',
}

export const nothingOf = (status: ArticleStatus): string => nothing[status]

/** Drafts are their editors’ own: who only reviews has no such tab. */
export const tabsOf = (counts: Readonly<Record<ArticleStatus, number>>, isEditor: boolean): Tab[] =>
  statuses
    .filter((status) => status !== 'draft' || isEditor)
    .map((status) => ({ status, label: `${articleStatuses[status]} ${counts[status]}` }))

const tones = {
  draft: 'neutral',
  submitted: 'warning',
  reviewed: 'warning',
  published: 'success',
  withdrawn: 'danger',
} as const

function noteOf(
  { status, publishAt, pinnedUntil, reason, isPublic, reads }: ManagedArticle,
  nowMs: number,
): string {
  const parts = [
    publishAt === undefined ? '' : `${formatMoment(publishAt, nowMs)} 自动发布`,
    pinnedUntil === undefined ? '' : `置顶至 ${formatMoment(pinnedUntil, nowMs)}`,
    isPublic && status !== 'published' ? '读者仍看到上一版' : '',
    reason === '' ? '' : status === 'withdrawn' ? `撤下原因：${reason}` : `退回原因：${reason}`,
    isPublic ? `${reads} 次阅读` : '',
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

export const rowOf = (article: ManagedArticle, nowMs: number): Row => ({
  articleId: article.articleId,
  title: article.title,
  line: [article.body.name, articleCategories[article.category], article.editor]
    .filter((part) => part !== '')
    .join(' · '),
  note: noteOf(article, nowMs),
  chip: articleStatuses[article.status],
  tone: tones[article.status],
})
