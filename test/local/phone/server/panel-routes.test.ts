import { type Fixture, openEvents, openFixture, someMorning } from './fixture'

let fixture: Fixture

beforeAll(async () => {
  fixture = await openFixture()
})
afterAll(() => fixture.close())

test('the state lists people without openids, pages with titles, and where the clock stands', async () => {
  const { body } = await fixture.get('/panel/state')
  expect(body.personas).toEqual([
    { key: 'visitor', name: '访客', description: '还没有登记' },
    { key: 'editor', name: '何编辑', description: '编辑活动' },
  ])
  expect(body.pages).toEqual([
    { path: 'pages/home/home', title: '首页', group: '' },
    { path: 'staff/today/today', title: 'staff/today/today', group: 'staff' },
  ])
  expect(body.clock.aheadMs).toBe(fixture.world.clock.aheadMs)
  expect(JSON.stringify(body)).not.toContain('oEditor')
})

describe('the clock', () => {
  const hourMs = 3_600_000

  test('moves to a moment, by a span, and back; every open page is told', async () => {
    const events = await openEvents(fixture.server.url)
    await fixture.post('/panel/clock', { moveToMs: someMorning })
    expect(Math.abs(fixture.world.clock.now() - someMorning)).toBeLessThan(2000)

    const { body } = await fixture.post('/panel/clock', { advanceMs: 2 * hourMs })
    expect(Math.abs(fixture.world.clock.now() - someMorning - 2 * hourMs)).toBeLessThan(4000)
    await events.next('clock')
    expect(await events.next('clock')).toEqual({ aheadMs: body.aheadMs })

    await fixture.post('/panel/clock', { reset: true })
    expect(Math.abs(fixture.world.clock.aheadMs)).toBeLessThan(1000)
    events.close()
  })

  test.each([
    {},
    { moveToMs: 'tomorrow' },
    { moveToMs: 1.5 },
    { reset: false },
    { advanceMs: 1, reset: true },
  ])('refuses %j', async (move) => {
    expect((await fixture.post('/panel/clock', move)).status).toBe(400)
  })
})

test('the timer runs at once, and what it logs reaches the panel', async () => {
  const events = await openEvents(fixture.server.url)
  expect((await fixture.post('/panel/timer', {})).status).toBe(200)
  expect(await events.next('log')).toEqual({ line: expect.stringContaining('the timer ran') })
  expect((await fixture.get('/panel/state')).body.log).toContainEqual(
    expect.stringContaining('the timer ran'),
  )
  events.close()
})

describe('the sources', () => {
  test('have an error: every page is told, also one opened later, until they are built again', async () => {
    fixture.preview.showCompileError('pages/home/home.wxml:3: no end')
    const late = await openEvents(fixture.server.url)
    expect(await late.next('compileError')).toEqual({ message: 'pages/home/home.wxml:3: no end' })

    fixture.preview.reload()
    await late.next('reload')
    const later = await openEvents(fixture.server.url)
    fixture.preview.reload()
    // The first thing it hears is this reload: an error that is gone is not told.
    expect(await later.following()).toEqual({ event: 'reload', data: {} })
    late.close()
    later.close()
  })
})

test('the panel and the phone are served, and nothing beside them', async () => {
  const text = async (path: string) => (await fetch(fixture.server.url + path)).text()
  expect(await text('/')).toContain('<title>panel</title>')
  expect(await text('/?persona=editor')).toContain('<title>panel</title>')
  expect(await text('/phone/app.html')).toContain('<title>phone</title>')
  expect((await fixture.get('/secret.txt')).status).toBe(404)
  expect((await fixture.get('/healthz')).body).toEqual({ ok: true })
})
