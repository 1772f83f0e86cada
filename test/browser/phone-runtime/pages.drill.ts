/** A page lives, navigates and fills forms in the browser as on a phone. */
import { life, open, phone, ready, shown } from '../../support/fixture-phone'

describe('a page', () => {
  test('is born, shown, hidden and buried in the order of a phone', async () => {
    const page = await open('pages/first/first?x=1')
    await page.waitForFunction(() => window.getApp().globalData.life.includes('first ready'))
    expect(await life(page)).toEqual([
      'app launch pages/first/first 1001',
      'app show',
      'counter attached',
      'first load {"x":"1"}',
      'first show',
      'counter page show',
      'counter ready',
      'first ready',
    ])
    await page.evaluate(() => window.getApp().globalData.life.splice(0))
    await shown(page).getByRole('button', { name: '去能力页' }).click()
    await page.getByRole('button', { name: '返回' }).click()
    expect(await life(page)).toEqual([
      'first hide',
      // A phone hands the query on as it was written.
      'powers load {"name":"%E5%BC%A0"}',
      'heard 在吗，在',
      'powers unload',
      'first show',
      'counter page show',
    ])
  })

  test('runs its script when it is first opened, and once', async () => {
    const page = await open('pages/first/first')
    const ran = () => page.evaluate(() => window.getApp().globalData.ran)
    expect(await ran()).toEqual([])
    for (const to of ['pages/form/form', 'pages/first/first', 'pages/form/form']) {
      await page.evaluate((route) => window.phone?.navigate(route), to)
      await page.waitForFunction((route) => location.hash.includes(route), to)
    }
    expect(await ran()).toEqual(['form'])
  })

  test('is drawn with its templates, includes, WXS, packages and both kinds of slots', async () => {
    const page = await open('pages/first/first')
    await shown(page).getByText('¥1,234,567.89 Array').waitFor()
    await shown(page).getByText('模板：0').waitFor()
    await shown(page).getByText('页脚').waitFor()
    const counter = shown(page).getByLabel('计数器')
    expect(((await counter.textContent()) ?? '').replace(/\s+/g, '')).toMatch(/份数之前.*共3之后/)
  })

  test('styles its component only through the external class', async () => {
    const page = await open('pages/first/first')
    const label = shown(page).getByText('份数')
    const style = await label.evaluate((element) => {
      const { color, fontWeight, textDecorationLine } = getComputedStyle(element)
      return { color, fontWeight, textDecorationLine }
    })
    expect(style).toEqual({ color: 'rgb(47, 125, 79)', fontWeight: '400', textDecorationLine: 'underline' })
  })

  test.each([false, true])('hears a tap with the targets of a phone (touch: %s)', async (touch) => {
    const page = await open('pages/first/first', { touch })
    const part = shown(page).getByRole('link', { name: '点我看看' })
    await (touch ? part.tap() : part.click())
    await shown(page).getByText('inner/outer/true').waitFor()
  })

  test('updates its components, and buries those that go', async () => {
    const page = await open('pages/first/first')
    await shown(page).locator('.van-stepper__plus').click()
    await shown(page).getByText('共 6').waitFor()
    await shown(page).getByText('收起').click()
    await expect(shown(page).getByLabel('计数器').count()).resolves.toBe(0)
    expect(await life(page)).toEqual(expect.arrayContaining(['counted 2', 'counter detached']))
  })

  test('refreshes when pulled and hears its end', async () => {
    const page = await open('pages/first/first', { touch: true })
    await page.evaluate(() => window.wx.startPullDownRefresh?.())
    await shown(page).getByText('刷新 1 次，到底 0 次').waitFor()
    await page.evaluate(() => window.wx.pageScrollTo?.({ selector: '.footer', duration: 0 }))
    await shown(page).getByText('刷新 1 次，到底 1 次').waitFor()
  })
})

