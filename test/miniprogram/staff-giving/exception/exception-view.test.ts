import {
  type ExceptionDetail,
  type ExceptionKind,
  exceptionKinds,
} from '../../../../miniprogram/contract/treasury'
import { cardOf } from '../../../../miniprogram/staff-giving/exception/exception-view'

const nowMs = Date.parse('2026-11-20T09:30:00+08:00')

const exception: ExceptionDetail = {
  exceptionId: 'e1',
  kind: 'orphan payment',
  day: '2026-11-19',
  orderNo: 'X1',
  refundNo: '',
  donorName: '',
  projectTitle: '',
  wechatFen: 7_000,
  ourFen: 0,
  isOpen: true,
  correctionFen: 7_000,
  projects: [{ projectId: 'p1', title: '银杏奖学金' }],
  resolution: undefined,
}

const card = (changes: Partial<ExceptionDetail>) => cardOf({ ...exception, ...changes }, nowMs)

test.each(Object.keys(exceptionKinds) as ExceptionKind[])('"%s" says what has probably happened', (kind) => {
  const { title, hint } = card({ kind })
  expect(title).toBe(exceptionKinds[kind])
  expect(hint.length).toBeGreaterThan(10)
})

test('both sides stand in one line, and what nobody knows is left out', () => {
  expect(card({})).toMatchObject({
    sums: '微信 70 元，我方无此笔',
    facts: [
      { label: '日期', value: '11月19日' },
      { label: '订单号', value: 'X1' },
    ],
    projects: [{ value: 'p1', label: '银杏奖学金' }],
  })
})

test.each([
  [7_000, '为项目记入 70 元，另立一笔更正分录'],
  [-700, '从项目中减去 7 元，另立一笔更正分录'],
  [0, ''],
])('a correction of %i fen is told before it is entered', (correctionFen, entering) => {
  expect(card({ correctionFen }).entering).toBe(entering)
})

test('a resolution says who, why and what it entered; what resolved itself was nobody’s', () => {
  const resolution = { by: '唐慎微', at: nowMs, reason: '次日已补', enteredFen: 0, projectTitle: '' }
  const wordsOf = (changes: Partial<typeof resolution>) =>
    card({ isOpen: false, resolution: { ...resolution, ...changes } }).resolution.map(({ value }) => value)
  expect(wordsOf({})).toEqual(['唐慎微', expect.any(String), '次日已补', '未动账'])
  expect(wordsOf({ by: '' })[0]).toBe('系统')
  expect(wordsOf({ enteredFen: 7_000, projectTitle: '银杏奖学金' }).at(-1)).toBe('银杏奖学金 70 元')
})
