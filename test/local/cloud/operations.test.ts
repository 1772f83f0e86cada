import { type FixtureCloud, type Script, startFixtureCloud } from './fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud()
})
afterAll(() => cloud.close())
beforeEach(() => cloud.database.clear())

describe('documents, through the SDK', () => {
  test('what is added is read back with its types: dates, nested values, numbers, lists', async () => {
    const read = await cloud.run(async ({ db }) => {
      const values = { big: 2 ** 40, half: 0.5, at: new Date(0), list: [1, { deep: null }], name: '张三' }
      const { _id } = await db.collection('people').add({ data: values })
      const { data } = await db.collection('people').doc(String(_id)).get()
      return { ...data, isDate: data.at instanceof Date, sameId: data._id === _id }
    })
    expect(read).toMatchObject({
      big: 2 ** 40,
      half: 0.5,
      at: '1970-01-01T00:00:00.000Z',
      list: [1, { deep: null }],
      name: '张三',
      isDate: true,
      sameId: true,
    })
  })

  test('a query compares, combines, matches patterns, sorts, skips, limits and picks fields', async () => {
    await cloud.database.insert('people', [
      { _id: 'a', phone: '1', name: '张三', year: 1998 },
      { _id: 'b', phone: '2', name: '李四', year: 1999 },
      { _id: 'c', phone: '3', name: '张五', year: 2001 },
      { _id: 'd', phone: '4', name: '张六', year: 2003 },
    ])
    const found = await cloud.run(async ({ db, _ }) => {
      const range = _.gte?.(1998).and(_.lt?.(2003))
      const query = db.collection('people').where({ year: range, name: /^张/ })
      const { data } = await query.orderBy('year', 'desc').field({ name: true }).get()
      const { data: second } = await db.collection('people').orderBy('year', 'asc').skip(1).limit(1).get()
      const { total } = await db
        .collection('people')
        .where({ name: db.RegExp({ regexp: '四$' }) })
        .count()
      return { data, second: second.map(({ _id }) => _id), total }
    })
    expect(found).toEqual({
      data: [
        { _id: 'c', name: '张五' },
        { _id: 'a', name: '张三' },
      ],
      second: ['b'],
      total: 1,
    })
  })

  test('100 documents are read unless more are asked for, and never more than 1000', async () => {
    await cloud.database.upsert(
      'accounts',
      Array.from({ length: 1200 }, (_unused, number) => ({ _id: `n${number}` })),
    )
    const counts = await cloud.run(async ({ db }) => [
      (await db.collection('accounts').get()).data.length,
      (await db.collection('accounts').limit(5000).get()).data.length,
    ])
    expect(counts).toEqual([100, 1000])
  })

  test('update changes what its operators say and reports how many documents changed', async () => {
    await cloud.database.insert('people', [
      { _id: 'a', phone: '1', visits: 1, tags: ['x'], nested: { keep: 1 } },
    ])
    const result = await cloud.run(async ({ db, _ }) => {
      const change = {
        visits: _.inc?.(2),
        tags: _.push?.(['y']),
        nested: { added: true },
        gone: _.remove?.(),
      }
      const first = await db.collection('people').doc('a').update({ data: change })
      const same = await db
        .collection('people')
        .doc('a')
        .update({ data: { visits: 3 } })
      const missing = await db
        .collection('people')
        .doc('zzz')
        .update({ data: { visits: 3 } })
      return [first.stats.updated, same.stats.updated, missing.stats.updated]
    })
    expect(result).toEqual([1, 0, 0])
    expect(await cloud.database.find('people')).toEqual([
      { _id: 'a', phone: '1', visits: 3, tags: ['x', 'y'], nested: { keep: 1, added: true } },
    ])
  })

  test('where().update changes all that match, with multi: false only one', async () => {
    await cloud.database.insert('accounts', [{ kind: 1 }, { kind: 1 }, { kind: 2 }])
    const updated = await cloud.run(async ({ db, _ }) => {
      const kind = db.collection('accounts').where({ kind: 1 })
      const one = await kind.update({ data: { seen: _.inc?.(1) }, multi: false })
      const all = await kind.update({ data: { seen: _.inc?.(1) } })
      return [one.stats.updated, all.stats.updated]
    })
    expect(updated).toEqual([1, 2])
    expect(await cloud.database.count('accounts', { seen: 2 })).toBe(1)
  })

  test('doc.set replaces a document whole, and makes it when it is missing', async () => {
    await cloud.database.insert('accounts', [{ _id: 'a', old: true }])
    await cloud.run(async ({ db }) => {
      await db
        .collection('accounts')
        .doc('a')
        .set({ data: { fresh: 1 } })
      await db
        .collection('accounts')
        .doc('b')
        .set({ data: { fresh: 2 } })
    })
    expect(await cloud.database.find('accounts')).toEqual([
      { _id: 'a', fresh: 1 },
      { _id: 'b', fresh: 2 },
    ])
  })

  test('remove takes documents away, one or all that match', async () => {
    await cloud.database.insert('accounts', [{ _id: 'a' }, { kind: 1 }, { kind: 1 }, { kind: 2 }])
    const removed = await cloud.run(async ({ db }) => [
      (await db.collection('accounts').doc('a').remove()).stats.removed,
      (await db.collection('accounts').where({ kind: 1 }).remove()).stats.removed,
    ])
    expect(removed).toEqual([1, 2])
    expect(await cloud.database.count('accounts')).toBe(1)
  })

  test('an aggregation matches, joins, groups and sorts, and leaves the documents as they were', async () => {
    await cloud.database.insert('people', [
      { _id: 'a', phone: '1', year: 1998 },
      { _id: 'b', phone: '2', year: 1998 },
      { _id: 'c', phone: '3', year: 2001 },
    ])
    await cloud.database.insert('accounts', [{ owner: 'a', fen: 5 }])
    const { byYear, joined } = await cloud.run(async ({ db, _, $ }) => {
      const group = { _id: '$year', count: $.sum?.(1), names: $.push?.('$_id') }
      const grouped = db
        .collection('people')
        .aggregate()
        .match({ year: _.gt?.(0) })
        .group(group)
        .sort({ _id: 1 })
      const join = { from: 'accounts', localField: '_id', foreignField: 'owner', as: 'accounts' }
      const lookup = db.collection('people').aggregate().match({ _id: 'a' }).lookup(join)
      return { byYear: (await grouped.end()).list, joined: (await lookup.end()).list }
    })
    expect(byYear).toEqual([
      { _id: 1998, count: 2, names: ['a', 'b'] },
      { _id: 2001, count: 1, names: ['c'] },
    ])
    expect(joined).toMatchObject([{ _id: 'a', accounts: [{ owner: 'a', fen: 5 }] }])
    expect(await cloud.database.find('people', { _id: 'a' })).toEqual([{ _id: 'a', phone: '1', year: 1998 }])
  })

  test('a unique index refuses a second document, counting a missing field as null', async () => {
    const errors = await cloud.run(async ({ db }) => {
      const add = (data: object) =>
        db
          .collection('people')
          .add({ data })
          .then(
            () => null,
            (error) => ({ errCode: error.errCode, errMsg: error.errMsg }),
          )
      return [
        await add({ phone: '1' }),
        await add({ phone: '1' }),
        await add({ name: 'x' }),
        await add({ name: 'y' }),
      ]
    })
    expect(errors).toEqual([
      null,
      { errCode: -502001, errMsg: expect.stringContaining('E11000 duplicate key error collection') },
      null,
      { errCode: -502001, errMsg: expect.stringContaining('index: phone') },
    ])
    expect(await cloud.database.count('people')).toBe(2)
  })

  test('a collection must be created before it is used, and once', async () => {
    const errors = await cloud.run(async ({ db }) => {
      const failure = (work: Promise<unknown>) =>
        work.then(
          () => null,
          (error) => [error.errCode, error.errMsg],
        )
      const missing = await failure(db.collection('nowhere').add({ data: {} }))
      const created = await failure(db.createCollection('fresh'))
      return [missing, created, await failure(db.createCollection('fresh'))]
    })
    expect(errors).toEqual([
      [-502005, expect.stringContaining('Db or Table not exist')],
      null,
      [expect.any(Number), expect.stringContaining('Table exist')],
    ])
  })

  test('server date is the movable clock’s present, with its offset', async () => {
    const momentMs = Date.parse('2031-05-01T00:00:00Z')
    cloud.clock.moveTo(momentMs)
    const at = await cloud.run(async ({ db }) => {
      await db
        .collection('accounts')
        .doc('a')
        .set({ data: { at: db.serverDate({ offset: 3_600_000 }) } })
      const { data } = await db.collection('accounts').doc('a').get()
      return (data.at as Date).getTime()
    })
    expect(at - momentMs).toBeGreaterThanOrEqual(3_600_000)
    expect(at - momentMs).toBeLessThan(3_610_000)
  })
})