describe('navigation', () => {
  test('goes by tabs, which keep their pages', async () => {
    const page = await open('pages/first/first')
    await shown(page).locator('.van-stepper__plus').click()
    await page.getByRole('tab', { name: '表单' }).click()
    expect(await page.getByRole('tab', { name: '表单' }).getAttribute('aria-selected')).toBe('true')
    expect(await page.getByRole('heading', { name: '表单' }).count()).toBe(1)
    await page.getByRole('tab', { name: '首页' }).click()
    await shown(page).getByText('共 6').waitFor()
    expect(await life(page)).toContain('tab 首页')
    expect(await phone(page, 'stack')).toEqual(['pages/first/first'])
  })

  test('writes the page into the address, so that a reload shows it again', async () => {
    const page = await open('pages/first/first')
    await page.evaluate(() => window.phone?.navigate('pages/powers/powers?scene=a%3D1&name=张'))
    await page.reload()
    await ready(page)
    expect(await phone(page, 'stack')).toEqual(['pages/powers/powers?scene=a%3D1&name=张'])
    expect(await life(page)).toContain('app launch pages/powers/powers 1047')
    // The only page has a way home instead of a way back.
    await page.getByRole('button', { name: '首页' }).click()
    expect(await phone(page, 'stack')).toEqual(['pages/first/first'])
  })

  test('refuses a page that is not there as a phone does', async () => {
    const page = await open('pages/faults/faults')
    await shown(page).getByText('无此页').click()
    await shown(page).getByText('navigateTo:fail page "pages/nowhere/nowhere" is not found').waitFor()
  })

  test('shares what the page says, by button and by menu', async () => {
    const page = await open('pages/first/first')
    await shown(page).getByRole('button', { name: '分享' }).click()
    await page.getByRole('dialog', { name: '分享给朋友' }).getByText('来自button').waitFor()
    await page.getByRole('button', { name: '完成' }).click()
    await page.getByRole('button', { name: '更多' }).click()
    await page.getByRole('button', { name: '转发给朋友' }).click()
    await page.getByRole('dialog', { name: '分享给朋友' }).getByText('来自menu').waitFor()
    await page.getByText('pages/powers/powers?scene=share').waitFor()
  })
})

describe('a form', () => {
  test('collects every control, built in and custom', async () => {
    const page = await open('pages/form/form')
    const form = shown(page)
    await form.getByPlaceholder('姓名').fill('欧阳小满子')
    await form.locator('.echo').getByText('欧阳小满', { exact: true }).waitFor()
    await form.getByPlaceholder('代码').fill('ab')
    expect(await form.getByPlaceholder('代码').inputValue()).toBe('AB')
    await form.getByPlaceholder('备注').fill('不吃辣')
    await form.getByPlaceholder('故事').fill('第一行\n第二行')
    await form.getByText('公开').click()
    await form.getByText('画', { exact: true }).click()
    await form.getByText('乙', { exact: true }).click()
    await form.getByRole('slider').fill('55')
    await form.getByRole('button', { name: '酒' }).click()
    await form.getByRole('button', { name: '提交' }).click()
    const submitted = JSON.parse((await form.locator('.submitted').textContent()) ?? '')
    expect(submitted).toMatchObject({
      name: '欧阳小满',
      code: 'AB',
      note: '不吃辣',
      story: '第一行\n第二行',
      open: true,
      likes: ['画'],
      grade: '2',
      age: 55,
      choice: '酒',
      day: '2026-11-20',
    })
  })

  test('offers the WeChat nickname', async () => {
    const page = await open('pages/form/form')
    await shown(page).getByPlaceholder('姓名').click()
    await page.getByRole('button', { name: '使用微信昵称 林小满' }).click()
    expect(await shown(page).getByPlaceholder('姓名').inputValue()).toBe('林小满')
  })

  test.each([
    ['城市 上海', ['南京'], '城市 南京'],
    ['季节 0-0', ['夏', '四'], '季节 1-1'],
    ['日期 2026-11-20', ['2027年', '2月', '28日'], '日期 2027-02-28'],
    ['时间 08:30', ['09', '15'], '时间 09:15'],
    ['地区 杭州市', ['四川省', '绵阳市'], '地区 绵阳市'],
  ])('turns a picker from 「%s」', async (before, rows, after) => {
    const page = await open('pages/form/form')
    await shown(page).getByText(before).click()
    const columns = page.getByRole('listbox')
    for (const [column, row] of rows.entries()) {
      await columns.nth(column).getByRole('option', { name: row, exact: true }).click()
    }
    await page.getByRole('button', { name: '确定' }).click()
    await shown(page).getByText(after, { exact: true }).waitFor()
  })
})
