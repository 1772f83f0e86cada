/** A phone before a browser that fills in forms: what it typed, what it sent, and a network that goes away meanwhile. */
import type { BrowserContext, Locator, Page, Route } from 'playwright-core'
import type { Reply } from '../../miniprogram/contract/index'
import type { Form } from './forms'

/** A page that asks the cloud nothing. */
const quietPage = '/alumni/consent/consent'

/** Beyond the time within which the primary bar takes two taps for one. */
const sameTapMs = 320

/** A selector as the engine's document has it: the component's name stands before an id. */
const inPage = (selector: string) => selector.replace(/#([\w-]+)/g, '[id$="--$1"]')

type Network = 'online' | 'offline' | 'failing'

/** What the phone asked of the cloud. */
interface Asked {
  readonly action: string
  /** Undefined until it is answered. */
  isDone?: boolean
}

/** What a page that was opened first shows in the end. */
export interface ColdEntry {
  readonly page: string
  readonly isLoading: boolean
  readonly words: string
  readonly errors: readonly string[]
}

export class FormWalk {
  private persona = ''
  private asked: Asked[] = []
  /** While an action is held, its calls wait for this. */
  private held: { readonly action: string; readonly released: Promise<void> } | undefined
  private pressedAtMs = 0

  private constructor(
    private readonly page: Page,
    private readonly url: string,
  ) {}

  static async on(context: BrowserContext, url: string): Promise<FormWalk> {
    const page = await context.newPage()
    page.setDefaultTimeout(8000)
    await page.addInitScript(agreeing)
    const walk = new FormWalk(page, url)
    await page.route('**/phone/call', (route) => walk.pass(route))
    return walk
  }

  /** Opens a form as somebody who has kept nothing on this phone. */
  async begin(form: Form): Promise<void> {
    await this.handTo(form.persona)
    await this.page.evaluate(() => window.phone?.clearStorage())
    await this.open(form)
    await this.tapAll(form)
  }

  /** Opens its page anew, as somebody does who left it; nothing but what the phone keeps is there. */
  async comeBack(form: Form): Promise<void> {
    await this.open(form)
    const [first = ''] = Object.keys(form.fields)
    await this.page.waitForFunction(
      () =>
        window.phone?.pending === 0 &&
        document.querySelector('.phone-frame:not([hidden]) [class*="skeleton"]') === null,
    )
    if (!(await this.field(first).isVisible())) await this.tapAll(form)
  }

  private async open({ page }: Form): Promise<void> {
    await this.page.evaluate((to) => window.phone?.reLaunch(to), `/${page}`)
    this.pressedAtMs = 0
  }

  private async tapAll({ opens = [] }: Form): Promise<void> {
    for (const tap of opens) await this.tap(tap)
  }

  async fill({ fields, chooses = [] }: Form): Promise<void> {
    for (const [selector, words] of Object.entries(fields)) {
      const field = this.field(selector)
      await field.fill(words)
      await field.blur()
    }
    for (const tap of chooses) await this.tap(tap)
  }

  /** Waits until the fields hold what was typed. */
  async holds({ fields }: Form): Promise<void> {
    for (const [selector, words] of Object.entries(fields)) {
      await this.field(selector).waitFor()
      const found = await this.field(selector).inputValue()
      if (found !== words) throw new Error(`${selector} holds “${found}”, not “${words}”`)
    }
  }

  async network(to: Network): Promise<void> {
    await this.page.evaluate((next) => {
      if (window.phone) window.phone.network = next
    }, to)
  }

  /** Presses what sends it; questions that come between are answered with yes. */
  async send({ sends }: Form): Promise<void> {
    await this.page.waitForTimeout(Math.max(0, this.pressedAtMs + sameTapMs - Date.now()))
    await this.button(sends).click()
    this.pressedAtMs = Date.now()
  }

  /** Waits until the page says that the network is gone. */
  async saysOffline(): Promise<void> {
    await this.page.waitForFunction(() => {
      const isShown = (element: Element) => element.getClientRects().length > 0
      const places = document.querySelectorAll('.phone-frame:not([hidden]) *, .phone-toast *')
      const isSaid = [...places].some(
        (element) =>
          element.children.length === 0 &&
          /网络(连接失败|中断|未连接)/.test(element.textContent ?? '') &&
          isShown(element),
      )
      return isSaid && window.phone?.pending === 0
    })
  }

  /**
   * Sends it over a network so slow that one taps again, and that then loses the reply.
   * @returns how many times it was sent, and whether what sends it showed that it was busy
   */
  async sendSlowly(form: Form): Promise<{ readonly times: number; readonly wasBusy: boolean }> {
    this.asked = []
    let release = () => {}
    this.held = { action: form.action, released: new Promise((resolve) => (release = resolve)) }
    await this.send(form)
    await this.until(() => this.asked.some(({ action }) => action === form.action))
    const busy = this.shown.locator('.van-button--loading').last()
    const wasBusy = await busy
      .waitFor({ timeout: 2000 })
      .then(() => busy.click({ force: true }))
      .then(
        () => true,
        () => false,
      )
    await this.network('failing')
    this.held = undefined
    release()
    await this.saysOffline()
    await this.network('online')
    return { times: this.asked.filter(({ action }) => action === form.action).length, wasBusy }
  }

  /** Sends it once more. @returns whether it is done, as the cloud says, or as the page found out by itself */
  async sendAgain(form: Form): Promise<boolean> {
    this.asked = []
    await this.send(form)
    const answers = () =>
      this.asked.filter(({ action, isDone }) => action === form.action && isDone !== undefined)
    await this.until(() => answers().length > 0)
    const isDone = answers().some((one) => one.isDone) || (await this.keepsNothing())
    await this.page.waitForFunction(() => window.phone?.pending === 0)
    return isDone
  }

  /** Whether the page forgets what was typed, because it found out that it is saved already. */
  private keepsNothing(): Promise<boolean> {
    const isForgotten = (whose: string) =>
      Object.keys(localStorage).every((key) => !key.startsWith(whose) || !key.includes(':draft:'))
    return this.page.waitForFunction(isForgotten, `phone:${this.persona}:`).then(
      () => true,
      () => false,
    )
  }

  /** Opens pages one after another as the first of the mini-program, as a card or a code does. */
  async openCold(persona: string, pages: readonly string[]): Promise<readonly ColdEntry[]> {
    await this.handTo(persona)
    return this.page.evaluate(openAll, pages)
  }

  /** Takes the way out of a page that shows nothing. @returns the page it leads to */
  async goHome(): Promise<string | undefined> {
    await this.tap('回首页看看')
    return this.page.evaluate(() => window.phone?.stack.at(-1))
  }

  /** Leaves alone what is still asked. */
  async close(): Promise<void> {
    await this.page.unrouteAll({ behavior: 'ignoreErrors' })
  }

  /** What went wrong inside the phone while it was in these hands. */
  errors(): Promise<readonly string[]> {
    return this.page.evaluate(() => [...(window.phone?.errors ?? [])])
  }

  /** The words on the screen, for whoever reads a failure. */
  words(): Promise<string> {
    return this.shown.first().innerText()
  }

  private async handTo(persona: string): Promise<void> {
    if (this.persona !== persona) {
      await this.page.waitForFunction(() => !window.phone?.pending)
      await this.page.goto(`${this.url}/phone/app.html?persona=${persona}#${quietPage}`)
      await this.page.waitForFunction(() => window.phone?.ready)
      this.persona = persona
    }
    await this.network('online')
  }

  private get shown(): Locator {
    return this.page.locator('.phone-frame:not([hidden])')
  }

  private field(selector: string): Locator {
    return this.shown.locator(`${inPage(selector)} :is(input, textarea)`).first()
  }

  private button(name: string | RegExp): Locator {
    const named = typeof name === 'string' ? { name, exact: true } : { name }
    return this.shown.getByRole('button', named).last()
  }

  /** `#id` is an element, everything else the words of one. */
  private async tap(what: string): Promise<void> {
    const words = this.shown.getByText(what, { exact: true }).locator('visible=true').last()
    await (what.startsWith('#') ? this.shown.locator(inPage(what)).first() : words).click()
  }

  private async pass(route: Route): Promise<void> {
    const { data } = route.request().postDataJSON() as { data: { action: string } }
    const asked: Asked = { action: data.action }
    this.asked.push(asked)
    if (this.held?.action === data.action) await this.held.released
    const response = await route.fetch()
    const { result } = (await response.json()) as { result?: Reply<unknown> }
    await route.fulfill({ response })
    asked.isDone = result?.ok === true
  }

  private async until(isSo: () => boolean): Promise<void> {
    for (let left = 400; !isSo(); left--) {
      if (left === 0) throw new Error('it was not sent')
      await this.page.waitForTimeout(20)
    }
  }
}

/** Runs inside the browser, so it uses nothing from outside its function. */
async function openAll(pages: readonly string[]): Promise<ColdEntry[]> {
  const { phone } = window
  if (!phone) throw new Error('the phone has not started')
  const frame = () => document.querySelector<HTMLElement>('.phone-frame:not([hidden])')
  const entries: ColdEntry[] = []
  for (const page of pages) {
    const startedMs = performance.now()
    const errorsBefore = phone.errors.length
    phone.reLaunch(`/${page}`)
    for (let still = 0; still < 3 && performance.now() - startedMs < 15_000; ) {
      await new Promise((resolve) => requestAnimationFrame(resolve))
      const isLoading = phone.pending > 0 || !frame() || frame()?.querySelector('[class*="skeleton"]')
      still = isLoading ? 0 : still + 1
    }
    const isLoading = frame()?.querySelector('[class*="skeleton"]') !== null
    entries.push({
      page,
      isLoading,
      words: frame()?.innerText ?? '',
      errors: phone.errors.slice(errorsBefore),
    })
  }
  return entries
}

/** Runs inside the browser: whoever holds the phone says yes to whatever it asks. */
function agreeing(): void {
  const yes = '.phone-sheet-layer .weui-btn_primary, .phone-sheet-layer .weui-dialog__btn_primary'
  new MutationObserver(() => document.querySelector<HTMLElement>(yes)?.click()).observe(document, {
    childList: true,
    subtree: true,
  })
}
