import * as fastCheck from 'fast-check'
import type { IndexDeclaration } from '../../../../cloudfunctions/database'
import { Collection, present } from '../../../../local/cloud/database/collection'
import { find, type Wanted } from '../../../../local/cloud/database/finding'
import { matcher } from '../../../../local/cloud/database/matching'
import { readOrder, sorted } from '../../../../local/cloud/database/sorting'
import { type Document, keyOf } from '../../../../local/cloud/database/values'
import { anyQuestion, anyWrites, type Writes } from './arbitrary-queries'

/** What holds after some writes, in the order of insertion. */
function documentsAfter(writes: Writes, before: readonly Document[] = []): Document[] {
  const documents = new Map(before.map((document) => [document._id, document]))
  for (const [_id, fields] of writes)
    if (fields) documents.set(_id, { _id, ...fields })
    else documents.delete(_id)
  return [...documents.values()]
}

/** Commits writes from a version on. @param oldestSnapshot as for `commit` */
function write(
  collection: Collection,
  writes: Writes,
  version: number,
  oldestSnapshot = Number.POSITIVE_INFINITY,
): void {
  for (const [_id, fields] of writes)
    collection.commit(keyOf(_id), fields && { _id, ...fields }, version, oldestSnapshot)
}

const idsOf = (documents: readonly Document[]) => documents.map(({ _id }) => _id)

test('an index changes neither what is found nor its order, by insertion in the end', () => {
  const anyMost = fastCheck.constantFrom(1, 3, Number.POSITIVE_INFINITY)
  const anySnapshot = fastCheck.constantFrom(1, Number.POSITIVE_INFINITY)
  fastCheck.assert(
    fastCheck.property(
      ...([anyQuestion, anyWrites, anyWrites, anySnapshot, anyMost] as const),
      ({ indexes, query, order }, earlier, later, oldestSnapshot, most) => {
        const collection = new Collection({ name: 'c', indexes: [] })
        write(collection, earlier, 1)
        for (const index of indexes) collection.addIndex(index)
        write(collection, later, 2, oldestSnapshot)
        const matching = documentsAfter([...earlier, ...later]).filter(matcher(query))
        const expected = sorted(matching, order).slice(0, most)
        expect(idsOf(find(collection, query, present, { order, most }).documents)).toEqual(idsOf(expected))
      },
    ),
    { numRuns: 5_000 },
  )
})

test('an index changes nothing of what a snapshot sees, with writes of its own', () => {
  fastCheck.assert(
    fastCheck.property(
      ...([anyQuestion, anyWrites, anyWrites, anyWrites] as const),
      ({ indexes, query }, earlier, later, own) => {
        const collection = new Collection({ name: 'c', indexes })
        write(collection, earlier, 1)
        write(collection, later, 2, 1)
        const writes = new Map(own.map(([_id, fields]) => [keyOf(_id), fields && { _id, ...fields }]))
        const expected = documentsAfter(own, documentsAfter(earlier)).filter(matcher(query))
        const order = readOrder({ _id: -1 })
        const found = find(collection, query, { snapshot: 1, writes }, { order })
        expect(idsOf(found.documents)).toEqual(idsOf(sorted(expected, order)))
        expect(found.isOrderedByIndex).toBe(false)
      },
    ),
    { numRuns: 1_000 },
  )
})

test('after updates and removals an index holds nothing of before', () => {
  const collection = new Collection({ name: 'c', indexes: [{ name: 'tags', keys: { tags: 1 } }] })
  collection.commit('k', { _id: 'k', tags: ['x', 'y'] }, 1, Number.POSITIVE_INFINITY)
  collection.commit('k', { _id: 'k', tags: ['y'] }, 2, Number.POSITIVE_INFINITY)
  expect(find(collection, { tags: 'x' }, present)).toMatchObject({ index: 'tags', scanned: 0 })
  collection.commit('k', null, 3, Number.POSITIVE_INFINITY)
  expect(find(collection, { tags: 'y' }, present)).toMatchObject({ index: 'tags', scanned: 0 })
})

test('both bounds of a range count again when the last list is gone', () => {
  const collection = new Collection({ name: 'c', indexes: [{ name: 'tags', keys: { tags: 1 } }] })
  const scanned = () => find(collection, { tags: { $gt: 3, $lt: 7 } }, present).scanned
  write(
    collection,
    [
      [0, { tags: [1, 9] }],
      [1, { tags: [9] }],
    ],
    1,
  )
  expect(scanned()).toBe(2)
  write(collection, [[0, null]], 2)
  expect(scanned()).toBe(0)
})

