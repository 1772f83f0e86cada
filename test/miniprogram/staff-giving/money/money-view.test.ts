import type { BillDay, Money } from '../../../../miniprogram/contract/treasury'
import { deskOf } from '../../../../miniprogram/staff-giving/money/money-view'

const bill: BillDay = {
  day: '2026-11-19',
  state: 'closed',
  payments: 2,
  refunds: 0,
  paidFen: 770_000,
  refundedFen: 0,
  feeFen: 0,
  exceptionsOpen: 0,
}

const money: Money = {
  today: { payments: 1, paidFen: 7_000, refundedFen: 0 },
  refundsWaiting: 0,
  refundsUnderway: 0,
  exceptionsOpen: 0,
  days: [bill, { ...bill, day: '2026-11-18' }],
}

test.each<[string, Partial<BillDay>, string, string, string]>([
  ['not there yet', { state: 'awaited' }, '微信支付次日十点后出账', '等待账单', 'neutral'],
  ['empty', { payments: 0 }, '当日无收退款', '账实相符', 'success'],
  ['of payments', {}, '收 2 笔 7,700 元', '账实相符', 'success'],
  [
    'of payments, refunds and fees',
    { refunds: 1, refundedFen: 700, feeFen: 42 },
    '收 2 笔 7,700 元，退 1 笔 7 元，手续费 0.42 元',
    '账实相符',
    'success',
  ],
  [
    'in which something differs',
    { state: 'open', exceptionsOpen: 3 },
    '收 2 笔 7,700 元',
    '3 项待核对',
    'warning',
  ],
])('the bill of a day that is %s is told in one line', (_what, changes, note, stateName, tone) => {
  const [row] = deskOf({ ...money, days: [{ ...bill, ...changes }] }).days
  expect(row).toEqual({ day: '2026-11-19', title: '11月19日', note, stateName, tone })
})

test('what did not happen is not mentioned, and an export covers the days that are listed', () => {
  expect(deskOf(money)).toMatchObject({ refunded: '', underway: '', from: '2026-11-18', to: '2026-11-19' })
  const busy = { ...money, today: { ...money.today, refundedFen: 700 }, refundsUnderway: 2 }
  expect(deskOf(busy)).toMatchObject({
    refunded: '今日已退 7 元',
    underway: '另有 2 笔退款正在微信支付办理',
  })
  expect(deskOf({ ...money, days: [] })).toMatchObject({ from: '', to: '' })
})
