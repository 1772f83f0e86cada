import { keys, type PayWorld, startPayWorld } from './world'

const minuteMs = 60_000

let world: PayWorld

beforeAll(async () => {
  world = await startPayWorld()
})
afterAll(() => world.close())
beforeEach(() => world.cloud.database.clear())

const refundOf = (outTradeNo: string, changes: object = {}) => ({
  subMchId: keys.mchid,
  nonceStr: 'n',
  outTradeNo,
  outRefundNo: `R-${outTradeNo}`,
  totalFee: 8_800,
  refundFee: 800,
  envId: 'env-1',
  functionName: 'paid-callback',
  ...changes,
})

test('is accepted at once and tells the function when the money is back', async () => {
  const outTradeNo = await world.paid()
  await world.cloud.database.clear()
  expect(await world.pay('refund', refundOf(outTradeNo))).toMatchObject({
    resultCode: 'SUCCESS',
    outRefundNo: `R-${outTradeNo}`,
    refundId: expect.stringMatching(/^\d{29}$/),
    refundFee: 800,
    totalFee: 8_800,
    errCode: 0,
  })
  await world.sandbox.settled()
  expect(await world.cloud.database.find('ticks')).toEqual([])
  world.clock.advance(minuteMs)
  await world.sandbox.settled()
  expect(await world.cloud.database.find('ticks')).toMatchObject([
    {
      source: 'wx_paycallback',
      event: { returnCode: 'SUCCESS', outTradeNo, refundFee: 800, refundStatus: 'SUCCESS' },
    },
  ])
})

test('more than the total is returnCode FAIL, more than is left of it resultCode FAIL', async () => {
  const outTradeNo = await world.paid()
  expect(await world.pay('refund', refundOf(outTradeNo, { refundFee: 8_801 }))).toMatchObject({
    returnCode: 'FAIL',
    returnMsg: 'invalid refund_fee',
    errCode: 0,
  })
  await world.pay('refund', refundOf(outTradeNo, { refundFee: 8_800 }))
  const again = { refundFee: 1, outRefundNo: 'another-one' }
  expect(await world.pay('refund', refundOf(outTradeNo, again))).toMatchObject({
    resultCode: 'FAIL',
    errCodeDes: '订单已全额退款',
    errCode: 0,
  })
})

test('queryRefund tells how many and nothing of each, as the real one', async () => {
  const outTradeNo = await world.paid()
  const which = { subMchId: keys.mchid, outTradeNo, nonceStr: 'n' }
  expect(await world.pay('queryRefund', which)).toMatchObject({ resultCode: 'FAIL', errCodeDes: 'not exist' })
  await world.pay('refund', refundOf(outTradeNo))
  expect(await world.pay('queryRefund', which)).toMatchObject({
    resultCode: 'SUCCESS',
    refundCount: 1,
    refundFeeList: [],
    refundStatusList: [],
  })
})
