import { mount } from './mount'

const picker = (properties: Record<string, unknown> = {}) =>
  mount('amount-picker', { presetsFen: [10000, 50000], minFen: 100, maxFen: 100_000_000, ...properties }, [
    'change',
  ])

describe('amount-picker', () => {
  it('proposes sums in yuan', async () => {
    expect((await picker({ presetsFen: [196000] })).text()).toContain('1,960元')
  })

  it('gives the proposed sum that was tapped', async () => {
    const shown = await picker()
    await shown.tap('.preset')
    expect(shown.given('change')).toEqual([{ amountFen: 10000, message: '' }])
  })

  it.each([
    ['88', 8800],
    ['88.5', 8850],
    ['0.1', 0],
    ['1.005', 0],
    ['-5', 0],
    ['2000000', 0],
    ['', 0],
  ])('reads %s yuan as %d fen, or refuses it', async (typed, amountFen) => {
    const shown = await picker()
    await shown.type(typed, '.own-input')
    expect(shown.given('change')).toEqual([expect.objectContaining({ amountFen })])
  })

  it('says why a sum is refused, and forgives an empty field', async () => {
    const shown = await picker()
    await shown.type('0.1', '.own-input')
    expect(shown.text()).toContain('每次最少 1 元')
    await shown.type('2000000', '.own-input')
    expect(shown.text()).toContain('每次最多 1,000,000 元')
    await shown.type('abc', '.own-input')
    expect(shown.text()).toContain('请输入金额，最多两位小数')
    await shown.type('', '.own-input')
    expect(shown.html()).not.toContain('role="alert"')
  })

  it('keeps what is being typed when the page hands the sum back', async () => {
    const shown = await picker()
    await shown.type('88.0', '.own-input')
    await shown.setProperties({ value: 8800 })
    expect(shown.html()).toContain('own-chosen')
    await shown.tap('.preset')
    expect(shown.html()).not.toContain('own-chosen')
  })

  it('begins with the sum it is given', async () => {
    expect((await picker({ value: 50000 })).html().match(/--chosen/g)).toHaveLength(1)
    expect((await picker({ value: 8888 })).html()).toContain('own-chosen')
  })

  it('shows the form’s own sentence', async () => {
    expect((await picker({ error: '请选择捐赠金额' })).text()).toContain('请选择捐赠金额')
  })
})
