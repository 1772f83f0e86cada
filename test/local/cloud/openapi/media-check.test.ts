import { callOpenApi, type FixtureCloud, startFixtureCloud } from '../fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud({ pushedTo: { wxa_media_check: 'paid-callback' }, appid: 'wxabc' })
})
afterAll(() => cloud.close())
beforeEach(() => cloud.database.clear())

const check = (mediaUrl: string, changes: object = {}) =>
  callOpenApi(cloud, 'security', 'mediaCheckAsync', {
    mediaUrl,
    mediaType: 2,
    version: 2,
    scene: 1,
    openid: 'o-alice',
    ...changes,
  })

async function pushed() {
  cloud.clock.advance(1_000)
  await cloud.mediaChecks.settled()
  return (await cloud.database.find('ticks')).map(({ event }) => event)
}

test.each([
  ['https://example.com/photo.jpg', 'pass', 100],
  [encodeURI('https://example.com/赌博.jpg'), 'risky', 20006],
])(
  '%s: the answer is a trace id, the verdict %s comes to the function later',
  async (url, suggest, label) => {
    const { traceId, errCode } = await check(url)
    expect(errCode).toBe(0)
    expect(await cloud.database.count('ticks')).toBe(0)
    expect(await pushed()).toMatchObject([
      {
        Event: 'wxa_media_check',
        MsgType: 'event',
        FromUserName: 'o-alice',
        appid: 'wxabc',
        trace_id: traceId,
        version: 2,
        result: { suggest, label },
      },
    ])
  },
)

test('a file of the storage is looked into', async () => {
  const fileID = await cloud.storage.upload('innocent.jpg', Buffer.from('\u0001\u0002色情\u0003'))
  const [url] = await cloud.storage.temporaryUrls([{ fileID }])
  await check(url?.tempFileURL ?? '')
  expect(await pushed()).toMatchObject([{ result: { suggest: 'risky', label: 20002 } }])
})

test.each([
  ['no URL', 'photo.jpg', {}, 40097, 'invalid args: media_url'],
  ['another type', 'https://a.b/c', { mediaType: 3 }, 40097, 'invalid args: media_type'],
  ['version 1', 'https://a.b/c', { version: 1 }, -604100, 'mediaCheckAsync version 1 is not offered'],
  ['somebody long gone', 'https://a.b/c', { openid: 'o-dora' }, 61010, 'code is expired'],
])('%s is refused', async (_case, url, changes, errCode, words) => {
  expect(await check(url, changes)).toEqual({ errCode, errMsg: expect.stringContaining(words) })
  expect(await pushed()).toEqual([])
})

test('an event that is pushed nowhere is named in the log', async () => {
  const other = await startFixtureCloud()
  await callOpenApi(other, 'security', 'mediaCheckAsync', {
    ...{ mediaUrl: 'https://a.b/c', mediaType: 2, version: 2, scene: 1, openid: 'o-alice' },
  })
  other.clock.advance(1_000)
  await other.mediaChecks.settled()
  expect(other.lines).toContain('[cloud] wxa_media_check is pushed to no function')
  await other.close()
})
