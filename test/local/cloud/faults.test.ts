import { FaultInjection } from '../../../local/cloud/faults'
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

test('a kill waits for an invocation that gets as far as its request', async () => {
  const fault = cloud.faults.kill({ atRequest: 3, moment: 'after' })
  await cloud.run(async ({ db }) => (await db.collection('people').count()).total)
  expect(fault.hasStruck).toBe(false)
  await expect(addThree()).rejects.toBeDefined()
  expect(await ids()).toEqual(['one', 'two', 'three'])
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

test('delays between bounds are the same for the same seed', () => {
  const delays = (seed: number) => {
    const faults = new FaultInjection()
    faults.delay({ fromMs: 20, toMs: 120, seed })
    return Array.from({ length: 50 }, () => faults.delayMs())
  }
  expect(delays(7)).toEqual(delays(7))
  expect(delays(7)).not.toEqual(delays(8))
  expect(Math.min(...delays(7))).toBeGreaterThanOrEqual(20)
  expect(Math.max(...delays(7))).toBeLessThan(120)
})

describe('a refusal by action', () => {
  const noLuck = { code: 'DATABASE_REQUEST_FAILED', message: 'no luck today' }

  test('strikes as many such requests as asked for, whichever invocation sends them, and no others', async () => {
    const fault = cloud.faults.refuse({ action: 'database.insertDocument', times: 2, ...noLuck })
    const count = () => cloud.run(async ({ db }) => (await db.collection('accounts').count()).total)
    await expect(count()).resolves.toBe(0)
    await expect(addThree()).rejects.toBeDefined()
    expect(fault.strikes).toBe(1)
    await expect(addThree()).rejects.toBeDefined()
    expect(fault.strikes).toBe(2)
    await expect(addThree()).resolves.toBe('done')
  })

  test('counts its own requests when it names a place', async () => {
    cloud.faults.refuse({ action: 'database.insertDocument', atRequest: 2, ...noLuck })
    const countedAndAdded = cloud.run(async ({ db }) => {
      await db.collection('accounts').count()
      await db.collection('accounts').add({ data: { _id: 'one' } })
      await db.collection('accounts').count()
      await db.collection('accounts').add({ data: { _id: 'two' } })
    })
    await expect(countedAndAdded).rejects.toMatchObject({ errMsg: expect.stringContaining('no luck today') })
    expect(await ids()).toEqual(['one'])
  })

  test('reaches calls between functions and open APIs too', async () => {
    cloud.faults.refuse({ action: 'functions.invokeFunction', ...noLuck })
    cloud.faults.refuse({ action: 'wx.openApi', ...noLuck })
    const tryBoth = () =>
      cloud.run(async ({ cloud: sdk }) => {
        const outcomes: string[] = []
        const inWords = (error: { errMsg: string }) => error.errMsg
        const called = sdk.callFunction({ name: 'ticking' }).then(() => 'fine')
        outcomes.push(await called.catch(inWords))
        const checked = sdk.openapi.security?.msgSecCheck?.({
          content: '校庆',
          version: 2,
          scene: 1,
          openid: 'o-alice',
        })
        outcomes.push(await Promise.resolve(checked).then(() => 'fine', inWords))
        return outcomes
      })
    expect(await tryBoth()).toEqual([
      expect.stringContaining('no luck today'),
      expect.stringContaining('no luck today'),
    ])
    expect(await tryBoth()).toEqual(['fine', 'fine'])
  })
})

test('a lost reply: the request is applied once, the SDK sees the connection break, the invocation lives on', async () => {
  cloud.faults.loseReply({ action: 'database.modifyDocument' })
  await cloud.database.insert('accounts', [{ _id: 'mine', fen: 100 }])
  const told = await cloud.run(async ({ db, _ }) => {
    // A second request on the same connection, as most requests are.
    await db.collection('accounts').count()
    const paying = db
      .collection('accounts')
      .doc('mine')
      .update({ data: { fen: _.inc?.(-30) } })
    const answer = await paying.catch((error: { errCode: number; errMsg: string }) => error)
    return { answer, seen: (await db.collection('accounts').doc('mine').get()).data.fen }
  })
  expect(told).toEqual({
    answer: expect.objectContaining({ errCode: -501001, errMsg: expect.stringContaining('socket hang up') }),
    seen: 70,
  })
})

describe('a storm of conflicts', () => {
  const transfer = () =>
    cloud.run(async ({ db }) => {
      const transaction = await db.startTransaction()
      try {
        await transaction
          .collection('accounts')
          .doc('mine')
          .update({ data: { touched: true } })
        await transaction.commit()
        return 'done'
      } catch (error) {
        const again = await transaction.commit().catch((refusal: { code: string }) => refusal.code)
        return `${(error as { errMsg: string }).errMsg} / ${again}`
      }
    })
  const twelve = async (seed: number) => {
    const storm = cloud.faults.conflicts({ share: 0.5, seed })
    const outcomes: string[] = []
    for (let turn = 0; turn < 12; turn += 1) outcomes.push(await transfer())
    storm.disarm()
    return outcomes
  }
  beforeEach(() => cloud.database.insert('accounts', [{ _id: 'mine' }]))

  test('ends the transactions that it strikes, with the words of a real conflict', async () => {
    cloud.faults.conflicts({ share: 1, seed: 1 })
    expect(await transfer()).toMatch(/TransactionConflict.*DATABASE_TRANSACTION_FAIL/)
    expect(await cloud.database.find('accounts')).toEqual([{ _id: 'mine' }])
  })

  test('strikes the same writes for the same seed, and about the share asked for', async () => {
    const first = await twelve(5)
    expect(await twelve(5)).toEqual(first)
    const struck = first.filter((outcome) => outcome !== 'done').length
    expect(struck).toBeGreaterThan(2)
    expect(struck).toBeLessThan(10)
  })

  test('leaves writes outside transactions alone', async () => {
    cloud.faults.conflicts({ share: 1, seed: 1 })
    await expect(addThree()).resolves.toBe('done')
  })
})

test('a database that is down refuses everything as a system error until it is back', async () => {
  const outage = cloud.faults.down()
  const tell = () =>
    cloud.run(async ({ db }) => {
      const asked = [db.collection('accounts').add({ data: {} }), db.collection('people').get()]
      const answers = await Promise.allSettled(asked)
      return answers.map((answer) => (answer.status === 'rejected' ? answer.reason.errCode : 'fine'))
    })
  expect(await tell()).toEqual([-501001, -501001])
  expect(await tell()).toEqual([-501001, -501001])
  expect(outage.strikes).toBe(4)
  expect(await ids()).toEqual([])
  outage.disarm()
  expect(await tell()).toEqual(['fine', 'fine'])
})

test('a skewed clock moves the Date of one invocation, and neither the cloud nor the next one', async () => {
  const hourMs = 3_600_000
  const look = () =>
    cloud.run(async ({ db }) => {
      const { _id } = await db.collection('accounts').add({ data: { at: db.serverDate() } })
      const { at } = (await db.collection('accounts').doc(String(_id)).get()).data
      return Date.now() - new Date(at as string).getTime()
    })
  cloud.faults.skewClock({ aheadMs: -2 * hourMs })
  const behindMs = await look()
  expect(behindMs).toBeGreaterThan(-2.01 * hourMs)
  expect(behindMs).toBeLessThan(-1.99 * hourMs)
  expect(Math.abs(await look())).toBeLessThan(0.01 * hourMs)
})

test('clear takes back whatever is armed', async () => {
  cloud.faults.down()
  cloud.faults.skewClock({ aheadMs: 1e9 })
  cloud.faults.conflicts({ share: 1, seed: 1 })
  cloud.faults.loseReply({ times: 9 })
  cloud.faults.delay(60_000)
  cloud.faults.clear()
  await expect(addThree()).resolves.toBe('done')
})

test('who listens hears of every strike', async () => {
  let heard = 0
  const stop = cloud.faults.onStrike(() => {
    heard += 1
  })
  cloud.faults.refuse({ times: 2, code: 'DATABASE_REQUEST_FAILED', message: 'no luck today' })
  await addThree().catch(() => {})
  await addThree().catch(() => {})
  stop()
  expect(heard).toBe(2)
})
