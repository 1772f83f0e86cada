import type { MergeComparison } from '../../../../miniprogram/contract/merges'
import { chosen, mergeView, takesOf } from '../../../../miniprogram/staff/merge/merge-view'

const now = Date.parse('2026-11-20T09:30:00+08:00')
const side = (personId: string) => ({
  personId,
  name: '谢思平',
  status: 'verified' as const,
  studies: '',
  registeredAt: now - 3 * 86_400_000,
})

const compared = (changes: Partial<MergeComparison> = {}): MergeComparison => ({
  keep: side('keep'),
  merge: side('merge'),
  fields: [
    { field: 'name', label: '姓名', keep: '谢思平', merge: '谢思平', differs: false },
    { field: 'city', label: '所在城市', keep: '北京', merge: '深圳', differs: true },
    { field: 'employer', label: '工作单位', keep: '', merge: '软件园', differs: true },
    { field: 'industry', label: '从事行业', keep: '金融', merge: '', differs: true },
  ],
  moves: [
    { title: '名册记录', count: 0 },
    { title: '活动报名', count: 2 },
    { title: '捐赠', count: 1 },
  ],
  obstacle: undefined,
  ...changes,
})

test('what only the record that goes knows is taken, until the reviewer says otherwise', () => {
  const { rows } = mergeView(compared(), now)
  expect(takesOf(rows)).toEqual(['employer'])
  expect(takesOf(chosen(chosen(rows, 'city', true), 'employer', false))).toEqual(['city'])
})

test('what is alike is never taken', () => {
  expect(takesOf(chosen(mergeView(compared(), now).rows, 'name', true))).toEqual(['employer'])
})

test.each([
  ['something', compared(), '活动报名 2 项、捐赠 1 项会一并移入保留的档案。'],
  ['nothing', compared({ moves: [] }), '没有需要移入的报名、捐赠或名册记录。'],
])('that %s moves is said in one sentence', (_what, input, words) => {
  expect(mergeView(input, now).moves).toBe(words)
})

test('each side is told by its state and its age, and an obstacle in words', () => {
  const view = mergeView(compared({ obstacle: '不能合并您自己的档案' }), now)
  expect(view.keep).toEqual({
    personId: 'keep',
    name: '谢思平',
    chip: { text: '已认证', tone: 'success' },
    registered: '3 天前登记',
  })
  expect(view.obstacle).toBe('不能合并您自己的档案')
})
