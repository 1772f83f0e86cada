/** Random documents, indexes, queries and orders that have much to do with one another: every rule is met often. */
import { BSONRegExp } from 'bson'
import * as fastCheck from 'fast-check'
import type { IndexDeclaration } from '../../../../cloudfunctions/database'
import { type Direction, readOrder, type SortField } from '../../../../local/cloud/database/sorting'
import type { Document } from '../../../../local/cloud/database/values'

const paths = ['a', 'b.c', 'tags']

/** Few values are common, so that many documents are equal and many conditions are met. */
const scalar = fastCheck.oneof(
  { arbitrary: fastCheck.constantFrom<unknown>(0, 1, 'x', 'xy', null), weight: 3 },
  fastCheck.constantFrom<unknown>(
    ...[2, Number.NaN, '', 'y', true, false, new Date(0), new Date(1), new BSONRegExp('^x')],
  ),
)
const list = fastCheck.array(fastCheck.oneof(scalar, fastCheck.array(scalar, { maxLength: 1 })), {
  maxLength: 3,
})

/** Documents whose fields `a`, `b.c` and `tags` hold such values or are missing. */
const documentOf = (value: fastCheck.Arbitrary<unknown>): fastCheck.Arbitrary<Document> =>
  fastCheck.record(
    { a: value, b: fastCheck.record({ c: value }, { requiredKeys: [] }), tags: value },
    { requiredKeys: [] },
  )

const plainDocument = documentOf(scalar)
const documentWithLists = fastCheck.oneof(
  documentOf(fastCheck.oneof(scalar, list)),
  fastCheck.record({ a: documentOf(list), b: fastCheck.array(fastCheck.oneof(documentOf(list), scalar)) }),
  fastCheck.record({
    b: fastCheck.array(fastCheck.record({ c: list }, { requiredKeys: [] }), { maxLength: 2 }),
  }),
)

/** What is put under ids, one after another; null removes what is there. */
export type Writes = readonly (readonly [id: number, fields: Document | null])[]

const writesOf = (document: fastCheck.Arbitrary<Document>): fastCheck.Arbitrary<Writes> =>
  fastCheck.array(fastCheck.tuple(fastCheck.nat(15), fastCheck.option(document, { freq: 4, nil: null })), {
    maxLength: 30,
    size: 'max',
  })

/** A single list already keeps an index from much, so that most times there is none. */
export const anyWrites = fastCheck.oneof(
  { arbitrary: writesOf(plainDocument), weight: 2 },
  writesOf(fastCheck.oneof(plainDocument, documentWithLists)),
)

const comparison = fastCheck.constantFrom('$eq', '$ne', '$gt', '$gte', '$lt', '$lte')
const anyCondition: fastCheck.Arbitrary<unknown> = fastCheck.oneof(
  scalar,
  fastCheck.tuple(comparison, scalar).map(([operator, value]) => ({ [operator]: value })),
  fastCheck.record({ $gt: scalar, $lte: scalar }),
  fastCheck.record({ $gte: scalar, $lt: scalar }),
  { arbitrary: fastCheck.array(scalar, { maxLength: 3 }).map((values) => ({ $in: values })), weight: 2 },
  fastCheck.record({ $elemMatch: fastCheck.record({ $gte: scalar, $lt: scalar }) }),
  fastCheck.constantFrom<unknown>(
    /^x/,
    /^x/,
    /^xy?/,
    /^x|y/,
    { $regex: /^x/, $lt: 'xy' },
    { $exists: true },
    { $size: 1 },
  ),
)
const anyBranch = fastCheck.dictionary(fastCheck.constantFrom(...paths), anyCondition, {
  maxKeys: 2,
  noNullPrototype: true,
})
const someBranches = fastCheck.array(anyBranch, { minLength: 1, maxLength: 3 })
const anyQuery: fastCheck.Arbitrary<Document> = fastCheck.oneof(
  anyBranch,
  someBranches.map(($and) => ({ $and })),
  someBranches.map(($or) => ({ $or })),
  fastCheck.tuple(anyBranch, someBranches).map(([branch, $or]) => ({ $and: [branch, { $or }] })),
  fastCheck
    .tuple(anyBranch, comparison, fastCheck.nat(15))
    .map(([branch, operator, id]) => ({ ...branch, _id: { [operator]: id } })),
  fastCheck.array(fastCheck.nat(15), { maxLength: 4 }).map((ids) => ({ _id: { $in: ids } })),
)

/** The fields of an index or of an order, as far as they may be the same. */
const anyKeys = fastCheck.uniqueArray(
  fastCheck.tuple(fastCheck.constantFrom(...paths, '_id'), fastCheck.constantFrom<Direction>(1, -1)),
  { selector: ([path]) => path, minLength: 1, maxLength: 3 },
)
const anyConditions = fastCheck.array(anyCondition, { minLength: 3, maxLength: 3 })

interface Question {
  readonly indexes: readonly IndexDeclaration[]
  readonly query: Document
  readonly order: readonly SortField[]
}

const questionOf = (
  indexes: readonly (readonly (readonly [string, Direction])[])[],
  query: Document,
  order: readonly (readonly [string, number])[],
): Question => ({
  indexes: indexes.map((keys, number) => ({ name: `index${number}`, keys: Object.fromEntries(keys) })),
  query,
  order: readOrder(Object.fromEntries(order)),
})

/** Half of them are what an index is for: by some of its first fields, in the order of some that follow. */
export const anyQuestion: fastCheck.Arbitrary<Question> = fastCheck.oneof(
  fastCheck
    .tuple(
      fastCheck.array(anyKeys, { maxLength: 3 }),
      anyQuery,
      fastCheck.oneof(anyKeys, fastCheck.constant([])),
    )
    .map((parts) => questionOf(...parts)),
  fastCheck
    .tuple(anyKeys, anyConditions, fastCheck.nat(3), fastCheck.nat(3), fastCheck.constantFrom(1, -1))
    .map(([keys, conditions, limited, first, turn]) => {
      const query = keys.slice(0, limited).map(([path], position) => [path, conditions[position]])
      const order = keys.slice(first).map(([path, direction]) => [path, direction * turn] as const)
      return questionOf([keys], Object.fromEntries(query), order)
    }),
)
