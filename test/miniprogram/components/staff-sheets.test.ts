/** The sheets of the staff's desk: what narrows a list, and what asks why. */
import { mount, settle } from './mount'

/** vant's popup rises in frames and timers. */
async function risen(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    jest.advanceTimersByTime(100)
    await settle()
  }
}

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

describe('filter-sheet', () => {
  const groups = [{ key: 'kind', label: '身份', options: [{ value: 'alumnus', label: '校友' }] }]
  const sheet = async (value: Record<string, string> = {}) => {
    const shown = await mount('filter-sheet', { show: false, groups, years: '入学年份', value }, [
      'apply',
      'close',
    ])
    await shown.setProperties({ show: true })
    await risen()
    return shown
  }
  const apply = ['#apply', '.van-button'] as const

  it('gives what was chosen, and takes it back at a second tap', async () => {
    const shown = await sheet()
    await shown.tap('.option')
    await shown.type('1996', '#from')
    await shown.tap(...apply)
    await shown.tap('.option')
    await shown.tap(...apply)
    expect(shown.given('apply')).toEqual([
      { value: { kind: 'alumnus', from: '1996' } },
      { value: { kind: '', from: '1996' } },
    ])
  })

  it.each([
    ['no year', '96', '', '请填写四位年份'],
    ['a span that ends before it begins', '2008', '1996', '起始年份应不晚于截止年份'],
  ])('refuses %s in words', async (_what, from, to, words) => {
    const shown = await sheet()
    await shown.type(from, '#from')
    await shown.type(to, '#to')
    await shown.tap(...apply)
    expect(shown.text()).toContain(words)
    expect(shown.given('apply')).toEqual([])
  })

  it('begins with what holds, forgets what was not applied, and can be cleared', async () => {
    const shown = await sheet({ kind: 'alumnus' })
    await shown.tap('.option')
    await shown.setProperties({ show: false })
    await shown.setProperties({ show: true })
    await risen()
    await shown.tap(...apply)
    await shown.tap('#reset')
    await shown.tap(...apply)
    expect(shown.given('apply')).toEqual([{ value: { kind: 'alumnus' } }, { value: {} }])
  })
})

describe('reason-sheet', () => {
  const sheet = async (properties: Record<string, unknown> = {}) => {
    const shown = await mount(
      'reason-sheet',
      { show: true, heading: '退回补充', action: '退回', proposals: ['请补充班级'], ...properties },
      ['change', 'send', 'close'],
    )
    await risen()
    return shown
  }
  const send = ['#send-reason', '.van-button'] as const

  it('sends what is written, and nothing without words', async () => {
    const shown = await sheet({ value: '  ' })
    await shown.tap(...send)
    expect(shown.text()).toContain('请写明原因')
    await shown.setProperties({ value: '请核对年份' })
    expect(shown.text()).not.toContain('请写明原因')
    await shown.tap(...send)
    expect(shown.given('send')).toEqual([{ value: '请核对年份' }])
  })

  it('adds a proposal to what is written, once', async () => {
    const shown = await sheet({ value: '请核对年份' })
    await shown.tap('.proposal')
    await shown.setProperties({ value: '请核对年份；请补充班级' })
    await shown.tap('.proposal')
    expect(shown.given('change')).toEqual([{ value: '请核对年份；请补充班级' }])
  })

  it('says what the page says was wrong, and waits while it is sent', async () => {
    const shown = await sheet({ value: '请核对年份', error: '原因最多200个字', busy: true })
    expect(shown.text()).toContain('原因最多200个字')
    await shown.tap('.close')
    expect([...shown.given('close'), ...shown.given('send')]).toEqual([])
  })
})
