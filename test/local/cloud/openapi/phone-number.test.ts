import { callOpenApi, type FixtureCloud, startFixtureCloud } from '../fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud({ appid: 'wxabc' })
})
afterAll(() => cloud.close())

const exchange = (code: unknown) => callOpenApi(cloud, 'phonenumber', 'getPhoneNumber', { code })
const codeFor = (phoneNumber: string) => {
  const tap = cloud.phoneNumbers.tap(phoneNumber)
  return 'code' in tap ? tap.code : undefined
}
const invalid = { errCode: 40029, errMsg: 'openapi.phonenumber.getPhoneNumber:fail invalid code' }

test.each([
  ['13800138000', '13800138000', '13800138000', '86'],
  ['+44 7911123456', '+447911123456', '7911123456', '44'],
])('%s is told once for its code', async (tapped, phoneNumber, purePhoneNumber, countryCode) => {
  const code = codeFor(tapped)
  expect(await exchange(code)).toMatchObject({
    errCode: 0,
    phoneInfo: { phoneNumber, purePhoneNumber, countryCode, watermark: { appid: 'wxabc' } },
  })
  expect(await exchange(code)).toEqual(invalid)
})

test('a code lasts five minutes of the movable clock', async () => {
  const [early, late] = [codeFor('13800138000'), codeFor('13800138000')]
  cloud.clock.advance(295_000)
  expect(await exchange(early)).toMatchObject({ errCode: 0 })
  cloud.clock.advance(10_000)
  expect(await exchange(late)).toEqual(invalid)
})

test('a code that was never given is invalid', async () => {
  expect(await exchange('made-up')).toEqual(invalid)
})

test('when the taps that were paid for are used up, the button says 1400001', () => {
  cloud.phoneNumbers.limit(1)
  expect(cloud.phoneNumbers.tap('13800138000')).toMatchObject({ errMsg: 'getPhoneNumber:ok' })
  expect(cloud.phoneNumbers.tap('13800138000')).toEqual({
    errno: 1400001,
    errMsg: 'getPhoneNumber:fail 该功能使用次数已达当前小程序上限，暂时无法使用',
  })
})
