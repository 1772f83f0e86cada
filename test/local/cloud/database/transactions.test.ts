import { MovableClock } from '../../../../local/clock'
import { Engine } from '../../../../local/cloud/database/engine'
import { type FixtureCloud, startFixtureCloud } from '../fixtures'
import { type Answer, readById, send, updateById } from '../wire'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud()
})
afterAll(() => cloud.close())
beforeEach(async () => {
  await cloud.database.clear()
  await cloud.database.insert('accounts', [
    { _id: 'A', fen: 100 },
    { _id: 'B', fen: 100 },
  ])
})

const balances = async () => (await cloud.database.find('accounts')).map(({ fen }) => fen)

test('all writes of a transaction become visible at its commit, and none before', async () => {
  const seen = await cloud.run(async ({ db, _ }) => {
    const transaction = await db.startTransaction()
    const accounts = transaction.collection('accounts')
    await accounts.doc('A').update({ data: { fen: _.inc?.(-30) } })
    await accounts.doc('B').update({ data: { fen: _.inc?.(30) } })
    const inside = (await accounts.doc('A').get()).data.fen
    const outside = (await db.collection('accounts').doc('A').get()).data.fen
    await transaction.commit()
    return { inside, outside }
  })
  expect(seen).toEqual({ inside: 70, outside: 100 })
  expect(await balances()).toEqual([70, 130])
})

test('a transaction goes on seeing what it saw first, whatever is committed meanwhile', async () => {
  const seen = await cloud.run(async ({ db, _ }) => {
    const transaction = await db.startTransaction()
    const accounts = transaction.collection('accounts')
    const first = (await accounts.doc('A').get()).data.fen
    await db
      .collection('accounts')
      .doc('B')
      .update({ data: { fen: _.inc?.(5) } })
    await db.collection('accounts').add({ data: { _id: 'C', fen: 1 } })
    const sameB = (await accounts.doc('B').get()).data.fen
    const sameCount = (await accounts.where({ fen: _.gt?.(0) }).get()).data.length
    await transaction.rollback()
    return { first, sameB, sameCount, nowB: (await db.collection('accounts').doc('B').get()).data.fen }
  })
  expect(seen).toEqual({ first: 100, sameB: 100, sameCount: 2, nowB: 105 })
})

test('the first writer wins; the second is told of the conflict at its write, and is over', async () => {
  const errors = await cloud.run(async ({ db, _ }) => {
    const [first, second] = [await db.startTransaction(), await db.startTransaction()]
    const take = { data: { fen: _.inc?.(-1) } }
    await first.collection('accounts').doc('A').update(take)
    const failure = (work: Promise<unknown>) =>
      work.then(
        () => null,
        (error) => error.errMsg ?? error.message,
      )
    const conflict = await failure(second.collection('accounts').doc('A').update(take))
    const over = await failure(second.commit())
    await first.commit()
    return [conflict, over]
  })
  expect(errors).toEqual([
    expect.stringContaining('TransactionConflict'),
    expect.stringContaining('TransactionNotExist'),
  ])
  expect(await balances()).toEqual([99, 100])
})

test('a change committed after the snapshot is a conflict too', async () => {
  const error = await cloud.run(async ({ db, _ }) => {
    const transaction = await db.startTransaction()
    await transaction.collection('accounts').doc('B').get()
    await db
      .collection('accounts')
      .doc('A')
      .update({ data: { fen: _.inc?.(1) } })
    const write = transaction
      .collection('accounts')
      .doc('A')
      .update({ data: { fen: _.inc?.(1) } })
    return write.then(
      () => null,
      (refusal) => refusal.errMsg,
    )
  })
  expect(error).toContain('TransactionConflict')
})

test('two transactions cannot both take one unique value', async () => {
  const outcome = await cloud.run(async ({ db }) => {
    const [first, second] = [await db.startTransaction(), await db.startTransaction()]
    const add = (transaction: typeof first) =>
      transaction
        .collection('people')
        .add({ data: { phone: '138' } })
        .then(
          () => 'added',
          (error) => error.errMsg,
        )
    const results = [await add(first), await add(second)]
    await first.commit()
    return results
  })
  expect(outcome).toEqual(['added', expect.stringContaining('TransactionConflict')])
  expect(await cloud.database.count('people', { phone: '138' })).toBe(1)
})

test('a unique value that was taken after the snapshot is a conflict', async () => {
  const error = await cloud.run(async ({ db }) => {
    const transaction = await db.startTransaction()
    await transaction.collection('people').where({ phone: '138' }).get()
    await db.collection('people').add({ data: { phone: '138' } })
    const add = transaction.collection('people').add({ data: { phone: '138' } })
    return add.then(
      () => null,
      (refusal) => refusal.errMsg,
    )
  })
  expect(error).toContain('TransactionConflict')
})

