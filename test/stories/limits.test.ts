/** Story: somebody who calls too often is slowed down, exactly at the limit, however many calls come at once. */
import { isReading, limitOf } from '../../cloudfunctions/platform/allowance'
import type { isWithinLimit as IsWithinLimit } from '../../cloudfunctions/platform/limits'
import { type ActionName, contract } from '../../miniprogram/contract/index'
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

test('tokens come back one by one, never more than there were, and full buckets are forgotten', async () => {
  const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
  const askAt = (minutes: number) => limits.isWithinLimit('person', 'something', fiveAnHour, later(minutes))
  expect(await askAt(11)).toBe(false)
  expect([await askAt(12), await askAt(13)]).toEqual([true, false])
  // Full since long, whether or not the timer came by.
  expect(await Promise.all(Array.from({ length: 7 }, () => askAt(600)))).toEqual(
    expect.arrayContaining([true, false]),
  )
  expect(await askAt(601)).toBe(false)
  await limits.forgetPastLimits(later(601))
  expect(await world.cloud.database.count('limits', {})).toBe(1)
  await limits.forgetPastLimits(later(661))
  expect(await world.cloud.database.count('limits', {})).toBe(0)
})

test('of as many calls at once as ever, a bucket that was full long ago lets through what it holds', async () => {
  const noonTomorrow = new Date(noon.getTime() + 86_400_000)
  await ask('sleeper')
  const passed = await Promise.all(
    Array.from({ length: 12 }, () => limits.isWithinLimit('sleeper', 'something', fiveAnHour, noonTomorrow)),
  )
  expect(passed.filter(Boolean)).toHaveLength(5)
})

test('of calls through instances that never met the person, as many pass as of any others', async () => {
  const instances: (typeof IsWithinLimit)[] = []
  while (instances.length < 5) {
    jest.resetModules()
    instances.push((await import('../../cloudfunctions/platform/limits')).isWithinLimit)
  }
  await ask('stranger')
  const noonTomorrow = new Date(noon.getTime() + 86_400_000)
  const passed = await Promise.all(
    instances.map((isWithinLimit) => isWithinLimit('stranger', 'something', fiveAnHour, noonTomorrow)),
  )
  expect(passed).toEqual([true, true, true, true, true])
})

test('a clock that goes back by more than a bucket holds locks nobody out', async () => {
  const yesterday = new Date(noon.getTime() - 86_400_000)
  await ask('traveller')
  expect(await limits.isWithinLimit('traveller', 'something', fiveAnHour, yesterday)).toBe(true)
})

test('every action that does not only read has a limit', () => {
  const names = Object.keys(contract) as ActionName[]
  expect(names.filter((name) => limitOf(name) === undefined && !isReading(name))).toEqual([])
  const writing: readonly ActionName[] = ['events.checkIn', 'events.signUp', 'giving.give', 'codes.open']
  for (const name of writing) expect(limitOf(name)).toBeDefined()
})

test('whoever writes like a program is stopped, and reads on', async () => {
  const phone = world.persona('alumnus')
  const write = () => phone.outcome('messages.markRead', { until: noon.getTime() })
  const outcomes: string[] = []
  for (let round = 0; round < 4; round++)
    outcomes.push(...(await Promise.all(Array.from({ length: 80 }, write))))
  // While it writes, a token comes back every twelve seconds.
  const passed = outcomes.filter((outcome) => outcome === 'ok').length
  expect(passed).toBeGreaterThanOrEqual(300)
  expect(passed).toBeLessThan(310)
  expect(outcomes).toContain('TOO_OFTEN')
  expect(await phone.outcome('messages.list', {})).toBe('ok')
})
