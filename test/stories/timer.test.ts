/** Story: what the clock calls every minute asks little when nothing waits, and misses nothing when something does. */
import { give, minutePasses } from '../support/lives'
import { TestWorld } from '../support/world'

let world: TestWorld
beforeAll(async () => {
  world = await TestWorld.open()
  for (let minute = 0; minute < 4; minute++) await minutePasses(world)
})
afterAll(() => world.close())

const requestsOf = async (act: () => Promise<void>): Promise<number> => {
  world.cloud.requests.reset()
  await act()
  return world.cloud.requests.total()
}

test('a minute in which nothing waits asks for all that may wait at once, and hardly anything more', async () => {
  expect(await requestsOf(() => minutePasses(world))).toBeLessThanOrEqual(8)
})

test('what one job leaves for another is done in the same minute', async () => {
  const donor = world.persona('alumnus')
  await give(world, donor, 7_000)
  const thanked = () => world.cloud.database.count('outbox', { 'message.template': 'giftThanks' })
  const before = await thanked()
  await minutePasses(world)
  expect(await thanked()).toBe(before + 1)
  expect(
    await world.cloud.database.count('outbox', {
      state: 'waiting',
      nextAt: { $lte: new Date(world.clock.now()) },
    }),
  ).toBe(0)
})

test('when nobody can tell what waits, every job looks for itself', async () => {
  await give(world, world.persona('alumnus'), 7_000)
  const aggregating = { functionName: 'timer', action: 'database.aggregateDocuments' }
  const fault = world.cloud.faults.refuse({
    ...aggregating,
    code: 'DATABASE_REQUEST_FAILED',
    message: 'out of order',
  })
  await minutePasses(world)
  fault.disarm()
  expect(await world.cloud.database.count('gifts', { untold: true })).toBe(0)
  expect(await world.problems()).toEqual([])
})
