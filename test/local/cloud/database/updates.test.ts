import { applyUpdate } from '../../../../local/cloud/database/updates'

describe('types that do not fit are refused, as MongoDB does', () => {
  test.each([
    ['increment of a string', { a: 'x' }, { $inc: { a: 1 } }, 'Cannot apply $inc'],
    ['increment of null', { a: null }, { $inc: { a: 1 } }, 'Cannot apply $inc'],
    ['increment by a string', {}, { $inc: { a: 'x' } }, 'Cannot increment with non-numeric argument'],
    ['multiplication of a date', { a: new Date(0) }, { $mul: { a: 2 } }, 'Cannot apply $mul'],
    ['push onto a scalar', { a: 1 }, { $push: { a: 1 } }, 'must be an array but is of type int'],
    ['addToSet onto null', { a: null }, { $addToSet: { a: 1 } }, 'has non-array type null'],
    ['set through a scalar', { a: 1 }, { $set: { 'a.b': 1 } }, "Cannot create field 'b' in element {a: 1}"],
    [
      'set through null',
      { a: null },
      { $set: { 'a.b.c': 1 } },
      "Cannot create field 'b' in element {a: null}",
    ],
    ['change of the id', { _id: 1 }, { $set: { _id: 2 } }, 'immutable field'],
    ['one field twice', {}, { $set: { a: 1 }, $inc: { a: 1 } }, 'conflict'],
    ['an unknown operator', {}, { $currentDate: { a: true } }, 'Unknown modifier: $currentDate'],
    ['a value beside operators', {}, { a: 1 }, 'Unknown modifier: a'],
  ])('%s', (_case, document, update, words) => {
    const before = structuredClone(document)
    expect(() => applyUpdate(document, update, {})).toThrow(words)
    expect(document).toEqual(before)
  })
})

describe('updates give MongoDB’s results', () => {
  test.each([
    [{}, { $inc: { a: 2 } }, { a: 2 }],
    [{}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
    [{ a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [8, 9], $position: 0 } } }, { a: [8, 9, 1, 2] }],
    [{ a: [{ x: 1, y: 2 }, { x: 2 }] }, { $pull: { a: { x: 1 } } }, { a: [{ x: 2 }] }],
    [{ a: [1, 2, 1] }, { $pullAll: { a: [1] } }, { a: [2] }],
    [{ a: [1] }, { $addToSet: { a: { $each: [1, 2] } } }, { a: [1, 2] }],
    [{ a: { b: 1, c: 2 } }, { $unset: { 'a.b': '' } }, { a: { c: 2 } }],
    [{ a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
    [{ a: 1 }, { $unset: { 'a.b': '' } }, { a: 1 }],
  ])('%j with %j is %j', (document, update, expected) => {
    const before = structuredClone(document)
    expect(applyUpdate(document, update, {})).toEqual(expected)
    expect(document).toEqual(before)
  })

  test('what changes nothing gives the same document back', () => {
    const document = { a: 1, list: [1] }
    expect(applyUpdate(document, { $set: { a: 1 }, $addToSet: { list: 1 } }, {})).toBe(document)
  })

  test('branches that an update does not touch are shared, not copied', () => {
    const document = { a: { x: 1 }, b: { y: 1 } }
    const after = applyUpdate(document, { $set: { 'a.x': 2 } }, {})
    expect(after.b).toBe(document.b)
    expect(after.a).not.toBe(document.a)
  })
})
