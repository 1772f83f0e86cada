/** What MongoDB's projections keep of a document, for every projection command of the SDK. */
import type { Case } from './wire'

export const projectionDocument = {
  _id: 'd',
  a: 1,
  list: [1, 2, 3],
  items: [{ k: 1, v: 1 }, { k: 2, v: 2 }, 7],
}

export const projectionCases: readonly Case[] = [
  ['field', () => ({ a: true }), { _id: 'd', a: 1 }],
  ['field', () => ({ _id: false, 'items.k': true }), { items: [{ k: 1 }, { k: 2 }] }],
  ['field', () => ({ list: false, 'items.k': false }), { _id: 'd', a: 1, items: [{ v: 1 }, { v: 2 }, 7] }],
  ['slice', ({ _ }) => ({ _id: 0, a: 1, list: _.project.slice(-2) }), { a: 1, list: [2, 3] }],
  ['slice', ({ _ }) => ({ _id: 0, items: 0, list: _.project.slice([1, 1]) }), { a: 1, list: [2] }],
  ['elemMatch', ({ _ }) => ({ items: _.project.elemMatch({ k: 2 }) }), { _id: 'd', items: [{ k: 2, v: 2 }] }],
]
