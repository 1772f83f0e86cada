/** What is found at one place: opened, measured, left and come back to, and opened again while the network is gone. */
import type { Place } from '../../local/phone/server/world'
import type { Walker } from '../support/places-on-phone'
import { type Measured, measurePage } from './measure'
import { type Passage, type Step, take } from './passage'

/** What opening took. */
interface Spent {
  readonly contentMs: number
  readonly scriptMs: number
  /** Laying out and styling. */
  readonly drawingMs: number
}

export interface Visit extends Spent {
  readonly isRefused: boolean
  readonly opened: Passage
  /** Undefined where only looks were wanted. */
  readonly returned: Passage | undefined
  readonly measured: Measured
  readonly errors: readonly string[]
  readonly failedRequests: readonly string[]
  readonly heavyPictures: readonly string[]
  /** What went wrong from being offline to being online again. */
  readonly retried: readonly string[]
}

/** WeChat's audit asks for 20; a thumb of seventy years asks for more. */
const leastTargetPx = 36
const mostPictureBytes = 200 * 1024
const elsewhere = '/alumni/consent/consent'

/** Visits places with one phone. */
export class Visitor {
  private errors: string[] = []
  private failedRequests: string[] = []
  private heavyPictures: string[] = []

  private constructor(
    private readonly walker: Walker,
    private readonly spent: () => Promise<Omit<Spent, 'contentMs'>>,
  ) {
    walker.page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text())
    })
    walker.page.on('response', (response) => {
      const { pathname } = new URL(response.url())
      if (response.status() >= 400) this.failedRequests.push(`${response.status()} ${pathname}`)
      const isPicture = response.request().resourceType() === 'image'
      if (isPicture && Number(response.headers()['content-length']) > mostPictureBytes)
        this.heavyPictures.push(pathname)
    })
  }

  static async with(walker: Walker): Promise<Visitor> {
    const browser = await walker.page.context().newCDPSession(walker.page)
    await browser.send('Performance.enable')
    return new Visitor(walker, async () => {
      const { metrics } = await browser.send('Performance.getMetrics')
      const ms = (name: string) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? 0)
      return { scriptMs: ms('ScriptDuration'), drawingMs: ms('LayoutDuration') + ms('RecalcStyleDuration') }
    })
  }

  /** @param behaves whether it is also left and tried again, which is alike on all phones */
  async visit({ persona, page: path, isRefused = false }: Place, behaves: boolean): Promise<Visit> {
    const page = `/${path}`
    this.errors = []
    this.failedRequests = []
    this.heavyPictures = []
    const { opened, spent } = await this.open(persona, page)
    const measured = await this.walker.page.evaluate(measurePage, leastTargetPx)
    const returned = behaves ? await this.leaveAndReturn() : undefined
    const { errors, failedRequests, heavyPictures } = this
    const retried = behaves && !isRefused ? await this.retry(persona, page) : []
    return {
      isRefused,
      opened,
      returned,
      measured,
      ...spent,
      errors,
      failedRequests,
      heavyPictures,
      retried,
    }
  }

  /** Opens the page; once more where that took long, for whatever else the machine does only adds. */
  private async open(
    persona: string,
    page: string,
    triesLeft = 3,
  ): Promise<{ readonly opened: Passage; readonly spent: Spent }> {
    await this.walker.handTo(persona)
    const before = await this.spent()
    const opened = await this.step({ by: 'opening', page })
    const after = await this.spent()
    const spent = {
      contentMs: opened.contentMs ?? Number.POSITIVE_INFINITY,
      scriptMs: after.scriptMs - before.scriptMs,
      drawingMs: after.drawingMs - before.drawingMs,
    }
    const tookLong = spent.contentMs > 2500 || spent.scriptMs > 500 || spent.drawingMs > 250
    return tookLong && triesLeft > 1 ? this.open(persona, page, triesLeft - 1) : { opened, spent }
  }

  private async leaveAndReturn(): Promise<Passage> {
    await this.step({ by: 'opening', page: elsewhere })
    return this.step({ by: 'returning' })
  }

  /** Opens the page without network, and tries again with it. */
  private async retry(persona: string, page: string): Promise<readonly string[]> {
    await this.walker.handTo(persona)
    await this.setNetwork('offline')
    const offline = await this.step({ by: 'opening', page })
    if (!offline.isAtRest) return ['it loads on and on while offline']
    if (offline.failure === undefined) return []
    await this.setNetwork('online')
    const again = this.walker.page.locator('.phone-frame:not([hidden]) .van-button', { hasText: '重试' })
    // It is gone where a page comes back by itself: then there is nothing to tap, and only what is there counts.
    await again.click({ timeout: 3000 }).catch(() => undefined)
    const online = await this.step({ by: 'waiting' })
    return online.failure || !online.isAtRest ? ['trying again does not help'] : []
  }

  private setNetwork(network: 'online' | 'offline'): Promise<void> {
    return this.walker.page.evaluate((to) => {
      if (window.phone) window.phone.network = to
    }, network)
  }

  private step(step: Step): Promise<Passage> {
    return this.walker.page.evaluate(take, step)
  }
}
