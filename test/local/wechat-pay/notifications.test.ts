/** The sandbox repeats a notification on WeChat Pay's schedule until the merchant acknowledges it. */
import { parseNotify } from '../../../cloudfunctions/platform/wechat-pay/notify'
import { retryDelaysMs } from '../../../local/wechat-pay'
import { openOrder, startWorld, type World } from './merchant'

const secondMs = 1_000
const refuse = () => ({ statusCode: 500, headers: {}, body: '{"code":"FAIL","message":""}' })
const accept = () => ({ statusCode: 200, headers: {}, body: '' })

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

async function pay(): Promise<string> {
  const { outTradeNo, prepayId } = await openOrder(world)
  await world.sandbox.finish(prepayId, 'pay')
  return outTradeNo
}

async function moveTo(momentMs: number): Promise<void> {
  world.clock.moveTo(momentMs)
  await world.sandbox.settled()
}

async function advance(spanMs: number): Promise<void> {
  await moveTo(world.clock.now() + spanMs)
}

test('the official waits between attempts add up to 24 h 4 min', () => {
  const total = retryDelaysMs.reduce((sum, delayMs) => sum + delayMs, 0)
  expect(total).toBe((24 * 60 + 4) * 60 * secondMs)
})

test('an unacknowledged notification comes again after 15 s, 15 s, 30 s, 3 min … 6 h, then never', async () => {
  world.notifyUrl.answer = refuse
  await pay()
  let dueAtMs = world.sandbox.orders[0]?.paidAtMs ?? 0
  const waitsSeconds = [15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600]
  for (const [index, waitSeconds] of waitsSeconds.entries()) {
    dueAtMs += waitSeconds * secondMs
    await moveTo(dueAtMs - 5 * secondMs)
    expect(world.notifyUrl.events).toHaveLength(index + 1)
    await moveTo(dueAtMs)
    expect(world.notifyUrl.events).toHaveLength(index + 2)
  }
  expect(world.sandbox.orders[0]?.notifications).toMatchObject([{ state: 'exhausted', attempts: 16 }])
  await advance(7 * 24 * 3_600 * secondMs)
  expect(world.notifyUrl.events).toHaveLength(16)
})

test.each([200, 204])('HTTP %d ends it', async (statusCode) => {
  world.notifyUrl.answer = refuse
  await pay()
  await advance(15 * secondMs)
  world.notifyUrl.answer = () => ({ statusCode, headers: {}, body: '' })
  await advance(15 * secondMs)
  await advance(48 * 3_600 * secondMs)
  expect(world.notifyUrl.events).toHaveLength(3)
  expect(world.sandbox.orders[0]?.notifications).toMatchObject([{ state: 'acknowledged', attempts: 3 }])
})

test.each([201, 301, 400, 401, 500])('HTTP %d does not end it', async (statusCode) => {
  world.notifyUrl.answer = () => ({ statusCode, headers: {}, body: '' })
  await pay()
  expect(world.sandbox.orders[0]?.notifications).toMatchObject([{ state: 'pending', attempts: 1 }])
})

test('of a doubled notification that fails, only one comes again, even when it is due at once', async () => {
  world.notifyUrl.answer = () => {
    if (world.notifyUrl.events.length === 2) world.clock.advance(15 * secondMs)
    return refuse()
  }
  const { prepayId } = await openOrder(world)
  await world.sandbox.finish(prepayId, 'payNotifyTwice')
  expect(world.notifyUrl.events).toHaveLength(3)
  await advance(15 * secondMs)
  expect(world.notifyUrl.events).toHaveLength(4)
})

test('a merchant that cannot be reached is tried again', async () => {
  await world.notifyUrl.close()
  await pay()
  await advance(15 * secondMs)
  expect(world.sandbox.orders[0]?.notifications).toMatchObject([{ state: 'pending', attempts: 2 }])
})

test('a clock moved far makes up the attempts that came due, one after another', async () => {
  world.notifyUrl.answer = refuse
  await pay()
  let underWay = 0
  let mostAtOnce = 0
  world.notifyUrl.answer = async () => {
    underWay += 1
    mostAtOnce = Math.max(mostAtOnce, underWay)
    await new Promise((resolve) => setImmediate(resolve))
    underWay -= 1
    return world.notifyUrl.events.length < 6 ? refuse() : accept()
  }
  await advance(24 * 3_600 * secondMs)
  expect(world.notifyUrl.events).toHaveLength(6)
  expect(mostAtOnce).toBe(1)
})

test('each attempt has the same body, signed afresh at its time', async () => {
  world.notifyUrl.answer = refuse
  const outTradeNo = await pay()
  await advance(3_600 * secondMs)
  const [first] = world.notifyUrl.events
  const last = world.notifyUrl.events.at(-1)
  if (!first || !last) throw new Error('no attempts')
  expect(world.notifyUrl.events.length).toBeGreaterThan(4)
  expect(last.body).toBe(first.body)
  expect(last.headers).not.toEqual(first.headers)
  expect(parseNotify(last, world.settings, world.clock.now())).toMatchObject({ kind: 'trade' })
  expect(parseNotify(first, world.settings, world.clock.now())).toEqual({ kind: 'hint', outTradeNo })
})

test('without anyone moving the clock, a retry comes by itself when its time has come', async () => {
  world.notifyUrl.answer = refuse
  await pay()
  const second = new Promise<void>((resolve) => {
    world.notifyUrl.answer = () => {
      resolve()
      return accept()
    }
  })
  // One retry is 15 s away; the clock is moved to just before it, and the rest is the timer's.
  await advance(14.9 * secondMs)
  await second
  await world.sandbox.settled()
  expect(world.sandbox.orders[0]?.notifications).toMatchObject([{ state: 'acknowledged', attempts: 2 }])
})

describe('deliver', () => {
  test('notifies again, in turn or in parallel, and leaves the schedule alone', async () => {
    const outTradeNo = await pay()
    expect(await world.sandbox.deliver(outTradeNo, { times: 3 })).toEqual(Array(3).fill({ status: 200 }))
    expect(await world.sandbox.deliver(outTradeNo, { times: 20, parallel: true })).toHaveLength(20)
    expect(world.notifyUrl.events).toHaveLength(24)
    expect(world.sandbox.orders[0]?.notifications).toMatchObject([{ attempts: 1 }])
  })

  test('tells of a lost callback when asked to', async () => {
    const { outTradeNo, prepayId } = await openOrder(world)
    await world.sandbox.finish(prepayId, 'payLoseCallback')
    expect(await world.sandbox.deliver(outTradeNo)).toEqual([{ status: 200 }])
  })

  test('has nothing to tell of an unpaid order', async () => {
    const { outTradeNo } = await openOrder(world)
    await expect(world.sandbox.deliver(outTradeNo)).rejects.toThrow('not paid')
  })
})
