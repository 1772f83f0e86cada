import { collections } from '../../../../cloudfunctions/database'
import { built } from '../../../support/built'
import { type Fixture, openEvents, openFixture } from './fixture'

const collection = collections[0]?.name ?? ''

let fixture: Fixture

beforeAll(async () => {
  fixture = await openFixture(built.fixtureFunctions)
})
afterAll(() => fixture.close())
afterEach(async () => {
  await fixture.post('/panel/faults', { clear: true })
  await fixture.world.cloud.database.clear()
})

/** A phone's call that adds two documents, one after the other. */
async function addTwo() {
  const code = `async ({ db, input }) => {
    for (const _id of ['one', 'two']) await db.collection(input).add({ data: { _id } })
    return 'done'
  }`
  const data = { code, input: collection }
  return (await fixture.post('/phone/call', { persona: 'editor', name: 'script', data })).body
}

const left = async () => (await fixture.world.cloud.database.find(collection)).map(({ _id }) => _id)

const nothing = {
  delayMs: 0,
  isDatabaseDown: false,
  lostReply: 'off',
  interruption: { atStep: 1, state: 'off' },
}

test('nothing is broken at first', async () => {
  expect((await fixture.get('/panel/faults')).body).toEqual(nothing)
  expect(await addTwo()).toEqual({ result: 'done' })
})

test('an outage lasts until it is ended', async () => {
  expect((await fixture.post('/panel/faults', { isDatabaseDown: true })).body.isDatabaseDown).toBe(true)
  expect((await addTwo()).error.errMsg).toContain('not available')
  await fixture.post('/panel/faults', { isDatabaseDown: false })
  expect(await addTwo()).toEqual({ result: 'done' })
})

test('the next write of a phone loses its reply, once, and every open page hears that it has', async () => {
  const events = await openEvents(fixture.server.url)
  await fixture.post('/panel/faults', { losesReply: true })
  expect(await events.next('faults')).toMatchObject({ lostReply: 'armed' })
  expect((await addTwo()).error.errMsg).toContain('socket hang up')
  expect(await events.next('faults')).toMatchObject({ lostReply: 'struck' })
  expect(await left()).toEqual(['one'])
  events.close()
})

test('the next call of a phone breaks off after the step asked for; calls of the clock do not count', async () => {
  await fixture.post('/panel/faults', { interruptAtStep: 2 })
  await fixture.world.cloud.fireTimer('ticking').catch(() => {})
  expect((await addTwo()).error.errMsg).toContain('killed')
  expect(await left()).toEqual(['one', 'two'])
  expect((await fixture.get('/panel/faults')).body.interruption).toEqual({ atStep: 2, state: 'struck' })
})

test('a delay holds every request back', async () => {
  await fixture.post('/panel/faults', { delayMs: 150 })
  const startedMs = performance.now()
  await addTwo()
  expect(performance.now() - startedMs).toBeGreaterThan(290)
})

test('one button ends all of it', async () => {
  await fixture.post('/panel/faults', { isDatabaseDown: true })
  await fixture.post('/panel/faults', { losesReply: true })
  await fixture.post('/panel/faults', { delayMs: 30_000 })
  await fixture.post('/panel/faults', { interruptAtStep: 1 })
  expect((await fixture.post('/panel/faults', { clear: true })).body).toEqual(nothing)
  expect(await addTwo()).toEqual({ result: 'done' })
})

test.each([
  {},
  { delayMs: -1 },
  { delayMs: 1e9 },
  { interruptAtStep: 0 },
  { clear: false },
  { isDatabaseDown: 1 },
])('refuses %j', async (change) => {
  expect((await fixture.post('/panel/faults', change)).status).toBe(400)
})
