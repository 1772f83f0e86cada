import { MovableClock } from '../../../../local/clock'
import { Engine } from '../../../../local/cloud/database/engine'

const people = [
  { _id: 'yun', card: 1, town: { name: '江城' } },
  { _id: 'heng', card: 2, town: { name: '江城' } },
]

let engine: Engine
beforeEach(async () => {
  const index = { name: 'card', keys: { card: 1 }, unique: true } as const
  engine = new Engine([{ name: 'people', indexes: [index] }], new MovableClock())
  await engine.insert('people', people)
})
afterEach(() => engine.close())

const everybody = () => engine.find('people', {}, { order: { _id: -1 } })
const merge = (_id: string, data: object) =>
  engine.modify({ collection: 'people', query: { _id }, data: { $set: data }, merge: true, multi: false })

test('kept documents are put back as they were: what changed, what went and what came', async () => {
  const putBack = engine.keep()
  await merge('yun', { 'town.name': '南浦' })
  await engine.remove('people', { _id: 'heng' }, false)
  await engine.insert('people', [{ _id: 'new', card: 3 }])
  await putBack()
  expect(await everybody()).toEqual(people)
})

test('they are put back as often as one likes, whatever happened in between', async () => {
  const putBack = engine.keep()
  for (const name of ['北岸', '南浦']) {
    await merge('yun', { 'town.name': name })
    await putBack()
    expect(await everybody()).toEqual(people)
  }
})

test('two that have exchanged what is unique change back, and indexes know', async () => {
  const putBack = engine.keep()
  await merge('yun', { card: 3 })
  await merge('heng', { card: 1 })
  await merge('yun', { card: 2 })
  await putBack()
  expect(await engine.find('people', { card: 1 }, {})).toMatchObject([{ _id: 'yun' }])
  expect(engine.explain('people', { card: 1 })).toMatchObject({ index: 'card', scanned: 1 })
  await expect(engine.insert('people', [{ card: 2 }])).rejects.toThrow('card')
})

test('an open transaction ends when documents are put back, and writes nothing', async () => {
  const putBack = engine.keep()
  const transaction = engine.transactions.begin()
  await engine.insert('people', [{ _id: 'half', card: 9 }], transaction)
  await putBack()
  await expect(engine.commit(transaction)).rejects.toThrow()
  expect(await everybody()).toEqual(people)
})
