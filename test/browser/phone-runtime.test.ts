import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import { compilePhone, type PhoneControl } from '../../local/phone'
import { StubHost } from '../local/phone/stub-host'
import { temporaryFolder } from '../local/temporary-folder'
import { openBrowser } from '../support/browser'

declare global {
  interface Window {
    getApp(): { globalData: { life: string[] } }
    wx: Record<string, (...values: unknown[]) => unknown>
  }
}

let browser: Browser
let host: StubHost
let origin: string
const contexts: BrowserContext[] = []

const replies = {
  call: ({ data }: Record<string, unknown>) => {
    const { words } = data as { words?: string }
    return words
      ? { result: { words: `${words}！` } }
      : { error: { errCode: -501000, errMsg: '没有这个函数' } }
  },
  'payment/open': ({ params }: Record<string, unknown>) =>
    (params as { paySign: string }).paySign === 's'
      ? { sheet: { description: '校庆捐赠', payee: '某大学教育基金会', amountFen: 1234500, prepayId: 'p' } }
      : { error: 'requestPayment:fail 支付验证签名失败' },
  'payment/finish': ({ outcome }: Record<string, unknown>) => ({
    errMsg:
      { cancel: 'requestPayment:fail cancel', fail: 'requestPayment:fail' }[String(outcome)] ??
      'requestPayment:ok',
  }),
  subscribe: () => ({}),
}

beforeAll(async () => {
  const outFolder = temporaryFolder()
  await compilePhone({ root: path.join(__dirname, '../local/phone/fixture'), outFolder })
  host = new StubHost(outFolder, replies)
  origin = await host.start()
  browser = await openBrowser()
})

afterEach(async () => {
  host.heard.length = 0
  host.aheadMs = 0
  for (const context of contexts.splice(0)) await context.close()
})

afterAll(async () => {
  await browser.close()
  await host.stop()
})

interface OpenOptions {
  persona?: string
  phone?: string
  touch?: boolean
  size?: { width: number; height: number }
  context?: BrowserContext
}

const urlOf = (route: string, { persona = 'lin', phone = '1' }: OpenOptions = {}) =>
  `${origin}/phone/app.html?persona=${persona}&phone=${phone}#/${route}`

async function open(route: string, options: OpenOptions = {}): Promise<Page> {
  const { touch = false, size = { width: 390, height: 844 } } = options
  const context =
    options.context ?? (await browser.newContext({ viewport: size, hasTouch: touch, isMobile: touch }))
  if (!options.context) contexts.push(context)
  const page = await context.newPage()
  page.setDefaultTimeout(5000)
  // Whoever is told something must be listening.
  const listening = page.waitForResponse((response) => response.url().endsWith('/phone/events'))
  await page.goto(urlOf(route, options))
  await Promise.all([ready(page), listening])
  return page
}

const ready = (page: Page | Frame) => page.waitForFunction(() => window.phone?.ready)
const life = (page: Page) => page.evaluate(() => window.getApp().globalData.life)
const phone = <Key extends keyof PhoneControl>(page: Page, key: Key) =>
  page.evaluate((name) => window.phone?.[name as 'stack'], key)
/** What is on the shown page. */
const shown = (page: Page | Frame) => page.locator('.phone-frame:not([hidden])')
const outcome = (page: Page | Frame) => shown(page).locator('.outcome')

async function showsOutcome(page: Page | Frame, text: string | RegExp): Promise<void> {
  await outcome(page).filter({ hasText: text }).waitFor()
}

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