test('a plain write waits for the transaction that has changed its document', async () => {
  const order = await cloud.run(async ({ db, _ }) => {
    const transaction = await db.startTransaction()
    await transaction
      .collection('accounts')
      .doc('A')
      .update({ data: { fen: 1 } })
    const order: string[] = []
    const plain = db
      .collection('accounts')
      .doc('A')
      .update({ data: { fen: _.inc?.(10) } })
      .then(() => order.push('plain write'))
    await db.collection('accounts').doc('B').get()
    order.push('commit')
    await transaction.commit()
    await plain
    return order
  })
  expect(order).toEqual(['commit', 'plain write'])
  expect(await balances()).toEqual([11, 100])
})

test('two operations at the same time in one transaction: the second is refused as busy', async () => {
  const messages = await cloud.run(async ({ db }) => {
    const transaction = await db.startTransaction()
    const reads = ['A', 'B'].map((id) => transaction.collection('accounts').doc(id).get())
    const settled = await Promise.allSettled(reads)
    await transaction.rollback()
    return settled.map((read) => (read.status === 'rejected' ? String(read.reason.errMsg) : 'read'))
  })
  expect(messages.sort()).toEqual([expect.stringContaining('TransactionBusy'), 'read'])
})

test('rollback leaves everything as it was', async () => {
  const reason = await cloud.run(async ({ db, _ }) => {
    const run = db.runTransaction(async (transaction) => {
      await transaction
        .collection('accounts')
        .doc('A')
        .update({ data: { fen: _.inc?.(-100) } })
      await transaction.collection('accounts').add({ data: { _id: 'C' } })
      await transaction.rollback('too poor')
    })
    return run.then(
      () => null,
      (given) => given,
    )
  })
  expect(reason).toBe('too poor')
  expect(await balances()).toEqual([100, 100])
})

test('after thirty seconds a transaction is gone, and its documents are free', async () => {
  await cloud.run(async ({ db, memory }) => {
    const transaction = await db.startTransaction()
    await transaction
      .collection('accounts')
      .doc('A')
      .update({ data: { fen: 0 } })
    memory.transaction = transaction
  })
  cloud.clock.advance(30_001)
  const error = await cloud.run(async ({ db, _, memory }) => {
    await db
      .collection('accounts')
      .doc('A')
      .update({ data: { fen: _.inc?.(1) } })
    const { transaction } = memory as { transaction: { commit(): Promise<void> } }
    return transaction.commit().then(
      () => null,
      (refusal) => refusal.message,
    )
  })
  expect(error).toContain('TransactionNotExist')
  expect(await balances()).toEqual([101, 100])
})

