/** What a person may do with a file that she or another uploaded, under each of the console's four rules. */
import type { StorageRule } from '../../../../local/cloud'
import { type FixtureCloud, startFixtureCloud } from '../fixtures'

const alice = { openid: 'o-alice' }
const bob = { openid: 'o-bob' }

async function powers(cloud: FixtureCloud, identity: { openid: string }, path: string, fileID: string) {
  const [url] = await cloud.storage.temporaryUrls([{ fileID }], identity)
  const reads = url?.code === 'SUCCESS'
  const writes = await cloud.storage.upload(path, Buffer.from('new'), { identity }).then(
    () => true,
    ({ code }) => (code === 'STORAGE_EXCEED_AUTHORITY' ? false : code),
  )
  const [deletion] = await cloud.storage.remove([fileID], identity)
  return { reads, writes, deletes: deletion?.code === 'SUCCESS' }
}

const nothing = { reads: false, writes: false, deletes: false }
const everything = { reads: true, writes: true, deletes: true }
const reading = { reads: true, writes: false, deletes: false }

test.each<[StorageRule, object, object]>([
  ['READONLY', reading, everything],
  ['PRIVATE', nothing, everything],
])('%s: another person, then the creator', async (storageRule, others, creators) => {
  const cloud = await startFixtureCloud({ storageRule })
  const fileID = await cloud.storage.upload('a.txt', Buffer.from('a'), { identity: alice })
  expect(await powers(cloud, bob, 'a.txt', fileID)).toEqual(others)
  expect(await powers(cloud, alice, 'a.txt', fileID)).toEqual(creators)
  await cloud.close()
})

test.each<[StorageRule, object]>([
  ['ADMINWRITE', reading],
  ['ADMINONLY', nothing],
])('%s: nobody uploads, and a function’s file is the administrator’s', async (storageRule, anybody) => {
  const cloud = await startFixtureCloud({ storageRule })
  const fileID = await cloud.storage.upload('a.txt', Buffer.from('a'))
  await expect(cloud.storage.upload('mine.txt', Buffer.from('a'), { identity: alice })).rejects.toMatchObject(
    { code: 'STORAGE_EXCEED_AUTHORITY' },
  )
  expect(await powers(cloud, alice, 'a.txt', fileID)).toEqual(anybody)
  await cloud.close()
})

test('where everybody reads, the URL needs no signature and does not expire', async () => {
  const cloud = await startFixtureCloud({ storageRule: 'ADMINWRITE' })
  const fileID = await cloud.storage.upload('a.txt', Buffer.from('open'))
  const [url] = await cloud.storage.temporaryUrls([{ fileID, maxAgeSeconds: 1 }], bob)
  cloud.clock.advance(3_600_000)
  expect(url?.tempFileURL).toBe(`${cloud.url}/storage/a.txt`)
  expect(await (await fetch(url?.tempFileURL ?? '')).text()).toBe('open')
  await cloud.close()
})
