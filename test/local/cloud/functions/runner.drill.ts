import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MovableClock } from '../../../../local/clock'
import { SpareHosts } from '../../../../local/cloud'
import { Runner } from '../../../../local/cloud/functions/runner'
import { type FixtureCloud, startFixtureCloud, temporaryFolder } from '../fixtures'

let cloud: FixtureCloud

beforeAll(async () => {
  cloud = await startFixtureCloud({ environment: { SECRET: 'from options' }, appid: 'wxabc', env: 'env-1' })
})
afterAll(() => cloud.close())

describe('an invocation', () => {
  test('knows who calls, from where, and for which app; a called function knows the chain', async () => {
    const contexts = await cloud.run(
      async ({ cloud: sdk, event }) => {
        const code = '({ cloud }) => cloud.getWXContext()'
        const { result } = await sdk.callFunction({ name: 'script', data: { code } })
        return { own: sdk.getWXContext(), called: result, userInfo: event.userInfo }
      },
      0,
      { openid: 'o-bob' },
    )
    expect(contexts).toEqual({
      own: { OPENID: 'o-bob', APPID: 'wxabc', ENV: 'env-1', SOURCE: 'wx_client' },
      called: { OPENID: 'o-bob', APPID: 'wxabc', ENV: 'env-1', SOURCE: 'wx_client,scf' },
      userInfo: { appId: 'wxabc', openId: 'o-bob' },
    })
  })

  test('keeps its own context while fifty others run', async () => {
    const openids = Array.from({ length: 50 }, (_unused, number) => `o-person-${number}`)
    cloud.faults.delay({ fromMs: 0, toMs: 20, seed: 1 })
    const seen = await Promise.all(
      openids.map((openid) =>
        cloud.run(
          async ({ cloud: sdk, db }) => {
            const before = sdk.getWXContext().OPENID
            await db.collection('people').count()
            return [before, sdk.getWXContext().OPENID]
          },
          0,
          { openid },
        ),
      ),
    )
    cloud.faults.clear()
    expect(seen).toEqual(openids.map((openid) => [openid, openid]))
  })

  test('has the environment of the options and nothing of this process', async () => {
    const seen = await cloud.run(async () => [process.env.SECRET, process.env.HOME, process.env.TZ])
    expect(seen).toEqual(['from options', null, null])
  })

  test('runs in UTC', async () => {
    expect(await cloud.run(async () => new Date(0).getHours())).toBe(0)
    expect(await cloud.run(async () => new Date().getTimezoneOffset())).toBe(0)
  })

  test('shares nothing that its modules remember with one that runs at the same time', async () => {
    const counts = await Promise.all(
      [1, 2, 3].map(() =>
        cloud.run(async ({ db, memory }) => {
          memory.count = Number(memory.count ?? 0) + 1
          await db.collection('people').count()
          return memory.count
        }),
      ),
    )
    expect(counts).toEqual([1, 1, 1])
  })

  test('prints line by line to the log, with its name', async () => {
    await cloud.run(async () => {
      console.info('two\nlines %d', 7)
      console.error(new Error('shown'))
    })
    expect(cloud.lines).toEqual(
      expect.arrayContaining(['[script] two', '[script] lines 7', '[script] Error: shown']),
    )
  })

  test('that answers before its request does is told so', async () => {
    await cloud.run(async ({ db }) => {
      setTimeout(
        () =>
          void db
            .collection('people')
            .add({ data: { late: true } })
            .catch(() => {}),
        5,
      )
    })
    // When its request comes is its own affair; the test's time limit fails one that never comes or is not told.
    const isTold = () => cloud.lines.some((line) => line.includes('after its function had answered'))
    while (!isTold()) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(await cloud.database.count('people', { late: true })).toBe(0)
  })
})

describe('time inside functions', () => {
  test('is the movable clock’s, at once, for those that run already too', async () => {
    const momentMs = Date.parse('2030-01-01T00:00:00Z')
    cloud.clock.moveTo(momentMs)
    const [now, ...others] = await cloud.run(async () => [
      Date.now(),
      new Date(),
      Date(),
      new Date(5).toISOString(),
    ])
    for (const shown of [now, others[0], others[1]])
      expect(Math.abs(new Date(shown as string).getTime() - momentMs)).toBeLessThan(10_000)
    expect(others[2]).toBe('1970-01-01T00:00:00.005Z')
  })
})

