/** The audit's measurements find what they are there to find. */
import type { Browser, Page } from 'playwright-core'
import { measurePage } from '../audit/measure'
import { openBrowser } from '../support/browser'

let browser: Browser
let page: Page
beforeAll(async () => {
  browser = await openBrowser()
  page = await browser.newPage({ viewport: { width: 360, height: 640 } })
})
afterAll(() => browser.close())

const measured = async (inside: string) => {
  await page.setContent(
    `<body style="margin:0"><div class="phone-frame" style="background:#faf6f0;--safe-bottom:34px">${inside}</div>`,
  )
  return page.evaluate(measurePage, 36)
}

test('a sound page breaks nothing', async () => {
  const found = await measured(
    '<p style="color:#2a2320">校友之家</p><div role="button" style="height:48px">登记</div>',
  )
  expect(found).toEqual({
    nodes: 2,
    depth: 1,
    children: 2,
    smallTargets: [],
    faintWords: [],
    namelessControls: [],
    stretchedPictures: [],
    largePictures: [],
    underTheBar: [],
    cutOff: [],
  })
})

test.each([
  ['smallTargets', '<i role="button" style="display:block;height:20px">取消</i>', '取消'],
  ['faintWords', '<p style="color:#c9c0b6">看不清</p>', '看不清'],
  ['faintWords', '<p style="color:#fff8;background:#8c1c2b">半透明</p>', '半透明'],
  ['namelessControls', '<i class="bare" role="button" style="display:block;height:48px"></i>', 'bare'],
  ['underTheBar', '<i role="button" style="position:fixed;bottom:0;height:48px">提交</i>', '提交'],
  ['cutOff', '<p style="width:500px">太宽的一行</p>', '太宽的一行'],
] as const)('%s: %s', async (rule, inside, name) => {
  expect((await measured(inside))[rule]).toEqual([name])
})

test('what scrolls by itself may be wider than the screen', async () => {
  const found = await measured('<div style="overflow-x:auto"><p style="width:500px">左右滑动</p></div>')
  expect(found.cutOff).toEqual([])
})

test('a picture pressed into another shape is told from one that fills a frame', async () => {
  const square = 'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"></svg>'
  const shown = (style: string) =>
    measured(`<img alt="" class="photo" src='${square}' style="width:200px;height:50px;${style}">`)
  expect((await shown('')).stretchedPictures).toEqual(['photo'])
  expect((await shown('object-fit:cover')).stretchedPictures).toEqual([])
})
