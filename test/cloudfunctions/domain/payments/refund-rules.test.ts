import type { Order } from '../../../../cloudfunctions/domain/payments/records'
import type { Refund } from '../../../../cloudfunctions/domain/payments/refunds/records'
import {
  decideReport,
  decideRequest,
  footingOf,
  nextAskAt,
  obstacleOf,
} from '../../../../cloudfunctions/domain/payments/refunds/rules'
import type { RefundReport } from '../../../../cloudfunctions/platform/wechat-pay/port'

const now = new Date(1_800_000_000_000)
const dayMs = 86_400_000
const ago = (ms: number) => new Date(now.getTime() - ms)

const order = {
  _id: 'D1',
  amountFen: 1_000,
  state: 'paid',
  paidAt: ago(dayMs),
} as Order
const refunding = (changes: object = {}) => ({
  fen: 300,
  count: 1,
  lastAt: ago(dayMs),
  by: { R0: 300 },
  ...changes,
})
const refund = { _id: 'R1', orderNo: 'D1', amountFen: 700, state: 'processing' } as Refund
const report: RefundReport = { outRefundNo: 'R1', outTradeNo: 'D1', status: 'SUCCESS', amountFen: 700 }

test.each([
  ['of what was paid', {}, 1_000, 'request'],
  ['of more than was paid', {}, 1_001, 'REFUND_TOO_MUCH'],
  ['of more than is left', { refunding: refunding() }, 701, 'REFUND_TOO_MUCH'],
  ['of all that is left', { refunding: refunding() }, 700, 'request'],
  ['when nothing is left', { refunding: refunding({ fen: 1_000 }) }, 1, 'REFUND_TOO_MUCH'],
  ['on the 365th day', { paidAt: ago(365 * dayMs) }, 1, 'request'],
  ['a moment after the 365th day', { paidAt: ago(365 * dayMs + 1) }, 1, 'REFUND_TOO_LATE'],
  ['for the fiftieth time', { refunding: refunding({ count: 49 }) }, 1, 'request'],
  ['for the fifty-first time', { refunding: refunding({ count: 50 }) }, 1, 'REFUND_TOO_MANY'],
  ['of an order not paid', { state: 'pending' as const }, 1, 'NOT_PAID'],
  ['of a frozen order', { state: 'frozen' as const }, 1, 'NOT_PAID'],
])('[21] a refund %s: %s', (_what, changes, amountFen, decision) => {
  expect(decideRequest({ ...order, ...changes } as Order, amountFen, now)).toBe(decision)
})

test('an order that can be refunded has no obstacle', () => {
  expect(obstacleOf(order, now)).toBeUndefined()
})

test.each([
  ['has its money set aside already', { by: { R1: 700 }, fen: 1_000 }, 'set aside'],
  ['may be begun', {}, 'possible'],
  ['waits while another is less than a minute old', { lastAt: ago(59_999) }, 'later'],
  ['may be begun after a minute', { lastAt: ago(60_000) }, 'possible'],
  ['is too much by now', { fen: 301 }, 'REFUND_TOO_MUCH'],
])('an approved refund %s', (_what, changes, footing) => {
  expect(footingOf(refund, { ...order, refunding: refunding(changes) }, now)).toBe(footing)
})

test.each([
  ['SUCCESS is entered', {}, {}, 'enter'],
  ['SUCCESS before the answer to our request is entered', { state: 'approved' }, {}, 'enter'],
  ['SUCCESS once more changes nothing', { state: 'success' }, {}, 'nothing'],
  ['CLOSED frees the money', {}, { status: 'CLOSED' }, 'release'],
  ['ABNORMAL is noted', {}, { status: 'ABNORMAL' }, 'note'],
  ['PROCESSING is noted', { state: 'approved' }, { status: 'PROCESSING' }, 'note'],
  ['SUCCESS after ABNORMAL is entered', { state: 'abnormal' }, {}, 'enter'],
  ['another amount differs', {}, { amountFen: 701 }, 'differ'],
  ['another order differs', {}, { outTradeNo: 'D2' }, 'differ'],
  ['a refund that nobody agreed to differs', { state: 'requested' }, {}, 'differ'],
  ['a refund that was declined differs', { state: 'declined' }, {}, 'differ'],
  ['an interface that tells no amount is believed', {}, { amountFen: undefined }, 'enter'],
])('WeChat’s word: %s', (_what, ours, theirs, kind) => {
  expect(
    decideReport({ ...refund, ...ours } as Refund, { ...report, ...theirs } as RefundReport, now).kind,
  ).toBe(kind)
})

test('WeChat Pay is asked after 1, 5, 10, 20 and then every 30 minutes', () => {
  const minutes = [0, 1, 2, 3, 4, 5, 9].map(
    (tries) => (nextAskAt(tries, now).getTime() - now.getTime()) / 60_000,
  )
  expect(minutes).toEqual([1, 5, 10, 20, 30, 30, 30])
})
