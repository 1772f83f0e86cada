/** A bill is read whole or not at all, to the fen, whatever stands in our own words. */
import { readBill } from '../../../../cloudfunctions/platform/wechat-pay/bill'

const headings =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const summaryHeadings =
  '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'
const ticked = (values: readonly string[]) => values.map((value) => `\`${value}`).join(',')
const payment = (description = '捐赠', amount = '19.57', fee = '0.12000') =>
  ticked([
    ...['2026-11-20 23:59:59', 'wx', '1900', '0', '', '4200', 'D1', 'o', 'JSAPI', 'SUCCESS', 'OTHERS', 'CNY'],
    ...[amount, '0.00', '0', '0', '0.00', '0.00', '', '', description, '', fee, '0.60%', amount, '0.00', ''],
  ])
const bill = (rows: readonly string[], summary: readonly string[]) =>
  Buffer.from(`\ufeff${[headings, ...rows, summaryHeadings, ticked(summary)].join('\r\n')}\r\n`)
const whole = bill([payment()], ['1', '19.57', '0.00', '0.00', '0.12000', '19.57', '0.00'])

test('a payment is read with its moment on campus, and its fen without a fraction', () => {
  expect(readBill(whole)).toEqual([
    {
      kind: 'payment',
      at: new Date('2026-11-20T15:59:59Z'),
      transactionId: '4200',
      outTradeNo: 'D1',
      refundId: '',
      outRefundNo: '',
      refundStatus: '',
      amountFen: 1_957,
      feeFen: 12,
    },
  ])
})

test('a comma in the name of what was paid for parts nothing', () => {
  const rows = [payment('捐赠 一元, 一书, 1.00')]
  expect(readBill(bill(rows, ['1', '19.57', '0', '0', '0.12', '19.57', '0.00']))).toMatchObject([
    { outTradeNo: 'D1', amountFen: 1_957 },
  ])
})

test.each([
  ['cut off in the middle', whole.subarray(0, whole.length / 2)],
  ['without its last line', bill([payment()], []).subarray(0, -3)],
  ['one row short', bill([payment()], ['2', '19.57', '0', '0', '0.12', '19.57', '0.00'])],
  ['a fen off', bill([payment('捐赠', '19.58')], ['1', '19.57', '0', '0', '0.12', '19.57', '0.00'])],
  [
    'with a sum that is no number',
    bill([payment('捐赠', '1e3')], ['1', '0', '0', '0', '0', '1000.00', '0.00']),
  ],
  ['empty', Buffer.alloc(0)],
  ['a page of HTML', Buffer.from('<html>502</html>')],
])('[26] a bill %s is not read', (_what, file) => {
  expect(readBill(file)).toBeUndefined()
})
