/** A call to the notify URL is believed exactly when WeChat Pay made it, and made it now. */
import { randomUUID } from 'node:crypto'
import { acknowledge, parseNotify } from '../../../../cloudfunctions/platform/wechat-pay/notify'
import type { HttpEvent } from '../../../../cloudfunctions/platform/wechat-pay/port'
import { makeWechatPayKeys, type Tamper } from '../../../../local/wechat-pay'
import { encryptedResource, signatureHeaders } from '../../../../local/wechat-pay/signatures'
import { appid, keys, openid, openOrder, startWorld, type World } from '../../../local/wechat-pay/merchant'

let world: World
let outTradeNo: string
/** A genuine notification, as the HTTP access service hands it over. */
let genuine: HttpEvent

beforeAll(async () => {
  world = await startWorld()
  const order = await openOrder(world)
  outTradeNo = order.outTradeNo
  await world.sandbox.finish(order.prepayId, 'pay')
  genuine = lastEvent()
})
afterAll(() => world.close())

function lastEvent(): HttpEvent {
  const event = world.notifyUrl.events.at(-1)
  if (!event) throw new Error('no notification')
  return event
}

async function tampered(tamper: Tamper): Promise<HttpEvent> {
  await world.sandbox.deliver(outTradeNo, { tamper })
  return lastEvent()
}

const parse = (event: HttpEvent, changes: object = {}, nowMs = world.clock.now()) =>
  parseNotify(event, { ...world.settings, ...changes }, nowMs)

/** A notification of our own making, truly signed. */
function signed(body: string): HttpEvent {
  return { headers: signatureHeaders(body, keys, world.clock.now()), body, isBase64Encoded: false }
}

const trade = () => ({
  kind: 'trade',
  trade: {
    outTradeNo,
    transactionId: world.sandbox.orders[0]?.transactionId,
    state: 'SUCCESS',
    amountFen: 10_000,
    currency: 'CNY',
    payerOpenid: openid,
    appid,
    mchid: keys.mchid,
    attach: 'donation',
    paidAt: expect.any(Date),
  },
})

describe('a genuine notification is a trade', () => {
  test('with its body in base64', () => {
    expect(genuine.isBase64Encoded).toBe(true)
    expect(parse(genuine)).toEqual(trade())
  })

  test('with its body as text', () => {
    const body = Buffer.from(genuine.body ?? '', 'base64').toString('utf8')
    expect(parse({ ...genuine, body, isBase64Encoded: false })).toEqual(trade())
    expect(parse({ headers: genuine.headers, body })).toEqual(trade())
  })

  test.each([
    ['lower case', (name: string) => name.toLowerCase()],
    ['upper case', (name: string) => name.toUpperCase()],
    ['Title-Case', (name: string) => name.replace(/\b\w/g, (letter) => letter.toUpperCase())],
  ])('with header names in %s', (_, recase) => {
    const headers = Object.fromEntries(
      Object.entries(genuine.headers ?? {}).map(([name, value]) => [recase(name), value]),
    )
    expect(parse({ ...genuine, headers })).toEqual(trade())
  })

  test('up to five minutes off our clock, either way', () => {
    const signedAtMs = Number(genuine.headers?.['wechatpay-timestamp']) * 1000
    expect(parse(genuine, {}, signedAtMs + 300_000).kind).toBe('trade')
    expect(parse(genuine, {}, signedAtMs - 300_000).kind).toBe('trade')
  })

  test('while the settings hold a second platform key', () => {
    const platformKeys = {
      PUB_KEY_ID_OLD: makeWechatPayKeys().platformPublicKey,
      ...world.settings.platformKeys,
    }
    expect(parse(genuine, { platformKeys })).toEqual(trade())
  })
})

describe('a genuine but old notification is a hint to query', () => {
  test.each([301_000, 3 * 24 * 3_600_000, -301_000])('%d ms later', (laterMs) => {
    const signedAtMs = Number(genuine.headers?.['wechatpay-timestamp']) * 1000
    expect(parse(genuine, {}, signedAtMs + laterMs)).toEqual({ kind: 'hint', outTradeNo })
  })

  test('also as the sandbox replays it', async () => {
    expect(parse(await tampered('stale'))).toEqual({ kind: 'hint', outTradeNo })
  })
})

