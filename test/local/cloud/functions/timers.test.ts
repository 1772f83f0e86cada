import { MovableClock } from '../../../../local/clock'
import { type FixtureCloud, startFixtureCloud } from '../fixtures'

let cloud: FixtureCloud
const start = Date.parse('2030-01-01T00:00:30Z')

beforeEach(async () => {
  cloud = await startFixtureCloud({ timers: true, clock: new MovableClock(start) })
})
afterEach(() => cloud.close())

/** Resolves when the database has this many ticks; the test's own time limit is what fails it. */
async function ticks(count: number): Promise<Record<string, unknown>[]> {
  for (;;) {
    const found = await cloud.database.find('ticks')
    if (found.length >= count) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test('a timer fires when the clock reaches its moment, without a person and with the platform’s event', async () => {
  cloud.clock.advance(31_000)
  expect(await ticks(1)).toMatchObject([
    {
      openid: null,
      source: 'wx_trigger',
      event: {
        Type: 'Timer',
        TriggerName: 'every-minute',
        Time: expect.stringMatching(/^2030-01-01T00:01:0/),
        Message: '',
      },
    },
  ])
})

test('when hours are skipped a timer fires once, not once for each minute', async () => {
  cloud.clock.advance(5 * 3_600_000)
  await ticks(1)
  await cloud.fireTimer('ticking')
  expect(await cloud.database.count('ticks')).toBe(2)
})

test('fireTimer calls at once and resolves when the function is done', async () => {
  await cloud.fireTimer('ticking')
  expect(await cloud.database.count('ticks')).toBe(1)
  await expect(cloud.fireTimer('script')).rejects.toThrow('script has no timer')
})

test('before its moment a timer does not fire, nor when the clock goes back', async () => {
  cloud.clock.advance(10_000)
  cloud.clock.advance(-3_600_000)
  await cloud.fireTimer('ticking')
  expect(await cloud.database.count('ticks')).toBe(1)
})
