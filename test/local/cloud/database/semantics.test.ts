import type { CollectionDeclaration } from '../../../../cloudfunctions/database'
import { MovableClock } from '../../../../local/clock'
import { Engine } from '../../../../local/cloud/database/engine'
import { matcher } from '../../../../local/cloud/database/semantics'
import type { Document } from '../../../../local/cloud/database/values'

const collections: readonly CollectionDeclaration[] = [
  {
    name: 'places',
    indexes: [
      { name: 'at', keys: { at: '2dsphere' } },
      { name: 'code', keys: { code: 1 }, unique: true },
    ],
  },
]

const point = (longitude: number, latitude: number) => ({ type: 'Point', coordinates: [longitude, latitude] })

let engine: Engine

beforeEach(() => {
  engine = new Engine(collections, new MovableClock())
})
afterEach(() => engine.close())

describe('a geo index', () => {
  test('leads queries for places past the documents without one', async () => {
    await engine.insert('places', [
      { _id: 'here', at: point(113, 23), code: 1 },
      { _id: 'nowhere', code: 2 },
    ])
    const query = { at: { $geoWithin: { $centerSphere: [[113, 23], 0.1] } } }
    expect(engine.explain('places', query)).toMatchObject({ index: 'at', scanned: 1 })
    expect(await engine.find('places', query, {})).toMatchObject([{ _id: 'here' }])
  })

  test.each([
    ['a text', 'the gate'],
    ['an unknown type', { type: 'Circle', coordinates: [0, 0] }],
    ['a latitude beyond the pole', point(0, 91)],
    [
      'a ring that is open',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [0, 1],
            [1, 1],
            [1, 0],
          ],
        ],
      },
    ],
  ])('refuses %s in place of a place', async (_case, at) => {
    await expect(engine.insert('places', [{ at }])).rejects.toThrow("Can't extract geo keys")
    expect(await engine.count('places', {})).toBe(0)
  })

  test('an order that is asked for goes before the distance', async () => {
    await engine.insert('places', [
      { _id: 'near', at: point(113, 23), code: 2 },
      { _id: 'further', at: point(113, 23.001), code: 1 },
    ])
    const query = { at: { $nearSphere: { $geometry: point(113, 23) } } }
    const ids = async (wanted: object) => (await engine.find('places', query, wanted)).map(({ _id }) => _id)
    expect(await ids({})).toEqual(['near', 'further'])
    expect(await ids({ order: { code: 1 } })).toEqual(['further', 'near'])
  })
})

describe('changing one document and reading it in one step', () => {
  test('gives the document as it is after the change', async () => {
    await engine.insert('places', [{ _id: 'a', n: 1, code: 1 }])
    expect(await engine.modifyOne('places', { n: 1 }, { $inc: { n: 1 } })).toEqual({
      _id: 'a',
      n: 2,
      code: 1,
    })
    expect(await engine.find('places', {}, {})).toEqual([{ _id: 'a', n: 2, code: 1 }])
  })

  test('gives nothing when nothing matches', async () => {
    expect(await engine.modifyOne('places', { n: 1 }, { $inc: { n: 1 } })).toBeNull()
  })
})

test('an update that inserts begins with the id of its query', async () => {
  const upsert = { collection: 'places', query: { _id: 'new' }, merge: true, multi: false, upsert: true }
  const result = await engine.modify({ ...upsert, data: { $inc: { n: 2 }, $push: { list: 1 } } })
  expect(result).toEqual({ updated: 0, upsertedId: 'new' })
  expect(await engine.find('places', {}, {})).toEqual([{ _id: 'new', n: 2, list: [1] }])
})

// https://github.com/mongodb/mongo/blob/master/jstests/core/query/null_query_semantics.js
describe('null at the end of a path through arrays', () => {
  test.each<[boolean, Document]>([
    [true, {}],
    [true, { a: 4 }],
    [true, { a: null }],
    [true, { a: {} }],
    [true, { a: [{ b: 1 }, {}] }],
    [true, { a: [{ b: null }, 1] }],
    [false, { a: [] }],
    [false, { a: [4, 'text'] }],
    [false, { a: [{ b: 1 }] }],
    [false, { a: { b: 0 } }],
  ])('%s for %j', (expected, document) => {
    expect(matcher({ 'a.b': null })(document)).toBe(expected)
    expect(matcher({ 'a.b': { $ne: null } })(document)).toBe(!expected)
  })
})
