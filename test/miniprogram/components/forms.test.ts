/** The parts of a form: field, choice sheet, consent, steps. */
import { mount, settle } from './mount'

describe('form-field', () => {
  it('shows what is wrong in place of the hint', async () => {
    const shown = await mount('form-field', { label: '姓名', required: true, hint: '在校时的姓名' })
    expect(shown.text()).toContain('在校时的姓名')
    await shown.setProperties({ error: '请填写姓名' })
    expect(shown.text()).toContain('请填写姓名')
    expect(shown.text()).not.toContain('在校时的姓名')
  })

  it('tells the required from the optional in words or by the star', async () => {
    expect((await mount('form-field', { label: '姓名', required: true })).text()).toContain('*')
    expect((await mount('form-field', { label: '城市' })).text()).toContain('选填')
  })

  it('as a choice shows its value and asks to be opened, unless disabled', async () => {
    const shown = await mount('form-field', { label: '学院', choice: true, placeholder: '请选择学院' }, [
      'open',
    ])
    expect(shown.text()).toContain('请选择学院')
    await shown.setProperties({ value: '机械工程学院' })
    expect(shown.text()).toContain('机械工程学院')
    await shown.tap('.choice')
    await shown.setProperties({ disabled: true })
    await shown.tap('.choice')
    expect(shown.given('open')).toHaveLength(1)
  })
})

describe('choice-sheet', () => {
  const years = Array.from({ length: 30 }, (_, index) => ({
    value: String(1978 + index),
    label: `${1978 + index} 级`,
    group: `${Math.floor((1978 + index) / 10) * 10} 年代`,
  }))
  const sheet = async (properties: Record<string, unknown>) => {
    const shown = await mount('choice-sheet', { show: true, heading: '入学年份', ...properties }, [
      'choose',
      'close',
      'seek',
    ])
    await risen()
    return shown
  }
  /** vant's popup rises in frames and timers. */
  const risen = async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      jest.advanceTimersByTime(100)
      await settle()
    }
  }
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  it('rises again when the next thing is to be chosen while it is still going down', async () => {
    const shown = await sheet({ options: years })
    /** Out of sight, or at the end of the way there. */
    const isDown = () =>
      !shown.html().includes('van-popup--bottom') || /display: none|-leave-to/.test(shown.html())
    expect(isDown()).toBe(false)
    for (const laterMs of [0, 120, 260, 330]) {
      await shown.setProperties({ show: false })
      jest.advanceTimersByTime(laterMs)
      await settle()
      await shown.setProperties({ show: true })
      await risen()
      await risen()
      expect({ laterMs, isDown: isDown() }).toEqual({ laterMs, isDown: false })
    }
  })

  it('goes down, and stays there', async () => {
    const shown = await sheet({ options: years })
    await shown.setProperties({ show: false })
    await risen()
    await risen()
    expect(shown.html()).not.toContain('van-popup')
  })

  it('groups neighbours under their name', async () => {
    const text = (await sheet({ options: years })).text()
    expect(text.match(/1980 年代/g)).toHaveLength(1)
    expect(text.indexOf('1980 年代')).toBeLessThan(text.indexOf('1980 级'))
  })

  it('gives the chosen option', async () => {
    const shown = await sheet({ options: years })
    await shown.tap('.option')
    expect(shown.given('choose')).toEqual([{ value: '1978', label: '1978 级' }])
  })

  it('can be searched when the list is long, and says when nothing fits', async () => {
    const shown = await sheet({ options: years })
    await shown.type('1999', '.search-input')
    expect(shown.text()).toContain('1999 级')
    expect(shown.text()).not.toContain('1998 级')
    await shown.type('2150', '.search-input')
    expect(shown.text()).toContain('没有找到“2150”')
  })

  it('lets others look for what is typed when its options are but the first, and shows what they found', async () => {
    const shown = await sheet({ options: years.slice(0, 2), seeks: true })
    await shown.type('1999', '.search-input')
    expect(shown.given('seek')).toEqual([{ words: '1999' }])
    expect(shown.text()).toContain('1978 级')
    await shown.setProperties({ options: years.slice(21, 22) })
    expect(shown.text()).toContain('1999 级')
    expect(shown.text()).not.toContain('1978 级')
  })

  it('says in its place why there is nothing to choose', async () => {
    const shown = await sheet({ options: [], seeks: true, message: '网络连接失败，请检查网络后重试' })
    expect(shown.text()).toContain('网络连接失败，请检查网络后重试')
  })

  it('forgets the search when it opens again', async () => {
    const shown = await sheet({ options: years })
    await shown.type('1999', '.search-input')
    await shown.setProperties({ show: false })
    await risen()
    await shown.setProperties({ show: true })
    await risen()
    expect(shown.text()).toContain('1998 级')
  })

  it('has no search for a short list', async () => {
    expect((await sheet({ options: years.slice(0, 5) })).html()).not.toContain('search-input')
  })

  it('closes without a choice', async () => {
    const shown = await sheet({ options: years })
    await shown.tap('.close')
    expect(shown.given('close')).toHaveLength(1)
    expect(shown.given('choose')).toHaveLength(0)
  })
})

describe('agreement-check', () => {
  const documents = [{ key: 'privacy', name: '隐私保护说明' }]
  const line = (properties: Record<string, unknown>) =>
    mount('agreement-check', { documents, ...properties }, ['change', 'open'])

  it('asks the page to turn the mark', async () => {
    const shown = await line({ checked: false })
    await shown.tap('.line')
    await shown.setProperties({ checked: true })
    await shown.tap('.line')
    expect(shown.given('change')).toEqual([{ checked: true }, { checked: false }])
  })

  it('opens a document without agreeing to it', async () => {
    const shown = await line({})
    await shown.tap('.document')
    expect(shown.given('open')).toEqual([{ key: 'privacy' }])
    expect(shown.given('change')).toHaveLength(0)
  })
})

describe('progress-steps', () => {
  const steps = [{ title: '提交' }, { title: '审核' }, { title: '通过' }]

  it('shows of each step where it stands', async () => {
    const shown = await mount('progress-steps', { steps, current: 1 })
    const stand = () =>
      shown
        .html()
        .match(/--(done|current|refused|ahead)"/g)
        ?.map((mark) => mark.slice(2, -1))
    expect(stand()).toEqual(['done', 'current', 'ahead'])
    await shown.setProperties({ refused: true })
    expect(stand()).toEqual(['done', 'refused', 'ahead'])
    await shown.setProperties({ refused: false, current: 3 })
    expect(stand()).toEqual(['done', 'done', 'done'])
  })
})
