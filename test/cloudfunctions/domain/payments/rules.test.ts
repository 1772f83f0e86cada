import { paymentEntry } from '../../../../cloudfunctions/domain/ledger/rules'
import type { Order } from '../../../../cloudfunctions/domain/payments/records'
import { decideTrade, isOverdue } from '../../../../cloudfunctions/domain/payments/rules'
import type { Trade } from '../../../../cloudfunctions/platform/wechat-pay/port'

const now = new Date(1_800_000_000_000)
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)
const merchant = { appid: 'wxapp', mchid: '1900000109' }
const order: Order = {
  _id: 'D1',
  personId: 'p',
  openid: 'oPayer',
  purpose: { kind: 'gift', giftId: 'g', projectId: 'scholarship', isAnonymous: false },
  description: '捐赠',
  amountFen: 7000,
  state: 'pending',
  createdAt: now,
  expiresAt: minutes(15),
  transactionId: '',
  paidAt: null,
}
const paid: Trade = {
  outTradeNo: 'D1',
  transactionId: '42000',
  state: 'SUCCESS',
  amountFen: 7000,
  currency: 'CNY',
  payerOpenid: 'oPayer',
  ...merchant,
  paidAt: minutes(1),
}

describe('a trade', () => {
  test.each([
    ['that is paid pays the order', {}, {}, 'pay'],
    ['[17] that is paid after we closed the order still counts', { state: 'closed' as const }, {}, 'pay'],
    ['seen again changes nothing', { state: 'paid' as const }, {}, 'nothing'],
    ['of a frozen order changes nothing', { state: 'frozen' as const }, {}, 'nothing'],
    ['not paid yet changes nothing', {}, { state: 'NOTPAY' as const }, 'nothing'],
    ['paid and given back at once pays the order', {}, { state: 'REFUND' as const }, 'pay'],
    ['closed over there closes the order', {}, { state: 'CLOSED' as const }, 'close'],
    [
      'closed over there does not touch a paid order',
      { state: 'paid' as const },
      { state: 'CLOSED' as const },
      'nothing',
    ],
    ['[4] with another amount is frozen', {}, { amountFen: 1 }, 'freeze'],
    ['without an amount is frozen', {}, { amountFen: undefined }, 'freeze'],
    ['in another currency is frozen', {}, { currency: 'USD' }, 'freeze'],
    ['[5] of another app is frozen', {}, { appid: 'wxevil' }, 'freeze'],
    ['[5] of another merchant is frozen', {}, { mchid: '1' }, 'freeze'],
    ['[5] of another payer is frozen', {}, { payerOpenid: 'oOther' }, 'freeze'],
    ['of another order is frozen', {}, { outTradeNo: 'D2' }, 'freeze'],
    ['without a transaction id is frozen', {}, { transactionId: undefined }, 'freeze'],
  ])('%s', (_what, ours, theirs, kind) => {
    expect(decideTrade({ ...order, ...ours }, { ...paid, ...theirs } as Trade, merchant, now).kind).toBe(kind)
  })
})

test('the entry of a payment sums to zero and is named by the transaction', () => {
  const entry = paymentEntry(order, '42000', now)
  expect(entry._id).toBe('pay:42000')
  expect(entry.lines).toEqual([
    { account: 'wechat', amountFen: 7000 },
    { account: 'project:scholarship', amountFen: -7000 },
  ])
})

test.each([
  ['not before it expires', minutes(14), false],
  ['once it has expired', minutes(15), true],
])('an unpaid order is closed %s', (_what, at, overdue) => {
  expect(isOverdue(order, at)).toBe(overdue)
})

test('[19] an order is never closed in its first five minutes, which WeChat refuses', () => {
  expect(isOverdue({ ...order, expiresAt: minutes(1) }, minutes(4))).toBe(false)
})
