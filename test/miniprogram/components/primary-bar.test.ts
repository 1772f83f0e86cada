import { mount } from './mount'

const bar = (properties: Record<string, unknown> = {}) =>
  mount('primary-bar', { label: '立即报名', ...properties }, ['press', 'secondary'])

const button = ['.fixed .button', '.van-button']

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }))
afterEach(() => jest.useRealTimers())

describe('primary-bar', () => {
  it('is pressed once by a tap', async () => {
    const shown = await bar()
    await shown.tap(...button)
    expect(shown.given('press')).toHaveLength(1)
  })

  it('takes a hasty second tap for the same one, and a later one for another', async () => {
    const shown = await bar()
    await shown.tap(...button)
    jest.setSystemTime(1_000_200)
    await shown.tap(...button)
    expect(shown.given('press')).toHaveLength(1)
    jest.setSystemTime(1_000_600)
    await shown.tap(...button)
    expect(shown.given('press')).toHaveLength(2)
  })

  it('cannot be pressed while it is busy, and says so', async () => {
    const shown = await bar({ busy: true, busyLabel: '正在提交…' })
    await shown.tap(...button)
    expect(shown.given('press')).toHaveLength(0)
    expect(shown.text()).toContain('正在提交…')
  })

  it('cannot be pressed while it is disabled', async () => {
    const shown = await bar({ disabled: true })
    await shown.tap(...button)
    expect(shown.given('press')).toHaveLength(0)
  })

  it('offers a text button beside it, at rest while busy', async () => {
    const shown = await bar({ secondary: '取消报名', danger: true })
    await shown.tap('.fixed .secondary')
    expect(shown.given('secondary')).toHaveLength(1)
    await shown.setProperties({ busy: true })
    await shown.tap('.fixed .secondary')
    expect(shown.given('secondary')).toHaveLength(1)
  })

  it('keeps as much room at the end of the page as it covers', async () => {
    const shown = await bar({ note: '报名截止 10月10日 周日 18:00', secondary: '取消报名' })
    const [room, fixed] = ['room', 'fixed'].map(
      (place) =>
        new DOMParser().parseFromString(shown.html(), 'text/html').querySelector(`[class*="${place}"]`)
          ?.textContent,
    )
    expect(room).toBe(fixed)
  })
})
