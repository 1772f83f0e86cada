/** Invariants of news; run with the others of checks.ts. */
import { readTree } from '../organisations/belonging'
import { standingIn } from '../organisations/tree'
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
async function* articlesLieWithTheirBodies(): AsyncGenerator<string> {
  const { bodies } = await readTree()
  if ([...bodies.values()].some(({ untidy }) => untidy)) return
  for await (const { _id, bodyId, bodyPath } of everyArticle()) {
    const path = standingIn(bodies, bodyId)?.bodyPath ?? []
    if (path.join() !== bodyPath.join())
      yield `article ${_id} lies at ${bodyPath.join('/')}, not at ${path.join('/')}`
  }
}

export const newsChecks = { publishedArticlesWereReviewed, articlesLieWithTheirBodies }
