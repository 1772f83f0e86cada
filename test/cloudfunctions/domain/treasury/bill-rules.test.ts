import fc from 'fast-check'
import type { LedgerEntry } from '../../../../cloudfunctions/domain/ledger/records'
import type { Exception, Order } from '../../../../cloudfunctions/domain/payments/records'
import type { Refund } from '../../../../cloudfunctions/domain/payments/refunds/records'
import {
  type Books,
  correctionFenOf,
  differencesOf,
  totalsOf,
} from '../../../../cloudfunctions/domain/treasury/bills/rules'
import { campusDay, startOfCampusDay } from '../../../../cloudfunctions/platform/campus-time'
import type { BillRow } from '../../../../cloudfunctions/platform/wechat-pay/port'

const day = '2026-11-20'
const payment: BillRow = {
  kind: 'payment',
  at: new Date(`${day}T12:00:00+08:00`),
  transactionId: '42',
  outTradeNo: 'D1',
  refundId: '',
  outRefundNo: '',
  refundStatus: '',
  amountFen: 1_000,
  feeFen: 6,
}
const givenBack: BillRow = {
  ...payment,
  kind: 'refund',
  refundId: '50',
  outRefundNo: 'R1',
  refundStatus: 'SUCCESS',
  amountFen: 300,
  feeFen: -2,
}
const order = { _id: 'D1', state: 'paid', amountFen: 1_000 } as Order
const refund = { _id: 'R1', orderNo: 'D1', state: 'success', amountFen: 300 } as Refund
const entry = (id: string, amountFen: number): [string, LedgerEntry] => [
  id,
  { _id: id, lines: [{ account: 'wechat', amountFen }] } as unknown as LedgerEntry,
]
const books = (changes: Partial<Books> = {}): Books => ({
  orders: new Map([['D1', order]]),
  refunds: new Map([['R1', refund]]),
  entries: new Map([entry('pay:42', 1_000), entry('refund:R1', -300)]),
  paidThatDay: [order],
  refundedThatDay: [refund],
  ...changes,
})

test('a day on which bill, orders and ledger say the same has no difference', () => {
  expect(differencesOf(day, [payment, givenBack], books())).toEqual([])
})

const orders = (changes: object) => new Map([['D1', { ...order, ...changes } as Order]])

test.each<[string, Partial<Books>, readonly BillRow[], string, number, number]>([
  [
    'no order for a payment',
    { orders: new Map(), paidThatDay: [] },
    [payment, givenBack],
    'orphan payment',
    1_000,
    0,
  ],
  [
    'a frozen order',
    { orders: orders({ state: 'frozen' }), paidThatDay: [] },
    [payment, givenBack],
    'mismatch',
    1_000,
    1_000,
  ],
  [
    'an order that is not paid',
    { orders: orders({ state: 'closed' }) },
    [payment, givenBack],
    'payment differs',
    1_000,
    1_000,
  ],
  [
    'an order of another amount',
    { orders: orders({ amountFen: 999 }) },
    [payment, givenBack],
    'payment differs',
    1_000,
    1_000,
  ],
  [
    'a payment that is not entered',
    { entries: new Map([entry('refund:R1', -300)]) },
    [payment, givenBack],
    'payment differs',
    1_000,
    0,
  ],
  ['a payment that the bill has not', {}, [givenBack], 'missing payment', 0, 1_000],
  [
    'a refund that nobody asked for',
    { refunds: new Map(), refundedThatDay: [] },
    [payment, givenBack],
    'foreign refund',
    300,
    0,
  ],
  [
    'a refund that is not entered',
    { entries: new Map([entry('pay:42', 1_000)]) },
    [payment, givenBack],
    'refund mismatch',
    300,
    0,
  ],
  ['a refund that the bill has not', {}, [payment], 'missing refund', 0, 300],
  [
    'a refund not done yet in the bill, and done here',
    {},
    [payment, { ...givenBack, refundStatus: 'PROCESSING' }],
    'missing refund',
    0,
    300,
  ],
])('[25] %s is one difference', (_what, changes, rows, kind, wechatFen, ourFen) => {
  expect(differencesOf(day, rows, books(changes))).toMatchObject([{ kind, wechatFen, ourFen, day }])
})

test('[24] a refund made at the console is no difference once it is entered under WeChat’s number', () => {
  const entered = new Map([entry('pay:42', 1_000), entry('refund:50', -300)])
  const changes = { refunds: new Map(), refundedThatDay: [], entries: entered }
  expect(differencesOf(day, [payment, givenBack], books(changes))).toEqual([])
})

test('a bill’s sums leave out what is not done', () => {
  const waiting = { ...givenBack, refundStatus: 'PROCESSING' }
  expect(totalsOf([payment, givenBack, waiting])).toEqual({
    payments: 1,
    refunds: 1,
    paidFen: 1_000,
    refundedFen: 300,
    feeFen: 4,
  })
})

test.each([
  ['orphan payment', 500, 0, 500],
  ['mismatch', 500, 400, 500],
  ['missing payment', 0, 500, -500],
  ['payment differs', 500, 510, -10],
  ['foreign refund', 500, 0, -500],
  ['missing refund', 0, 500, 500],
  ['refund mismatch', 500, 0, -500],
] as const)(
  'entering "%s" makes the ledger say what WeChat Pay has',
  (kind, wechatFen, ourFen, correction) => {
    expect(correctionFenOf({ kind, wechatFen, ourFen } as Exception)).toBe(correction)
  },
)

test('[66] every moment is of the campus day between whose midnights it lies, at any year’s end', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
      (at) => {
        const start = startOfCampusDay(campusDay(at)).getTime()
        return start <= at.getTime() && at.getTime() < start + 86_400_000
      },
    ),
  )
  expect(campusDay(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01')
})
