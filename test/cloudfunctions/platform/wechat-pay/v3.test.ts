/** The port, over the real client library, against the sandbox: every promise of a payment from order to outcome. */
import { acknowledge } from '../../../../cloudfunctions/platform/wechat-pay/notify'
import {
  type PaymentParams,
  PayRefused,
  PayUnavailable,
  type PrepayInput,
} from '../../../../cloudfunctions/platform/wechat-pay/port'
import { v3Port } from '../../../../cloudfunctions/platform/wechat-pay/v3'
import { makeWechatPayKeys, type PaymentOutcome } from '../../../../local/wechat-pay'
import {
  appid,
  keys,
  newOutTradeNo,
  openid,
  startWorld,
  type World,
} from '../../../local/wechat-pay/merchant'

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

const port = (changes: object = {}, timeoutMs = 5_000) =>
  v3Port({ ...world.settings, ...changes }, { timeoutMs })

function orderInput(changes: Partial<PrepayInput> = {}): PrepayInput {
  return {
    outTradeNo: newOutTradeNo(),
    description: '校庆捐赠 ✨',
    amountFen: 10_000,
    openid,
    attach: 'donation:8x',
    expiresAt: new Date(world.clock.now() + 15 * 60_000),
    ...changes,
  }
}

async function prepay(input: PrepayInput): Promise<PaymentParams> {
  const params = await port().prepay(input)
  if (typeof params === 'string') throw new Error(params)
  return params
}

async function payAs(outcome: PaymentOutcome, input: PrepayInput): Promise<string> {
  const { prepayId } = world.sandbox.openSheet(await prepay(input), openid)
  return (await world.sandbox.finish(prepayId, outcome)).errMsg
}

describe('prepay', () => {
  test('gives parameters that open the payment sheet with our order', async () => {
    const params = await prepay(orderInput())
    expect(Object.keys(params).sort()).toEqual(['nonceStr', 'package', 'paySign', 'signType', 'timeStamp'])
    expect(world.sandbox.openSheet(params, openid)).toMatchObject({
      description: '校庆捐赠 ✨',
      amountFen: 10_000,
      payee: '教育发展基金会',
    })
  })

  test('repeated for the same order, gives the same prepay id', async () => {
    const input = orderInput()
    const first = await prepay(input)
    const second = await prepay({ ...input, expiresAt: new Date(input.expiresAt) })
    expect(second.package).toBe(first.package)
    expect(world.sandbox.orders).toHaveLength(1)
  })

  test('in parallel for the same order, opens it once', async () => {
    const input = orderInput()
    const all = await Promise.all(Array.from({ length: 10 }, () => prepay(input)))
    expect(new Set(all.map((params) => params.package)).size).toBe(1)
    expect(world.sandbox.orders).toHaveLength(1)
  })

  test('with another amount for a known order number, is refused', async () => {
    const input = orderInput()
    await prepay(input)
    await expect(prepay({ ...input, amountFen: 1 })).rejects.toEqual(
      new PayRefused('prepay', 'INVALID_REQUEST'),
    )
    expect(world.sandbox.orders[0]?.amountFen).toBe(10_000)
  })

  test('sends the same bytes each time, its time at +08:00', async () => {
    world.notifyUrl.answer = () => ({
      statusCode: 400,
      headers: { 'content-type': 'application/json' },
      body: '{"code":"PARAM_ERROR","message":""}',
    })
    const baseUrl = new URL('/', world.notifyUrl.url).href
    const input = orderInput({ expiresAt: new Date('2026-12-31T20:00:00.789Z') })
    const scrambled = Object.fromEntries(Object.entries(input).reverse()) as unknown as PrepayInput
    for (const repeat of [input, scrambled])
      await expect(port({ baseUrl }).prepay(repeat)).rejects.toThrow(PayRefused)
    const bodies = world.notifyUrl.events.map(({ body = '' }) => Buffer.from(body, 'base64').toString())
    expect(bodies).toHaveLength(2)
    expect(bodies[0]).toBe(bodies[1])
    expect(JSON.parse(bodies[0] ?? '')).toMatchObject({ time_expire: '2027-01-01T04:00:00+08:00' })
  })

  test('tells that an order is paid, or closed', async () => {
    const paid = orderInput()
    await payAs('pay', paid)
    expect(await port().prepay(paid)).toBe('PAID')
    const closed = orderInput()
    await prepay(closed)
    await port().close(closed.outTradeNo)
    expect(await port().prepay(closed)).toBe('CLOSED')
  })

  test('with a key that is not the merchant’s, is refused as SIGN_ERROR', async () => {
    const { merchantPrivateKey } = makeWechatPayKeys()
    await expect(port({ merchantPrivateKey }).prepay(orderInput())).rejects.toEqual(
      new PayRefused('prepay', 'SIGN_ERROR'),
    )
  })

  test('asks for replies signed with the platform public key while a certificate is still accepted', async () => {
    world.notifyUrl.answer = () => ({ statusCode: 500, headers: {}, body: '' })
    const baseUrl = new URL('/', world.notifyUrl.url).href
    const platformKeys = {
      '5157F09EFDC096DE15EBE81A47057A72': keys.platformPublicKey,
      ...world.settings.platformKeys,
    }
    await expect(port({ baseUrl, platformKeys }).query('D12345')).rejects.toThrow('HTTP 500')
    expect(world.notifyUrl.events[0]?.headers?.['wechatpay-serial']).toBe(keys.platformSerial)
  })
})

