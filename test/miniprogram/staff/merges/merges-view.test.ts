import type { MergeSummary } from '../../../../miniprogram/contract/merges'
import { mergeRow, pairRow } from '../../../../miniprogram/staff/merges/merges-view'

const now = Date.parse('2026-11-20T09:30:00+08:00')
const side = (name: string) => ({
  personId: name,
  name,
  status: 'pending' as const,
  studies: '2001 级 本科',
  registeredAt: now,
})
const merge = (changes: Partial<MergeSummary> = {}): MergeSummary => ({
  recordId: 'r',
  keepName: '谢思平',
  mergedName: '谢思平',
  byName: '程立诚',
  at: now - 5 * 60_000,
  state: 'merged',
  canUndo: true,
  left: [],
  ...changes,
})

test.each([
  ['studies', '谢思平', '谢思平', '谢思平', '同名、同学院、同年级'],
  ['phone', '谢思平', '谢斯平', '谢思平、谢斯平', '手机号相同'],
] as const)('a pair alike by %s is shown with its reason', (why, keep, other, title, words) => {
  expect(pairRow({ keep: side(keep), merge: side(other), why }, now)).toMatchObject({
    title,
    why: words,
    keep: '待审核 · 2001 级 本科 · 刚刚登记',
  })
})

test.each([
  ['of one name', {}, { title: '谢思平 的两份档案', left: '' }],
  ['of two names', { mergedName: '谢斯平' }, { title: '谢斯平 并入 谢思平' }],
  [
    'taken back in part',
    { state: 'undone', canUndo: false, left: ['活动报名 1 项', '所在城市'] },
    { chip: { text: '已撤销', tone: 'neutral' }, left: '未能恢复：活动报名 1 项、所在城市' },
  ],
] as const)('a merge %s is told by who, when and how it stands', (_what, changes, shown) => {
  expect(mergeRow(merge(changes), now)).toMatchObject({ note: '5 分钟前 · 程立诚', ...shown })
})