describe('what WeChat Pay did not sign is rejected', () => {
  test.each([
    ['signature', 401],
    ['body', 401],
    ['probe', 401],
    ['serial', 500],
  ] as const)('tampered %s: %d', async (tamper, status) => {
    expect(parse(await tampered(tamper))).toMatchObject({ kind: 'reject', status })
  })

  test('the same JSON with its fields in another order', () => {
    const { resource, ...rest } = JSON.parse(Buffer.from(genuine.body ?? '', 'base64').toString())
    const body = JSON.stringify({ resource, ...rest })
    expect(parse({ ...genuine, body, isBase64Encoded: false })).toMatchObject({ kind: 'reject', status: 401 })
  })

  test('a body in base64 that is not said to be so', () => {
    expect(parse({ ...genuine, isBase64Encoded: false })).toMatchObject({ kind: 'reject', status: 401 })
  })

  test.each(['timestamp', 'nonce', 'serial', 'signature'])('without its %s', (name) => {
    const { [`wechatpay-${name}`]: _, ...headers } = genuine.headers ?? {}
    expect(parse({ ...genuine, headers })).toMatchObject({ kind: 'reject', status: 401 })
  })

  test.each(['timestamp', 'nonce'])('with another %s', (name) => {
    const headers = { ...genuine.headers, [`wechatpay-${name}`]: '1' }
    expect(parse({ ...genuine, headers })).toMatchObject({ kind: 'reject', status: 401 })
  })

  test.each(['constructor', '__proto__', 'toString'])('with the serial %s', (serial) => {
    const headers = { ...genuine.headers, 'wechatpay-serial': serial }
    expect(parse({ ...genuine, headers })).toMatchObject({ kind: 'reject', status: 500 })
  })

  test.each<[string, HttpEvent]>([
    ['an empty event', {}],
    ['an empty body', { headers: {}, body: '' }],
  ])('%s', (_, event) => {
    expect(parse(event)).toMatchObject({ kind: 'reject', status: 401 })
  })
})

describe('what WeChat Pay signed but says something else', () => {
  test.each([
    ['amount', { amountFen: 10_001 }],
    ['appid', { appid: 'wx0000000000000000' }],
  ] as const)('a wrong %s is passed on, for the order to be compared with', async (tamper, difference) => {
    const { trade: expected } = trade()
    expect(parse(await tampered(tamper))).toEqual({ kind: 'trade', trade: { ...expected, ...difference } })
  })

  test('another event is rejected by name', () => {
    for (const event of ['REFUND.SOMETHING', 'constructor', '__proto__']) {
      const resource = encryptedResource({ refund_status: 'SUCCESS' }, 'refund', keys.apiV3Key)
      const body = JSON.stringify({ id: randomUUID(), event_type: event, resource })
      expect(parse(signed(body))).toEqual({
        kind: 'reject',
        status: 500,
        reason: `unsupported event ${event}`,
      })
    }
  })

  test('a refund that tells no status is rejected', () => {
    const content = { out_trade_no: 'D1', out_refund_no: 'R1' }
    const resource = encryptedResource(content, 'refund', keys.apiV3Key)
    const body = JSON.stringify({ id: randomUUID(), event_type: 'REFUND.SUCCESS', resource })
    expect(parse(signed(body))).toMatchObject({ kind: 'reject', status: 500 })
  })

  test('content that is no trade is rejected', () => {
    const resource = encryptedResource({ out_trade_no: 1 }, 'transaction', keys.apiV3Key)
    const body = JSON.stringify({ id: randomUUID(), event_type: 'TRANSACTION.SUCCESS', resource })
    expect(parse(signed(body))).toMatchObject({ kind: 'reject', status: 500 })
  })

  test.each(['', 'not json', '{}', 'null'])('a body of «%s» is rejected', (body) => {
    expect(parse(signed(body))).toMatchObject({ kind: 'reject', status: 500 })
  })

  test('a resource sealed with another APIv3 key is rejected, and names the key as the cause', () => {
    const outcome = parse(genuine, { apiV3Key: '0'.repeat(32) })
    expect(outcome).toMatchObject({ kind: 'reject', status: 500, reason: expect.stringContaining('APIv3') })
  })

  test('a ciphertext cut short is rejected', () => {
    const resource = { ...encryptedResource({}, 'transaction', keys.apiV3Key), ciphertext: 'AAAA' }
    const body = JSON.stringify({ id: randomUUID(), event_type: 'TRANSACTION.SUCCESS', resource })
    expect(parse(signed(body))).toMatchObject({ kind: 'reject', status: 500 })
  })
})

describe('acknowledge', () => {
  test('without a fault: 200 and nothing more', () => {
    expect(acknowledge()).toEqual({ statusCode: 200, headers: {}, body: '' })
  })

  test('with a fault: its status, and FAIL in the form WeChat Pay wants', () => {
    const { statusCode, body } = acknowledge({ status: 500, reason: 'database is down' })
    expect(statusCode).toBe(500)
    expect(JSON.parse(body)).toEqual({ code: 'FAIL', message: 'database is down' })
  })
})

/**
 * The signed notification published with Tencent's own library: wechatpay-apiv3/wechatpay-go, core/notify/notify_test.go.
 * It is of an event that we do not support, which we can only know by having believed its signature.
 */
