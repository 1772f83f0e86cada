import { mount } from './mount'

const startsAt = Date.UTC(2027, 9, 16, 1)

const card = (properties: Record<string, unknown>) =>
  mount(
    'event-card',
    { name: '七十周年校庆大会', startsAt, endsAt: startsAt + 2 * 3_600_000, place: '体育馆', ...properties },
    ['open'],
  )

beforeEach(() => jest.useFakeTimers({ now: Date.UTC(2027, 8, 1), doNotFake: ['queueMicrotask'] }))
afterEach(() => jest.useRealTimers())

describe('event-card', () => {
  it('shows the campus day, weekday and hours', async () => {
    const shown = await card({ state: 'open' })
    expect(shown.text()).toContain('10月16周六')
    expect(shown.text()).toContain('09:00–11:00')
  })

  it('names the year when it is not this one', async () => {
    expect((await card({ state: 'open' })).text()).not.toContain('2027')
    jest.setSystemTime(Date.UTC(2026, 10, 20))
    expect((await card({ state: 'open' })).text()).toContain('2027')
  })

  it('counts the seats left, and warns when few are', async () => {
    const many = await card({ state: 'open', seatsLeft: 326 })
    expect(many.text()).toContain('余 326 席')
    expect(many.text()).not.toContain('仅余')
    expect((await card({ state: 'open', seatsLeft: 7 })).text()).toContain('仅余 7 席')
    expect((await card({ state: 'open' })).text()).toContain('报名中')
  })

  it.each([
    ['upcoming', '即将开放'],
    ['waitlist', '已满，可候补'],
    ['full', '已满'],
    ['closed', '报名已截止'],
    ['joined', '已报名'],
    ['waiting', '候补中'],
    ['withdrawn', '已取消报名'],
    ['attended', '已签到'],
    ['ended', '已结束'],
    ['cancelled', '已取消'],
  ])('says in words that it is %s', async (state, words) => {
    expect((await card({ state, seatsLeft: 3 })).text()).toContain(words)
  })

  it('changes when its state does', async () => {
    const shown = await card({ state: 'open', seatsLeft: 3 })
    await shown.setProperties({ state: 'joined' })
    expect(shown.text()).toContain('已报名')
    expect(shown.text()).not.toContain('余 3 席')
  })

  it('opens on a tap', async () => {
    const shown = await card({ state: 'open' })
    await shown.tap('.card')
    expect(shown.given('open')).toHaveLength(1)
  })
})
