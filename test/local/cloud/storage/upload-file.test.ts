import { type FixtureCloud, startFixtureCloud, temporaryFolder } from '../fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud({ env: 'env-1' })
})
afterAll(() => cloud.close())
beforeEach(() => cloud.storage.clear())

const upload = (cloudPath: string, content = 'hello') =>
  cloud.run(
    async ({ cloud: sdk, input }) => {
      const file = { cloudPath: input.cloudPath, fileContent: Buffer.from(input.content) }
      return sdk.uploadFile(file).then(
        (answer) => answer,
        ({ errCode, errMsg }) => ({ errCode, errMsg }),
      )
    },
    { cloudPath, content },
  )

test('a function uploads bytes and gets the fileID of its environment', async () => {
  expect(await upload('receipts/2026/收据 1.txt')).toMatchObject({
    fileID: 'cloud://env-1.656e-env-1-1250000000/receipts/2026/收据 1.txt',
    errMsg: 'uploadFile:ok',
    // The SDK never learns the real one.
    statusCode: -1,
  })
  expect(await cloud.storage.list()).toMatchObject([{ path: 'receipts/2026/收据 1.txt', sizeBytes: 5 }])
})

test('a second upload to the same path replaces the first', async () => {
  await upload('a.txt', 'first')
  await upload('a.txt', 'the second')
  expect(await cloud.storage.list()).toMatchObject([{ path: 'a.txt', sizeBytes: 10 }])
})

test.each([
  ['/a.txt', 'must not begin with /'],
  ['a//b.txt', 'must not contain //'],
  ['a/', 'must not end with /'],
  ['a/../b.txt', 'must not contain /./ or /../'],
  ['a\u001bb', 'must not contain control characters'],
  ['长'.repeat(284), 'must not be longer than 850 bytes'],
])('the path %j %s: refused', async (path, rule) => {
  expect(await upload(path)).toEqual({
    errCode: -1,
    errMsg: expect.stringContaining(`cloudPath ${rule}: ${JSON.stringify(path)}`),
  })
  expect(await cloud.storage.list()).toEqual([])
})

test('a path of 850 bytes is stored', async () => {
  expect(await upload('x'.repeat(850))).toMatchObject({ errMsg: 'uploadFile:ok' })
})

test('a file over 50 MB is refused and not kept', async () => {
  const answer = await cloud.run(async ({ cloud: sdk }) =>
    sdk.uploadFile({ cloudPath: 'large.bin', fileContent: Buffer.alloc(50 * 1024 * 1024 + 1) }).then(
      (done) => done,
      ({ errCode, errMsg }) => ({ errCode, errMsg }),
    ),
  )
  expect(answer).toEqual({
    errCode: -1,
    errMsg: expect.stringContaining('[EntityTooLarge]: large.bin is larger than 50 MB'),
  })
  expect(await cloud.storage.list()).toEqual([])
})

test('what is signed for one file does not write another', async () => {
  const reply = await fetch(`${cloud.url}/admin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action: 'storage.getUploadMetadata', path: 'mine.txt' }),
  })
  const { data } = (await reply.json()) as { data: { url: string; authorization: string } }
  const put = (url: string) =>
    fetch(url, { method: 'PUT', headers: { authorization: data.authorization }, body: 'bytes' })
  const refused = await put(data.url.replace('mine', 'other'))
  expect(refused.status).toBe(403)
  expect(await refused.text()).toContain('<Code>SignatureDoesNotMatch</Code>')
  cloud.clock.advance(901_000)
  expect(await (await put(data.url)).text()).toContain('<Code>RequestIsExpired</Code>')
  cloud.clock.advance(-901_000)
  expect((await put(data.url)).status).toBe(200)
  expect(await cloud.storage.list()).toMatchObject([{ path: 'mine.txt' }])
})

test('files lie beside the data file and are there after a restart', async () => {
  const dataFile = `${temporaryFolder()}/cloud.db`
  const first = await startFixtureCloud({ dataFile })
  const { fileID } = await first.run(async ({ cloud: sdk }) =>
    sdk.uploadFile({ cloudPath: 'kept.bin', fileContent: Buffer.from([0, 10, 255]) }),
  )
  await first.close()
  const second = await startFixtureCloud({ dataFile })
  const bytes = await second.run(
    async ({ cloud: sdk, input }) => [...(await sdk.downloadFile({ fileID: input })).fileContent],
    fileID,
  )
  await second.close()
  expect(bytes).toEqual([0, 10, 255])
})
