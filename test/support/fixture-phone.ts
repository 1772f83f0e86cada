import type { Browser, BrowserContext, Frame, Page } from 'playwright-core'
import type { PhoneControl } from '../../local/phone'
import { StubHost } from '../local/phone/stub-host'
import { keepWarm, openBrowser } from './browser'
import { built } from './built'

declare global {
  interface Window {
    getApp(): { globalData: { life: string[]; ran: string[] } }
    wx: Record<string, (...values: unknown[]) => unknown>
  }
}

let browser: Browser
/** Answers the phone as the preview would, and remembers what it was asked. */
export let host: StubHost
export let origin: string
/** One for each kind of phone, kept for the whole file: a browser compiles a script once for as long as it remembers it. */
const contexts = new Map<string, BrowserContext>()

/** The smallest picture. */
const dot = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=='

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
  'phone-number': ({ persona }: Record<string, unknown>) =>
    persona === 'poor'
      ? { errMsg: 'getPhoneNumber:fail no quota', errno: 1400001 }
      : { errMsg: 'getPhoneNumber:ok', code: 'the code of this tap' },
  upload: ({ cloudPath }: Record<string, unknown>) =>
    cloudPath === 'forbidden.jpg'
      ? { error: { errCode: -503002, errMsg: '不是您的文件' } }
      : { result: `cloud://env.bucket/${cloudPath}` },
  'file-urls': ({ fileIDs }: Record<string, unknown>) => ({
    result: (fileIDs as string[]).map((fileID) =>
      fileID.includes('lost')
        ? { fileID, code: 'STORAGE_FILE_NONEXIST', tempFileURL: '' }
        : { fileID, code: 'SUCCESS', tempFileURL: dot, maxAge: 600 },
    ),
  }),
}

beforeAll(async () => {
  host = new StubHost(built.fixturePhone, replies)
  origin = await host.start()
  browser = await openBrowser()
})

afterEach(async () => {
  host.heard.length = 0
  host.aheadMs = 0
  for (const context of contexts.values()) await forget(context)
})

afterAll(async () => {
  await browser.close()
  await host.stop()
})

/** Closes the pages of a context, and empties what they stored. */
async function forget(context: BrowserContext): Promise<void> {
  const [first, ...others] = context.pages()
  if (!first) return
  const devTools = await context.newCDPSession(first)
  await devTools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'local_storage,cookies' })
  // The first keeps the context warm.
  for (const page of others) await page.close()
}

export interface OpenOptions {
  persona?: string
  phone?: string
  touch?: boolean
  size?: { width: number; height: number }
}

export const urlOf = (route: string, { persona = 'lin', phone = '1' }: OpenOptions = {}) =>
  `${origin}/phone/app.html?persona=${persona}&phone=${phone}#/${route}`

export async function open(route: string, options: OpenOptions = {}): Promise<Page> {
  const page = await newPage(options)
  // Whoever is told something must be listening.
  const listening = page.waitForResponse((response) => response.url().endsWith('/phone/events'))
  await page.goto(urlOf(route, options))
  await Promise.all([ready(page), listening])
  return page
}

/** An empty page in the browser, as wide and high as a phone. */
export async function newPage(options: OpenOptions = {}): Promise<Page> {
  const { touch = false, size = { width: 390, height: 844 } } = options
  const kind = `${touch} ${size.width} ${size.height}`
  const context = contexts.get(kind) ?? (await newContext(touch, size))
  contexts.set(kind, context)
  const page = await context.newPage()
  page.setDefaultTimeout(5000)
  return page
}

async function newContext(touch: boolean, viewport: { width: number; height: number }) {
  const context = await browser.newContext({ viewport, hasTouch: touch, isMobile: touch })
  await keepWarm(context, origin)
  return context
}

export const ready = (page: Page | Frame) => page.waitForFunction(() => window.phone?.ready)
export const life = (page: Page) => page.evaluate(() => window.getApp().globalData.life)
export const phone = <Key extends keyof PhoneControl>(page: Page, key: Key) =>
  page.evaluate((name) => window.phone?.[name as 'stack'], key)
/** What is on the shown page. */
export const shown = (page: Page | Frame) => page.locator('.phone-frame:not([hidden])')
export const outcome = (page: Page | Frame) => shown(page).locator('.outcome')

export async function showsOutcome(page: Page | Frame, text: string | RegExp): Promise<void> {
  await outcome(page).filter({ hasText: text }).waitFor()
}
