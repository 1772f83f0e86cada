/** A story as it is read: dates, credits and what it is about, in words. */
import { type ArticleDetail, articleCategories } from '../../contract/news'
import { formatDay } from '../../utils/date'

interface Credit {
  readonly role: string
  readonly name: string
}

export interface ArticleView {
  readonly article: ArticleDetail
  readonly category: string
  readonly cover: string
  /** Whether the cover is one of our own drawings. */
  readonly isDrawn: boolean
  /** Whose it is and since when. */
  readonly line: string
  readonly happened: string
  readonly credits: readonly Credit[]
  /** What is said below the text: of a newer version, and of how many read it. */
  readonly foot: string
}

const roles = [
  ['author', '作者'],
  ['photographer', '摄影'],
  ['editor', '编辑'],
  ['reviewer', '审核'],
] as const

/** So many readings are worth telling. */
const readsTold = 10

export function articleViewOf(article: ArticleDetail, nowMs: number): ArticleView {
  const { cover, credits, body, publishedAt, happenedAt, updatedAt, reads } = article
  return {
    article,
    category: articleCategories[article.category],
    cover: cover.kind === 'picture' ? cover.url : `/assets/art/${cover.art}.svg`,
    isDrawn: cover.kind === 'art',
    line: `${body.name} · ${formatDay(publishedAt, nowMs)}`,
    happened: happenedAt === undefined ? '' : formatDay(happenedAt, nowMs),
    credits: roles.map(([part, role]) => ({ role, name: credits[part] })).filter(({ name }) => name !== ''),
    foot: [
      updatedAt === undefined ? '' : `${formatDay(updatedAt, nowMs)} 更新`,
      reads < readsTold ? '' : `${reads} 次阅读`,
    ]
      .filter((part) => part !== '')
      .join(' · '),
  }
}
