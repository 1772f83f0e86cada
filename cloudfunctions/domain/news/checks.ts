/** Invariants of news; run with the others of checks.ts. */
import { straysAmong } from '../organisations/strays'
import { everyArticle } from './records'

/** What everybody reads was read before by somebody else than whoever wrote it. */
async function* publishedArticlesWereReviewed(): AsyncGenerator<string> {
  for await (const { _id, isPublic, shown, publishedAt } of everyArticle()) {
    if (!isPublic) continue
    if (!shown || !publishedAt) yield `article ${_id} is public, and there is nothing to read`
    else if (shown.reviewerId === '') yield `article ${_id} is public without a review`
    else if (shown.reviewerId === shown.editorId) yield `article ${_id} was reviewed by its own editor`
  }
}

/** An article lies where its body does, except while bodies are moved. */
const articlesLieWithTheirBodies = () => straysAmong('article', everyArticle())

export const newsChecks = { publishedArticlesWereReviewed, articlesLieWithTheirBodies }
