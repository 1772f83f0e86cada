import { shapeOf } from '../../../../local/cloud/database/scans'
import { type FixtureCloud, startFixtureCloud } from '../fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud()
  const people = Array.from({ length: 1_001 }, (_, number) => ({
    _id: `p${number}`,
    phone: `139${number}`,
    college: number < 10 ? 'small' : 'large',
  }))
  await cloud.database.insert('people', people)
})
afterAll(() => cloud.close())
beforeEach(() => cloud.lines.splice(0))

test('a query that looks at more than a thousand documents is named once, without its values', async () => {
  const named = async (name: string) => {
    await cloud.run(
      async ({ db, input }) => (await db.collection('people').where({ name: input }).get()).data.length,
      name,
    )
  }
  await named('王小明')
  await named('李小红')
  expect(cloud.lines).toEqual([
    '[cloud] a query of people by { name: ? } looked at 1001 documents; an index would spare that',
  ])
})

test('a query by an index, or of fewer documents, is not', async () => {
  await cloud.database.find('people', { college: 'small', name: '王小明' })
  await cloud.database.find('people', { _id: 'p1' })
  await cloud.database.find('accounts', { name: '王小明' })
  expect(cloud.lines).toEqual([])
})

test('nor is one that stops early, because an index gives its order', async () => {
  await cloud.run(async ({ db }) => {
    const large = db.collection('people').where({ college: 'large' })
    const page = await large.orderBy('year', 'desc').skip(20).limit(20).get()
    const aggregate = db.collection('people').aggregate().match({ college: 'large' })
    const { list } = await aggregate.sort({ year: 1 }).limit(20).end()
    if (page.data.length !== 20 || list.length !== 20) throw new Error('not all were found')
  })
  expect(cloud.lines).toEqual([])
})

interface Inner {
  match(query: object): Inner
  limit(most: number): Inner
  done(): object[]
}

test('nor is a lookup that is the same for every document, for the other collection is asked by its index, once', async () => {
  await cloud.database.insert('accounts', [{ _id: 'one' }, { _id: 'other' }])
  const found = await cloud.run(async ({ db }) => {
    const { pipeline } = (db.command as { aggregate: { pipeline(): Inner } }).aggregate
    const small = pipeline().match({ college: 'small' }).limit(1)
    const lookup = { from: 'people', pipeline: small.done(), as: 'people' }
    const { list } = await db.collection('accounts').aggregate().lookup(lookup).end()
    return (list as { people: { _id: string }[] }[]).map(({ people }) => people.map(({ _id }) => _id))
  })
  expect(found).toEqual([['p0'], ['p0']])
  expect(cloud.lines).toEqual([])
})

test('an update or removal that looks at as many is named too', async () => {
  await cloud.run(async ({ db }) => {
    await db
      .collection('people')
      .where({ year: 1 })
      .update({ data: { seen: true } })
    await db.collection('people').where({ left: true }).remove()
  })
  expect(cloud.lines.map((line) => line.slice(0, 39))).toEqual([
    '[cloud] a query of people by { year: ? ',
    '[cloud] a query of people by { left: ? ',
  ])
})

test.each([
  [{}, '{}'],
  [{ name: '王', at: new Date() }, '{ name: ?, at: ? }'],
  [{ year: { $gt: 1, $lt: 9 } }, '{ year: { $gt: ?, $lt: ? } }'],
  [{ year: { $in: [1, 2, 3] } }, '{ year: { $in: [?] } }'],
  [{ $or: [{ a: 1 }, { b: /x/ }, { a: 2 }] }, '{ $or: [{ a: ? }, { b: ? }] }'],
])('the shape of %j is %s', (query, shape) => {
  expect(shapeOf(query)).toBe(shape)
})
