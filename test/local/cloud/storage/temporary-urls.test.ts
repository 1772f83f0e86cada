import { type FixtureCloud, startFixtureCloud } from '../fixtures'

let cloud: FixtureCloud
let fileID: string

beforeAll(async () => {
  cloud = await startFixtureCloud()
  fileID = await cloud.storage.upload('photos/班 级.txt', Buffer.from('a picture'))
})
afterAll(() => cloud.close())

const urls = (...fileList: unknown[]) =>
  cloud.run(
    async ({ cloud: sdk, input }) =>
      sdk.getTempFileURL({ fileList: input }).then(
        (answer) => answer as unknown,
        ({ errCode, errMsg }) => ({ errCode, errMsg }),
      ),
    fileList,
  ) as Promise<{ fileList: { tempFileURL: string }[]; errCode?: number; errMsg: string }>

const read = async (url: string | undefined) => {
  const response = await fetch(encodeURI(url ?? ''))
  return { status: response.status, text: await response.text() }
}

test('a URL leads to the bytes until its age is reached on the movable clock', async () => {
  const answer = await urls({ fileID, maxAge: 60 })
  expect(answer.fileList).toMatchObject([{ fileID, status: 0, errMsg: 'ok', maxAge: 60 }])
  const url = answer.fileList[0]?.tempFileURL
  expect(await read(url)).toEqual({ status: 200, text: 'a picture' })
  cloud.clock.advance(58_000)
  expect(await read(url)).toMatchObject({ status: 200 })
  cloud.clock.advance(4_000)
  expect(await read(url)).toEqual({ status: 403, text: expect.stringContaining('RequestIsExpired') })
})

test('without an age it lasts ten minutes', async () => {
  const answer = await urls(fileID)
  const url = answer.fileList[0]?.tempFileURL
  cloud.clock.advance(598_000)
  expect(await read(url)).toMatchObject({ status: 200 })
  cloud.clock.advance(4_000)
  expect(await read(url)).toMatchObject({ status: 403 })
})

test('a URL without its signature, or with a later end, reads nothing', async () => {
  const url = (await urls(fileID)).fileList[0]?.tempFileURL ?? ''
  expect(await read(url.split('?')[0])).toMatchObject({ status: 403 })
  expect(await read(url.replace(/t=(\d+)/, 't=9999999999'))).toMatchObject({
    status: 403,
    text: expect.stringContaining('SignatureDoesNotMatch'),
  })
})

test('what is no file has its own status beside those that are', async () => {
  const missing = fileID.replace('photos', 'nowhere')
  expect((await urls(fileID, missing, 'cloud://other.env/a')).fileList).toEqual([
    expect.objectContaining({ fileID, status: 0 }),
    { fileID: missing, status: -503003, errMsg: 'storage file not exists', tempFileURL: '' },
    { fileID: 'cloud://other.env/a', status: -503003, errMsg: 'storage file not exists', tempFileURL: '' },
  ])
})

test('fifty go at once, fifty-one do not', async () => {
  expect((await urls(...Array(50).fill(fileID))).fileList).toHaveLength(50)
  expect(await urls(...Array(51).fill(fileID))).toEqual({
    errCode: -1,
    errMsg: expect.stringContaining('one to 50 files go at once, not 51'),
  })
})
