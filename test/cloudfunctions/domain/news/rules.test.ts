import type { Article, StoredContent } from '../../../../cloudfunctions/domain/news/records'
import {
  decidePin,
  decidePublication,
  decideReview,
  decideSubmission,
  decideWithdrawal,
  isRepeated,
  missingIn,
  wordsToJudge,
} from '../../../../cloudfunctions/domain/news/rules'
import type { ArticleStatus } from '../../../../miniprogram/contract/news-editing'

const now = new Date('2027-03-01T09:00:00+08:00')
const inDays = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000)

const content: StoredContent = {
  category: 'campus',
  title: '新馆封顶',
  summary: '',
  cover: { kind: 'art', art: 'library' },
  blocks: [{ kind: 'text', text: '江面上正起风。' }],
  author: '闻笛',
  photographer: '',
  happenedAt: null,
  eventId: '',
  projectId: '',
}
const article = (status: ArticleStatus, revision = 3): Article =>
  ({
    status,
    revision,
    written: { content, editorId: 'wen', version: 0 },
    isPublic: true,
  }) as unknown as Article
const statuses: readonly ArticleStatus[] = ['draft', 'submitted', 'reviewed', 'published', 'withdrawn']

test.each(statuses)('only a draft is handed in, not one that is %s', (status) => {
  expect(decideSubmission(article(status), 3)).toBe(status === 'draft' ? 'submit' : 'ARTICLE_CHANGED')
})

test.each(statuses)('only what was reviewed is published, not what is %s', (status) => {
  const decided = decidePublication(article(status), 3, undefined, now)
  expect(decided).toBe(status === 'reviewed' ? 'publish' : 'ARTICLE_CHANGED')
})

test.each(statuses)('anything is withdrawn once: %s', (status) => {
  expect(decideWithdrawal(article(status), 3)).toBe(status === 'withdrawn' ? 'ARTICLE_CHANGED' : 'withdraw')
})

test.each([
  ['another approves', 'submitted', 3, 'approve', '', 'lin', 'reviewed'],
  ['another sends back with a reason', 'submitted', 3, 'return', '请核对年份', 'lin', 'draft'],
  ['nothing is sent back without a reason', 'submitted', 3, 'return', '', 'lin', 'REASON_REQUIRED'],
  ['whoever wrote it does not review it', 'submitted', 3, 'approve', '', 'wen', 'OWN_ARTICLE'],
  ['nor sends it back', 'submitted', 3, 'return', '再改', 'wen', 'OWN_ARTICLE'],
  ['what was read is what is approved', 'submitted', 2, 'approve', '', 'lin', 'ARTICLE_CHANGED'],
  ['a draft is not reviewed', 'draft', 3, 'approve', '', 'lin', 'ARTICLE_CHANGED'],
  ['what is reviewed is not reviewed again', 'reviewed', 3, 'return', '再改', 'lin', 'ARTICLE_CHANGED'],
] as const)('%s', (_promise, status, revision, decision, reason, reviewer, decided) => {
  expect(decideReview(article(status), { revision, decision, reason }, reviewer)).toBe(decided)
})

test('every act is about what was read', () => {
  expect(decideSubmission(article('draft'), 2)).toBe('ARTICLE_CHANGED')
  expect(decidePublication(article('reviewed'), 2, undefined, now)).toBe('ARTICLE_CHANGED')
  expect(decideWithdrawal(article('published'), 2)).toBe('ARTICLE_CHANGED')
})

test('a time to come out lies ahead', () => {
  expect(decidePublication(article('reviewed'), 3, inDays(1), now)).toBe('schedule')
  expect(decidePublication(article('reviewed'), 3, now, now)).toBe('TIME_PAST')
})

test('the same act again is known by the one revision that it counted', () => {
  expect(isRepeated(article('submitted', 4), 3, 'submitted')).toBe(true)
  expect(isRepeated(article('submitted', 5), 3, 'submitted')).toBe(false)
  expect(isRepeated(article('draft', 4), 3, 'submitted')).toBe(false)
})

test.each([
  ['a week', inDays(7), true, 'pin'],
  ['ninety days', inDays(90), true, 'pin'],
  ['longer', inDays(91), true, 'PIN_TOO_LONG'],
  ['until yesterday', inDays(-1), true, 'TIME_PAST'],
  ['what nobody reads', inDays(7), false, 'ARTICLE_CHANGED'],
])('on top: %s', (_what, until, isPublic, decided) => {
  expect(decidePin({ isPublic }, until, now)).toBe(decided)
})

test('an article without a text is not handed in', () => {
  expect(missingIn({ blocks: [] })).toEqual({ blocks: '请先写好正文' })
  expect(missingIn(content)).toBeUndefined()
})

test('all its words are judged, in pieces that WeChat takes', () => {
  const long = { ...content, blocks: [{ kind: 'text', text: '江'.repeat(2000) } as const, ...content.blocks] }
  const more = { ...long, blocks: [...long.blocks, ...long.blocks] }
  const pieces = wordsToJudge(more)
  expect(pieces.every((piece) => piece.length > 0 && piece.length <= 2500)).toBe(true)
  const whole = pieces.join('')
  for (const words of ['新馆封顶', '闻笛', '江面上正起风。']) expect(whole).toContain(words)
})

test('captions, lists and the names of links are words too', () => {
  const blocks: StoredContent['blocks'] = [
    { kind: 'picture', fileId: 'cloud://x', caption: '图说' },
    { kind: 'list', items: ['其一', '其二'] },
    { kind: 'link', title: '链接名', address: 'https://example.edu' },
  ]
  const [piece = ''] = wordsToJudge({ ...content, blocks })
  for (const words of ['图说', '其一', '其二', '链接名']) expect(piece).toContain(words)
})
