import type { PaymentDetail, RefundView } from '../../../../miniprogram/contract/treasury'
import { cardOf, readAmount } from '../../../../miniprogram/staff-giving/refund/refund-view'

const nowMs = Date.parse('2026-11-20T09:30:00+08:00')

const refund: RefundView = {
  refundNo: 'R1',
  orderNo: 'D1',
  projectTitle: '银杏奖学金',
  donorName: '周书恒',
  amountFen: 700,
  reason: '误付',
  state: 'requested',
  requestedBy: '唐慎微',
  requestedAt: nowMs - 60_000,
  decidedBy: '',
  decidedAt: undefined,
  answer: '',
  refundedAt: undefined,
  isOwn: false,
}

const payment: PaymentDetail = {
  orderNo: 'D1',
  transactionId: '4200',
  projectTitle: '银杏奖学金',
  donorName: '周书恒',
  amountFen: 7_000,
  refundedFen: 0,
  paidAt: nowMs - 3_600_000,
  refundableFen: 7_000,
  obstacle: '',
  refunds: [],
  ledger: [],
}

const labels = (changes: Partial<PaymentDetail>) =>
  cardOf({ ...payment, ...changes }, nowMs).facts.map(({ label, value }) => `${label} ${value}`)

test('a payment is told by its facts; what is not known is left out, and what was not paid says so', () => {
  expect(labels({})).toEqual(
    expect.arrayContaining(['捐赠人 周书恒', '项目 银杏奖学金', '订单号 D1', '微信单号 4200']),
  )
  expect(labels({ refundedFen: 700 })).toContain('已退 7 元')
  expect(labels({ transactionId: '', paidAt: undefined })).toEqual([
    '捐赠人 周书恒',
    '项目 银杏奖学金',
    '付款时间 未付款',
    '订单号 D1',
  ])
})

test.each<[string, Partial<PaymentDetail>, boolean]>([
  ['while nothing stands in the way', {}, true],
  ['not while a request waits for the second treasurer', { refunds: [refund] }, false],
  ['again once that was decided', { refunds: [{ ...refund, state: 'declined' }] }, true],
  ['not where something stands in the way', { obstacle: '已超过一年' }, false],
])('a refund can be asked for %s', (_when, changes, mayAsk) => {
  expect(cardOf({ ...payment, ...changes }, nowMs).mayAsk).toBe(mayAsk)
})

test('whoever asked does not decide, and reads who does', () => {
  const rowOf = (changes: Partial<RefundView>) =>
    cardOf({ ...payment, refunds: [{ ...refund, ...changes }] }, nowMs).refunds[0]
  expect(rowOf({})).toMatchObject({ mayDecide: true, hint: '' })
  expect(rowOf({ isOwn: true })).toMatchObject({
    mayDecide: false,
    hint: '您提交的退款，须由另一位财务复核',
  })
  expect(rowOf({ state: 'success', isOwn: true })).toMatchObject({ mayDecide: false, hint: '' })
})

test.each([
  ['70', 7_000],
  ['0.01', 1],
  ['', '请填写退款金额，单位元'],
  ['0', '请填写退款金额，单位元'],
  ['七元', '请填写退款金额，单位元'],
  ['70.001', '请填写退款金额，单位元'],
  ['70.01', '最多可退 70 元'],
])('"%s" typed as the amount of a refund of at most 70 yuan is %s', (typed, read) => {
  expect(readAmount(typed, 7_000)).toBe(read)
})
