/** Shows the local world's clock as campus time, and moves it. */
import { byId } from './dom'
import { host } from './host'

const hourMs = 3_600_000
const campusTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour12: false,
  timeStyle: 'medium',
})
const campusDay = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
})
const campusWeekday = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', weekday: 'short' })

export class Clock {
  private aheadMs = 0

  constructor() {
    for (const button of document.querySelectorAll<HTMLButtonElement>('[data-advance-hours]')) {
      const hours = Number(button.dataset.advanceHours)
      button.addEventListener('click', () => void host.moveClock({ advanceMs: hours * hourMs }))
    }
    byId('clock-reset', HTMLButtonElement).addEventListener(
      'click',
      () => void host.moveClock({ reset: true }),
    )
    byId('clock-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault()
      const moment = byId('clock-moment', HTMLInputElement).value
      void host.moveClock({ moveToMs: Date.parse(`${moment}+08:00`) })
    })
    setInterval(() => this.show(), 1000)
  }

  set(aheadMs: number): void {
    this.aheadMs = aheadMs
    byId('clock-moment', HTMLInputElement).value = inField(Date.now() + aheadMs)
    this.show()
  }

  private show(): void {
    const now = Date.now() + this.aheadMs
    byId('clock-time', HTMLTimeElement).textContent = campusTime.format(now)
    byId('clock-date', HTMLParagraphElement).textContent =
      `${campusDay.format(now)} ${campusWeekday.format(now)}`
    // Moving the clock takes a moment itself, so it is never ahead by exactly nothing afterwards.
    const moved = Math.abs(this.aheadMs) >= 1000
    document.body.classList.toggle('moved', moved)
    byId('clock-ahead', HTMLElement).textContent = moved ? inWords(this.aheadMs) : '校园时间，与本机一致'
    byId('clock-reset', HTMLButtonElement).hidden = !moved
  }
}

/** For example 比现在晚 2 天 3 小时. */
export function inWords(aheadMs: number): string {
  const minutes = Math.round(Math.abs(aheadMs) / 60_000)
  const parts = [
    [Math.floor(minutes / 1440), '天'],
    [Math.floor(minutes / 60) % 24, '小时'],
    [minutes % 60, '分钟'],
  ] as const
  const span = parts
    .filter(([count]) => count > 0)
    .slice(0, 2)
    .map(([count, unit]) => `${count} ${unit}`)
  return `比现在${aheadMs > 0 ? '晚' : '早'} ${span.join(' ') || '不到 1 分钟'}`
}

/** A moment as a datetime-local field wants it, on the campus clock, e.g. `2026-10-15T09:00`. */
function inField(momentMs: number): string {
  return new Date(momentMs + 8 * hourMs).toISOString().slice(0, 16)
}