describe('query', () => {
  test('before payment: NOTPAY, without amount or payer', async () => {
    const input = orderInput()
    await prepay(input)
    expect(await port().query(input.outTradeNo)).toEqual({
      outTradeNo: input.outTradeNo,
      state: 'NOTPAY',
      appid,
      mchid: keys.mchid,
    })
  })

  test('after payment: SUCCESS, with all that has to be compared', async () => {
    const input = orderInput()
    expect(await payAs('payLoseCallback', input)).toBe('requestPayment:ok')
    const paidAtMs = world.sandbox.orders[0]?.paidAtMs ?? 0
    expect(await port().query(input.outTradeNo)).toEqual({
      outTradeNo: input.outTradeNo,
      transactionId: world.sandbox.orders[0]?.transactionId,
      state: 'SUCCESS',
      amountFen: 10_000,
      currency: 'CNY',
      payerOpenid: openid,
      appid,
      mchid: keys.mchid,
      attach: 'donation:8x',
      paidAt: new Date(Math.floor(paidAtMs / 1000) * 1000),
    })
  })

  test('after cancelling or failing: still NOTPAY, and payable with the same number', async () => {
    const input = orderInput()
    expect(await payAs('cancel', input)).toBe('requestPayment:fail cancel')
    expect(await payAs('fail', input)).toMatch(/^requestPayment:fail /)
    expect(await port().query(input.outTradeNo)).toMatchObject({ state: 'NOTPAY' })
    expect(await payAs('pay', input)).toBe('requestPayment:ok')
  })

  test('of a number nobody used: NOT_EXIST', async () => {
    expect(await port().query(newOutTradeNo())).toBe('NOT_EXIST')
  })

  test('works with a base URL that lacks its last slash', async () => {
    const baseUrl = world.sandbox.url.slice(0, -1)
    expect(await port({ baseUrl }).query(newOutTradeNo())).toBe('NOT_EXIST')
  })

  test('finds an order number of all the characters allowed', async () => {
    const input = orderInput({ outTradeNo: 'aZ09_-|*aZ09' })
    await prepay(input)
    expect(await port().query(input.outTradeNo)).toMatchObject({ outTradeNo: 'aZ09_-|*aZ09' })
  })
})

describe('close', () => {
  test('an unpaid order is CLOSED, twice as well, and cannot be paid any more', async () => {
    const input = orderInput()
    const params = await prepay(input)
    expect(await port().close(input.outTradeNo)).toBe('CLOSED')
    expect(await port().close(input.outTradeNo)).toBe('CLOSED')
    expect(await port().query(input.outTradeNo)).toMatchObject({ state: 'CLOSED' })
    expect(() => world.sandbox.openSheet(params, openid)).toThrow('该订单已关闭')
  })

  test('a paid order is PAID and stays so', async () => {
    const input = orderInput()
    await payAs('pay', input)
    expect(await port().close(input.outTradeNo)).toBe('PAID')
    expect(await port().query(input.outTradeNo)).toMatchObject({ state: 'SUCCESS' })
  })
})

