import { alice, appid, keys, type PayWorld, startPayWorld } from './world'

let world: PayWorld

beforeAll(async () => {
  world = await startPayWorld()
})
afterAll(() => world.close())
beforeEach(() => world.cloud.database.clear())

test('a payment calls the function with SOURCE wx_paycallback and the trade in camelCase', async () => {
  const outTradeNo = await world.paid({ attach: 'events' })
  expect(await world.cloud.database.find('ticks')).toMatchObject([
    {
      source: 'wx_paycallback',
      event: {
        returnCode: 'SUCCESS',
        resultCode: 'SUCCESS',
        subAppid: appid,
        subMchId: keys.mchid,
        subOpenid: alice,
        tradeType: 'JSAPI',
        totalFee: 8_800,
        cashFee: 8_800,
        feeType: 'CNY',
        outTradeNo,
        attach: 'events',
        timeEnd: expect.stringMatching(/^\d{14}$/),
        userInfo: { appId: appid },
      },
    },
  ])
})

test('without errcode 0 it comes again on WeChat Pay’s schedule', async () => {
  await world.paid({ attach: 'never' })
  expect(await world.cloud.database.count('ticks')).toBe(1)
  for (const calls of [2, 3]) {
    world.clock.advance(15_000)
    await world.sandbox.settled()
    expect(await world.cloud.database.count('ticks')).toBe(calls)
  }
})

test('a function that does not exist is tried again, and the payment stands', async () => {
  const outTradeNo = await world.paid({ functionName: 'nowhere' })
  const order = world.sandbox.orders.find((known) => known.outTradeNo === outTradeNo)
  expect(order).toMatchObject({ state: 'SUCCESS', notifications: [{ state: 'pending', attempts: 1 }] })
})
