/** How an article goes from a draft to everybody's eyes, by two people at least, and back again; pure. */
import type { ErrorCode, FieldMessages } from '../../../miniprogram/contract/errors'
import type { ArticleStatus } from '../../../miniprogram/contract/news-editing'
import type { Article, StoredContent } from './records'

type Standing = Pick<Article, 'status' | 'revision'>

/** Whether the same act was done already and only its answer was lost: it counted one and led to this status. */
export const isRepeated = (article: Standing, revision: number, led: ArticleStatus): boolean =>
  article.status === led && article.revision === revision + 1

/** What an article lacks to be read by anybody; undefined when nothing. */
export function missingIn({ blocks }: Pick<StoredContent, 'blocks'>): FieldMessages | undefined {
  return blocks.length === 0 ? { blocks: '请先写好正文' } : undefined
}

/** A draft is handed in as it was read. */
export const decideSubmission = (article: Standing, revision: number): 'submit' | ErrorCode =>
  article.status === 'draft' && article.revision === revision ? 'submit' : 'ARTICLE_CHANGED'

/** An article is reviewed by somebody else than whoever wrote it last, as it was read, and sent back with a reason. */
export function decideReview(
  article: Standing & Pick<Article, 'written'>,
  { revision, decision, reason }: ReviewInput,
  reviewerId: string,
): 'reviewed' | 'draft' | ErrorCode {
  if (article.status !== 'submitted' || article.revision !== revision) return 'ARTICLE_CHANGED'
  if (article.written.editorId === reviewerId) return 'OWN_ARTICLE'
  if (decision === 'approve') return 'reviewed'
  return reason === '' ? 'REASON_REQUIRED' : 'draft'
}

interface ReviewInput {
  readonly revision: number
  readonly decision: 'approve' | 'return'
  readonly reason: string
}

/** Only what was reviewed comes out, now or at a time that is still to come. */
export function decidePublication(
  article: Standing,
  revision: number,
  publishAt: Date | undefined,
  now: Date,
): 'publish' | 'schedule' | ErrorCode {
  if (article.status !== 'reviewed' || article.revision !== revision) return 'ARTICLE_CHANGED'
  if (publishAt === undefined) return 'publish'
  return publishAt > now ? 'schedule' : 'TIME_PAST'
}

/** Anything may be withdrawn, read by everybody or not; and be written anew. */
export const decideWithdrawal = (article: Standing, revision: number): 'withdraw' | ErrorCode =>
  article.status !== 'withdrawn' && article.revision === revision ? 'withdraw' : 'ARTICLE_CHANGED'

/** What its editor is told of it as it now stands; undefined where it went on and there is nothing left to tell. */
export function decisionToTell({
  status,
  reason,
}: Pick<Article, 'status' | 'reason'>): 'returned' | 'published' | 'withdrawn' | undefined {
  if (status === 'draft') return reason === '' ? undefined : 'returned'
  return status === 'published' || status === 'withdrawn' ? status : undefined
}

/** For so long an article may be kept on top at most. */
export const pinnedDaysAtMost = 90
const dayMs = 24 * 3_600_000

/** Only what everybody reads is kept on top, and not for good. */
export function decidePin(
  { isPublic }: Pick<Article, 'isPublic'>,
  pinnedUntil: Date,
  now: Date,
): 'pin' | ErrorCode {
  if (!isPublic) return 'ARTICLE_CHANGED'
  if (pinnedUntil <= now) return 'TIME_PAST'
  return pinnedUntil.getTime() - now.getTime() <= pinnedDaysAtMost * dayMs ? 'pin' : 'PIN_TOO_LONG'
}

/** WeChat judges so many characters at a time. */
const judgedAtOnce = 2400

/** Everything of an article that is words, in pieces that WeChat takes. */
export function wordsToJudge(content: StoredContent): string[] {
  const { title, summary, author, photographer, blocks } = content
  const words = blocks.map((block) => {
    if (block.kind === 'picture') return block.caption
    if (block.kind === 'list') return block.items.join('\n')
    return block.kind === 'link' ? block.title : block.text
  })
  const whole = [title, summary, author, photographer, ...words].filter((part) => part !== '').join('\n')
  const pieces: string[] = []
  for (let start = 0; start < whole.length; start += judgedAtOnce)
    pieces.push(whole.slice(start, start + judgedAtOnce))
  return pieces
}