describe('a call fails as on the platform', () => {
  test.each([
    [
      'an error of the function',
      'script',
      { code: '() => { throw new Error("no luck") }' },
      -504002,
      'no luck',
    ],
    ['a function that does not exist', 'nowhere', {}, -501000, 'FunctionName parameter could not be found'],
    ['an event over 100 KB', 'script', { code: 'x'.repeat(102_400) }, -501007, 'data exceed max size'],
    [
      'an answer over 1 MB',
      'script',
      { code: '() => "x".repeat(1048577)' },
      -604001,
      'result size exceed limit',
    ],
  ])('%s', async (_case, functionName, event, errCode, words) => {
    await expect(cloud.call(functionName, event, { openid: 'o-a' })).rejects.toMatchObject({
      errCode,
      errMsg: expect.stringContaining(words),
    })
  })

  test('an error in a timer callback fails the call, not the others', async () => {
    const failing = cloud.run(async () => {
      setTimeout(() => {
        throw new Error('from a timer')
      }, 1)
      await new Promise(() => {})
    })
    await expect(failing).rejects.toMatchObject({ errMsg: expect.stringContaining('from a timer') })
  })
})

test('a cold start can be made longer; an instance that is warm answers at once', async () => {
  const slow = await startFixtureCloud({ coldStartMs: 1_500 })
  const timed = async () => {
    const startedAt = performance.now()
    await slow.run(async () => 0)
    return performance.now() - startedAt
  }
  await slow.run(async () => 0)
  const warmMs = await timed()
  const [, coldMs] = await Promise.all([timed(), timed()])
  expect(coldMs).toBeGreaterThanOrEqual(1_500)
  expect(warmMs).toBeLessThan(1_500)
  await slow.close()
})

describe('functions that take too long', () => {
  const clock = new MovableClock()
  const startRunner = (code: string) => {
    const functionsFolder = temporaryFolder()
    mkdirSync(join(functionsFolder, 'f'))
    writeFileSync(join(functionsFolder, 'f', 'index.js'), code)
    writeFileSync(join(functionsFolder, 'f', 'config.json'), '{ "timeout": 1 }')
    const platform = { adminUrl: 'http://127.0.0.1:1/admin', appid: 'a', env: 'e' }
    const ignore = () => {}
    const lines: string[] = []
    const log = (line: string) => lines.push(line)
    const hooks = { onBegin: ignore, onEnd: ignore, onAbandon: ignore, log }
    const runner = new Runner({
      functionsFolder,
      clock,
      platform,
      environment: {},
      ...hooks,
      discardAllowanceMs: 200,
    })
    return { runner, functionsFolder, lines }
  }

  test('are given up with the platform’s error, and their instance is not used again', async () => {
    const { runner } = startRunner('let n = 0; exports.main = (e) => e.wait ? new Promise(() => {}) : ++n')
    expect(await runner.call('f', {}, {})).toBe(1)
    await expect(runner.call('f', { wait: true }, {})).rejects.toMatchObject({
      errCode: -504003,
      errMsg: expect.stringContaining('Invoking task timed out after 1 seconds'),
    })
    expect(await runner.call('f', {}, {})).toBe(1)
    await runner.close()
  })

  test('once given up print nothing more: the log may be another cloud’s by then', async () => {
    const { runner, lines } = startRunner(
      // Both run in one process, where the second wakes the first.
      `exports.main = ({ isSecond }) => {
        if (!isSecond) return new Promise(() => process.once('woken', () => console.info('given up')))
        process.emit('woken')
        console.info('answered')
      }`,
    )
    await expect(runner.call('f', {}, {})).rejects.toMatchObject({ errCode: -504003 })
    await runner.call('f', { isSecond: true }, {})
    expect(lines).toContain('[f] answered')
    expect(lines).not.toContain('[f] given up')
    await runner.close()
  })

  test('in an endless loop lose their process, and the next call has a new one', async () => {
    const { runner } = startRunner('exports.main = (e) => { while (e.loop); return "fine" }')
    await expect(runner.call('f', { loop: true }, {})).rejects.toMatchObject({ errCode: -504003 })
    await expect(runner.call('f', {}, {})).rejects.toMatchObject({
      errMsg: expect.stringContaining('has ended'),
    })
    expect(await runner.call('f', {}, {})).toBe('fine')
    await runner.close()
  })

  test('a function sees nothing outside its bundle', async () => {
    const { runner } = startRunner('const x = require("wx-server-sdk"); exports.main = () => 1')
    await expect(runner.call('f', {}, {})).rejects.toMatchObject({
      errMsg: expect.stringContaining('f requires wx-server-sdk, which is not in its bundle'),
    })
    await runner.close()
  })

  test('after a rebuild new calls run the new code, and running ones finish with the old', async () => {
    const slow = (answer: string) =>
      `exports.main = (e) => new Promise((done) => setTimeout(() => done('${answer}'), e.delayMs))`
    const { runner, functionsFolder } = startRunner(slow('old'))
    await runner.call('f', { delayMs: 0 }, {})
    const running = runner.call('f', { delayMs: 100 }, {})
    writeFileSync(join(functionsFolder, 'f', 'index.js'), slow('new'))
    runner.reload()
    expect(await runner.call('f', { delayMs: 0 }, {})).toBe('new')
    expect(await running).toBe('old')
    expect(await runner.call('f', { delayMs: 0 }, {})).toBe('new')
    await runner.close()
  })
})

