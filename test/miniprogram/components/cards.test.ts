/** The cards and rows: what they say, and what they keep to themselves. */
import { mount } from './mount'

describe('project-card', () => {
  const project = (properties: Record<string, unknown>) =>
    mount('project-card', { name: '七秩奖学金', ...properties }, ['open'])

  it('shows what is raised, of how much, by how many', async () => {
    const text = (await project({ raisedFen: 38_642_000, goalFen: 100_000_000, donors: 1286 })).text()
    for (const words of ['386,420 元', '目标 1,000,000 元', '38%', '1,286 人次支持'])
      expect(text).toContain(words)
  })

  it('never rounds up to a goal that is not reached', async () => {
    expect((await project({ raisedFen: 99_999_999, goalFen: 100_000_000, donors: 1 })).text()).toContain(
      '99%',
    )
  })

  it('tells more than the goal truly while its bar stays within the card', async () => {
    const shown = await project({ raisedFen: 150_000_000, goalFen: 100_000_000, donors: 1 })
    expect(shown.text()).toContain('150%')
    expect(shown.html()).toContain('width: 100%')
  })

  it('has no bar without a goal, and invites the first donor', async () => {
    const shown = await project({ raisedFen: 0, goalFen: 0, donors: 0 })
    expect(shown.html()).not.toContain('progressbar')
    expect(shown.text()).toContain('等待第一位支持者')
  })
})

describe('honour-row', () => {
  it('shows the sum, or the gift in words, or neither', async () => {
    expect((await mount('honour-row', { name: '机械 7801 班', amountFen: 70_195_700 })).text()).toContain(
      '701,957 元',
    )
    expect((await mount('honour-row', { name: '欧阳思远', gift: '图书 400 册' })).text()).toContain(
      '图书 400 册',
    )
    expect((await mount('honour-row', { name: '一位校友', amountFen: 0 })).text()).toBe('一位校友')
  })
})

describe('alumni-card', () => {
  const card = (status: string) =>
    mount('alumni-card', { institution: '江城理工大学', name: '欧阳思远', number: 'JC 1998 0317 06', status })

  it('bears the seal only when the person is verified', async () => {
    expect((await card('verified')).text()).toContain('校友认证')
    expect((await card('waiting')).text()).not.toContain('校友认证')
    expect((await card('waiting')).text()).toContain('身份审核中')
    expect((await card('unverified')).text()).toContain('身份待认证')
  })
})

describe('ticket-card', () => {
  const ticket = (state: string) =>
    mount('ticket-card', {
      name: '校庆大会',
      startsAt: Date.UTC(2027, 9, 16, 1),
      holder: '林一',
      code: 'T1.abc',
      state,
    })

  it('shows its code only to those who may enter', async () => {
    expect((await ticket('confirmed')).html()).toContain('<qr-code')
    expect((await ticket('attended')).html()).toContain('<qr-code')
    for (const state of ['waiting', 'withdrawn', 'cancelled']) {
      expect((await ticket(state)).html()).not.toContain('<qr-code')
    }
  })

  it.each([
    ['attended', '已签到'],
    ['waiting', '候补中'],
    ['withdrawn', '已取消报名'],
    ['cancelled', '已取消'],
  ])('is stamped when it is %s', async (state, stamp) => {
    expect((await ticket(state)).text()).toContain(stamp)
  })

  it('bears no stamp while it simply admits', async () => {
    expect((await ticket('confirmed')).html()).not.toContain('seal')
  })
})

describe('seal-mark', () => {
  it('sets four characters in a square and others in a row', async () => {
    expect((await mount('seal-mark', { text: '校友认证' })).html().match(/row/g)).toHaveLength(2)
    expect((await mount('seal-mark', { text: '已签到' })).html().match(/row/g)).toHaveLength(1)
  })
})

describe('door-card, article-card, section-header, offline-banner', () => {
  it('open on a tap', async () => {
    const door = await mount('door-card', { art: 'door-give', title: '捐赠', note: '3 个项目' }, ['open'])
    await door.tap('.door')
    const article = await mount('article-card', { name: '灯下的人', publishedAt: Date.now() }, ['open'])
    await article.tap('.article')
    const header = await mount('section-header', { title: '近期活动', more: '全部' }, ['more'])
    await header.tap('.more')
    expect(
      [door.given('open'), article.given('open'), header.given('more')].map((given) => given.length),
    ).toEqual([1, 1, 1])
  })

  it('says that the phone is offline only while it is', async () => {
    const banner = await mount('offline-banner', { offline: false })
    expect(banner.text()).toBe('')
    await banner.setProperties({ offline: true })
    expect(banner.text()).toContain('网络未连接')
  })
})
