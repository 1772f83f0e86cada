/** The frame around the pages: what goes wrong is said aloud, the clock is the world's, the sizes are a phone's. */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { compilePhone } from '../../../local/phone'
import { StubHost } from '../../local/phone/stub-host'
import { temporaryFolder } from '../../local/temporary-folder'
import { host, life, newPage, open, phone, ready, shown } from '../../support/fixture-phone'

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
    const page = await newPage()
    await page.goto(`${await other.start()}/phone/app.html?persona=lin`)
    await ready(page)
    await shown(page).locator('van-uploader').waitFor({ state: 'attached' })
    expect(await phone(page, 'errors')).toEqual([])
    expect(await shown(page).locator('wx-page > *').count()).toBeGreaterThanOrEqual(names.length)
    await page.close()
    await other.stop()
  })
})
