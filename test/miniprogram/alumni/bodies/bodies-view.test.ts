import { foundRows, ownRows, rowsByKind } from '../../../../miniprogram/alumni/bodies/bodies-view'
import type { BodyKind, BodySummary } from '../../../../miniprogram/contract/organisations'

const body = (kind: BodyKind, name: string, entryYear?: number): BodySummary => ({
  bodyId: name,
  name,
  kind,
  entryYear,
  parent: { bodyId: 'p', name: '土木学院' },
})

const seen = (rows: ReturnType<typeof rowsByKind>) =>
  rows.map(({ heading, name, note, isLast }) => [heading, name, note, isLast])

test('bodies stand in heaps by kind, colleges first, without empty heaps or doubled words', () => {
  expect(seen(rowsByKind([body('branch', '北京校友会'), body('college', '土木学院')], false))).toEqual([
    ['学院', '土木学院', '', true],
    ['地方校友会', '北京校友会', '', true],
  ])
})

test('a heap that goes on over two pages has one heading, and ends where it ends', () => {
  const first = rowsByKind([body('college', '土木学院'), body('branch', '北京校友会')], true)
  const next = rowsByKind([body('branch', '深圳校友会'), body('association', '金融校友会')], false, 'branch')
  expect(seen([...first, ...next])).toEqual([
    ['学院', '土木学院', '', true],
    ['地方校友会', '北京校友会', '', false],
    ['', '深圳校友会', '', true],
    ['行业校友会', '金融校友会', '行业校友会 · 土木学院', true],
  ])
})

test('mine come by how near they are: the class first, and the university not at all', () => {
  const rows = ownRows({
    bodies: [body('university', '江城理工大学'), body('college', '土木学院'), body('class', '9601 班', 1996)],
    requests: [],
  })
  expect(seen(rows)).toEqual([
    ['我的组织', '9601 班', '1996 级 · 土木学院', false],
    ['', '土木学院', '学院', true],
  ])
})

test('what I asked for says how it stands', () => {
  const requests = [
    { body: body('branch', '北京校友会'), status: 'asked' as const },
    { body: body('branch', '深圳校友会'), status: 'refused' as const },
  ]
  expect(seen(ownRows({ bodies: [], requests }))).toEqual([
    ['我的申请', '北京校友会', '等待联络人同意', false],
    ['', '深圳校友会', '未获同意，可再次申请', true],
  ])
})

test('a body that is mine and also stands by its kind is two lines of the page', () => {
  const own = ownRows({ bodies: [body('college', '土木学院')], requests: [] })
  const rows = [...own, ...rowsByKind([body('college', '土木学院')], false)]
  expect(new Set(rows.map(({ key }) => key)).size).toBe(2)
})

test('what was searched for is one heap, each with what tells it from others', () => {
  expect(seen(foundRows([body('class', '9601 班', 1996), body('branch', '北京校友会')]))).toEqual([
    ['搜索结果', '9601 班', '1996 级 · 土木学院', false],
    ['', '北京校友会', '地方校友会', true],
  ])
})