describe('the codes and messages of the platform, word for word', () => {
  const closing = 'Please check your request, but if the problem persists, contact us.'
  const conflict = {
    code: 'DATABASE_TRANSACTION_CONFLICT',
    message: `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. ${closing}`,
  }
  const missing = {
    code: 'DATABASE_TRANSACTION_FAIL',
    message: `[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds. ${closing}`,
  }
  const busy = {
    code: 'DATABASE_TRANSACTION_FAIL',
    message: `[ResourceUnavailable.TransactionBusy] Transaction is busy. ${closing}`,
  }
  const begin = async () => ({ transactionId: (await send(cloud.url, 'startTransaction')).transactionId })
  const take = (_id: string, inside: object): Promise<Answer> =>
    updateById(cloud.url, 'accounts', _id, { $inc: { fen: -1 } }, inside)
  const read = async (_id: string, inside: object) =>
    (await readById(cloud.url, 'accounts', _id, inside)).answer
  const insert = (document: object, inside: object) =>
    send(cloud.url, 'insertDocument', {
      collectionName: 'people',
      data: [JSON.stringify(document)],
      ...inside,
    })
  const commit = (inside: object) => send(cloud.url, 'commitTransaction', inside)
  const abort = (inside: object) => send(cloud.url, 'abortTransaction', inside)

  test('a write to what another open transaction has changed', async () => {
    const [first, second] = [await begin(), await begin()]
    await take('A', first)
    expect(await take('A', second)).toMatchObject(conflict)
    await abort(first)
  })

  test('a write to what was committed after the snapshot', async () => {
    const inside = await begin()
    await read('B', inside)
    await take('A', {})
    expect(await take('A', inside)).toMatchObject(conflict)
  })

  test('a removal of what was committed after the snapshot', async () => {
    const inside = await begin()
    await read('B', inside)
    await take('A', {})
    const removal = { collectionName: 'accounts', query: '{"_id":"A"}', ...inside }
    expect(await send(cloud.url, 'removeDocument', removal)).toMatchObject(conflict)
  })

  test('a write to what was removed after the snapshot finds it still, and is a conflict', async () => {
    const inside = await begin()
    await read('B', inside)
    await send(cloud.url, 'removeDocument', { collectionName: 'accounts', query: '{"_id":"A"}' })
    expect(await take('A', inside)).toMatchObject(conflict)
  })

  test('an id that another one added after the snapshot', async () => {
    const inside = await begin()
    await read('A', inside)
    await insert({ _id: 'new', phone: '1' }, {})
    expect(await insert({ _id: 'new', phone: '2' }, inside)).toMatchObject(conflict)
  })

  test('two operations at the same time', async () => {
    // On a crowded machine it takes longer to open a second connection than to carry an operation out.
    await Promise.all([read('A', {}), read('B', {})])
    const inside = await begin()
    const answers = await Promise.all([read('A', inside), read('B', inside)])
    expect(answers.filter(({ code }) => code)).toEqual([expect.objectContaining(busy)])
    // Being busy is not being over.
    expect(await commit(inside)).not.toHaveProperty('code')
  })

  test('a write and the commit at the same time: whichever comes second', async () => {
    const inside = await begin()
    const [write, end] = await Promise.all([take('A', inside), commit(inside)])
    expect([write.code ?? end.code, write.code && end.code]).toEqual(['DATABASE_TRANSACTION_FAIL', undefined])
    if (end.code) await commit(inside)
    expect(await balances()).toEqual([write.code ? 100 : 99, 100])
  })

  test.each([
    ['a read', (inside: object) => read('A', inside)],
    ['a write', (inside: object) => take('A', inside)],
    ['an insert', (inside: object) => insert({}, inside)],
    ['a commit', commit],
    ['an abort', abort],
  ])('%s after the commit', async (_operation, operate) => {
    const inside = await begin()
    await commit(inside)
    expect(await operate(inside)).toMatchObject(missing)
  })

  test('anything after thirty seconds, but not before', async () => {
    const [early, late] = [await begin(), await begin()]
    cloud.clock.advance(29_000)
    expect(await commit(early)).not.toHaveProperty('code')
    cloud.clock.advance(1_001)
    expect(await commit(late)).toMatchObject(missing)
  })

  test('a commit whose thirty seconds ended while it was on its way changes nothing', async () => {
    const clock = new MovableClock()
    const engine = new Engine([{ name: 'accounts', indexes: [] }], clock)
    await engine.insert('accounts', [{ _id: 'A', fen: 100 }])
    const transaction = engine.transactions.claim(engine.transactions.begin().id)
    const change = { collection: 'accounts', query: { _id: 'A' }, merge: true, multi: false }
    await engine.modify({ ...change, data: { $set: { fen: 0 } } }, transaction)
    clock.advance(30_001)
    await engine.modify({ ...change, data: { $inc: { fen: 1 } } })
    await expect(engine.commit(transaction)).rejects.toMatchObject(missing)
    expect(await engine.find('accounts', {}, {})).toEqual([{ _id: 'A', fen: 101 }])
    engine.close()
  })

  test.each<[string, (inside: object) => Promise<Answer>, string]>([
    [
      'a conflict',
      async (inside) => {
        await take('A', {})
        return take('A', inside)
      },
      'DATABASE_TRANSACTION_CONFLICT',
    ],
    [
      'a duplicate key',
      async (inside) => {
        await insert({ phone: '1' }, inside)
        return insert({ phone: '1' }, inside)
      },
      'DATABASE_REQUEST_FAILED',
    ],
    [
      'a type that does not fit',
      (inside) => updateById(cloud.url, 'accounts', 'A', { $push: { fen: 1 } }, inside),
      'DATABASE_REQUEST_FAILED',
    ],
    [
      'a collection that is not there',
      (inside) => readById(cloud.url, 'nowhere', 'A', inside).then(({ answer }) => answer),
      'DATABASE_COLLECTION_NOT_EXIST',
    ],
  ])('%s ends the transaction and undoes what it did', async (_error, fail, code) => {
    const inside = await begin()
    await take('B', inside)
    expect((await fail(inside)).code).toBe(code)
    expect(await commit(inside)).toMatchObject(missing)
    // Its documents are free again.
    await take('B', {})
    expect((await cloud.database.find('accounts', { _id: 'B' }))[0]?.fen).toBe(99)
  })
})
