import { type FixtureCloud, startFixtureCloud } from '../fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud()
})
afterAll(() => cloud.close())

test('every byte comes back as it went, whatever the path is written with', async () => {
  const bytes = await cloud.run(async ({ cloud: sdk }) => {
    const fileContent = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    const { fileID } = await sdk.uploadFile({ cloudPath: '校庆/100%/a b.bin', fileContent })
    const answer = await sdk.downloadFile({ fileID })
    return { ...answer, fileContent: [...answer.fileContent] }
  })
  expect(bytes).toEqual({
    fileContent: Array.from({ length: 256 }, (_, byte) => byte),
    statusCode: 200,
    errMsg: 'downloadFile:ok',
  })
})

test('a file that is not there is an error of the storage', async () => {
  const error = await cloud.run(async ({ cloud: sdk }) =>
    sdk.downloadFile({ fileID: 'cloud://local.6c6f-local-1250000000/nothing' }).then(
      () => undefined,
      ({ errCode, errMsg }) => ({ errCode, errMsg }),
    ),
  )
  // The SDK throws before it translates: the word STORAGE_FILE_NONEXIST is lost. getTempFileURL tells it per file.
  expect(error).toEqual({ errCode: -1, errMsg: 'downloadFile:fail undefined' })
})
