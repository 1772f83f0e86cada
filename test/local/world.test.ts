import fs from 'node:fs'
import path from 'node:path'
import { MovableClock } from '../../local/clock'
import { openWorld, type Sample, type World } from '../../local/world'
import { functionsFolder, sample, someMorning } from './phone/server/fixture'
import { temporaryFolder } from './temporary-folder'

const opened: World[] = []
afterEach(async () => {
  for (const world of opened.splice(0)) await world.close()
})

const functions = functionsFolder()

async function open(
  options: { folder?: string; sample?: Sample; clock?: MovableClock } = {},
): Promise<World> {
  const world = await openWorld({ functionsFolder: functions, sample, timers: false, ...options })
  opened.push(world)
  return world
}

async function close(world: World): Promise<void> {
  opened.splice(opened.indexOf(world), 1)
  await world.close()
}

/** Counts how often it is asked to seed, and leaves one document. */
function countingSample(): Sample & { seeded: number } {
  const counting = {
    ...sample,
    seeded: 0,
    seed: async ({ cloud }: Parameters<Sample['seed']>[0]) => {
      counting.seeded += 1
      await cloud.database.upsert('anniversaries', [{ _id: 'seeded', at: new Date(0) }])
    },
  }
  return counting
}

test('functions, their secrets and WeChat Pay know of one another', async () => {
  const environment = `exports.main = async () => ({ secret: process.env.SECRET_KEY, pay: process.env.WECHAT_PAY_BASE_URL,
    notify: process.env.WECHAT_PAY_NOTIFY_URL, appid: process.env.WX_APPID, payAppid: process.env.WECHAT_PAY_APPID })`
  const world = await openWorld({ functionsFolder: temporaryFolder({ 'api/index.js': environment }), sample })
  opened.push(world)
  const told = (await world.cloud.call('api', {}, {})) as Record<string, string>
  expect(told.secret).toBe('x'.repeat(64))
  expect(told.pay).toBe(world.wechatPay.url)
  expect(told.notify).toBe(`${world.cloud.httpAccessUrl}/payment-notify`)
  expect(told.payAppid).toBe(told.appid)
})

test('in memory, every world is seeded and leaves nothing behind', async () => {
  const counting = countingSample()
  await close(await open({ sample: counting }))
  const world = await open({ sample: counting })
  expect(counting.seeded).toBe(2)
  expect(await world.cloud.database.count('anniversaries')).toBe(1)
})

describe('a kept world', () => {
  test('is seeded once and is the same when it is opened again', async () => {
    const folder = path.join(temporaryFolder(), 'made-when-needed')
    const counting = countingSample()
    const first = await open({ folder, sample: counting })
    await first.cloud.database.upsert('anniversaries', [{ _id: 'mine', at: new Date(1) }])
    await close(first)

    const second = await open({ folder, sample: counting })
    expect(counting.seeded).toBe(1)
    expect(await second.cloud.database.find('anniversaries', { _id: 'mine' })).toEqual([
      { _id: 'mine', at: new Date(1) },
    ])
  })

  test('keeps its keys where nobody else reads them', async () => {
    const folder = temporaryFolder()
    await open({ folder })
    expect(fs.statSync(path.join(folder, 'keys.json')).mode & 0o777).toBe(0o600)
  })

  test('that was left while it was seeded is made anew, without what was half done', async () => {
    const folder = temporaryFolder()
    const failing: Sample = {
      ...sample,
      seed: async ({ cloud }) => {
        await cloud.database.upsert('anniversaries', [{ _id: 'half' }])
        throw new Error('the lamp went out')
      },
    }
    await expect(open({ folder, sample: failing })).rejects.toThrow('the lamp went out')

    const world = await open({ folder, sample: countingSample() })
    expect((await world.cloud.database.find('anniversaries')).map(({ _id }) => _id)).toEqual(['seeded'])
  })

  test('goes on where its clock stood', async () => {
    const folder = temporaryFolder()
    const first = await open({ folder })
    first.clock.moveTo(Date.now() + 86_400_000)
    await close(first)
    const second = await open({ folder })
    expect(Math.abs(second.clock.aheadMs - 86_400_000)).toBeLessThan(1000)
  })

  test('leaves other files of its folder alone', async () => {
    const folder = temporaryFolder({ 'notes.txt': 'mine', 'cloud.db.notes/x.txt': '' })
    await open({ folder })
    expect(fs.readFileSync(path.join(folder, 'notes.txt'), 'utf8')).toBe('mine')
    expect(fs.existsSync(path.join(folder, 'cloud.db.notes/x.txt'))).toBe(true)
  })

  test('whose data cannot be read says so, and lets go of everything', async () => {
    const folder = temporaryFolder()
    await close(await open({ folder }))
    fs.writeFileSync(path.join(folder, 'cloud.db'), 'this is no database'.repeat(1000))
    await expect(open({ folder })).rejects.toMatchObject({ name: 'DataFileError' })
  })
})

test('a clock that is given is the one that is used', async () => {
  const clock = new MovableClock(someMorning)
  expect((await open({ clock })).clock).toBe(clock)
})