describe('a process that one cloud has left to the next', () => {
  const scripts = {
    pid: async () => process.pid,
    environment: async () => [process.env.SECRET ?? null, process.env.ENV_OF_ANOTHER ?? null],
    now: async () => Date.now(),
  }
  let spareHosts: SpareHosts
  beforeEach(() => {
    spareHosts = new SpareHosts()
  })
  afterEach(async () => {
    for (let host = spareHosts.take(); host; host = spareHosts.take()) host.child.kill('SIGKILL')
  })

  test('runs its functions, which know nothing of the one before', async () => {
    const first = await startFixtureCloud({ spareHosts, environment: { ENV_OF_ANOTHER: 'first' } })
    const pid = await first.run(scripts.pid)
    first.clock.advance(7 * 86_400_000)
    await first.run(async ({ memory }) => {
      memory.seen = true
    })
    await first.close()

    const second = await startFixtureCloud({ spareHosts, environment: { SECRET: 'second' } })
    try {
      expect(await second.run(scripts.pid)).toBe(pid)
      expect(await second.run(scripts.environment)).toEqual(['second', null])
      expect(await second.run(async ({ memory }) => memory.seen ?? null)).toBeNull()
      expect(Math.abs((await second.run(scripts.now)) - Date.now())).toBeLessThan(60_000)
      expect(first.lines.concat(second.lines)).toEqual([])
    } finally {
      await second.close()
    }
  })

  test('is not handed on while something runs in it', async () => {
    const first = await startFixtureCloud({ spareHosts })
    const pid = await first.run(scripts.pid)
    const unanswered = first.run(() => new Promise(() => {})).catch(() => 'closed')
    await first.close()
    expect(await unanswered).toBe('closed')
    expect(spareHosts.take()).toBeUndefined()

    const second = await startFixtureCloud({ spareHosts })
    expect(await second.run(scripts.pid)).not.toBe(pid)
    await second.close()
  })

  test('that has ended meanwhile is not handed on', async () => {
    const first = await startFixtureCloud({ spareHosts })
    const pid = await first.run(scripts.pid)
    await first.close()
    const spare = spareHosts.take()
    if (!spare) throw new Error('nothing was left')
    const gone = new Promise((resolve) => spare.child.once('exit', resolve))
    spareHosts.leave(spare)
    process.kill(pid, 'SIGKILL')
    await gone
    expect(spareHosts.take()).toBeUndefined()
  })
})
