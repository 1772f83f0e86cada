import {
  headings,
  tableOf,
  totalOf,
  yearOf,
} from '../../../../../cloudfunctions/domain/giving/statement/rules'
import type { StatementRow } from '../../../../../miniprogram/contract/giving-papers'

const row: StatementRow = {
  orderNo: 'D1',
  projectTitle: '银杏奖学金',
  way: 'wechat',
  amountFen: 123_456_78,
  goods: '',
  at: Date.parse('2026-11-20T09:30:00+08:00'),
}

test.each([
  ['2026-12-31T15:59:59Z', 2026],
  ['2026-12-31T16:00:00Z', 2027],
])('what came at %s came in %i, as the campus counts', (at, year) => {
  expect(yearOf({ receivedAt: new Date(at), createdAt: new Date(0) })).toBe(year)
})

test('a statement lists each gift in words, and sums money alone, in numbers that a spreadsheet reads', () => {
  const things: StatementRow = { ...row, orderNo: 'J2', way: 'materials', amountFen: 0, goods: '图书 20 册' }
  const table = tableOf([row, things])
  expect(table).toEqual([
    ['2026-11-20', '微信支付', '银杏奖学金', '123456.78', '', 'D1'],
    ['2026-11-20', '物资', '银杏奖学金', '', '图书 20 册', 'J2'],
    ['合计', '', '', '123456.78', '', ''],
  ])
  for (const line of table) expect(line).toHaveLength(headings.length)
  expect(totalOf([row, things])).toBe(row.amountFen)
})
