import type { ArticleChanges } from '../../../miniprogram/contract/news-editing'
import { changesViewOf } from '../../../miniprogram/staff-stories/components/article-changes/changes-view'

const now = Date.parse('2027-03-05T09:00:00+08:00')
const changes: ArticleChanges = {
  against: { at: now, isShown: true },
  fields: [
    {
      field: 'title',
      pieces: [
        { words: '新馆', mark: 'same' },
        { words: '封顶', mark: 'taken' },
      ],
    },
  ],
  cover: { before: { kind: 'art', art: 'lamp' }, after: { kind: 'picture', url: 'https://x/a' } },
  blocks: [
    { mark: 'same', count: 2 },
    { mark: 'taken', kind: 'picture', pieces: [], url: undefined },
    {
      mark: 'changed',
      kind: 'text',
      pieces: [
        { words: '七', mark: 'taken' },
        { words: '八', mark: 'added' },
        { words: '层', mark: 'same' },
      ],
      url: undefined,
    },
  ],
}

test('a reader is told with what it is compared, and how many places differ', () => {
  const view = changesViewOf(changes, now)
  expect([view.heading, view.count]).toEqual(['与读者现在看到的版本相比', 4])
  const returned = { ...changes, against: { at: now, isShown: false } }
  expect(changesViewOf(returned, now).heading).toBe('与 3月5日 周五 09:00 提交的版本相比')
})

test('whoever has it read aloud hears what went and what came, by the name of its place', () => {
  const { fields, rows } = changesViewOf(changes, now)
  expect(fields.map(({ words }) => words)).toEqual(['标题，删去“封顶”'])
  expect(rows.map(({ words }) => words)).toEqual([
    '2 处内容未改',
    '删去，图片',
    '修改，段落，删去“七”，新增“八”',
  ])
})

test('a day is told as people say it', () => {
  const pieces = [{ words: '2027-03-01', mark: 'added' }] as const
  const { fields } = changesViewOf({ ...changes, fields: [{ field: 'happenedAt', pieces }] }, now)
  expect(fields.map(({ words }) => words)).toEqual(['事件日期，新增“3月1日 周一”'])
})

test('the old cover stands before the new one', () => {
  expect(changesViewOf(changes, now).covers).toEqual([
    { src: '/assets/art/lamp.svg', isDrawn: true },
    { src: 'https://x/a', isDrawn: false },
  ])
})