describe('the notification published by Tencent', () => {
  const certificate = `-----BEGIN CERTIFICATE-----
MIIDVzCCAj+gAwIBAgIJANfOWdH1ItcBMA0GCSqGSIb3DQEBCwUAMEIxCzAJBgNV
BAYTAlhYMRUwEwYDVQQHDAxEZWZhdWx0IENpdHkxHDAaBgNVBAoME0RlZmF1bHQg
Q29tcGFueSBMdGQwHhcNMjEwNDI3MDg1NTIzWhcNMzEwNDI1MDg1NTIzWjBCMQsw
CQYDVQQGEwJYWDEVMBMGA1UEBwwMRGVmYXVsdCBDaXR5MRwwGgYDVQQKDBNEZWZh
dWx0IENvbXBhbnkgTHRkMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA
2VCTd91fnUn73Xy9DLvt/V62TVxRTEEstVdeRaZ3B3leO0pldE806mXO4RwdHXag
HQ4vGeZN0yqm++rDsGK+U3AH7kejyD2pXshNP9Cq5YwbptiLGtjcquw4HNxJQUOm
DeJf2vg6byms9RUipiq4SzbJKqJFlUpbuIPDpSpWz10PYmyCNeDGUUK65E5h2B83
4uxl1zNLYQCrkdBzb8oUxwYeP5a2DNxmjL5lsJML7DGr5znsevnoqGRwTm9fxCGf
y8wus7hwKz6clt3Whmmda7UAdb1c08hEQFVRbF14AR73xbnd8N0obCWJPCbzMCtk
aSef4FdEEgEXJiw0VAJT8wIDAQABo1AwTjAdBgNVHQ4EFgQUT1c7nd/SUO76HSoZ
umNUJv1R5PwwHwYDVR0jBBgwFoAUT1c7nd/SUO76HSoZumNUJv1R5PwwDAYDVR0T
BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOCAQEAfTjxKRQMzNB/U6ZoCUS+BSNfa2Oh
0plMN6ZuzwiVVZwg1jywvv5yv04koS7Pd4i9E4gt9ZBUQXlpq+A3oOCEEHNRR6b2
kyazGRM7s0OP5X21WrbpSmKmU6K7hkfx30yYs08LVs/Q8DIhvaj1FCFeJzUCzYn/
fHMq4tsbKO0dKAeydPM/nrUZBmaYQVKMVOORGLFjFKVO7JV6Kq/R86ouhjEPgJOe
2xulNBUcjicqtZlBdEh/PWCYP2SpGVDclKm8jeo175T3EVAkdKzzmfpxtMmnMlmq
cTJOU9TxuGvNASMtjj7pYIerTx+xgZDXEVBWFW9PjJ0TV06tCRsgSHItgg==
-----END CERTIFICATE-----`
  const headers = {
    'Wechatpay-Nonce': 'EcZ9Cmy4Xyx1i6RlJQzLcCyEqDa26NBz',
    'Wechatpay-Timestamp': '1624523846',
    'Wechatpay-Serial': 'D7CE59D1F522D701',
    'Wechatpay-Signature':
      'tJHIiIS9eB2hAYstmAmbbD3ZE5LiIm/Ug5tuL4fC0YOFRWIHV39UFIZXC0e9Wl6lBu6sKvkqDkzpqzBsVHyXFlbYZTOQrVdG4b6LfTnK4mikv9++ixJMd3vTf2yCqvBkh98zs3Ds5zsYQakzbcwhmw4fMJs4nPLws28H0UW9FjDR//rxELLwXvV1VEA1IBLX70xptjL8hrfUjEE8kkry6yNJTHZRU8CAc7qHli2Ng1V1qb9ARbK8A3ThmFmPQvRGrapI/jS2laKKgYUmfdEdkNO6B2Cke5e8VTxY406ArAmQ90GAihDwIcb16TQMnzCMBoutnwZKNiKRACrFmtxw2Q==',
  }
  const body =
    '{"id":"3119dfba-e649-5eec-ab1e-3412bc4d2e17","create_time":"2021-06-24T16:37:26+08:00","resource_type":"encrypt-resource","event_type":"PAYSCORE.USER_OPEN_SERVICE","summary":"签约成功","resource":{"original_type":"payscore","algorithm":"AEAD_AES_256_GCM","ciphertext":"YDS3lKPaC4Y52Gf3uhft5qUBlIa8b428AWTtTauHQfQrRw+X1WpiuHIDy0vo1Vd6VEq67aVyqPdDYMkRVSDaZL3iZttevRMOoPKMifozg6XPWjIZumks/GpT48lI4NizyeaqLBokNebthah3o1H76qSlO9NkDjp9bzmKLEYYH9TEklFUpsvPqOTOcgSLgh21YJXYR7dEBXFgRLiNIKRgO5JdXh1hccRUAlyVWxE54PXpnQ==","associated_data":"payscore","nonce":"Kj7QIyUiYx1q"}}'
  const platformKeys = { D7CE59D1F522D701: certificate }
  const publishedAtMs = 1_624_523_846_000

  test('is believed, with a platform certificate for a key', () => {
    expect(parse({ headers, body }, { platformKeys }, publishedAtMs)).toMatchObject({
      reason: 'unsupported event PAYSCORE.USER_OPEN_SERVICE',
    })
  })

  test('is not believed with one byte more', () => {
    expect(parse({ headers, body: `${body} ` }, { platformKeys }, publishedAtMs)).toMatchObject({
      status: 401,
    })
  })
})
