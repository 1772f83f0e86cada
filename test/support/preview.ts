/** The whole preview in memory with a real browser before it, as somebody sits before `npm start`. */
import path from 'node:path'
import type { Browser, BrowserContext, Frame, FrameLocator, Locator, Page } from 'playwright-core'
import { listen, openPreview, type Server } from '../../local/phone/server'
import { keepWarm, openBrowser } from './browser'
import { built } from './built'
import { TestWorld } from './world'

const miniprogramFolder = path.resolve(__dirname, '../../miniprogram')

/** Beyond the time within which the primary bar takes two taps for one. */
const sameTapMs = 350

/** A selector as the engine's document has it: the component's name stands before an id. */
const inPage = (selector: string) => selector.replace(/#([\w-]+)/g, '[id$="--$1"]')

/** One phone on the desk. Only its visible page is looked at. */
export class PhoneFrame {
  private pressedAtMs = 0

  constructor(
    private readonly page: Page,
    private readonly frame: FrameLocator,
    private readonly index: number,
  ) {}

  private get shown(): Locator {
    return this.frame.locator('.phone-frame:not([hidden])')
  }

  /** What the visible page holds that fits a selector. */
  find(selector: string): Locator {
    return this.shown.locator(inPage(selector))
  }

  /** A button of the native sheet or dialog that is open. */
  sheet(name: string): Locator {
    return this.frame.getByRole('dialog').getByRole('button', { name, exact: true })
  }

  /** A toast that says so. */
  toast(words: string): Locator {
    return this.frame.locator('.phone-toast').getByText(words)
  }

  /** An entry of the scan sheet. */
  codeToScan(label: string): Locator {
    return this.frame.locator('.phone-scan-code').filter({ hasText: label }).first()
  }

  /** A piece of text on the visible page. */
  text(words: string | RegExp): Locator {
    return this.shown.getByText(words)
  }

  tab(name: string): Promise<void> {
    return this.frame.getByRole('tab', { name }).last().click()
  }

  /** Presses the one filled button of the page; as slowly as a person, because two quick taps are one to it. */
  async press(label: string): Promise<void> {
    const button = this.find('primary-bar').getByRole('button', { name: label })
    await button.waitFor()
    await this.page.waitForTimeout(Math.max(0, this.pressedAtMs + sameTapMs - Date.now()))
    await button.click()
    this.pressedAtMs = Date.now()
  }

  /** Types into a field and puts the keyboard away, which may cover the button. */
  async type(selector: string, words: string): Promise<void> {
    const field = this.find(`${selector} :is(input, textarea)`).first()
    await field.fill(words)
    await field.blur()
  }

  /** Waits until a field of the visible page holds these words. */
  async holds(selector: string, words: string): Promise<void> {
    const frame = await this.ready()
    const field = `.phone-frame:not([hidden]) ${inPage(selector)} :is(input, textarea)`
    await frame.waitForFunction(
      ([path, expected]) => document.querySelector<HTMLInputElement>(path)?.value === expected,
      [field, words] as const,
    )
  }

  /** Waits until the sheet that is open shows what is chosen already. */
  async showsChosen(): Promise<void> {
    const frame = await this.ready()
    await frame.waitForFunction(() => {
      const chosen = document.querySelector('.phone-frame:not([hidden]) choice-sheet [aria-checked="true"]')
      const list = chosen?.closest('wx-scroll-view')
      if (!chosen || !list) return false
      const [row, room] = [chosen.getBoundingClientRect(), list.getBoundingClientRect()]
      return row.height > 0 && row.top >= room.top - 1 && row.bottom <= room.bottom + 1
    })
  }

  /** The app is killed, and opened again on the same page. */
  async crash(): Promise<void> {
    const frame = await this.ready()
    await Promise.all([frame.waitForNavigation(), frame.evaluate(() => window.phone?.reload())])
    await this.ready()
  }

  /** Opens a page by its path, as a tap on a message would. */
  async go(url: string): Promise<void> {
    await this.inside((phone, to) => phone.navigate(to), url)
  }

  /** Puts the phone on another network, with the control on the desk. */
  async network(to: 'online' | 'slow' | 'offline' | 'failing'): Promise<void> {
    await this.page.locator('.phone-network').nth(this.index).selectOption(to)
  }

  /** What went wrong in the mini-program, which should be nothing. */
  errors(): Promise<readonly string[]> {
    return this.inside((phone) => [...phone.errors], '')
  }

  private async ready(): Promise<Frame> {
    const element = await this.page.locator('iframe').nth(this.index).elementHandle()
    const frame = await element?.contentFrame()
    if (!frame) throw new Error('the phone is not there')
    await frame.waitForFunction(() => window.phone?.ready)
    return frame
  }

  private async inside<Result>(
    act: (phone: NonNullable<Window['phone']>, argument: string) => Result,
    argument: string,
  ): Promise<Result> {
    const frame = await this.ready()
    return frame.evaluate(
      ([source, given]) => {
        const call = new Function('phone', 'argument', `return (${source})(phone, argument)`)
        return call(window.phone, given)
      },
      [act.toString(), argument] as const,
    )
  }
}

const phoneOn = (page: Page, index: number) =>
  new PhoneFrame(page, page.frameLocator('iframe').nth(index), index)

export class PreviewForTests {
  private context: BrowserContext | undefined
  private shown: Page | undefined
  private phones: readonly PhoneFrame[] = []

  private constructor(
    readonly world: TestWorld,
    readonly url: string,
    private readonly browser: Browser,
    private readonly server: Server,
  ) {}

  static async open(): Promise<PreviewForTests> {
    const [world, server, browser] = await Promise.all([TestWorld.open(), listen(0), openBrowser()])
    openPreview(server, {
      world: world.world,
      miniprogramFolder,
      phoneFolder: built.phone,
      panelFolder: built.panel,
    })
    return new PreviewForTests(world, server.url, browser, server)
  }

  /** Sits down before one phone, held by this persona. What was kept on phones before is forgotten. */
  async phone(persona: string, page = 'pages/home/home'): Promise<PhoneFrame> {
    const desk = await this.sitDown(`phones=1&persona=${persona}&page=${page}`)
    const phone = phoneOn(desk, 0)
    this.phones = [phone]
    return phone
  }

  /** Sits down before two phones, held by these personas. */
  async twoPhones(
    first: string,
    second: string,
    page = 'pages/home/home',
  ): Promise<readonly [PhoneFrame, PhoneFrame]> {
    const desk = await this.sitDown(`phones=2&persona=${first}&page=${page}&persona2=${second}&page2=${page}`)
    const phones = [phoneOn(desk, 0), phoneOn(desk, 1)] as const
    this.phones = phones
    return phones
  }

  /** The browser's page with the phones on it. */
  get desk(): Page {
    if (!this.shown) throw new Error('nobody sits at the desk')
    return this.shown
  }

  /** After a test: no phone has seen an error, and every invariant of the world holds. */
  async clearDesk(): Promise<void> {
    const errors = await Promise.all(this.phones.map((phone) => phone.errors()))
    this.phones = []
    await this.shown?.close()
    this.shown = undefined
    expect(errors.flat()).toEqual([])
    expect(await this.world.problems()).toEqual([])
  }

  private async sitDown(query: string): Promise<Page> {
    this.context ??= await this.setUpDesks()
    const shown = await this.context.newPage()
    shown.setDefaultTimeout(20_000)
    const devTools = await this.context.newCDPSession(shown)
    await devTools.send('Storage.clearDataForOrigin', { origin: this.url, storageTypes: 'local_storage' })
    await shown.goto(`${this.url}/?${query}`)
    this.shown = shown
    return shown
  }

  /** One context for all desks: a browser compiles a script once for as long as it remembers it. */
  private async setUpDesks(): Promise<BrowserContext> {
    const context = await this.browser.newContext({ viewport: { width: 1440, height: 1000 } })
    await keepWarm(context, this.url)
    return context
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.server.close()
    await this.world.close()
  }
}
