import { type FixtureCloud, startFixtureCloud } from './fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud()
})
afterAll(() => cloud.close())
beforeEach(async () => {
  cloud.faults.clear()
  cloud.requests.reset()
  await cloud.database.clear()
})

const people = Array.from({ length: 200 }, (_unused, number) => `o-${number}`)

describe('two hundred people and thirty seats', () => {
  test('one conditional update each gives away every seat once, and no more', async () => {
    await cloud.database.insert('seats', [{ _id: 'event', left: 30, holders: {} }])
    const claims = await Promise.all(
      people.map((openid) =>
        cloud.run(
          async ({ db, _, input }) => {
            const holder = `holders.${input}`
            const free = { _id: 'event', left: _.gt?.(0), [holder]: _.exists?.(false) }
            const claim = { left: _.inc?.(-1), [holder]: db.serverDate() }
            return (await db.collection('seats').where(free).update({ data: claim })).stats.updated
          },
          openid,
          { openid },
        ),
      ),
    )
    const [event] = await cloud.database.find('seats')
    expect(claims.filter((updated) => updated === 1)).toHaveLength(30)
    expect(event?.left).toBe(0)
    expect(Object.keys(event?.holders as object)).toHaveLength(30)
  })

  test('counting first and inserting then sells too many: the race is real', async () => {
    cloud.faults.delay(10)
    await Promise.all(
      people.map((openid) =>
        cloud.run(
          async ({ db, input }) => {
            const { total } = await db.collection('signUps').count()
            if (total < 30) await db.collection('signUps').add({ data: { openid: input } })
          },
          openid,
          { openid },
        ),
      ),
    )
    expect(await cloud.database.count('signUps')).toBeGreaterThan(30)
  })
})

describe('what tests can look at', () => {
  test('requests are counted by action and by invocation', async () => {
    await cloud.run(async ({ db }) => {
      await db.collection('people').add({ data: { phone: '1' } })
      await db.collection('people').count()
      await db.collection('people').count()
    })
    expect(cloud.requests.byAction()).toEqual({
      'database.insertDocument': 1,
      'database.calculateDocument': 2,
    })
    expect(cloud.requests.total()).toBe(3)
    expect(cloud.requests.byInvocation()).toMatchObject([{ functionName: 'script', databaseRequests: 3 }])
  })

  test('two hundred invocations are in flight at once', async () => {
    cloud.faults.delay(200)
    await Promise.all(
      people.map((openid) => cloud.run(async ({ db }) => db.collection('people').count(), 0, { openid })),
    )
    expect(cloud.requests.peakInFlightInvocations()).toBeGreaterThanOrEqual(200)
    expect(cloud.requests.inFlightInvocations()).toBe(0)
  })

  test('explain names the index that answers, how many documents were looked at, and whether it gave the order', async () => {
    const year = (number: number) => ({ phone: String(number), college: 'law', year: number % 10 })
    await cloud.database.insert(
      'people',
      Array.from({ length: 100 }, (_unused, number) => year(number)),
    )
    const explain = (query: object, wanted?: Parameters<typeof cloud.database.explain>[2]) => {
      const { index, scanned, isOrderedByIndex } = cloud.database.explain('people', query, wanted)
      return [index, scanned, isOrderedByIndex]
    }
    expect(explain({ phone: '7' })).toEqual(['phone', 1, false])
    expect(explain({ college: 'law', year: 3 })).toEqual(['class', 10, false])
    expect(explain({ college: 'law' })).toEqual(['class', 100, false])
    expect(explain({ year: 3 })).toEqual([null, 100, false])
    expect(explain({ college: 'law', year: { $gt: 6 } })).toEqual(['class', 30, false])
    expect(explain({ college: 'law' }, { order: { year: -1 }, offset: 5, limit: 5 })).toEqual([
      'class',
      10,
      true,
    ])
    expect(explain({ year: 3 }, { order: { college: 1, year: 1 } })).toEqual(['class', 100, true])
  })
})
