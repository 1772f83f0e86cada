/** The sandbox answers a merchant's requests as WeChat Pay documents them. */
import { generateKeyPairSync } from 'node:crypto'
import { newOutTradeNo, openOrder, prepayRequest, request, startWorld, type World } from './merchant'

const jsapi = '/v3/pay/transactions/jsapi'
const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

let world: World
beforeEach(async () => {
  world = await startWorld()
})
afterEach(() => world.close())

const prepay = (content: object) => request(world, 'POST', jsapi, content)
const query = (outTradeNo: string, mchid = world.settings.mchid) =>
  request(world, 'GET', `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${mchid}`)
const close = (outTradeNo: string, mchid = world.settings.mchid) =>
  request(world, 'POST', `/v3/pay/transactions/out-trade-no/${outTradeNo}/close`, { mchid })

describe('authorization', () => {
  const refused = { status: 401, body: { code: 'SIGN_ERROR' } }

  test('a request signed by the merchant is answered with a signed reply', async () => {
    const reply = await prepay(prepayRequest(world.notifyUrl.url))
    expect(reply).toMatchObject({ status: 200, isSigned: true })
    expect(reply.body.prepay_id).toMatch(/^wx[0-9a-f]{34}$/)
  })

  test("another key's signature is refused", async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    })
    const content = prepayRequest(world.notifyUrl.url)
    expect(await request(world, 'POST', jsapi, content, { privateKey })).toMatchObject(refused)
    expect(world.sandbox.orders).toEqual([])
  })

  test('another certificate serial is refused', async () => {
    const content = prepayRequest(world.notifyUrl.url)
    expect(await request(world, 'POST', jsapi, content, { serial: 'ABCD' })).toMatchObject(refused)
  })

  test.each([-310, 310])('a timestamp %d s off the clock is refused', async (skewSeconds) => {
    const content = prepayRequest(world.notifyUrl.url)
    expect(await request(world, 'POST', jsapi, content, { skewSeconds })).toMatchObject(refused)
  })

  test('a request without authorization is refused', async () => {
    const response = await fetch(new URL(jsapi, world.sandbox.url), { method: 'POST', body: '{}' })
    expect(response.status).toBe(401)
  })
})

