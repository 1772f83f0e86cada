import { heapsOf, ownHeaps } from '../../../../miniprogram/alumni/bodies/bodies-view'
import type { BodyKind, BodySummary } from '../../../../miniprogram/contract/organisations'

const body = (kind: BodyKind, name: string, entryYear?: number): BodySummary => ({
  bodyId: name,
  name,
  kind,
  entryYear,
  parent: { bodyId: 'p', name: '土木学院' },
})

test('bodies stand in heaps by kind, colleges first, without empty heaps or doubled words', () => {
  const heaps = heapsOf([body('branch', '北京校友会'), body('college', '土木学院')])
  expect(heaps.map(({ label, lines }) => [label, lines.map(({ note }) => note)])).toEqual([
    ['学院', ['']],
    ['地方校友会', ['']],
  ])
})

test('mine come by how near they are: the class first, and the university not at all', () => {
  const [mine] = ownHeaps({
    bodies: [body('university', '江城理工大学'), body('college', '土木学院'), body('class', '9601 班', 1996)],
    requests: [],
  })
  expect(mine?.lines.map(({ name, note }) => [name, note])).toEqual([
    ['9601 班', '1996 级 · 土木学院'],
    ['土木学院', '学院'],
  ])
})

test('what I asked for says how it stands', () => {
  const requests = [
    { body: body('branch', '北京校友会'), status: 'asked' as const },
    { body: body('branch', '深圳校友会'), status: 'refused' as const },
  ]
  const [asked] = ownHeaps({ bodies: [], requests })
  expect(asked?.lines.map(({ note }) => note)).toEqual(['等待联络人同意', '未获同意，可再次申请'])
})
