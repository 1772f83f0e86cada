import type { IndexDeclaration } from '../../../../cloudfunctions/database'
import { MovableClock } from '../../../../local/clock'
import { Engine } from '../../../../local/cloud/database/engine'
import type { Document } from '../../../../local/cloud/database/values'

const unique: IndexDeclaration = { name: 'unique', keys: { a: 1, 'b.c': -1 }, unique: true }

let engine: Engine

beforeEach(() => {
  engine = new Engine([{ name: 'c', indexes: [unique] }], new MovableClock())
})
afterEach(() => engine.close())

// https://www.mongodb.com/docs/manual/core/index-unique/
describe('a unique index', () => {
  test.each<[string, Document, Document]>([
    ['the same values', { a: 1, b: { c: 2 } }, { a: 1, b: { c: 2 } }],
    ['a missing field as null', { a: 1 }, { a: 1, b: { c: null } }],
    ['zero as minus zero', { a: 0 }, { a: -0 }],
    ['an element that two lists share', { a: [1, 2] }, { a: [3, 2] }],
    ['equal objects', { a: { x: 1 } }, { a: { x: 1 } }],
  ])('refuses %s, one by one, together, and when it is made', async (_what, first, second) => {
    await engine.insert('c', [first])
    const refusal = 'E11000 duplicate key error'
    await expect(engine.insert('c', [second])).rejects.toThrow(refusal)
    await engine.clear()
    await expect(engine.insert('c', [first, second])).rejects.toThrow(refusal)
    engine.addCollection('later')
    await engine.insert('later', [first, second])
    expect(() => engine.collection('later').addIndex(unique)).toThrow(refusal)
  })

  test.each<[string, Document, Document]>([
    ['values that differ in one field', { a: 1, b: { c: 2 } }, { a: 1, b: { c: 3 } }],
    ['a text and the number that it spells', { a: 1 }, { a: '1' }],
    ['an empty list and a missing field', { a: [] }, {}],
    ['a list that holds a value twice', { a: [1, 1] }, { a: 2 }],
  ])('takes %s', async (_what, first, second) => {
    await engine.insert('c', [first, second])
    expect(await engine.count('c', {})).toBe(2)
  })
})
