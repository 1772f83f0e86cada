import { projectionCases, projectionDocument } from './projection-cases'
import { geoCases, geoDocuments, queryCases, queryDocuments } from './query-cases'
import { type Case, type OperatorWire, startWire } from './wire'

let wire: OperatorWire

beforeAll(async () => {
  wire = await startWire()
})
afterAll(() => wire.close())

describe('a query finds what MongoDB finds', () => {
  test.each(queryCases)('%s (%#)', async (_method, query, expected) => {
    expect(await wire.idsOf(queryDocuments, query)).toEqual(expected)
  })
})

describe('a query for places finds what MongoDB finds', () => {
  test.each(geoCases)('%s (%#)', async (_method, query, expected) => {
    expect(await wire.idsOf(geoDocuments, query)).toEqual(expected)
  })
})

describe('what MongoDB refuses in a query is refused in its words', () => {
  test.each<Case>([
    ['in', () => ({ n: { $in: 1 } }), '$in needs an array'],
    ['or', () => ({ $or: [] }), '$or must be a nonempty array'],
    ['mod', ({ _ }) => ({ n: _.mod(0, 1) }), 'divisor cannot be 0'],
    ['elemMatch', ({ _ }) => ({ list: _.elemMatch(1) }), '$elemMatch needs an Object'],
    [
      'geoNear without an index',
      ({ _, db }) => ({ elsewhere: _.geoNear({ geometry: db.Geo.Point(0, 0) }) }),
      'unable to find index for $geoNear query',
    ],
    ['text', () => ({ $text: { $search: 'x' } }), '$text is not offered'],
    ['jsonSchema', ({ _ }) => _.jsonSchema({ required: ['n'] }), '$jsonSchema is not offered'],
    ['$where', () => ({ $where: 'true' }), '$where is not offered'],
  ])('%s (%#)', async (_method, query, words) => {
    await expect(wire.idsOf(queryDocuments, query)).rejects.toMatchObject({
      errMsg: expect.stringContaining(String(words)),
    })
  })
})

describe('sorting', () => {
  const orders: [string, 'asc' | 'desc', unknown[]][] = [
    ['mixed', 'asc', ['none', 'null', 'number', 'text', 'object', 'true', 'date']],
    ['list', 'desc', ['wide', 'narrow', 'empty']],
    ['list', 'asc', ['empty', 'wide', 'narrow']],
  ]
  test.each(orders)('%s %s', async (field, direction, expected) => {
    const documents =
      field === 'mixed'
        ? [
            { _id: 'date', mixed: new Date(0) },
            { _id: 'true', mixed: true },
            { _id: 'object', mixed: {} },
            { _id: 'text', mixed: 'a' },
            { _id: 'number', mixed: 1 },
            { _id: 'none' },
            { _id: 'null', mixed: null },
          ]
        : [
            { _id: 'narrow', list: [5] },
            { _id: 'wide', list: [1, 9] },
            { _id: 'empty', list: [] },
          ]
    const script = `({ things }) => things.orderBy('${field}', '${direction}').get().then(({ data }) => data.map(({ _id }) => _id))`
    expect(await wire.result(documents, script)).toEqual(expected)
  })
})

describe('projections', () => {
  const documents = [projectionDocument]
  test.each(projectionCases)('%s (%#)', async (_method, fields, expected) => {
    const script = `(given) => given.things.field((${fields})(given)).get().then(({ data }) => data[0])`
    expect(await wire.result(documents, script)).toEqual(expected)
  })

  test('fields that are kept and fields that are dropped do not mix', async () => {
    const script = '({ things }) => things.field({ a: 1, list: 0 }).get()'
    await expect(wire.result(documents, script)).rejects.toMatchObject({
      errMsg: expect.stringContaining('Projection cannot have a mix of inclusion and exclusion.'),
    })
  })
})
