import { calculateObjectSize } from 'bson'
import { MovableClock } from '../../../../local/clock'
import { largestDocumentBytes } from '../../../../local/cloud/database/document-size'
import { Engine } from '../../../../local/cloud/database/engine'
import type { Document } from '../../../../local/cloud/database/values'

let engine: Engine

beforeEach(() => {
  engine = new Engine([{ name: 'people', indexes: [] }], new MovableClock())
})
afterEach(() => engine.close())

/** The document with a text that brings it to so many bytes. */
function filled(document: Document, bytes: number): Document {
  return { ...document, fill: 'x'.repeat(bytes - calculateObjectSize({ ...document, fill: '' })) }
}

const refusedInsert = {
  code: 'DATABASE_REQUEST_FAILED',
  message: '[FailedOperation.Insert] an inserted document is too large',
}
const refusedUpdate = {
  code: 'DATABASE_REQUEST_FAILED',
  message: '[FailedOperation.Update] Resulting document after update is larger than 16777216',
}

test.each<[string, Document]>([
  ['texts', { _id: 'a' }],
  ['Chinese texts', { _id: 'a', name: '校'.repeat(3_000_000) }],
  ['a long list of nothing', { _id: 'a', list: Array(1_200_000).fill(null) }],
  [
    'dates, patterns and objects',
    { _id: 'a', at: new Date(0), pattern: /^校/, nested: { deep: [{}, true, 1.5] } },
  ],
])('a document of %s is added at 16 MB and refused a byte later', async (_case, document) => {
  await expect(engine.insert('people', [filled(document, largestDocumentBytes + 1)])).rejects.toMatchObject(
    refusedInsert,
  )
  await expect(engine.insert('people', [filled(document, largestDocumentBytes)])).resolves.toEqual(['a'])
})

describe('what would bring a document over 16 MB is refused and changes nothing', () => {
  const before = filled({ _id: 'a', list: [] }, largestDocumentBytes)
  const growth = { $push: { list: 'x' } }
  const whole = { collection: 'people', query: { _id: 'a' }, multi: false }

  test.each<[string, () => Promise<unknown>]>([
    ['an update', () => engine.modify({ ...whole, data: growth, merge: true })],
    ['a replacement', () => engine.modify({ ...whole, data: { ...before, more: 1 }, merge: false })],
    ['an update that answers with the document', () => engine.modifyOne('people', { _id: 'a' }, growth)],
  ])('%s', async (_case, change) => {
    await engine.insert('people', [before])
    await expect(change()).rejects.toMatchObject(refusedUpdate)
    expect(await engine.find('people', {}, {})).toEqual([before])
  })

  test('an upsert', async () => {
    const query = { _id: 'a' }
    const data = filled({}, largestDocumentBytes)
    const upsert = engine.modify({ ...whole, query, data, merge: false, upsert: true })
    await expect(upsert).rejects.toMatchObject(refusedUpdate)
    expect(await engine.count('people', {})).toBe(0)
  })
})
