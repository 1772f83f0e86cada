import { callOpenApi, type FixtureCloud, startFixtureCloud } from '../fixtures'

const daySeconds = 24 * 3_600

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud({ pages: ['pages/home/home', 'events/show/show'] })
})
afterAll(() => cloud.close())

const urlLink = (parameters: object) => callOpenApi(cloud, 'urllink', 'generate', parameters)
const scheme = (parameters: object) => callOpenApi(cloud, 'urlscheme', 'generate', parameters)

test('a URL link leads to page and query until its day is over', async () => {
  const { urlLink: url, errCode } = await urlLink({
    path: '/events/show/show',
    query: 'id=1&from=sms',
    expireType: 1,
    expireInterval: 2,
  })
  expect(errCode).toBe(0)
  expect(url).toMatch(/^https:\/\/wxaurl\.cn\/[\w-]+$/)
  expect(cloud.links.open(String(url))).toBe('events/show/show?id=1&from=sms')
  cloud.clock.advance(2 * daySeconds * 1000 + 1_000)
  expect(cloud.links.open(String(url))).toBeUndefined()
})

test('a scheme leads home when it names no page, for thirty days', async () => {
  const { openlink } = await scheme({ jumpWxa: { path: '', query: '' } })
  expect(openlink).toMatch(/^weixin:\/\/dl\/business\/\?t=[\w-]+$/)
  cloud.clock.advance(29 * daySeconds * 1000)
  expect(cloud.links.open(String(openlink))).toBe('pages/home/home')
  cloud.clock.advance(2 * daySeconds * 1000)
  expect(cloud.links.open(String(openlink))).toBeUndefined()
})

test.each([
  ['a page that is not published', { path: 'events/gone/gone' }, 40165, 'invalid weapp pagepath'],
  ['a page with a query', { path: 'events/show/show?id=1' }, 40165, 'invalid weapp pagepath'],
  ['a query with other characters', { query: 'name=王' }, 40212, 'invalid query'],
  ['a query of 1,025 characters', { query: 'x'.repeat(1025) }, 40212, 'invalid query'],
  ['thirty-one days', { expireType: 1, expireInterval: 31 }, 85401, 'time limit between 1min and 30 days'],
  ['a moment that is over', { expireTime: 1 }, 85401, 'time limit between 1min and 30 days'],
  ['a version that there is not', { envVersion: 'beta' }, 85402, 'invalid env_version'],
  [
    'cloudBase, which is not offered',
    { cloudBase: {} },
    -604100,
    'urllink.generate: cloud_base is not offered',
  ],
])('%s is refused', async (_case, parameters, errCode, words) => {
  expect(await urlLink(parameters)).toEqual({ errCode, errMsg: expect.stringContaining(words) })
})
