import * as fastCheck from 'fast-check'
import type { IndexDeclaration } from '../../../../cloudfunctions/database'
import { Collection, present } from '../../../../local/cloud/database/collection'
import { matcher } from '../../../../local/cloud/database/semantics'
import { keyOf } from '../../../../local/cloud/database/values'

const indexes: readonly IndexDeclaration[] = [
  { name: 'ab', keys: { a: 1, 'b.c': 1 } },
  { name: 'tags', keys: { tags: 1 } },
]

test('an index finds exactly what looking at every document finds', () => {
  const scalar = fastCheck.constantFrom(null, 0, 1, 'x', true)
  const list = fastCheck.array(scalar, { maxLength: 3 })
  const optional = <T>(value: fastCheck.Arbitrary<T>) => fastCheck.option(value, { nil: undefined })
  const document = fastCheck.record(
    {
      a: fastCheck.oneof(scalar, list),
      b: fastCheck.oneof(
        scalar,
        fastCheck.record({ c: scalar }),
        fastCheck.array(fastCheck.record({ c: scalar }), { maxLength: 2 }),
      ),
      tags: fastCheck.oneof(scalar, list),
    },
    { requiredKeys: [] },
  )
  const condition = fastCheck.oneof(
    scalar,
    list.map((values) => ({ $in: values })),
    scalar.map((value) => ({ $eq: value })),
  )
  const query = fastCheck
    .record({
      _id: optional(fastCheck.oneof(fastCheck.nat(3), fastCheck.constant({ $in: [0, 2] }))),
      a: optional(condition),
      'b.c': optional(condition),
      tags: optional(condition),
    })
    .map((fields) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)))
    .chain((fields) => fastCheck.constantFrom(fields, { $and: [fields] }, { $and: [fields, { a: 1 }] }))
  fastCheck.assert(
    fastCheck.property(fastCheck.array(document, { maxLength: 12 }), query, (documents, wanted) => {
      const collection = new Collection({ name: 'c', indexes })
      documents.forEach((given, number) => {
        collection.commit(keyOf(number), { _id: number, ...given }, 1, Number.POSITIVE_INFINITY)
      })
      const test = matcher(wanted)
      const expected = documents.flatMap((given, number) => (test({ _id: number, ...given }) ? [number] : []))
      const found = collection.find(wanted, present).matches.map(([, { _id }]) => _id as number)
      expect(found.sort((left, right) => left - right)).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})

test('after updates and removals an index holds nothing of before', () => {
  const collection = new Collection({ name: 'c', indexes })
  collection.commit('k', { _id: 'k', tags: ['x', 'y'] }, 1, Number.POSITIVE_INFINITY)
  collection.commit('k', { _id: 'k', tags: ['y'] }, 2, Number.POSITIVE_INFINITY)
  expect(collection.find({ tags: 'x' }, present)).toMatchObject({ index: 'tags', scanned: 0 })
  collection.commit('k', null, 3, Number.POSITIVE_INFINITY)
  expect(collection.find({ tags: 'y' }, present)).toMatchObject({ index: 'tags', scanned: 0 })
})
