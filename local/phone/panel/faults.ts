/** The drill: what is broken on purpose, shown and changed. */
import { byId, choose, onChoice, within } from './dom'
import { type FaultsState, host } from './host'

type OneShot = FaultsState['lostReply']

const replySentences: Readonly<Record<OneShot, string>> = {
  off: '下一次写入会生效，但收不到回复',
  armed: '等待手机的下一次写入…',
  struck: '已发生：写入生效，回复丢失',
}

export class Faults {
  constructor() {
    onChoice(byId('fault-delay', HTMLElement), (delayMs) => host.changeFaults({ delayMs: Number(delayMs) }))
    const down = byId('fault-down', HTMLInputElement)
    down.addEventListener('change', () => void host.changeFaults({ isDatabaseDown: down.checked }))
    const reply = byId('fault-reply', HTMLInputElement)
    reply.addEventListener('change', () => void host.changeFaults({ losesReply: reply.checked }))
    byId('fault-interruption', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault()
      const interruptAtStep = byId('fault-step', HTMLInputElement).valueAsNumber
      const isArmed = this.interruptionButton.value === 'armed'
      void host.changeFaults(isArmed ? { interrupts: false } : { interruptAtStep })
    })
    byId('faults-clear', HTMLButtonElement).addEventListener(
      'click',
      () => void host.changeFaults({ clear: true }),
    )
  }

  show(state: FaultsState): void {
    const { delayMs, isDatabaseDown, lostReply, interruption } = state
    choose(byId('fault-delay', HTMLElement), String(delayMs))
    byId('fault-down', HTMLInputElement).checked = isDatabaseDown
    byId('fault-reply', HTMLInputElement).checked = lostReply === 'armed'
    tell('fault-reply-state', lostReply, replySentences[lostReply])
    tell('fault-interruption-state', interruption.state, interruptionSentence(interruption))
    this.interruptionButton.value = interruption.state
    this.interruptionButton.textContent = interruption.state === 'armed' ? '取消' : '安排'
    const shots = [lostReply, interruption.state]
    const isBroken = delayMs > 0 || isDatabaseDown || shots.includes('armed')
    byId('faults-on', HTMLElement).hidden = !isBroken
    byId('faults-clear', HTMLButtonElement).hidden = !isBroken && !shots.includes('struck')
  }

  private get interruptionButton(): HTMLButtonElement {
    return within(byId('fault-interruption', HTMLFormElement), 'button', HTMLButtonElement)
  }
}

function interruptionSentence({ atStep, state }: FaultsState['interruption']): string {
  if (state === 'armed') return `等待手机的调用走到第 ${atStep} 步…`
  if (state === 'struck') return `已发生：第 ${atStep} 步生效后中断`
  return '这一步生效后，函数像断电一样停下'
}

function tell(id: string, state: OneShot, sentence: string): void {
  const line = byId(id, HTMLElement)
  line.dataset.state = state
  line.textContent = sentence
}
