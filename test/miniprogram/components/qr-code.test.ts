import { mount } from './mount'

describe('qr-code', () => {
  it('says so when there is nothing to show', async () => {
    const shown = await mount('qr-code', { text: 'T1' })
    await shown.setProperties({ text: '' })
    expect(shown.text()).toContain('二维码暂时无法显示')
  })

  it('says so when the text is more than a code can hold', async () => {
    const warn = jest.spyOn(console, 'warn').mockImplementation()
    const shown = await mount('qr-code', { text: '长'.repeat(3000) })
    expect(shown.text()).toContain('二维码暂时无法显示')
    expect(warn).toHaveBeenCalled()
    warn.mockRestore()
  })
})