describe('what is not offered is refused by its name', () => {
  const refusals: [string, Script<unknown, unknown>][] = [
    [
      '$near',
      ({ db }) =>
        db
          .collection('people')
          .where({ at: { $near: 1 } })
          .get(),
    ],
    ['$where', ({ db }) => db.collection('people').where({ $where: 'true' }).get()],
    [
      '$setOnInsert',
      ({ db }) =>
        db
          .collection('people')
          .doc('a')
          .update({ data: { $setOnInsert: { a: 1 } } }),
    ],
    [
      '$bucketTooFar',
      ({ db }) =>
        db
          .collection('people')
          .where({ a: { $bucketTooFar: 1 } })
          .get(),
    ],
    ['wx.wxPayApi unifiedOrder', async ({ cloud: sdk }) => sdk.cloudPay.unifiedOrder?.({ body: 'a' })],
  ]
  test.each(refusals)('%s', async (name, script) => {
    await cloud.database.insert('people', [{ _id: 'a' }])
    await expect(cloud.run(script)).rejects.toMatchObject({ errMsg: expect.stringContaining(name) })
  })
})

describe('no more goes in and out than on the platform', () => {
  test('a reply of documents over 16 MB is refused', async () => {
    const half = { name: 'x'.repeat(8 * 1024 * 1024) }
    await cloud.database.insert('people', [
      { ...half, phone: '1' },
      { ...half, phone: '2' },
    ])
    const refused = await cloud.run(async ({ db }) => {
      const refusal = (asked: Promise<unknown>) =>
        asked.then(
          () => 'answered',
          ({ errCode, errMsg }) => ({ errCode, errMsg }),
        )
      const people = db.collection('people')
      return [
        await refusal(people.get()),
        await refusal(people.aggregate().match({}).end()),
        await refusal(people.limit(1).get()),
      ]
    })
    const errMsg = expect.stringContaining('the reply is larger than 16 MB')
    // The SDK numbers no error of an aggregation.
    expect(refused).toEqual([{ errCode: -501001, errMsg }, { errCode: -1, errMsg }, 'answered'])
  })

  test('a request over 100 MB is refused', async () => {
    const body = Buffer.alloc(100 * 1024 * 1024 + 1, ' ')
    const response = await fetch(`${cloud.url}/admin`, { method: 'POST', body })
    expect([response.status, await response.json()]).toEqual([
      413,
      { code: 'EXCEED_MAX_PAYLOAD_SIZE', message: 'the request body is larger than 100 MB' },
    ])
  })
})
