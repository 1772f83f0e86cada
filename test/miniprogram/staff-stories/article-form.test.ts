import type { ArticleContent } from '../../../miniprogram/contract/news-editing'
import {
  byField,
  contentFrom,
  emptyForm,
  formFrom,
  merge,
  mergeNotice,
} from '../../../miniprogram/staff-stories/article-edit/article-form'

const content: ArticleContent = {
  category: 'giving',
  title: '二十六封来信',
  summary: '信不长。',
  cover: { kind: 'art', art: 'ginkgo' },
  blocks: [
    { kind: 'heading', text: '信里的话' },
    { kind: 'text', text: '妈妈问是不是贷款。' },
    { kind: 'picture', fileId: 'cloud://env.bucket/events/p/a.jpg', caption: '' },
  ],
  author: '沈禾',
  photographer: '',
  happenedAt: Date.UTC(2027, 2, 1),
  eventId: 'event',
  projectId: 'project',
}

test('what is read into the form is what is sent of it', () => {
  expect(contentFrom(formFrom(content, 'body'))).toEqual(content)
})

test('what is not chosen is not sent', () => {
  const sent = Object.keys(contentFrom(emptyForm))
  for (const field of ['bodyId', 'happenedAt', 'eventId', 'projectId']) expect(sent).not.toContain(field)
})

test('two editors: mine stays where I typed, theirs comes where I did not', () => {
  const base = { ...emptyForm, title: '甲', summary: '甲' }
  const mine = { ...base, title: '乙' }
  const theirs = { ...base, title: '丙', summary: '丙' }
  expect(merge(base, mine, theirs)).toMatchObject({ title: '乙', summary: '丙' })
  expect(mergeNotice(base, mine, theirs)).toContain('相同')
  expect(mergeNotice(base, mine, { ...base, summary: '丙' })).toContain('都还在')
})

test('a sentence about a block stands by the text', () => {
  expect(byField({ 'content.blocks.2.text': '正文最多2000个字', 'content.title': '请填写标题' })).toEqual({
    text: '正文最多2000个字',
    title: '请填写标题',
  })
})