describe('an answer that cannot be believed leaves the outcome unknown', () => {
  test.each([
    ['badSignature', 'EV3_RES_HEADER_SIGNATURE_DIGEST'],
    ['badBody', 'EV3_RES_HEADER_SIGNATURE_DIGEST'],
    ['badSerial', 'EV3_RES_HEADER_PLATFORM_SERIAL'],
    ['badTimestamp', 'EV3_RES_HEADER_TIMESTAMP_OFFSET'],
  ] as const)('%s: %s', async (fault, reason) => {
    const input = orderInput()
    await prepay(input)
    // The 204 that answers a close has no body to change.
    const operations =
      fault === 'badBody' ? (['prepay', 'query'] as const) : (['prepay', 'query', 'close'] as const)
    for (const operation of operations) {
      world.sandbox.faults.failNext(operation, fault)
      const asked = operation === 'prepay' ? port().prepay(input) : port()[operation](input.outTradeNo)
      await expect(asked).rejects.toEqual(new PayUnavailable(operation, reason))
    }
  })

  test('HTTP 500', async () => {
    world.sandbox.faults.failNext('prepay', 'status500')
    const input = orderInput()
    await expect(port().prepay(input)).rejects.toEqual(new PayUnavailable('prepay', 'HTTP 500 SYSTEM_ERROR'))
    expect(await payAs('pay', input)).toBe('requestPayment:ok')
  })

  test('no answer in time', async () => {
    world.sandbox.faults.failNext('query', 'hang')
    await expect(port({}, 200).query('D12345')).rejects.toEqual(new PayUnavailable('query', 'ECONNABORTED'))
  })

  test('a lost reply: the repeat gets what the first one made', async () => {
    const input = orderInput()
    world.sandbox.faults.failNext('prepay', 'loseReply')
    await expect(port().prepay(input)).rejects.toThrow(PayUnavailable)
    const { prepayId } = world.sandbox.openSheet(await prepay(input), openid)
    expect(world.sandbox.orders).toMatchObject([{ prepayId, outTradeNo: input.outTradeNo }])

    world.sandbox.faults.failNext('close', 'loseReply')
    await expect(port().close(input.outTradeNo)).rejects.toThrow(PayUnavailable)
    expect(await port().close(input.outTradeNo)).toBe('CLOSED')
  })

  test('nobody listens', async () => {
    await world.sandbox.close()
    await expect(port().query('D12345')).rejects.toEqual(new PayUnavailable('query', 'ECONNREFUSED'))
  })
})

test('a failure carries neither the payer nor anything signed', async () => {
  const input = orderInput()
  const failures: unknown[] = []
  for (const fault of ['status500', 'badSignature', 'loseReply'] as const) {
    world.sandbox.faults.failNext('prepay', fault)
    await port()
      .prepay(input)
      .catch((failure) => failures.push(failure))
  }
  await port()
    .prepay({ ...input, amountFen: 1 })
    .catch((failure) => failures.push(failure))
  expect(failures).toHaveLength(4)
  for (const failure of failures) {
    const { message, stack, cause } = failure as Error
    const text = [message, stack, JSON.stringify(failure), String(cause)].join()
    for (const secret of [openid, 'WECHATPAY2', keys.apiV3Key, 'signature='])
      expect(text).not.toContain(secret)
  }
})

describe('from payment to notification', () => {
  test('pay: the notification is a trade equal to what a query tells', async () => {
    const received: unknown[] = []
    world.notifyUrl.answer = (event) => {
      const notification = port().parseNotify(event, 'wx_http')
      received.push(notification)
      return acknowledge(notification.kind === 'reject' ? notification : undefined)
    }
    const input = orderInput()
    await payAs('pay', input)
    const trade = await port().query(input.outTradeNo)
    expect(received).toEqual([{ kind: 'trade', trade }])
    expect(world.sandbox.orders[0]?.notifications).toMatchObject([{ state: 'acknowledged' }])
  })

  test('payNotifyTwice: both are the same trade', async () => {
    const received: unknown[] = []
    world.notifyUrl.answer = (event) => {
      received.push(port().parseNotify(event, 'wx_http'))
      return acknowledge()
    }
    await payAs('payNotifyTwice', orderInput())
    expect(received).toHaveLength(2)
    expect(received[0]).toEqual(received[1])
  })

  test('a fault in acknowledging has the notification come again', async () => {
    let isDatabaseDown = true
    world.notifyUrl.answer = () =>
      acknowledge(isDatabaseDown ? { status: 500, reason: 'database is down' } : undefined)
    await payAs('pay', orderInput())
    isDatabaseDown = false
    world.clock.advance(15_000)
    await world.sandbox.settled()
    expect(world.sandbox.orders[0]?.notifications).toMatchObject([{ state: 'acknowledged', attempts: 2 }])
  })
})
