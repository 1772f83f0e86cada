/** What is found at one place: opened, measured, left and come back to, and opened again while the network is gone. */
import type { Walker } from '../support/places-on-phone'
import { type Measured, measurePage } from './measure'
import { type Passage, type Step, take } from './passage'

export interface Visit {
  readonly opened: Passage
  readonly returned: Passage
  readonly measured: Measured
  readonly scriptMs: number
  /** What laying out and styling took. */
  readonly drawingMs: number
  readonly errors: readonly string[]
  readonly failedRequests: readonly string[]
  /** What went wrong from being offline to being online again. */
  readonly retried: readonly string[]
}

/** WeChat's audit asks for 20; a thumb of seventy years asks for more. */
const leastTargetPx = 36
const elsewhere = '/alumni/consent/consent'

/** Visits places with one phone. */
export class Visitor {
  private errors: string[] = []
  private failedRequests: string[] = []

  private constructor(
    private readonly walker: Walker,
    private readonly spent: () => Promise<{ readonly scriptMs: number; readonly drawingMs: number }>,
  ) {
    walker.page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text())
    })
    walker.page.on('response', (response) => {
      if (response.status() >= 400)
        this.failedRequests.push(`${response.status()} ${new URL(response.url()).pathname}`)
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

  async visit(persona: string, page: string): Promise<Visit> {
    await this.walker.handTo(persona)
    this.errors = []
    this.failedRequests = []
    const before = await this.spent()
    const opened = await this.step({ by: 'opening', page })
    const after = await this.spent()
    const measured = await this.walker.page.evaluate(measurePage, leastTargetPx)
    await this.step({ by: 'opening', page: elsewhere })
    const returned = await this.step({ by: 'returning' })
    const { errors, failedRequests } = this
    const retried = await this.retry(persona, page)
    return {
      opened,
      returned,
      measured,
      scriptMs: after.scriptMs - before.scriptMs,
      drawingMs: after.drawingMs - before.drawingMs,
      errors,
      failedRequests,
      retried,
    }
  }

  /** Opens the page without network, and tries again with it. */
  private async retry(persona: string, page: string): Promise<readonly string[]> {
    await this.walker.handTo(persona)
    await this.setNetwork('offline')
    const offline = await this.step({ by: 'opening', page })
    if (!offline.isAtRest) return ['it loads on and on while offline']
    if (!offline.isFailed) return []
    await this.setNetwork('online')
    await this.walker.page.locator('.phone-frame:not([hidden]) .van-button', { hasText: '重试' }).click()
    const online = await this.step({ by: 'waiting' })
    return online.isFailed || !online.isAtRest ? ['trying again does not help'] : []
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
