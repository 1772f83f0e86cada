/** A story as a list shows it. */
import { type ArticleSummary, articleCategories } from '../contract/news'

export interface ArticleRow {
  readonly articleId: string
  readonly title: string
  readonly summary: string
  readonly category: string
  /** Empty where there is no photograph: our own drawings are for the story's own page. */
  readonly cover: string
  readonly publishedAt: number
  readonly isPinned: boolean
}

export const articleRowOf = (article: ArticleSummary): ArticleRow => ({
  articleId: article.articleId,
  title: article.title,
  summary: article.summary,
  category: articleCategories[article.category],
  cover: article.cover.kind === 'picture' ? article.cover.url : '',
  publishedAt: article.publishedAt,
  isPinned: article.isPinned,
})
