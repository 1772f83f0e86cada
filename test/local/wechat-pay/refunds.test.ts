/** Refunds as WeChat Pay documents them, through the real client. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { keys, newOutTradeNo, openOrder, realClient, request, startWorld, type World } from './merchant'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

async function paidOrder(): Promise<string> {
  const { outTradeNo, prepayId } = await openOrder(world)
  await world.sandbox.finish(prepayId, 'pay')
  world.notifyUrl.events.splice(0)
  return outTradeNo
}

const wanted = (outTradeNo: string, refund: number, changes: object = {}) => ({
  out_trade_no: outTradeNo,
  out_refund_no: `R${newOutTradeNo()}`,
  amount: { refund, total: 10_000, currency: 'CNY' },
  ...changes,
})
const refund = (content: object) => request(world, 'POST', '/v3/refund/domestic/refunds', content)
const query = (outRefundNo: string) => request(world, 'GET', `/v3/refund/domestic/refunds/${outRefundNo}`)

test('the real client refunds and queries, and believes the signed replies', async () => {
  const client = realClient(world)
  const outTradeNo = await paidOrder()
  const content = wanted(outTradeNo, 2_500, { reason: '活动取消' })
  const { data } = await client.post('/v3/refund/domestic/refunds', content)
  expect(data).toMatchObject({
    out_refund_no: content.out_refund_no,
    out_trade_no: outTradeNo,
    status: 'PROCESSING',
    channel: 'ORIGINAL',
    amount: { total: 10_000, refund: 2_500, payer_refund: 2_500, currency: 'CNY' },
  })
  expect(data.refund_id).toMatch(/^\d{29}$/)
  const queried = await client.get(`/v3/refund/domestic/refunds/${content.out_refund_no}`)
  expect(queried.data).toEqual(data)
})

test('accepted is not done: it succeeds a minute later, and the order says REFUND from the start', async () => {
  const outTradeNo = await paidOrder()
  const content = wanted(outTradeNo, 10_000)
  expect((await refund(content)).body).toMatchObject({ status: 'PROCESSING' })
  const order = await request(
    world,
    'GET',
    `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${keys.mchid}`,
  )
  expect(order.body).toMatchObject({ trade_state: 'REFUND', amount: { total: 10_000 } })
  world.clock.advance(minuteMs)
  const done = await query(content.out_refund_no)
  expect(done.body).toMatchObject({ status: 'SUCCESS', success_time: expect.stringMatching(/\+08:00$/) })
  expect(world.sandbox.refunds).toMatchObject([{ outTradeNo, amountFen: 10_000, status: 'SUCCESS' }])
})

test('one number refunds once, however often it is asked for, and for one amount only', async () => {
  const outTradeNo = await paidOrder()
  const content = wanted(outTradeNo, 3_000)
  const first = await refund(content)
  const second = await refund(content)
  expect(second.body).toEqual(first.body)
  expect(world.sandbox.refunds).toHaveLength(1)
  expect(await refund({ ...content, amount: { refund: 1, total: 10_000, currency: 'CNY' } })).toMatchObject({
    status: 400,
    body: { code: 'INVALID_REQUEST', message: '订单金额或退款金额与之前请求不一致，请核实后再试' },
  })
})

test('a refund whose reply was lost is found again by its number', async () => {
  const outTradeNo = await paidOrder()
  const content = wanted(outTradeNo, 3_000)
  world.sandbox.faults.failNext('refund', 'loseReply')
  await expect(refund(content)).rejects.toThrow()
  const [kept] = world.sandbox.refunds
  expect((await refund(content)).body).toMatchObject({ refund_id: kept?.refundId })
  expect(world.sandbox.refunds).toHaveLength(1)
})

test('refunds survive a restart, and are told of after it', async () => {
  const dataFile = path.join(mkdtempSync(path.join(tmpdir(), 'refunds-')), 'pay.db')
  const first = await startWorld(dataFile)
  const { outTradeNo, prepayId } = await openOrder(first)
  await first.sandbox.finish(prepayId, 'pay')
  const content = wanted(outTradeNo, 100, { notify_url: world.notifyUrl.url })
  await request(first, 'POST', '/v3/refund/domestic/refunds', content)
  await first.close()
  const second = await startWorld(dataFile)
  expect(second.sandbox.refunds).toMatchObject([{ outTradeNo, amountFen: 100, status: 'PROCESSING' }])
  second.clock.advance(minuteMs)
  await second.sandbox.settled()
  expect(second.sandbox.refunds).toMatchObject([{ status: 'SUCCESS' }])
  expect(world.notifyUrl.events).toHaveLength(1)
  await second.close()
})

test('parts go until the order is used up, a minute apart', async () => {
  const outTradeNo = await paidOrder()
  await refund(wanted(outTradeNo, 6_000))
  expect(await refund(wanted(outTradeNo, 1_000))).toMatchObject({
    status: 429,
    body: { code: 'FREQUENCY_LIMITED', message: '同一笔订单多次退款的请求需相隔1分钟' },
  })
  world.clock.advance(minuteMs)
  expect(await refund(wanted(outTradeNo, 4_001))).toMatchObject({
    status: 400,
    body: { code: 'INVALID_REQUEST', message: '退款金额大于订单可退金额' },
  })
  expect(await refund(wanted(outTradeNo, 4_000))).toMatchObject({ status: 200 })
  expect(await refund(wanted(outTradeNo, 1))).toMatchObject({
    status: 400,
    body: { code: 'INVALID_REQUEST', message: '订单已全额退款' },
  })
})

test('fifty parts and no more', async () => {
  const outTradeNo = await paidOrder()
  for (let part = 0; part < 50; part += 1) {
    expect((await refund(wanted(outTradeNo, 1))).status).toBe(200)
    world.clock.advance(minuteMs)
  }
  expect((await refund(wanted(outTradeNo, 1))).body).toMatchObject({ message: '订单部分退款次数已达上限' })
})

test.each([
  ['an order that does not exist', { out_trade_no: 'D-nowhere' }, 404, 'RESOURCE_NOT_EXISTS'],
  ['another total', { amount: { refund: 1, total: 9_999, currency: 'CNY' } }, 400, 'INVALID_REQUEST'],
  ['nothing', { amount: { refund: 0, total: 10_000, currency: 'CNY' } }, 400, 'PARAM_ERROR'],
  ['half a fen', { amount: { refund: 0.5, total: 10_000, currency: 'CNY' } }, 400, 'PARAM_ERROR'],
  ['a number with other characters', { out_refund_no: '退款' }, 400, 'PARAM_ERROR'],
  ['goods_detail, which the sandbox does not know', { goods_detail: [] }, 400, 'PARAM_ERROR'],
])('%s is refused', async (_case, changes, status, code) => {
  expect(await refund(wanted(await paidOrder(), 1, changes))).toMatchObject({ status, body: { code } })
  expect(world.sandbox.refunds).toEqual([])
})

test('an unpaid order, and one paid over a year ago, are refused', async () => {
  const { outTradeNo } = await openOrder(world)
  expect((await refund(wanted(outTradeNo, 1))).body).toMatchObject({ message: '订单未支付，不能退款' })
  const paid = await paidOrder()
  world.clock.advance(365 * dayMs + 1_000)
  expect((await refund(wanted(paid, 1))).body).toMatchObject({ message: '订单已超过可退款期限' })
})

test('a closed refund gave nothing back: another number may', async () => {
  const outTradeNo = await paidOrder()
  world.sandbox.orderRefundOutcome('CLOSED')
  const content = wanted(outTradeNo, 10_000)
  await refund(content)
  world.clock.advance(minuteMs)
  expect((await query(content.out_refund_no)).body).toMatchObject({ status: 'CLOSED' })
  expect(await refund(wanted(outTradeNo, 10_000))).toMatchObject({ status: 200 })
})

test('a query for a number never used is RESOURCE_NOT_EXISTS', async () => {
  expect(await query('R-nowhere')).toMatchObject({
    status: 404,
    body: { code: 'RESOURCE_NOT_EXISTS', message: '退款单不存在' },
  })
})
