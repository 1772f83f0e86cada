/** The records of the sample articles, in every state, each as the product writes it. */
import type { VersionRecord } from '../../cloudfunctions/domain/news/editing/records'
import type { Article, StoredContent, Written } from '../../cloudfunctions/domain/news/records'
import { personIdOf } from '../../cloudfunctions/platform/ids'
import { articleSamples, type SampleArticle } from './article-samples'
import { bodies } from './bodies'
import { personas } from './personas'

const dayMs = 24 * 3_600_000

const named = (sought: string) => {
  const persona = personas.find(({ key }) => key === sought)
  return { id: personIdOf(persona?.openid ?? ''), name: persona?.name ?? '' }
}
const editor = named('editor')
const reviewer = named('administrator')

function contentOf(sample: SampleArticle, outMs: number): StoredContent {
  const { category, title, summary, art, blocks, author, photographer = '' } = sample
  return {
    category,
    title,
    summary,
    cover: { kind: 'art', art },
    blocks: [...blocks],
    author,
    photographer,
    happenedAt: sample.happenedBefore === undefined ? null : new Date(outMs - sample.happenedBefore * dayMs),
    eventId: sample.eventId ?? '',
    projectId: sample.projectId ?? '',
  }
}

/** The revision as which each was handed in, when it ever was. */
const handedInAs = 1

function writtenOf(sample: SampleArticle, content: StoredContent): Written {
  const isReviewed = ['reviewed', 'published', 'withdrawn'].includes(sample.status)
  return {
    content,
    version: sample.status === 'draft' ? 0 : handedInAs,
    editorId: editor.id,
    editorName: editor.name,
    reviewerId: isReviewed ? reviewer.id : '',
    reviewerName: isReviewed ? reviewer.name : '',
  }
}

function articleOf(sample: SampleArticle, nowMs: number): Article {
  const { status, bodyId, daysAgo, newDraft } = sample
  const at = new Date(nowMs - daysAgo * dayMs)
  const written = writtenOf(sample, contentOf(sample, at.getTime()))
  const wasOut = status === 'published' || status === 'withdrawn'
  const unseen = { version: 0, reviewerId: '', reviewerName: '' }
  const newer = newDraft && {
    ...written,
    ...unseen,
    content: contentOf({ ...sample, ...newDraft }, at.getTime()),
  }
  return {
    _id: sample.id,
    bodyId,
    bodyPath: bodies.find(({ _id }) => _id === bodyId)?.bodyPath ?? [],
    status: newer ? 'draft' : status,
    written: newer ?? written,
    reason: sample.reason ?? '',
    publishAt: sample.comesOutIn === undefined ? null : new Date(nowMs + sample.comesOutIn * dayMs),
    shown: wasOut ? { ...written, since: at } : null,
    isPublic: status === 'published',
    publishedAt: wasOut ? at : null,
    pinnedUntil: new Date(sample.pinnedDays === undefined ? 0 : nowMs + sample.pinnedDays * dayMs),
    reads: sample.reads ?? 0,
    changedAt: at,
    revision: 4,
    untold: false,
    createdBy: editor.id,
  }
}

const versionsOf = (article: Article): VersionRecord[] =>
  (article.shown ?? article.written).version === handedInAs
    ? [
        {
          _id: `${article._id}:${handedInAs}`,
          articleId: article._id,
          version: handedInAs,
          content: (article.shown ?? article.written).content,
          editorId: editor.id,
          editorName: editor.name,
          at: article.changedAt,
        },
      ]
    : []

export function sampleArticles(nowMs: number): {
  readonly articles: readonly Article[]
  readonly articleVersions: readonly VersionRecord[]
} {
  const articles = articleSamples.map((sample) => articleOf(sample, nowMs))
  return { articles, articleVersions: articles.flatMap(versionsOf) }
}
