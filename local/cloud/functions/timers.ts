/** Calls functions when the movable clock reaches the moments that their config.json names. */
import { CronExpressionParser } from 'cron-parser'
import type { MovableClock } from '../../clock'
import type { TimerTrigger } from './bundles'
import type { Runner } from './runner'

/** What setTimeout can wait at most. */
const longestWaitMs = 2 ** 31 - 1

interface Scheduled {
  readonly functionName: string
  readonly trigger: TimerTrigger
  nextMs: number
}

export class Timers {
  private scheduled: Scheduled[] = []
  private timer: NodeJS.Timeout | undefined
  private readonly stopListening: () => void

  /** @param isOn without it only `fire` calls a function */
  constructor(
    private readonly runner: Runner,
    private readonly clock: MovableClock,
    private readonly appid: string,
    private readonly isOn: boolean,
  ) {
    this.stopListening = clock.onMove(() => this.wake())
    this.schedule()
  }

  /** Reads the triggers anew; called when functions were rebuilt. */
  schedule(): void {
    const now = this.clock.now()
    this.scheduled = [...this.runner.allBundles()].flatMap(({ name, triggers }) =>
      triggers.map((trigger) => ({ functionName: name, trigger, nextMs: nextMoment(trigger.config, now) })),
    )
    this.waitForNext()
  }

  /** Calls a function as its timers would, at once. Resolves when it is done, rejects as it does. */
  async fire(functionName: string): Promise<void> {
    const { triggers } = this.runner.bundle(functionName)
    if (triggers.length === 0) throw new Error(`${functionName} has no timer in its config.json`)
    await Promise.all(triggers.map((trigger) => this.call(functionName, trigger)))
  }

  close(): void {
    this.stopListening()
    clearTimeout(this.timer)
  }

  /** Fires what is due, each once however much time was skipped, and plans from the present on. */
  private wake(): void {
    const now = this.clock.now()
    for (const entry of this.scheduled) {
      const isDue = entry.nextMs <= now
      entry.nextMs = nextMoment(entry.trigger.config, now)
      // The runner has written the failure to the log; nobody else is waiting for it.
      if (isDue && this.isOn) this.call(entry.functionName, entry.trigger).catch(() => {})
    }
    this.waitForNext()
  }

  private waitForNext(): void {
    clearTimeout(this.timer)
    const nextMs = Math.min(...this.scheduled.map((entry) => entry.nextMs))
    if (!this.isOn || !Number.isFinite(nextMs)) return
    this.timer = setTimeout(() => this.wake(), Math.min(nextMs - this.clock.now(), longestWaitMs))
    this.timer.unref()
  }

  private async call(functionName: string, trigger: TimerTrigger): Promise<void> {
    const event = {
      Type: 'Timer',
      TriggerName: trigger.name,
      Time: new Date(this.clock.now()).toISOString(),
      Message: '',
      userInfo: { appId: this.appid },
    }
    await this.runner.call(functionName, event, { source: 'wx_trigger' })
  }
}

/** The first moment after `afterMs` that the seven fields name; Infinity when their year is over. */
function nextMoment(config: string, afterMs: number): number {
  const fields = config.trim().split(/\s+/)
  const year = fields[6]
  if (fields.length !== 7 || year === undefined)
    throw new Error(`the timer '${config}' needs seven fields: second minute hour day month weekday year`)
  if (year !== '*' && !/^\d{4}$/.test(year))
    throw new Error(`the timer '${config}': only * or one year is offered`)
  const startMs = year === '*' ? afterMs : Math.max(afterMs, Date.parse(`${year}-01-01T00:00:00+08:00`) - 1)
  const expression = CronExpressionParser.parse(fields.slice(0, 6).join(' '), {
    currentDate: new Date(startMs),
    tz: 'Asia/Shanghai',
  })
  const nextMs = expression.next().getTime()
  const isInYear = year === '*' || nextMs < Date.parse(`${Number(year) + 1}-01-01T00:00:00+08:00`)
  return isInYear ? nextMs : Number.POSITIVE_INFINITY
}
