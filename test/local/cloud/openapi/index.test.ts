import { inflateSync } from 'node:zlib'
import decodeQR from 'qr/decode.js'
import { callOpenApi, type FixtureCloud, startFixtureCloud } from '../fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud()
})
afterAll(() => cloud.close())
beforeEach(() => cloud.messages.clear())

const call = (service: string, api: string, parameters: object) =>
  callOpenApi(cloud, service, api, parameters)

const message = (data: Record<string, { value: string }>) =>
  call('subscribeMessage', 'send', { touser: 'o-bob', templateId: 'T1', page: 'pages/a?b=1', data })

describe('subscribe messages', () => {
  test('one acceptance lets one message through, which is kept and told to listeners', async () => {
    const heard: unknown[] = []
    const stop = cloud.messages.onSent((sent) => heard.push(sent))
    cloud.messages.acceptTemplates('o-bob', ['T1', 'T2'])
    expect(await message({ thing1: { value: '校庆' } })).toMatchObject({ errCode: 0 })
    expect(await message({ thing1: { value: '校庆' } })).toMatchObject({ errCode: 43101 })
    const sent = { openid: 'o-bob', templateId: 'T1', page: 'pages/a?b=1', data: { thing1: '校庆' } }
    expect(cloud.messages.sent()).toMatchObject([sent])
    expect(heard).toMatchObject([sent])
    stop()
  })

  test('without an acceptance the platform refuses with 43101', async () => {
    expect(await message({ thing1: { value: 'x' } })).toMatchObject({
      errCode: 43101,
      errMsg: expect.stringContaining('user refuse to accept the msg'),
    })
  })

  test.each([
    ['thing1', '二十个字'.repeat(5), '二十一个字'.repeat(5)],
    ['number1', '12345', '12a'],
    ['character_string1', 'A-1/2', '汉字'],
    ['time1', '2025年5月1日 09:30', 'tomorrow'],
    ['date1', '2025年5月1日', '5/1'],
    ['amount1', '¥12.50', 'twelve'],
    ['name1', '王小明', '名'.repeat(11)],
    ['phrase1', '已通过', '已经全部通过'],
    ['phone_number1', '+86-0766-66888866', '138 0000 0000 0000'],
    ['mystery1', '', 'x'],
  ])('%s may be %j and may not be %j', async (field, fits, breaks) => {
    cloud.messages.acceptTemplates('o-bob', ['T1'])
    const refused = await message({ [field]: { value: breaks } })
    expect(refused).toMatchObject({ errCode: 47003, errMsg: expect.stringContaining(`data.${field}.value`) })
    if (fits) expect(await message({ [field]: { value: fits } })).toMatchObject({ errCode: 0 })
  })
})

describe('mini-program codes', () => {
  test('the picture is a PNG whose QR code says page and scene', async () => {
    const { contentType, base64 } = await cloud.run(async ({ cloud: sdk }) => {
      const getUnlimited = sdk.openapi.wxacode?.getUnlimited as (
        parameters: object,
      ) => Promise<Record<string, unknown>>
      const answer = await getUnlimited({ scene: 'e=abc', page: 'events/show', width: 430 })
      return { contentType: answer.contentType, base64: (answer.buffer as Buffer).toString('base64') }
    })
    expect(contentType).toBe('image/png')
    const { width, height, data } = readGreyPng(Buffer.from(base64, 'base64'))
    expect([width, height]).toEqual([430, 430])
    expect(decodeQR({ width, height, data })).toBe('events/show?scene=e%3Dabc')
  })

  test.each([
    ['a scene too long', { scene: 'x'.repeat(33) }, 40169],
    ['a scene with other characters', { scene: '场景' }, 40169],
    ['a page with a leading slash', { scene: 'a', page: '/pages/a' }, 41030],
    ['a version that there is not', { scene: 'a', envVersion: 'beta' }, 85402],
    ['colours, which are not offered', { scene: 'a', isHyaline: true }, -604100],
  ])('%s is refused', async (_case, parameters, errCode) => {
    expect(await call('wxacode', 'getUnlimited', parameters)).toMatchObject({ errCode })
  })
})

test('a code leads to a published page, unless it need not be one', async () => {
  const small = await startFixtureCloud({ pages: ['pages/home/home', 'events/show/show'] })
  const code = (parameters: object) => callOpenApi(small, 'wxacode', 'getUnlimited', parameters)
  expect(await code({ scene: 'a', page: 'events/show/show' })).toMatchObject({ errCode: 0 })
  expect(await code({ scene: 'a' })).toMatchObject({ errCode: 0 })
  expect(await code({ scene: 'a', page: 'events/gone/gone' })).toEqual({
    errCode: 41030,
    errMsg: 'openapi.wxacode.getUnlimited:fail invalid page',
  })
  expect(await code({ scene: 'a', page: 'events/gone/gone', checkPath: false })).toMatchObject({ errCode: 0 })
  await small.close()
})

test('an API that is not offered is refused, and the log names it', async () => {
  expect(await call('user', 'nobodyTaughtThis', { a: 1 })).toMatchObject({ errCode: -604100 })
  expect(cloud.lines).toContain('[cloud] openapi.user.nobodyTaughtThis is not offered by the local cloud')
})

/** Reads what the local cloud writes: unfiltered rows of grey bytes. */
function readGreyPng(png: Buffer): { width: number; height: number; data: Uint8Array } {
  const width = png.readUInt32BE(16)
  const height = png.readUInt32BE(20)
  const rows = inflateSync(png.subarray(png.indexOf('IDAT') + 4, png.length - 16))
  const data = new Uint8Array(width * height * 4).fill(255)
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      data.fill(rows[y * (width + 1) + 1 + x] ?? 0, (y * width + x) * 4, (y * width + x) * 4 + 3)
  return { width, height, data }
}
