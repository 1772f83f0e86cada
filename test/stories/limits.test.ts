/** Story: somebody who calls too often is slowed down, exactly at the limit, however many calls come at once. */
import type { isWithinLimit as IsWithinLimit } from '../../cloudfunctions/platform/limits'
import { TestWorld } from '../support/world'

let world: TestWorld
let limits: typeof import('../../cloudfunctions/platform/limits')
beforeAll(async () => {
  world = await TestWorld.open()
  Object.assign(process.env, world.cloud.environment({}))
  limits = await import('../../cloudfunctions/platform/limits')
})
afterAll(() => world.close())

const fiveAnHour = { times: 5, per: 'hour' } as const
const noon = new Date('2026-11-20T12:10:00+08:00')
const ask = (...[personId, what]: Partial<Parameters<typeof IsWithinLimit>>) =>
  limits.isWithinLimit(personId ?? 'person', what ?? 'something', fiveAnHour, noon)

test('of twenty calls at once exactly as many pass as are allowed', async () => {
  const passed = await Promise.all(Array.from({ length: 20 }, () => ask()))
  expect(passed.filter(Boolean)).toHaveLength(5)
})

test('others, and other things, are counted apart', async () => {
  expect(await ask('another')).toBe(true)
  expect(await ask('person', 'another thing')).toBe(true)
})

test('the next hour begins anew, and what is over is forgotten', async () => {
  const anHourLater = new Date(noon.getTime() + 3_600_000)
  expect(await limits.isWithinLimit('person', 'something', fiveAnHour, anHourLater)).toBe(true)
  await limits.forgetPastLimits(anHourLater)
  expect(await world.cloud.database.count('limits', {})).toBe(1)
})