describe('the cloud', () => {
  test('is called by function, for the persona who holds the phone', async () => {
    const page = await open('pages/first/first', { persona: 'chen' })
    await shown(page).getByText('云函数').click()
    await shown(page).getByText('回声！').waitFor()
    expect(host.heard).toEqual([
      { path: 'call', body: { persona: 'chen', name: 'echo', data: { words: '回声' } } },
    ])
  })

  test('rejects with the code and the words of the function', async () => {
    const page = await open('pages/first/first')
    const error = await page.evaluate(() => {
      const { callFunction } = window.wx.cloud as unknown as {
        callFunction(options: object): Promise<unknown>
      }
      return callFunction({ name: 'gone' }).catch((caught: unknown) => caught)
    })
    expect(error).toEqual({ errCode: -501000, errMsg: 'cloud.callFunction:fail 没有这个函数' })
  })

  test('is out of reach offline, and the phone says so', async () => {
    const page = await open('pages/first/first')
    await page.evaluate(() => {
      window.wx.onNetworkStatusChange?.((status: { isConnected: boolean }) =>
        document.body.append(`在线 ${status.isConnected}`),
      )
      if (window.phone) window.phone.network = 'offline'
    })
    await page.getByText('在线 false').waitFor()
    await shown(page).getByText('云函数').click()
    await shown(page).getByText('cloud.callFunction:fail request:fail').waitFor()
    expect(host.heard).toEqual([])
    expect(await page.evaluate(() => window.wx.getNetworkType?.())).toMatchObject({ networkType: 'none' })
  })

  test('may have worked although the reply was lost', async () => {
    const page = await open('pages/first/first')
    await page.evaluate(() => {
      if (window.phone) window.phone.network = 'failing'
    })
    await shown(page).getByText('云函数').click()
    await shown(page).getByText('cloud.callFunction:fail request:fail timeout').waitFor()
    expect(host.heard).toHaveLength(1)
  })

  test('waits three seconds on a slow network', async () => {
    const page = await open('pages/first/first')
    await page.evaluate(() => {
      if (window.phone) window.phone.network = 'slow'
    })
    const startedMs = Date.now()
    await shown(page).getByText('云函数').click()
    await page.getByText('请稍候').waitFor()
    await shown(page).getByText('回声！').waitFor()
    expect(Date.now() - startedMs).toBeGreaterThanOrEqual(3000)
  })
})

describe('the till', () => {
  test.each([
    ['支付', 'pay', '{"errMsg":"requestPayment:ok"}'],
    ['支付但丢失回调', 'payLoseCallback', '{"errMsg":"requestPayment:ok"}'],
    ['支付并通知两次', 'payNotifyTwice', '{"errMsg":"requestPayment:ok"}'],
    ['取消', 'cancel', '{"errMsg":"requestPayment:fail cancel"}'],
    ['支付失败', 'fail', '{"errMsg":"requestPayment:fail"}'],
  ])('ends by 「%s」', async (button, chosen, answer) => {
    const page = await open('pages/powers/powers')
    await shown(page).getByText('付款').click()
    const till = page.getByRole('dialog', { name: '微信支付' })
    expect(await till.textContent()).toMatch(/某大学教育基金会[\s\S]*12,345\.00[\s\S]*校庆捐赠/)
    await till.getByRole('button', { name: button, exact: true }).click()
    await showsOutcome(page, answer)
    expect(host.heard.at(-1)).toEqual({
      path: 'payment/finish',
      body: { persona: 'lin', prepayId: 'p', outcome: chosen },
    })
  })

  test('does not open for a bad signature', async () => {
    const page = await open('pages/powers/powers')
    const error = await page.evaluate(() => {
      const { requestPayment } = window.wx as unknown as { requestPayment(options: object): Promise<unknown> }
      return requestPayment({ paySign: 'forged' }).catch((caught: unknown) => caught)
    })
    expect(error).toEqual({ errMsg: 'requestPayment:fail 支付验证签名失败' })
  })
})

describe('the scanner', () => {
  test('takes a listed code, a typed one, and the panel’s', async () => {
    const page = await open('pages/powers/powers')
    const scan = shown(page).getByText('扫码')
    await scan.click()
    await page.getByRole('button', { name: '签到码' }).click()
    await showsOutcome(page, '"result":"https://example.edu/1","scanType":"QR_CODE"')
    await scan.click()
    await page.getByLabel('二维码内容').fill('pages/enter/enter?scene=abc')
    await page.getByRole('button', { name: '识别' }).click()
    await showsOutcome(page, '"scanType":"WX_CODE","charSet":"utf-8","path":"pages/enter/enter?scene=abc"')
    await scan.click()
    await page.getByLabel('二维码内容').waitFor()
    await page.evaluate(() => window.phone?.scan('给它的'))
    await showsOutcome(page, '"result":"给它的"')
    await scan.click()
    await page.getByRole('dialog', { name: '扫一扫' }).getByRole('button', { name: '关闭' }).click()
    await showsOutcome(page, 'scanCode:fail cancel')
  })

  test('reads the code on the other phone’s screen', async () => {
    const context = await browser.newContext({ viewport: { width: 900, height: 900 } })
    contexts.push(context)
    const page = await context.newPage()
    await page.goto(origin)
    const [first, second] = ['phone1', 'phone2'].map((name) => page.frame({ name }))
    if (!first || !second) throw new Error('the page has no two phones')
    await Promise.all([ready(first), ready(second)])
    // Drawn once its page is ready.
    await second.waitForFunction(() => document.querySelector('canvas')?.width !== 300)
    await shown(first).getByText('扫码').click()
    await first.getByRole('button', { name: '扫描另一台手机的屏幕' }).click()
    await showsOutcome(first, '"path":"pages/powers/powers?scene=ticket-7"')
  })
})

