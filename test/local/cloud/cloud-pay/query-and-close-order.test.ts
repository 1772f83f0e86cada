import { alice, keys, orderOf, type PayWorld, startPayWorld } from './world'

let world: PayWorld

beforeAll(async () => {
  world = await startPayWorld()
})
afterAll(() => world.close())

const which = (outTradeNo: string) => ({ subMchId: keys.mchid, outTradeNo, nonceStr: 'n' })

test('an unpaid order is NOTPAY, a paid one tells payer and amount', async () => {
  const order = orderOf({ attach: 'events' })
  await world.pay('unifiedOrder', order)
  expect(await world.pay('queryOrder', which(order.outTradeNo))).toMatchObject({ tradeState: 'NOTPAY' })
  const outTradeNo = await world.paid({ attach: 'events' })
  const answer = await world.pay('queryOrder', which(outTradeNo))
  expect(answer).toMatchObject({
    tradeState: 'SUCCESS',
    subOpenid: alice,
    totalFee: 8_800,
    cashFee: 8_800,
    attach: 'events',
    timeEnd: expect.stringMatching(/^\d{14}$/),
    errCode: 0,
  })
  const byId = { subMchId: keys.mchid, transactionId: answer.transactionId, nonceStr: 'n' }
  expect(await world.pay('queryOrder', byId)).toMatchObject({ outTradeNo, tradeState: 'SUCCESS' })
})

test('an order that does not exist is resultCode FAIL', async () => {
  expect(await world.pay('queryOrder', which('D-nowhere'))).toMatchObject({
    returnCode: 'SUCCESS',
    resultCode: 'FAIL',
    errCodeDes: '订单不存在',
    errCode: 0,
  })
})

test('a closed order can no longer be paid, and a paid one not be closed', async () => {
  const order = orderOf()
  const { prepayId } = await world.pay('unifiedOrder', order)
  expect(await world.pay('closeOrder', which(order.outTradeNo))).toMatchObject({ resultCode: 'SUCCESS' })
  expect(await world.sandbox.finish(String(prepayId), 'pay')).toEqual({
    errMsg: 'requestPayment:fail 该订单已关闭',
  })
  expect(await world.pay('queryOrder', which(order.outTradeNo))).toMatchObject({ tradeState: 'CLOSED' })
  const paid = await world.paid()
  expect(await world.pay('closeOrder', which(paid))).toMatchObject({
    resultCode: 'FAIL',
    errCodeDes: '该订单已支付',
  })
})
