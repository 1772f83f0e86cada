import { type FixtureCloud, startFixtureCloud } from '../fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud()
})
afterAll(() => cloud.close())

const post = (
  path: string,
  body: string | Buffer<ArrayBuffer>,
  contentType = 'application/json',
  from = cloud,
) =>
  fetch(`${from.httpAccessUrl}/paying${path}`, {
    method: 'POST',
    body,
    headers: { 'content-type': contentType },
  })

test('the function is given path, method, headers, query and the raw body, and no person', async () => {
  const body = '{ "a" : 1.0,\t"名": "é" }'
  const response = await post('/notify/v3?x=1&y=2', body)
  const { event, context } = (await response.json()) as { event: Record<string, unknown>; context: object }
  expect(event).toMatchObject({
    path: '/notify/v3',
    httpMethod: 'POST',
    headers: { 'content-type': 'application/json' },
    queryStringParameters: { x: '1', y: '2' },
    body,
    isBase64Encoded: false,
  })
  expect(context).toMatchObject({ SOURCE: 'wx_http' })
  expect(context).not.toHaveProperty('OPENID')
})

test.each([
  ['text', Buffer.from('{"name":"李 \\u0041"}\r\n'), 'application/json', 'false'],
  ['bytes of another type', Buffer.from([0, 255, 1, 254]), 'application/octet-stream', 'true'],
  ['JSON that is no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'application/json', 'true'],
  ['nothing', Buffer.alloc(0), 'application/json', 'false'],
])('%s arrives and returns byte for byte', async (_case, bytes, contentType, wasBase64) => {
  const response = await post('/echo', bytes, contentType)
  expect(response.status).toBe(201)
  expect(response.headers.get('x-was-base64')).toBe(wasBase64)
  expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes)
})

test('every body comes in base64 when the option says so', async () => {
  const other = await startFixtureCloud({ httpAccessBase64: true })
  const response = await post('/echo', '{"a":1}', 'application/json', other)
  expect(response.headers.get('x-was-base64')).toBe('true')
  expect(await response.text()).toBe('{"a":1}')
  await other.close()
})

test('an answer without a status code is sent as JSON', async () => {
  const response = await post('/plain', '')
  expect([response.status, await response.json()]).toEqual([200, { plain: true }])
})

test('a failing function is a failing request', async () => {
  expect((await post('/fail', '')).status).toBe(500)
  expect((await fetch(`${cloud.httpAccessUrl}/nowhere`)).status).toBe(404)
})

test('after five seconds the request fails', async () => {
  expect((await post('/slow', '')).status).toBe(504)
})

describe('no more goes in and out than on the platform', () => {
  const bytes = (count: number) => Buffer.alloc(count, 'x')
  const tooLarge = (limit: string) => ({
    code: 'EXCEED_MAX_PAYLOAD_SIZE',
    message: `the request body is larger than ${limit}`,
  })

  test.each([
    ['text', 'application/json', 102_400, '100 KB'],
    ['anything else', 'application/octet-stream', 6 * 1024 * 1024, '6 MB'],
  ])('%s goes in up to its limit', async (_case, contentType, limit, inWords) => {
    expect((await post('/plain', bytes(limit), contentType)).status).toBe(200)
    const refused = await post('/plain', bytes(limit + 1), contentType)
    expect([refused.status, await refused.json()]).toEqual([413, tooLarge(inWords)])
  })

  test('1 MB goes out', async () => {
    const refused = await post('/echo', bytes(1024 * 1024), 'application/octet-stream')
    expect([refused.status, await refused.json()]).toEqual([
      500,
      { code: 'EXCEED_MAX_RESPONSE_SIZE', message: 'the reply is larger than 1 MB' },
    ])
  })
})
