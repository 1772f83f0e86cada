/** The payment sheet, what paying brings about, and what a restart keeps. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  type PaymentOutcome,
  SheetError,
  startWechatPay,
  type WechatPaySandbox,
} from '../../../local/wechat-pay'
import { appid, keys, openid, openOrder, request, sheetParams, startWorld, type World } from './merchant'

const hourMs = 3_600_000

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

function errMsgOf(open: () => unknown): string {
  try {
    open()
  } catch (thrown) {
    if (thrown instanceof SheetError) return thrown.errMsg
    throw thrown
  }
  return 'opened'
}

describe('the payment sheet', () => {
  test('shows what is paid, how much and to whom', async () => {
    const { prepayId } = await openOrder(world)
    expect(world.sandbox.openSheet(sheetParams(prepayId, world.clock.now()), openid)).toEqual({
      description: '校庆捐赠',
      amountFen: 10_000,
      payee: '教育发展基金会',
      prepayId,
    })
  })

  test.each([
    ['paySign', 'AAAA'],
    ['timeStamp', '1700000000'],
    ['nonceStr', 'changed'],
    ['package', 'prepay_id=wx0'],
    ['signType', 'MD5'],
  ])('does not open when %s is not what the merchant signed', async (field, value) => {
    const { prepayId } = await openOrder(world)
    const params = sheetParams(prepayId, world.clock.now(), { [field]: value })
    expect(errMsgOf(() => world.sandbox.openSheet(params, openid))).toBe(
      'requestPayment:fail 支付验证签名失败',
    )
  })

  test('does not open for another person', async () => {
    const { prepayId } = await openOrder(world)
    const params = sheetParams(prepayId, world.clock.now())
    expect(errMsgOf(() => world.sandbox.openSheet(params, 'oSomebodyElse'))).toMatch(/账号不一致/)
  })

  test('does not open once the prepay id is two hours old', async () => {
    const { prepayId } = await openOrder(world)
    const params = sheetParams(prepayId, world.clock.now())
    world.clock.advance(2 * hourMs - 1000)
    expect(errMsgOf(() => world.sandbox.openSheet(params, openid))).toBe('opened')
    world.clock.advance(2000)
    expect(errMsgOf(() => world.sandbox.openSheet(params, openid))).toMatch(/已过期/)
  })

  test('does not open for a prepay id that was never given', () => {
    const params = sheetParams('wx0', world.clock.now())
    expect(errMsgOf(() => world.sandbox.openSheet(params, openid))).toMatch(/已过期/)
  })

  test('does not open for an order already paid', async () => {
    const { prepayId } = await openOrder(world)
    await world.sandbox.finish(prepayId, 'pay')
    const params = sheetParams(prepayId, world.clock.now())
    expect(errMsgOf(() => world.sandbox.openSheet(params, openid))).toMatch(/已支付/)
  })

  test('does not open, and takes no money, after the time to pay', async () => {
    const { prepayId } = await openOrder(world, { time_expire: '2020-01-01T00:00:00+08:00' })
    const params = sheetParams(prepayId, world.clock.now())
    world.clock.advance(61_000)
    expect(errMsgOf(() => world.sandbox.openSheet(params, openid))).toMatch(/已过期/)
    expect((await world.sandbox.finish(prepayId, 'pay')).errMsg).toMatch(/已过期/)
    expect(world.sandbox.orders[0]?.state).toBe('NOTPAY')
  })
})

describe('what the person does', () => {
  test.each<[PaymentOutcome, string, string, number]>([
    ['pay', 'requestPayment:ok', 'SUCCESS', 1],
    ['payLoseCallback', 'requestPayment:ok', 'SUCCESS', 0],
    ['payNotifyTwice', 'requestPayment:ok', 'SUCCESS', 2],
    ['cancel', 'requestPayment:fail cancel', 'NOTPAY', 0],
    ['fail', 'requestPayment:fail 系统繁忙，请稍后再试', 'NOTPAY', 0],
  ])('%s: %s, the order is %s, %d notifications', async (outcome, errMsg, state, notifications) => {
    const { prepayId } = await openOrder(world)
    expect(await world.sandbox.finish(prepayId, outcome)).toEqual({ errMsg })
    expect(world.sandbox.orders[0]?.state).toBe(state)
    expect(world.notifyUrl.events).toHaveLength(notifications)
  })

  test('a lost callback stays lost, however long one waits', async () => {
    const { prepayId } = await openOrder(world)
    await world.sandbox.finish(prepayId, 'payLoseCallback')
    world.clock.advance(48 * hourMs)
    await world.sandbox.settled()
    expect(world.notifyUrl.events).toEqual([])
    expect(world.sandbox.orders[0]?.notifications).toMatchObject([{ state: 'lost', attempts: 0 }])
  })

  test('a doubled notification is the same one, sent while the first is not yet answered', async () => {
    let release = () => {}
    const bothAreHere = new Promise<void>((resolve) => {
      release = resolve
    })
    world.notifyUrl.answer = async () => {
      if (world.notifyUrl.events.length === 2) release()
      await bothAreHere
      return { statusCode: 204, headers: {}, body: '' }
    }
    const { prepayId } = await openOrder(world)
    await world.sandbox.finish(prepayId, 'payNotifyTwice')
    const [first, second] = world.notifyUrl.events
    expect(second?.body).toBe(first?.body)
  })

  test('two phones paying one order at once pay it once', async () => {
    const { prepayId } = await openOrder(world)
    const results = await Promise.all([
      world.sandbox.finish(prepayId, 'pay'),
      world.sandbox.finish(prepayId, 'pay'),
    ])
    expect(results.map(({ errMsg }) => errMsg).sort()).toEqual([
      'requestPayment:fail 该订单已支付',
      'requestPayment:ok',
    ])
    expect(world.notifyUrl.events).toHaveLength(1)
  })

  test('after cancelling, the same order can be paid', async () => {
    const { prepayId } = await openOrder(world)
    await world.sandbox.finish(prepayId, 'cancel')
    expect(await world.sandbox.finish(prepayId, 'pay')).toEqual({ errMsg: 'requestPayment:ok' })
  })
})

describe('a data file', () => {
  let folder: string
  let dataFile: string
  let before: World
  let after: WechatPaySandbox | undefined
  beforeEach(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'wechat-pay-'))
    dataFile = path.join(folder, 'wechat-pay.db')
    before = await startWorld(dataFile)
  })
  afterEach(async () => {
    await after?.close()
    await before.close()
    rmSync(folder, { recursive: true })
  })

  test('keeps orders and notifications not yet acknowledged over a restart', async () => {
    const { clock, notifyUrl } = before
    notifyUrl.answer = () => ({ statusCode: 500, headers: {}, body: '' })
    const { prepayId } = await openOrder(before)
    await openOrder(before)
    await before.sandbox.finish(prepayId, 'pay')
    const { orders } = before.sandbox
    await before.sandbox.close()
    expect(orders[0]).toMatchObject({ state: 'SUCCESS', notifications: [{ state: 'pending', attempts: 1 }] })

    notifyUrl.answer = () => ({ statusCode: 200, headers: {}, body: '' })
    after = await startWechatPay({ keys, appid, clock, dataFile })
    expect(after.orders).toEqual(orders)
    clock.advance(15_000)
    await after.settled()
    expect(notifyUrl.events).toHaveLength(2)
    expect(after.orders[0]?.notifications).toMatchObject([{ state: 'acknowledged', attempts: 2 }])
  })

  test('has what was answered even when the process had no chance to close', async () => {
    const { outTradeNo } = await openOrder(before)
    // A second sandbox on the same file, while the first still holds it, sees only what the file has.
    after = await startWechatPay({ keys, appid, clock: before.clock, dataFile })
    expect(after.orders).toMatchObject([{ outTradeNo, state: 'NOTPAY' }])
  })
})

describe('ordered faults', () => {
  const query = (outTradeNo: string) =>
    request(world, 'GET', `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${keys.mchid}`)

  test('strike the next request of their operation, once', async () => {
    const { outTradeNo } = await openOrder(world)
    world.sandbox.faults.failNext('query', 'status500')
    expect(await query(outTradeNo)).toMatchObject({ status: 500, isSigned: false })
    expect(await query(outTradeNo)).toMatchObject({ status: 200, isSigned: true })
  })

  test('with a lost reply the work is done all the same', async () => {
    world.sandbox.faults.failNext('prepay', 'loseReply')
    await expect(openOrder(world)).rejects.toThrow()
    expect(world.sandbox.orders).toHaveLength(1)
  })

  test('cannot be ordered for an operation that does not exist', () => {
    expect(() => world.sandbox.faults.failNext('transfer', 'hang')).toThrow('transfer')
  })
})

test('no log line holds an openid, a key or a body', async () => {
  const { prepayId, outTradeNo } = await openOrder(world)
  await world.sandbox.finish(prepayId, 'pay')
  await world.sandbox.deliver(outTradeNo, { tamper: 'signature' })
  const log = world.logLines.join('\n')
  expect(log).toContain(outTradeNo)
  for (const secret of [openid, keys.apiV3Key, 'PRIVATE KEY', 'ciphertext']) expect(log).not.toContain(secret)
})
