import { type FixtureCloud, startFixtureCloud } from './fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud()
})
afterAll(() => cloud.close())

/** Prints its name, asks the database, prints again. */
const speak = (name: string) =>
  cloud.run(async ({ db, input }) => {
    console.info(`${input} begins`)
    await db.collection('people').count()
    console.info(`${input} ends`)
  }, name)

const recordOf = (name: string) =>
  cloud.inside.calls().find(({ event }) => (event as { input?: unknown }).input === name)

test('lines belong to the call that printed them, also when calls run side by side and instances are used again', async () => {
  const names = Array.from({ length: 12 }, (_unused, number) => `speaker ${number}`)
  await Promise.all(names.slice(0, 6).map(speak))
  await Promise.all(names.slice(6).map(speak))
  for (const name of names) expect(recordOf(name)?.lines).toEqual([`${name} begins`, `${name} ends`])
})

test('a call is there while it runs, without a duration, and afterwards with what it cost', async () => {
  cloud.faults.delay(50)
  const running = speak('the slow one')
  expect(recordOf('the slow one')).not.toHaveProperty('durationMs')
  await running
  cloud.faults.clear()
  expect(recordOf('the slow one')).toMatchObject({ requests: 1, databaseRequests: 1, openid: 'o-alice' })
  expect(recordOf('the slow one')?.durationMs).toBeGreaterThan(45)
})

test('a call that was killed says so', async () => {
  cloud.faults.kill({ atRequest: 1, moment: 'before' })
  await expect(speak('the victim')).rejects.toBeDefined()
  expect(recordOf('the victim')).toMatchObject({
    error: expect.stringContaining('killed'),
    lines: ['the victim begins'],
  })
})

test('the latest three hundred calls are kept, the newest first', async () => {
  for (let turn = 0; turn < 305; turn += 1) await cloud.run(async () => 'done', `turn ${turn}`)
  const calls = cloud.inside.calls()
  expect(calls).toHaveLength(300)
  expect(calls[0]?.event).toMatchObject({ input: 'turn 304' })
  expect(calls.at(-1)?.event).toMatchObject({ input: 'turn 5' })
})