describe('among a hundred documents', () => {
  const indexes: IndexDeclaration[] = [
    { name: 'status_at', keys: { status: 1, at: -1 } },
    { name: 'name', keys: { name: 1 } },
    { name: 'marks', keys: { marks: 1 } },
  ]
  const collection = new Collection({ name: 'c', indexes })
  for (let number = 0; number < 100; number += 1) {
    const document = {
      _id: number,
      status: number % 2 === 0 ? 'open' : 'closed',
      at: number < 90 ? number : `${number}`,
      name: `name ${number}`,
      marks: [number, 1_000],
    }
    collection.commit(keyOf(number), document, 1, Number.POSITIVE_INFINITY)
  }
  const explain = (query: Document, order: Document = {}, most?: number) => {
    const wanted: Wanted = { order: readOrder(order), ...(most === undefined ? {} : { most }) }
    const { index, scanned, isOrderedByIndex } = find(collection, query, present, wanted)
    return [index, scanned, isOrderedByIndex]
  }

  test.each<[string, Document, unknown[]]>([
    ['one value', { status: 'open', at: 4 }, ['status_at', 1, false]],
    ['some values', { status: 'open', at: { $in: [4, 6] } }, ['status_at', 2, false]],
    ['a lower bound, which texts don’t meet', { status: 'open', at: { $gt: 80 } }, ['status_at', 4, false]],
    ['an upper bound', { status: 'open', at: { $lte: 10 } }, ['status_at', 6, false]],
    ['two bounds', { status: 'open', at: { $gte: 10, $lt: 20 } }, ['status_at', 5, false]],
    [
      'two bounds in two parts',
      { $and: [{ status: 'open', at: { $gte: 10 } }, { at: { $lt: 20 } }] },
      ['status_at', 5, false],
    ],
    [
      'either of two ranges',
      { status: 'open', $or: [{ at: { $lt: 4 } }, { at: 10 }] },
      ['status_at', 3, false],
    ],
    ['the beginning of a text', { name: /^name 9/ }, ['name', 11, false]],
    ['ids from one on', { _id: { $gte: 98 } }, ['_id_', 2, false]],
    [
      'one bound of two on lists, whose elements may each meet one',
      { marks: { $gte: 90, $lt: 95 } },
      ['marks', 100, false],
    ],
    ['a range of a field that no index begins with', { at: { $gt: 80 } }, [null, 100, false]],
    ['a text anywhere', { name: /9/ }, [null, 100, false]],
    [
      'alternatives of which one is not limited',
      { $or: [{ name: 'name 1' }, { status: 'open' }] },
      [null, 100, false],
    ],
  ])('an index leads to %s', (_what, query, expected) => {
    expect(explain(query)).toEqual(expected)
  })

  test.each<[string, Document, Document, unknown[]]>([
    ['in its own direction', { status: 'open' }, { at: -1 }, ['status_at', 3, true]],
    ['in the opposite one', { status: 'open' }, { at: 1 }, ['status_at', 3, true]],
    ['by all its fields', {}, { status: 1, at: -1 }, ['status_at', 3, true]],
    ['by all its fields backwards', {}, { status: -1, at: 1 }, ['status_at', 3, true]],
    ['by a field of one value too', { status: 'open' }, { status: 1, at: 1 }, ['status_at', 3, true]],
    ['within a range', { status: 'open', at: { $lt: 20 } }, { at: -1 }, ['status_at', 3, true]],
    [
      'merged from several values',
      { status: { $in: ['open', 'closed'] } },
      { at: 1 },
      ['status_at', 3, true],
    ],
    ['without a condition', {}, { name: -1 }, ['name', 3, true]],
    ['by id', {}, { _id: -1 }, ['_id_', 3, true]],
    ['but for what it holds equal', { status: 'open' }, { at: 1, name: 1 }, ['status_at', 3, false]],
  ])('an index gives the order %s, and reading stops early', (_how, query, order, expected) => {
    expect(explain(query, order, 3)).toEqual(expected)
    const wanted = readOrder(order)
    const all = sorted(find(collection, query, present).documents, wanted)
    expect(find(collection, query, present, { order: wanted, most: 3 }).documents).toEqual(all.slice(0, 3))
  })

  test.each<[string, Document, Document, unknown[]]>([
    ['more than the first of mixed directions', {}, { status: 1, at: 1 }, ['status_at', 50, false]],
    ['lists, which have no single place in it', {}, { marks: 1 }, [null, 100, false]],
    ['a field that it does not have next', { status: 'open' }, { name: 1 }, ['status_at', 50, false]],
  ])('an index does not give an order by %s', (_what, query, order, [index, scanned]) => {
    expect(explain(query, order, 3)).toEqual([index, scanned, false])
  })
})
