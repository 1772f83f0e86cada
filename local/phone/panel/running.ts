/** The tab of what runs: the timer, the phone's storage, its errors, and the cloud's log. */
import { byId, make } from './dom'
import { host } from './host'
import { readLogLine } from './log-line'
import { showBadge } from './messages'
import type { Phone } from './phone'

const mostLines = 200

export class Running {
  private shownErrors = ''

  /** `phone` gives the phone that the panel acts on. */
  constructor(phone: () => Phone) {
    const timer = byId('run-timer', HTMLButtonElement)
    timer.addEventListener('click', async () => {
      timer.disabled = true
      try {
        await host.runTimer()
        this.tell('定时任务已运行')
      } catch (error) {
        this.tell(`定时任务没有成功：${(error as Error).message}`)
      } finally {
        timer.disabled = false
      }
    })
    byId('clear-storage', HTMLButtonElement).addEventListener('click', () => {
      phone().clearStorage()
      this.tell('手机存储已清空')
    })
  }

  setLog(lines: readonly string[]): void {
    byId('log', HTMLElement).replaceChildren(...lines.map(row))
    this.toEnd()
  }

  addLine(line: string): void {
    const log = byId('log', HTMLElement)
    log.append(row(line))
    while (log.childElementCount > mostLines) log.firstElementChild?.remove()
    this.toEnd()
  }

  /** All errors of one phone; the tab shows how many. */
  showErrors(errors: readonly string[]): void {
    if (errors.join('\n') === this.shownErrors && this.shownErrors !== '') return
    this.shownErrors = errors.join('\n')
    const list = byId('error-list', HTMLElement)
    list.replaceChildren(...errors.map((error) => make('p', { class: 'fault' }, error)).reverse())
    if (errors.length === 0) list.append(make('p', { class: 'hint' }, '没有错误'))
    showBadge('tab-running', errors.length)
  }

  private tell(sentence: string): void {
    byId('outcome', HTMLElement).textContent = sentence
  }

  private toEnd(): void {
    const log = byId('log', HTMLElement)
    log.scrollTop = log.scrollHeight
  }
}

function row(line: string): HTMLElement {
  const { text, level } = readLogLine(line)
  return make('div', { class: level }, text)
}
