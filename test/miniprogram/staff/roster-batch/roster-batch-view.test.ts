import type { RosterBatch } from '../../../../miniprogram/contract/roster'
import { batchView } from '../../../../miniprogram/staff/roster-batch/roster-batch-view'

const batch = (changes: Partial<RosterBatch> = {}): RosterBatch => ({
  batchId: 'b',
  body: { bodyId: 'computing', name: '计算机学院' },
  fileName: '名册.xlsx',
  byName: '程立诚',
  at: 0,
  state: 'checked',
  rows: 12_345,
  counts: { new: 2, changed: 1, same: 3, wrong: 0, duplicate: 0, outside: 0 },
  done: 0,
  claimed: 0,
  problem: '',
  ...changes,
})
const counts = batch().counts

test('what was tried says what an import would do, and offers it', () => {
  expect(batchView(batch())).toMatchObject({
    sentences: ['将新增 2 条、更新 1 条。名册还没有改动。'],
    importLabel: '导入 3 行',
    canDrop: true,
    needsLook: true,
    progress: undefined,
  })
})

test('where nothing is to be imported nothing is offered', () => {
  const view = batchView(batch({ counts: { ...counts, new: 0, changed: 0, wrong: 4 } }))
  expect(view.importLabel).toBe('')
  expect(view.sentences).toEqual([
    '没有需要导入的内容：这些人都已在册，或需要先改正。',
    '4 行不会导入，原因逐行写在下面。',
  ])
})

test('verdicts that need a look come first, and empty ones not at all', () => {
  const { tabs } = batchView(batch({ counts: { ...counts, wrong: 1 } }))
  expect(tabs.map(({ label, count }) => `${label} ${count}`)).toEqual([
    '有误 1',
    '有更新 1',
    '新增 2',
    '已在册 3',
  ])
})

test.each([
  ['reading', 0, '正在读取表格', 0],
  ['importing', 6_000, '正在导入 6000 / 12,345 行', 48],
  ['recognising', 12_345, '正在比对待审核的登记', 100],
] as const)('while %s it tells how far it is', (state, done, words, percent) => {
  expect(batchView(batch({ state, done })).progress).toEqual({ words, percent })
})

test('after an undo, whoever was recognised is told of', () => {
  expect(batchView(batch({ state: 'undone', claimed: 1 }))).toMatchObject({
    sentences: ['已撤销：名册恢复到导入之前。', '1 条已有校友据此认证，保留在册，他们的认证不变。'],
    canUndo: false,
  })
})
