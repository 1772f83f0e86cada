import type { ArticleDetail } from '../../../miniprogram/contract/news'
import { articleViewOf } from '../../../miniprogram/stories/article/article-view'

const at = (day: string) => Date.parse(`${day}T09:00:00+08:00`)
const article: ArticleDetail = {
  articleId: 'a',
  title: '新馆封顶',
  summary: '',
  category: 'campus',
  cover: { kind: 'art', art: 'library' },
  body: { bodyId: 'u', name: '江城理工大学' },
  publishedAt: at('2027-03-03'),
  isPinned: false,
  blocks: [],
  credits: { author: '闻笛', photographer: '', editor: '方静宜', reviewer: '顾远山' },
  happenedAt: at('2027-03-01'),
  updatedAt: undefined,
  reads: 9,
  event: undefined,
  project: undefined,
}
const now = at('2027-03-05')

test('the day of what happened and the day of publication are two', () => {
  const { line, happened } = articleViewOf(article, now)
  expect([line, happened]).toEqual(['江城理工大学 · 3月3日 周三', '3月1日 周一'])
})

test('only who is named is credited', () => {
  expect(articleViewOf(article, now).credits.map(({ role }) => role)).toEqual(['作者', '编辑', '审核'])
})

test('few readings are not told; many are, and that it was renewed', () => {
  expect(articleViewOf(article, now).foot).toBe('')
  const renewed = { ...article, reads: 1286, updatedAt: at('2027-03-04') }
  expect(articleViewOf(renewed, now).foot).toBe('3月4日 周四 更新 · 1286 次阅读')
})
