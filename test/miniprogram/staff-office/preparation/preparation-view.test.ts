import type { PreparationTask } from '../../../../miniprogram/contract/preparation'
import { rowOf, rowsWith, standing } from '../../../../miniprogram/staff-office/preparation/preparation-view'

const task = (taskId: string, over: Partial<PreparationTask> = {}): PreparationTask => ({
  taskId,
  title: '校园导览路线踩点',
  note: '',
  body: { bodyId: 'university', name: '江城理工大学' },
  owner: { personId: 'owner', name: '苏晓禾' },
  day: '2027-10-01',
  status: 'todo',
  heat: 'none',
  finishedAt: undefined,
  revision: 1,
  may: 'write',
  ...over,
})

describe('a row', () => {
  it.each([
    [task('a'), '未开始', 'neutral'],
    [task('a', { status: 'doing', heat: 'soon' }), '进行中 · 即将到期', 'warning'],
    [task('a', { heat: 'late' }), '未开始 · 已逾期', 'danger'],
    [task('a', { status: 'done' }), '已完成', 'success'],
  ])('tells how a task stands: %#', (one, text, tone) => {
    expect(rowOf(one).chip).toEqual({ text, tone })
  })

  it('tells who does it, for whom and until when', () => {
    expect(rowOf(task('a')).line).toMatch(/^苏晓禾 · 江城理工大学 · .*10月1日.*前$/)
  })
})

describe('the board', () => {
  it('tells how much is pressing among all there is, and counts it on the tabs', () => {
    const { tabs, red } = standing({ open: 65, done: 3, late: 2, soon: 1 })
    expect(tabs.map(({ label }) => label)).toEqual(['待完成 65', '已完成 3'])
    expect(red).toBe('2 项已逾期，1 项三天内到期')
    expect(standing({ open: 1, done: 0, late: 0, soon: 0 }).red).toBe('')
  })
})

describe('after an act', () => {
  const early = task('a', { day: '2027-10-01' })
  const middle = task('b', { day: '2027-10-05' })
  const last = task('c', { day: '2027-10-09' })
  const rows = [early, middle, last].map(rowOf)
  const idsAfter = (taskId: string, changed: PreparationTask | undefined, hasMore = false) =>
    rowsWith({ rows, isDone: false, hasMore }, taskId, changed)
      .map((row) => row.taskId)
      .join('')

  it.each([
    ['stays where it was when only its progress changed', 'b', { ...middle, status: 'doing' }, false, 'abc'],
    ['stays the last of those read, too', 'c', { ...last, status: 'doing' }, true, 'abc'],
    ['leaves the tab when it is done', 'b', { ...middle, status: 'done', finishedAt: 1 }, false, 'ac'],
    ['is gone when it was removed, or is another’s now', 'b', undefined, false, 'ac'],
    ['moves up when it is due earlier', 'c', { ...last, day: '2027-10-02' }, false, 'acb'],
    ['moves to the end when nothing is due later', 'a', { ...early, day: '2027-12-01' }, false, 'bca'],
    ['is left to its own page when others are due before', 'a', { ...early, day: '2027-12-01' }, true, 'bc'],
    ['stands among the others when it is new', 'd', task('d', { day: '2027-10-05' }), true, 'abdc'],
    ['stands by its id among those of one day', 'A', task('A', { day: '2027-10-05' }), false, 'aAbc'],
  ] as const)('a task %s', (_what, taskId, changed, hasMore, ids) => {
    expect(idsAfter(taskId, changed, hasMore)).toBe(ids)
  })

  it('a task that is done stands by when it was, the latest first', () => {
    const done = (taskId: string, finishedAt: number) => task(taskId, { status: 'done', finishedAt })
    const listed = { rows: [done('b', 9), done('a', 5)].map(rowOf), isDone: true, hasMore: false }
    expect(rowsWith(listed, 'c', done('c', 7)).map((row) => row.taskId)).toEqual(['b', 'c', 'a'])
    expect(rowsWith(listed, 'b', task('b')).map((row) => row.taskId)).toEqual(['a'])
  })

  it('the first of an empty board stands on it', () => {
    expect(rowsWith({ rows: [], isDone: false, hasMore: false }, 'a', early)).toEqual([rowOf(early)])
  })
})