describe('consent', () => {
  test('to messages is told to the server', async () => {
    const page = await open('pages/powers/powers')
    await shown(page).getByText('订阅').click()
    await page.getByRole('button', { name: '拒绝' }).click()
    await showsOutcome(page, '"提醒":"reject"')
    await shown(page).getByText('订阅').click()
    await page.getByRole('button', { name: '允许' }).click()
    await showsOutcome(page, '"通知":"accept"')
    expect(host.heard.map(({ body }) => body.accepted)).toEqual([[], ['提醒', '通知']])
  })

  test('to the phone number and the avatar is the person’s', async () => {
    const page = await open('pages/powers/powers', { touch: true })
    await shown(page).getByRole('button', { name: '手机号' }).tap()
    await page.getByRole('button', { name: '不允许' }).tap()
    await showsOutcome(page, 'getPhoneNumber:fail user deny')
    await shown(page).getByRole('button', { name: '手机号' }).tap()
    await page.getByRole('button', { name: '允许', exact: true }).tap()
    await showsOutcome(page, 'getPhoneNumber:ok')
    await shown(page).getByRole('button', { name: '头像' }).tap()
    await page.getByRole('button', { name: '头像 2' }).tap()
    await showsOutcome(page, 'data:image/svg')
  })
})

describe('dialogs and the device', () => {
  test('answer as on a phone', async () => {
    const page = await open('pages/powers/powers')
    await shown(page).getByText('弹窗').click()
    await page.getByRole('dialog', { name: '请确认' }).getByRole('button', { name: '确定' }).click()
    await showsOutcome(page, '{"errMsg":"showModal:ok","confirm":true,"cancel":false}')
    await shown(page).getByText('菜单').click()
    await page.getByRole('button', { name: '乙' }).click()
    await showsOutcome(page, '{"errMsg":"showActionSheet:ok","tapIndex":1}')
    await shown(page).getByText('量').click()
    await showsOutcome(page, '0 true')
  })

  test('remember what is stored, for each persona on each phone', async () => {
    const context = await browser.newContext()
    contexts.push(context)
    const page = await open('pages/powers/powers', { context })
    await shown(page).getByText('存', { exact: true }).click()
    await page.reload()
    await ready(page)
    await shown(page).getByText('取', { exact: true }).click()
    await showsOutcome(page, '{"text":"草稿","at":[1,2]}')
    for (const other of [{ persona: 'chen' }, { phone: '2' }]) {
      const beside = await open('pages/powers/powers', { context, ...other })
      await shown(beside).getByText('取', { exact: true }).click()
      await showsOutcome(beside, '""')
    }
    await page.evaluate(() => window.phone?.clearStorage())
    await shown(page).getByText('取', { exact: true }).click()
    await showsOutcome(page, '""')
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

describe('what goes wrong', () => {
  test.each([
    ['未知接口', 'wx.someUnknown 在预览中不支持'],
    ['未知云接口', 'wx.cloud.database 在预览中不支持'],
    ['抛错', '按钮坏了'],
    ['拒绝', '没人接住'],
  ])('by 「%s」 is shown in red, kept, and told to the app', async (button, words) => {
    const page = await open('pages/faults/faults')
    await shown(page).getByText(button, { exact: true }).click()
    await page.getByRole('alert').getByText(words).waitFor()
    expect(await phone(page, 'errors')).toEqual([expect.stringContaining(words)])
    expect(await life(page)).toEqual(expect.arrayContaining([expect.stringContaining(`${words}`)]))
  })

  test('includes a handler that is not there, before anybody taps', async () => {
    const page = await open('pages/typo/typo')
    expect(await phone(page, 'errors')).toEqual([
      'pages/typo/typo.wxml:2: there is no function "taped" to handle the event',
    ])
  })

  test('is not hidden by asking first', async () => {
    const page = await open('pages/faults/faults')
    const able = await page.evaluate(() =>
      [
        'getWindowInfo',
        'cloud.callFunction',
        'button.open-type.share',
        'someUnknown',
        'cloud.database',
        'map',
      ].map((name) => window.wx.canIUse?.(name)),
    )
    expect(able).toEqual([true, true, true, false, false, false])
    expect(await page.evaluate(() => ['someUnknown' in window.wx, 'showToast' in window.wx])).toEqual([
      false,
      true,
    ])
  })

  test('in the sources covers the phone until it is mended', async () => {
    const page = await open('pages/first/first')
    host.tell('compileError', { message: 'pages/first/first.wxml:3: <viev> is unknown' })
    await page.getByText('pages/first/first.wxml:3: <viev> is unknown').waitFor()
    const reloaded = page.waitForEvent('load')
    host.tell('reload', {})
    await reloaded
    await ready(page)
    await expect(page.getByText('<viev> is unknown').count()).resolves.toBe(0)
  })
})

describe('the world’s clock', () => {
  const dayMs = 86_400_000

  test('is the phone’s', async () => {
    host.aheadMs = 400 * dayMs
    const page = await open('pages/first/first')
    const [now, isDate] = await page.evaluate(() => [
      Date.now(),
      new Date() instanceof Date && new Date().constructor === Date,
    ])
    expect(Math.abs(Number(now) - (Date.now() + 400 * dayMs))).toBeLessThan(60_000)
    expect(isDate).toBe(true)
    host.tell('clock', { aheadMs: -dayMs })
    await page.waitForFunction((limit) => Date.now() < limit, Date.now() - dayMs / 2)
  })
})

describe('the frame', () => {
  test.each([
    { width: 390, height: 844 },
    { width: 360, height: 640 },
  ])('fits $width × $height', async (size) => {
    const page = await open('extra/code/code', { size })
    const box = await shown(page).locator('.sheet').boundingBox()
    // Without bars, 100vh of the page is the whole screen.
    expect(box).toEqual({ x: 0, y: 0, ...size })
    await page.evaluate(() => window.phone?.navigate('pages/form/form'))
    const frame = await shown(page).boundingBox()
    expect(frame).toEqual({ x: 0, y: 88, width: size.width, height: size.height - 88 - 83 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(size.width)
  })

  test('draws every component of vant without an error', async () => {
    const folder = path.join(
      path.dirname(createRequire(__filename).resolve('@vant/weapp/package.json')),
      'lib',
    )
    const names = fs
      .readdirSync(folder)
      .filter((name) => fs.existsSync(path.join(folder, name, 'index.wxml')))
    const usingComponents = Object.fromEntries(
      names.map((name) => [`van-${name}`, `@vant/weapp/${name}/index`]),
    )
    const root = temporaryFolder({
      'app.json': JSON.stringify({ pages: ['page/page'] }),
      'app.js': 'App({})',
      'page/page.json': JSON.stringify({ usingComponents }),
      'page/page.js': 'Page({})',
      'page/page.wxml': names
        .map((name) => `<van-${name} ${name === 'circle' ? 'type="2d"' : ''} />`)
        .join('\n'),
    })
    const outFolder = temporaryFolder()
    await compilePhone({ root, outFolder })
    const other = new StubHost(outFolder, {})
    const page = await (await browser.newContext()).newPage()
    contexts.push(page.context())
    await page.goto(`${await other.start()}/phone/app.html?persona=lin`)
    await ready(page)
    await shown(page).locator('van-uploader').waitFor({ state: 'attached' })
    expect(await phone(page, 'errors')).toEqual([])
    expect(await shown(page).locator('wx-page > *').count()).toBeGreaterThanOrEqual(names.length)
    await page.close()
    await other.stop()
  })
})
