/** The sample world on one phone before a browser, shown at any of its places. */
import path from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { compilePhone } from '../../local/phone'
import { listen, openPreview, type Server } from '../../local/phone/server'
import { listPages } from '../../local/phone/server/pages'
import type { Place } from '../../local/phone/server/world'
import { openBrowser } from './browser'
import buildFunctions from './build-functions'
import { built } from './built'
import { TestWorld } from './world'

const miniprogram = path.resolve(__dirname, '../../miniprogram')

/** What a phone is like; `font` is WeChat's size of words in px. */
export interface PhoneKind {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly font: number
  /** Of the screen; 1 when absent. */
  readonly pixelRatio?: number
}

/** A page that asks the cloud nothing, from which one goes on. */
const quietPage = '/alumni/consent/consent'

export class PlacesOnPhone {
  private constructor(
    private readonly world: TestWorld,
    private readonly server: Server,
    private readonly browser: Browser,
    readonly places: readonly Place[],
    private readonly titles: ReadonlyMap<string, string>,
  ) {}

  static async open(): Promise<PlacesOnPhone> {
    await buildFunctions()
    const [world, server, browser] = await Promise.all([
      TestWorld.open(),
      listen(0),
      openBrowser(),
      compilePhone({ root: miniprogram, outFolder: built.phone, minify: true }),
    ])
    const phoneFolder = built.phone
    openPreview(server, {
      world: world.world,
      miniprogramFolder: miniprogram,
      phoneFolder,
      panelFolder: phoneFolder,
    })
    const titles = new Map((await listPages(miniprogram)).map(({ path: page, title }) => [page, title]))
    return new PlacesOnPhone(world, server, browser, await world.world.places(), titles)
  }

  titleOf({ page, note }: Place): string {
    const title = this.titles.get(page.split('?')[0] ?? '') ?? page
    return note === undefined ? title : `${title} · ${note}`
  }

  contextOf({ width, height, pixelRatio = 1 }: PhoneKind): Promise<BrowserContext> {
    const viewport = { width, height }
    return this.browser.newContext({ viewport, deviceScaleFactor: pixelRatio, reducedMotion: 'reduce' })
  }

  /** One phone that stays switched on while it goes from place to place. */
  async walkerOf(kind: PhoneKind): Promise<Walker> {
    const context = await this.contextOf(kind)
    // The compiler that runs this keeps functions' names by a helper, which the browser does not know.
    await context.addInitScript('globalThis.__name = (named) => named')
    return new Walker(context, await context.newPage(), this.server.url, kind)
  }

  /** Opens the place as somebody who has never been there, over a network in this state. */
  async show(page: Page, place: Place, kind: PhoneKind, network: 'online' | 'slow' | 'offline' | 'failing') {
    await switchOn(page, this.server.url, place.persona, kind)
    await page.evaluate(
      ([to, url]) => {
        if (!window.phone) return
        window.phone.clearStorage()
        window.phone.network = to
        window.phone.navigate(url)
      },
      [network, `/${place.page}`] as const,
    )
  }

  /** A day passes, so that nobody has asked too often. */
  sleep(): void {
    this.world.clock.advance(24 * 60 * 60_000)
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.server.close()
    await this.world.close()
  }
}

/** Goes from place to place without being switched on anew, unless somebody else takes the phone. */
export class Walker {
  private persona = ''

  constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly url: string,
    private readonly kind: PhoneKind,
  ) {}

  /** Puts the phone into somebody's hand, at a page that asks for nothing, with nothing kept on it. */
  async handTo(persona: string): Promise<void> {
    if (this.persona === persona) {
      await this.page.evaluate((url) => {
        if (window.phone) window.phone.network = 'online'
        window.phone?.reLaunch(url)
      }, quietPage)
    } else {
      await switchOn(this.page, this.url, persona, this.kind)
      this.persona = persona
    }
    await this.page.evaluate(() => window.phone?.clearStorage())
  }

  async close(): Promise<void> {
    await this.context.close()
  }
}

async function switchOn(page: Page, url: string, persona: string, { name, font }: PhoneKind): Promise<void> {
  await page.goto(`${url}/phone/app.html?persona=${persona}&phone=${name}&font=${font}#${quietPage}`)
  await page.waitForFunction(() => window.phone?.ready)
}

/** What went wrong inside the phone. */
export const errorsOn = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => [...(window.phone?.errors ?? [])])
