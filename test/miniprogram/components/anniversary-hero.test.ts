import { mount, settle } from './mount'

const secondMs = 1000
const minuteMs = 60 * secondMs
const dayMs = 24 * 60 * minuteMs
const anniversary = Date.UTC(2027, 9, 15, 16)

const hero = (properties: Record<string, unknown> = {}) =>
  mount('anniversary-hero', {
    institution: '江城理工大学',
    motto: '格物穷理 知行致远',
    number: 70,
    foundedYear: 1957,
    theme: '七秩弦歌 再启新程',
    date: anniversary,
    ...properties,
  })

const pass = async (spanMs: number) => {
  jest.advanceTimersByTime(spanMs)
  await settle()
}

beforeEach(() => jest.useFakeTimers({ now: anniversary - 3 * dayMs + 30 * secondMs }))
afterEach(() => jest.useRealTimers())

describe('anniversary-hero', () => {
  it('names the institution, the number, its years and the theme', async () => {
    const shown = await hero()
    for (const words of ['江城理工大学', '格物穷理 知行致远', '70', '1957', '2027', '七秩弦歌 再启新程']) {
      expect(shown.text()).toContain(words)
    }
  })

  it('shows the years as a pair or not at all', async () => {
    const years = (await hero({ foundedYear: 0 })).text().replace('2027年', '')
    expect(years).not.toContain('2027')
  })

  it('counts by the minute while days are left', async () => {
    const shown = await hero()
    expect(shown.text()).toContain('距 70 周年校庆2天23 时 59 分')
    await pass(29 * secondMs)
    expect(shown.text()).toContain('23 时 59 分')
    await pass(1 * secondMs)
    expect(shown.text()).toContain('23 时 59 分')
    await pass(minuteMs)
    expect(shown.text()).toContain('23 时 58 分')
    shown.unmount()
  })

  it('counts by the second on the last day, and turns to the day at campus midnight', async () => {
    jest.setSystemTime(anniversary - 2 * secondMs)
    const shown = await hero()
    expect(shown.text()).toContain('00:00:02')
    await pass(secondMs)
    expect(shown.text()).toContain('00:00:01')
    await pass(secondMs)
    expect(shown.text()).toContain('今日校庆 欢迎回家')
    shown.unmount()
  })

  it('gives thanks afterwards', async () => {
    jest.setSystemTime(anniversary + dayMs - minuteMs)
    const shown = await hero()
    await pass(minuteMs)
    expect(shown.text()).toContain('校庆礼成')
    shown.unmount()
  })

  it('rests while the page is hidden, and is right again when it shows', async () => {
    const shown = await hero()
    shown.page('hide')
    expect(jest.getTimerCount()).toBe(0)
    await pass(dayMs)
    expect(shown.text()).toContain('2天')
    shown.page('show')
    await settle()
    expect(shown.text()).toContain('1天')
    shown.unmount()
  })

  it('leaves no timer behind, however often its properties changed', async () => {
    const shown = await hero()
    await shown.setProperties({ date: anniversary + dayMs })
    await shown.setProperties({ number: 71 })
    expect(jest.getTimerCount()).toBe(1)
    shown.unmount()
    expect(jest.getTimerCount()).toBe(0)
  })

  it('counts nothing while no date is set', async () => {
    const shown = await hero({ date: 0 })
    expect(shown.text()).not.toContain('距')
    expect(jest.getTimerCount()).toBe(0)
  })
})
