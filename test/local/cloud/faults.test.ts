import { type FixtureCloud, startFixtureCloud } from './fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud()
})
afterAll(() => cloud.close())
beforeEach(async () => {
  cloud.faults.clear()
  await cloud.database.clear()
})

/** Adds three documents one after the other. */
const addThree = () =>
  cloud.run(async ({ db }) => {
    for (const _id of ['one', 'two', 'three']) await db.collection('accounts').add({ data: { _id } })
    return 'done'
  })

const ids = async () => (await cloud.database.find('accounts')).map(({ _id }) => _id)

test.each([
  ['before', 1, []],
  ['after', 1, ['one']],
  ['before', 2, ['one']],
  ['after', 2, ['one', 'two']],
  ['after', 3, ['one', 'two', 'three']],
] as const)(
  'killed %s request %i is applied, an invocation leaves exactly %j',
  async (moment, atRequest, left) => {
    const fault = cloud.faults.kill({ atRequest, moment })
    await expect(addThree()).rejects.toMatchObject({ errMsg: expect.stringContaining('killed') })
    expect(fault.hasStruck).toBe(true)
    expect(await ids()).toEqual(left)
  },
)

test('a kill strikes one invocation only, and the next one has a new instance', async () => {
  const remember = () =>
    cloud.run(async ({ memory }) => {
      const before = memory.calls ?? 0
      memory.calls = 1
      return before
    })
  await remember()
  expect(await remember()).toBe(1)
  cloud.faults.kill({ atRequest: 1, moment: 'before' })
  await expect(addThree()).rejects.toBeDefined()
  expect(await remember()).toBe(0)
  await expect(addThree()).resolves.toBe('done')
})

test('nothing that a killed invocation still sends is applied', async () => {
  cloud.faults.kill({ atRequest: 1, moment: 'before' })
  const both = cloud.run(async ({ db }) => {
    await Promise.all(['one', 'two'].map((_id) => db.collection('accounts').add({ data: { _id } })))
  })
  await expect(both).rejects.toBeDefined()
  await addThree()
  expect(await ids()).toEqual(['one', 'two', 'three'])
})

test('a fault chooses its invocation by function and event', async () => {
  const fault = cloud.faults.kill({
    functionName: 'script',
    event: (event) => (event as { input: unknown }).input === 'victim',
    atRequest: 1,
    moment: 'before',
  })
  const count = (input: string) =>
    cloud.run(async ({ db }) => (await db.collection('people').count()).total, input)
  await expect(count('bystander')).resolves.toBe(0)
  expect(fault.hasStruck).toBe(false)
  await expect(count('victim')).rejects.toBeDefined()
})

test('a refused request is answered with the chosen error, and not applied', async () => {
  cloud.faults.refuse({ atRequest: 2, code: 'DATABASE_REQUEST_FAILED', message: 'no luck today' })
  await expect(addThree()).rejects.toMatchObject({ errMsg: expect.stringContaining('no luck today') })
  expect(await ids()).toEqual(['one'])
})

test('delays between bounds are the same for the same seed', async () => {
  const order = async (seed: number) => {
    await cloud.database.clear()
    cloud.faults.delay({ fromMs: 0, toMs: 120, seed })
    await cloud.run(async ({ db }) => {
      const adding: Promise<unknown>[] = []
      for (const _id of ['a', 'b', 'c', 'd']) {
        adding.push(db.collection('accounts').add({ data: { _id } }))
        // One after the other onto the wire, so that each draws its own number.
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      await Promise.all(adding)
    })
    return ids()
  }
  expect(await order(7)).toEqual(await order(7))
})
