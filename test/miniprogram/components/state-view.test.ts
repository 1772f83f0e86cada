import { mount } from './mount'

const view = (properties: Record<string, unknown>) => mount('state-view', properties, ['action', 'retry'])

describe('state-view', () => {
  it('shows a skeleton while loading, in the shape of what will come', async () => {
    const shown = await view({ state: 'loading', skeleton: 'form' })
    expect(shown.html()).toContain('box')
    await shown.setProperties({ skeleton: 'list' })
    expect(shown.html()).toContain('square')
    await shown.setProperties({ skeleton: 'hero' })
    expect(shown.html()).toContain('door')
    await shown.setProperties({ skeleton: 'text' })
    expect(shown.html()).not.toContain('picture')
  })

  it('shows the empty state with its words and next step', async () => {
    const shown = await view({
      state: 'empty',
      art: 'no-tickets',
      title: '您还没有报名',
      hint: '活动在等您',
      action: '去看活动',
    })
    expect(shown.text()).toContain('您还没有报名')
    expect(shown.text()).toContain('活动在等您')
    await shown.tap('.button', '.van-button')
    expect(shown.given('action')).toHaveLength(1)
    expect(shown.given('retry')).toHaveLength(0)
  })

  it('offers no button when there is no next step', async () => {
    expect((await view({ state: 'empty', title: '近期没有活动' })).html()).not.toContain('van-button')
  })

  it('says what went wrong and can be tried again', async () => {
    const shown = await view({ state: 'error', message: '系统繁忙，请稍后再试', hint: '不该出现' })
    expect(shown.text()).toContain('系统繁忙，请稍后再试')
    expect(shown.text()).not.toContain('不该出现')
    expect(shown.text()).toContain('重试')
    await shown.tap('.button', '.van-button')
    expect(shown.given('retry')).toHaveLength(1)
  })

  it('names a missing network as such', async () => {
    const shown = await view({ state: 'offline' })
    expect(shown.text()).toContain('网络未连接')
    await shown.tap('.button', '.van-button')
    expect(shown.given('retry')).toHaveLength(1)
  })

  it('leads away from where nothing is: back, or Home from a page that a code or a card opened', async () => {
    const went: string[] = []
    const stack: unknown[] = [{}]
    Object.assign(globalThis, { getCurrentPages: () => stack })
    Object.assign(wx, {
      switchTab: ({ url }: { url: string }) => went.push(url),
      navigateBack: () => went.push('back'),
    })
    const shown = await view({ state: 'gone', message: '此码无效或已过期' })
    expect(shown.text()).toContain('此码无效或已过期')
    expect(shown.text()).toContain('回首页看看')
    await shown.tap('.button', '.van-button')
    stack.push({})
    await shown.setProperties({ message: '内容不存在或已下线' })
    expect(shown.text()).toContain('返回')
    await shown.tap('.button', '.van-button')
    expect(went).toEqual(['/pages/home/home', 'back'])
    expect(shown.given('retry')).toHaveLength(0)
  })

  it('leaves nothing of itself once ready', async () => {
    const shown = await view({ state: 'loading' })
    await shown.setProperties({ state: 'ready' })
    expect(shown.html()).not.toContain('skeleton')
    expect(shown.html()).not.toContain('panel')
  })
})
