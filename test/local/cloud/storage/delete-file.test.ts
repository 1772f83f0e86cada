import { type FixtureCloud, startFixtureCloud } from '../fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud()
})
afterAll(() => cloud.close())

const remove = (...fileList: string[]) =>
  cloud.run(
    async ({ cloud: sdk, input }) =>
      sdk.deleteFile({ fileList: input }).then(
        (answer) => answer as unknown,
        ({ errCode, errMsg }) => ({ errCode, errMsg }),
      ),
    fileList,
  )

test('each file has its own status: one is gone, the other never was', async () => {
  const fileID = await cloud.storage.upload('a.txt', Buffer.from('a'))
  expect(await remove(fileID, `${fileID}x`)).toEqual({
    fileList: [
      { fileID, status: 0, errMsg: 'ok' },
      { fileID: `${fileID}x`, status: -503003, errMsg: 'storage file not exists' },
    ],
    errMsg: 'deleteFile:ok',
  })
  expect(await cloud.storage.list()).toEqual([])
})

test('fifty-one at once are refused and nothing is deleted', async () => {
  const fileID = await cloud.storage.upload('b.txt', Buffer.from('b'))
  expect(await remove(...Array(51).fill(fileID))).toEqual({
    errCode: -1,
    errMsg: expect.stringContaining('one to 50 files go at once, not 51'),
  })
  expect(await cloud.storage.list()).toHaveLength(1)
})
