import { setImmediate as nextTurn } from 'node:timers/promises'
import { MovableClock } from '../../../../local/clock'
import { Collection } from '../../../../local/cloud/database/collection'
import { DataFile, type StoredDocument } from '../../../../local/cloud/database/data-file'
import { Durability } from '../../../../local/cloud/database/durability'
import { Engine } from '../../../../local/cloud/database/engine'
import { temporaryFolder } from '../fixtures'

const newFile = () => `${temporaryFolder()}/cloud.db`

/** A real data file that remembers the keys of each of its commits. */
class WatchedFile extends DataFile {
  readonly commits: string[][] = []

  override write(changes: Iterable<StoredDocument>): void {
    const stored = [...changes]
    super.write(stored)
    this.commits.push(stored.map(({ key }) => key))
  }
}

function opened() {
  const file = new WatchedFile(newFile())
  file.addCollection('written')
  const collection = new Collection({ name: 'written', indexes: [] })
  const durability = new Durability(file)
  const change = (key: string) => {
    collection.commit(key, { _id: key }, 1, Number.POSITIVE_INFINITY)
    durability.note(collection, key)
    return durability.settled()
  }
  return { file, durability, change }
}

test('sixty-four writers of one moment share one commit, and none is answered before it', async () => {
  const { file, change } = opened()
  const keys = Array.from({ length: 64 }, (_, number) => `k${number}`)
  const commitsWhenAnswered = await Promise.all(
    keys.map(async (key) => {
      await change(key)
      return file.commits.length
    }),
  )
  expect(file.commits).toEqual([keys])
  expect(new Set(commitsWhenAnswered)).toEqual(new Set([1]))
  file.close()
})

test('writers of different moments have commits of their own', async () => {
  const { file, change } = opened()
  await change('first')
  await change('second')
  expect(file.commits).toEqual([['first'], ['second']])
  file.close()
})

test('a document that changes often within one moment is written once', async () => {
  const { file, change } = opened()
  await Promise.all([change('k'), change('k'), change('k')])
  expect(file.commits).toEqual([['k']])
  file.close()
})

test('a reader is not told of a change before it is on the disk', async () => {
  const { file, durability, change } = opened()
  const order: string[] = []
  const written = change('k').then(() => order.push('written'))
  const read = durability.settled().then(() => order.push(`read after ${file.commits.length} commit`))
  expect(file.commits).toEqual([])
  await Promise.all([written, read])
  expect(order).toEqual(['written', 'read after 1 commit'])
  file.close()
})

test('once the file can be written no more, nothing is answered any more', async () => {
  const { file, durability, change } = opened()
  file.close()
  await expect(change('k')).rejects.toThrow("the data file can't be written any more")
  await nextTurn()
  await expect(durability.settled()).rejects.toThrow("can't be written any more")
})

test('the engine’s concurrent writers share a commit, whatever they write', async () => {
  const write = jest.spyOn(DataFile.prototype, 'write')
  const engine = new Engine([{ name: 'written', indexes: [] }], new MovableClock(), { dataFile: newFile() })
  const ids = Array.from({ length: 64 }, (_, number) => `k${number}`)
  await Promise.all(ids.map((_id) => engine.insert('written', [{ _id, left: 1 }])))
  const take = { collection: 'written', data: { $inc: { left: -1 } }, merge: true, multi: false }
  await Promise.all(ids.map((_id) => engine.modify({ ...take, query: { _id } })))
  expect(write).toHaveBeenCalledTimes(2)
  write.mockRestore()
  engine.close()
})
