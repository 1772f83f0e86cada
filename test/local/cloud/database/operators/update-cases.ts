/** What MongoDB makes of a document with every update command of the SDK. */
import type { Case } from './wire'

export const updateDocument = {
  n: 5,
  text: 'a',
  list: [3, 1, 2],
  object: { a: 1, b: 2 },
  items: [{ k: 1 }, { k: 2 }],
}

/** Only what an update changes is expected, over the document as it was; undefined is for what is gone. */
export const updateCases: readonly Case[] = [
  ['set', ({ _ }) => ({ object: _.set({ c: 3 }) }), { object: { c: 3 } }],
  ['set', () => ({ object: { c: 3 } }), { object: { a: 1, b: 2, c: 3 } }],
  ['set', () => ({ 'list.4': 9 }), { list: [3, 1, 2, null, 9] }],
  ['set', () => ({ 'items.$[].k': 0 }), { items: [{ k: 0 }, { k: 0 }] }],
  ['remove', ({ _ }) => ({ object: { a: _.remove() } }), { object: { b: 2 } }],
  ['remove', ({ _ }) => ({ 'list.0': _.remove() }), { list: [null, 1, 2] }],
  ['inc', ({ _ }) => ({ n: _.inc(-2), fresh: _.inc(1) }), { n: 3, fresh: 1 }],
  ['mul', ({ _ }) => ({ n: _.mul(2), fresh: _.mul(2) }), { n: 10, fresh: 0 }],
  ['min', ({ _ }) => ({ n: _.min(3) }), { n: 3 }],
  ['max', ({ _ }) => ({ n: _.max(3), text: _.max(9) }), {}],
  ['rename', ({ _ }) => ({ n: _.rename('object.n') }), { n: undefined, object: { a: 1, b: 2, n: 5 } }],
  ['bit', ({ _ }) => ({ n: _.bit({ xor: 1 } as never) }), { n: 4 }],
  ['push', ({ _ }) => ({ list: _.push(9) }), { list: [3, 1, 2, 9] }],
  ['push', ({ _ }) => ({ list: _.push([8, 9]) }), { list: [3, 1, 2, 8, 9] }],
  ['push', ({ _ }) => ({ list: _.push({ each: [0], sort: 1, slice: -3 }) }), { list: [1, 2, 3] }],
  ['push', ({ _ }) => ({ list: _.push({ each: [9], position: -1 }) }), { list: [3, 1, 9, 2] }],
  [
    'push',
    ({ _ }) => ({ items: _.push({ each: [{ k: 0 }], sort: { k: -1 } }) }),
    { items: [{ k: 2 }, { k: 1 }, { k: 0 }] },
  ],
  ['pop', ({ _ }) => ({ list: _.pop() }), { list: [3, 1] }],
  ['shift', ({ _ }) => ({ list: _.shift() }), { list: [1, 2] }],
  ['unshift', ({ _ }) => ({ list: _.unshift(8, 9) }), { list: [8, 9, 3, 1, 2] }],
  ['addToSet', ({ _ }) => ({ list: _.addToSet(3) }), {}],
  ['addToSet', ({ _ }) => ({ items: _.addToSet({ k: 3 }) }), { items: [{ k: 1 }, { k: 2 }, { k: 3 }] }],
  ['addToSet', ({ _ }) => ({ list: _.addToSet({ $each: [2, 4] }) }), { list: [3, 1, 2, 4] }],
  ['pull', ({ _ }) => ({ list: _.pull(1) }), { list: [3, 2] }],
  ['pull', ({ _ }) => ({ items: _.pull({ k: 1 }) }), { items: [{ k: 2 }] }],
  ['pull', ({ _ }) => ({ list: _.pull({ $gte: 2 }) }), { list: [1] }],
  ['pullAll', ({ _ }) => ({ list: _.pullAll([1, 2]) }), { list: [3] }],
]