describe('prepay', () => {
  test('a repeat with the same parameters gets the same prepay id', async () => {
    const content = prepayRequest(world.notifyUrl.url)
    const first = await prepay(content)
    const second = await prepay(content)
    expect(second).toEqual(first)
    expect(world.sandbox.orders).toHaveLength(1)
  })

  test.each([
    ['amount', { amount: { total: 1, currency: 'CNY' } }],
    ['description', { description: '校友会费' }],
    ['payer', { payer: { openid: 'oSomebodyElse' } }],
    ['attach', { attach: 'other' }],
    ['time_expire', { time_expire: '2099-01-01T00:00:00+08:00' }],
  ])('a repeat with another %s is refused', async (_, change) => {
    const content = prepayRequest(world.notifyUrl.url)
    await prepay(content)
    const reply = await prepay({ ...content, ...change })
    expect(reply).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
    expect(world.sandbox.orders[0]).toMatchObject({ amountFen: 10_000, description: '校庆捐赠' })
  })

  test('after two hours a repeat gets a new prepay id', async () => {
    const content = prepayRequest(world.notifyUrl.url)
    const first = await prepay(content)
    world.clock.advance(2 * hourMs - minuteMs)
    expect(await prepay(content)).toEqual(first)
    world.clock.advance(minuteMs)
    const later = await prepay(content)
    expect(later.status).toBe(200)
    expect(later.body.prepay_id).not.toBe(first.body.prepay_id)
  })

  test.each([
    ['an order number of five characters', { out_trade_no: 'D1234' }, '/out_trade_no'],
    ['an order number of 33 characters', { out_trade_no: 'D'.repeat(33) }, '/out_trade_no'],
    ['an order number with a space', { out_trade_no: 'D1234 678' }, '/out_trade_no'],
    ['no description', { description: '' }, '/description'],
    ['a description of 128 characters', { description: '校'.repeat(128) }, '/description'],
    ['an attach of 129 characters', { attach: 'a'.repeat(129) }, '/attach'],
    ['an amount of 0', { amount: { total: 0 } }, '/amount/total'],
    ['an amount of half a fen', { amount: { total: 0.5 } }, '/amount/total'],
    ['an amount as text', { amount: { total: '1' } }, '/amount/total'],
    ['dollars', { amount: { total: 1, currency: 'USD' } }, '/amount/currency'],
    ['a time without a zone', { time_expire: '2099-01-01T00:00:00' }, '/time_expire'],
    ['a notify URL with a query', { notify_url: 'https://alumni.example/notify?a=1' }, '/notify_url'],
    ['a notify URL by http to elsewhere', { notify_url: 'http://alumni.example/notify' }, '/notify_url'],
    ['no payer', { payer: {} }, '/payer/openid'],
    ['a field that the sandbox does not know', { settle_info: {} }, '/settle_info'],
  ])('%s is refused by name', async (_, change, field) => {
    const reply = await prepay(prepayRequest(world.notifyUrl.url, change))
    expect(reply).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR', detail: { field } } })
    expect(world.sandbox.orders).toEqual([])
  })

  test.each([
    ['https', { notify_url: 'https://alumni.example/notify' }],
    ['127 characters of description', { description: '校'.repeat(127) }],
    ['the shortest order number', { out_trade_no: 'a-_|*0' }],
    ['1 fen', { amount: { total: 1 } }],
  ])('%s is taken', async (_, change) => {
    expect((await prepay(prepayRequest(world.notifyUrl.url, change))).status).toBe(200)
  })

  test('another appid than this merchant is bound to is refused', async () => {
    const reply = await prepay(prepayRequest(world.notifyUrl.url, { appid: 'wxother' }))
    expect(reply).toMatchObject({ status: 400, body: { code: 'APPID_MCHID_NOT_MATCH' } })
  })

  test('the time to pay is moved into one minute to ninety days, and is seven days by default', async () => {
    await openOrder(world, { time_expire: '2020-01-01T00:00:00+08:00' })
    await openOrder(world, { time_expire: '2199-01-01T00:00:00+08:00' })
    await openOrder(world)
    const spans = world.sandbox.orders.map((order) => order.expiresAtMs - order.createdAtMs)
    expect(spans).toEqual([minuteMs, 90 * dayMs, 7 * dayMs])
  })

  test('an order past its time cannot be opened again', async () => {
    const content = prepayRequest(world.notifyUrl.url, { time_expire: '2020-01-01T00:00:00+08:00' })
    await prepay(content)
    world.clock.advance(minuteMs + 1000)
    expect(await prepay(content)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
  })

  test('a paid order says ORDERPAID, a closed one ORDER_CLOSED', async () => {
    const paid = prepayRequest(world.notifyUrl.url)
    const { body } = await prepay(paid)
    await world.sandbox.finish(String(body.prepay_id), 'pay')
    expect(await prepay(paid)).toMatchObject({ status: 400, body: { code: 'ORDERPAID' } })

    const closed = prepayRequest(world.notifyUrl.url)
    await prepay(closed)
    await close(closed.out_trade_no)
    expect(await prepay(closed)).toMatchObject({ status: 400, body: { code: 'ORDER_CLOSED' } })
  })
})

describe('query and close', () => {
  test('an unpaid order is NOTPAY and names neither amount nor payer', async () => {
    const { outTradeNo } = await openOrder(world)
    const { status, body, isSigned } = await query(outTradeNo)
    expect({ status, isSigned }).toEqual({ status: 200, isSigned: true })
    expect(body).toMatchObject({ out_trade_no: outTradeNo, trade_state: 'NOTPAY', attach: '', payer: {} })
    expect(body).not.toHaveProperty('amount')
  })

  test('a paid order is found by either number, with amount, payer and time', async () => {
    const { outTradeNo, prepayId } = await openOrder(world)
    await world.sandbox.finish(prepayId, 'pay')
    const { body } = await query(outTradeNo)
    expect(body).toMatchObject({
      trade_state: 'SUCCESS',
      trade_type: 'JSAPI',
      attach: 'donation',
      success_time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
      amount: { total: 10_000, payer_total: 10_000, currency: 'CNY' },
      transaction_id: expect.stringMatching(/^4200\d{24}$/),
    })
    const byId = await request(
      world,
      'GET',
      `/v3/pay/transactions/id/${body.transaction_id}?mchid=${world.settings.mchid}`,
    )
    expect(byId).toMatchObject({ status: 200, body })
  })

  test('an order number nobody used is ORDER_NOT_EXIST', async () => {
    expect(await query(newOutTradeNo())).toMatchObject({ status: 404, body: { code: 'ORDER_NOT_EXIST' } })
  })

  test("another merchant's id is refused", async () => {
    const { outTradeNo } = await openOrder(world)
    expect(await query(outTradeNo, '1230000109')).toMatchObject({ status: 400 })
    expect(await close(outTradeNo, '1230000109')).toMatchObject({ status: 400 })
    expect(world.sandbox.orders[0]?.state).toBe('NOTPAY')
  })

  test('close answers 204, signed though empty, and again for an order already closed', async () => {
    const { outTradeNo, prepayId } = await openOrder(world)
    expect(await close(outTradeNo)).toEqual({ status: 204, body: {}, isSigned: true })
    expect((await close(outTradeNo)).status).toBe(204)
    expect((await query(outTradeNo)).body.trade_state).toBe('CLOSED')
    const { errMsg } = await world.sandbox.finish(prepayId, 'pay')
    expect(errMsg).toBe('requestPayment:fail 该订单已关闭')
  })

  test('a paid order cannot be closed', async () => {
    const { outTradeNo, prepayId } = await openOrder(world)
    await world.sandbox.finish(prepayId, 'pay')
    expect(await close(outTradeNo)).toMatchObject({ status: 400, body: { code: 'ORDERPAID' } })
    expect((await query(outTradeNo)).body.trade_state).toBe('SUCCESS')
  })

  test('time running out does not close an order', async () => {
    const { outTradeNo } = await openOrder(world)
    world.clock.advance(8 * dayMs)
    expect((await query(outTradeNo)).body.trade_state).toBe('NOTPAY')
  })
})

test('an operation that the sandbox lacks is a 404 with a code, and names itself in the log', async () => {
  const reply = await request(world, 'POST', '/v3/transfer/batches', {})
  expect(reply).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
  expect(world.logLines).toContain('wechat pay: POST /v3/transfer/batches is not supported by the sandbox')
})

test('requests are counted by operation', async () => {
  const { outTradeNo } = await openOrder(world)
  await query(outTradeNo)
  await query(outTradeNo)
  expect(world.sandbox.requests).toMatchObject({ prepay: 1, query: 2, queryByTransactionId: 0, close: 0 })
})
