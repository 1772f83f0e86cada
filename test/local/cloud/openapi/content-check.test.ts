import { callOpenApi, type FixtureCloud, startFixtureCloud } from '../fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud()
})
afterAll(() => cloud.close())

const check = (content: string, changes: object = {}) =>
  callOpenApi(cloud, 'security', 'msgSecCheck', {
    content,
    version: 2,
    scene: 1,
    openid: 'o-alice',
    ...changes,
  })

test.each([
  ['校友返校日', 'pass', 100],
  ['这里可以赌博', 'risky', 20006],
  ['看广告加微信', 'review', 10001],
])('%j is judged %s', async (content, suggest, label) => {
  expect(await check(content)).toMatchObject({ errCode: 0, result: { suggest, label } })
})

test.each([
  ['nothing to check', '', {}, 44004, 'empty content'],
  ['more than 2,500 characters', '长'.repeat(2501), {}, 45002, 'content size out of limit'],
  ['another scene', 'a', { scene: 5 }, 40097, 'invalid args: scene'],
  ['nobody', 'a', { openid: '' }, 40003, 'invalid openid'],
])('%s is refused', async (_case, content, changes, errCode, words) => {
  expect(await check(content, changes)).toEqual({
    errCode,
    errMsg: `openapi.security.msgSecCheck:fail ${words}`,
  })
})

test('somebody who was not here within two hours is refused with 61010', async () => {
  const expired = { errCode: 61010, errMsg: 'openapi.security.msgSecCheck:fail code is expired' }
  expect(await check('a', { openid: 'o-carol' })).toEqual(expired)
  await cloud.run(async () => 0, 0, { openid: 'o-carol' })
  cloud.clock.advance(7_195_000)
  expect(await check('a', { openid: 'o-carol' })).toMatchObject({ errCode: 0 })
  cloud.clock.advance(10_000)
  expect(await check('a', { openid: 'o-carol' })).toEqual(expired)
})
