import { updateCases, updateDocument } from './update-cases'
import { type Case, type OperatorWire, startWire } from './wire'

let wire: OperatorWire

beforeAll(async () => {
  wire = await startWire()
})
afterAll(() => wire.close())

describe('an update gives what MongoDB gives', () => {
  test.each(updateCases)('%s (%#)', async (_method, update, changed) => {
    const expected: object = { _id: 'd', ...updateDocument, ...(changed as object) }
    expect(await wire.updated(updateDocument, update)).toEqual(expected)
  })
})

describe('what MongoDB refuses in an update is refused in its words, and nothing changes', () => {
  test.each<Case>([
    ['inc', ({ _ }) => ({ text: _.inc(1) }), "has the field 'text' of non-numeric type string"],
    ['mul', ({ _ }) => ({ n: _.mul('x' as never) }), 'Cannot multiply with non-numeric argument'],
    ['set', () => ({ 'n.a': 1 }), "Cannot create field 'a' in element {n: 5}"],
    ['set', () => ({ 'list.a': 1 }), "Cannot create field 'a' in element {list: [3,1,2]}"],
    [
      'set',
      () => ({ 'items.$.k': 1 }),
      'The positional operator did not find the match needed from the query.',
    ],
    ['set', () => ({ 'items.$[one].k': 1 }), "No array filter found for identifier 'one'"],
    ['set', () => ({ 'n.$[]': 1 }), 'Cannot apply array updates to non-array element n: 5'],
    ['set', ({ _ }) => ({ object: _.set({}), 'object.a': 1 }), "would create a conflict at 'object"],
    ['push', ({ _ }) => ({ n: _.push(1) }), "The field 'n' must be an array but is of type int"],
    ['addToSet', ({ _ }) => ({ text: _.addToSet(1) }), "Field named 'text' has non-array type string"],
    ['pull', ({ _ }) => ({ n: _.pull(1) }), 'Cannot apply $pull to a non-array value'],
    ['pop', ({ _ }) => ({ n: _.pop() }), "Path 'n' contains an element of non-array type 'int'"],
    ['rename', ({ _ }) => ({ 'items.0': _.rename('x') }), 'The source field cannot be an array element'],
    ['rename', ({ _ }) => ({ n: _.rename('n') }), 'The source and target field for $rename must differ'],
    [
      'bit',
      ({ _ }) => ({ text: _.bit({ and: 1 } as never) }),
      'Cannot apply $bit to a value of non-integral type',
    ],
  ])('%s (%#)', async (_method, update, words) => {
    const script = `async (given) => {
      const document = given.things.doc('d')
      const { errMsg } = await document.update({ data: (${update})(given) }).catch((error) => error)
      return { errMsg, after: (await document.get()).data }
    }`
    expect(await wire.result([{ _id: 'd', ...updateDocument }], script)).toEqual({
      errMsg: expect.stringContaining(String(words)),
      after: { _id: 'd', ...updateDocument },
    })
  })
})

describe('a positional update changes the element that the query found', () => {
  test.each<Case>([
    [
      'equal',
      ({ things }) => things.where({ list: 1 }).update({ data: { 'list.$': 7 } }),
      { list: [3, 7, 2] },
    ],
    [
      'by a field of the elements',
      ({ things, _ }) => things.where({ 'items.k': _.gt(1) }).update({ data: { 'items.$.k': 9 } }),
      { items: [{ k: 1 }, { k: 9 }] },
    ],
    [
      'elemMatch',
      ({ things, _ }) =>
        things.where({ items: _.elemMatch({ k: 2 }) }).update({ data: { 'items.$.seen': true } }),
      { items: [{ k: 1 }, { k: 2, seen: true }] },
    ],
  ])('%s', async (_case, update, changed) => {
    const script = `async (given) => { await (${update})(given); return (await given.things.doc('d').get()).data }`
    const expected: object = { _id: 'd', ...updateDocument, ...(changed as object) }
    expect(await wire.result([{ _id: 'd', ...updateDocument }], script)).toEqual(expected)
  })
})
