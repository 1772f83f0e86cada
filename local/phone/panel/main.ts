/** The panel beside the phones: puts its parts together, and keeps the URL true. */
import {
  type Address,
  type Defaults,
  type FontSize,
  type PhoneSize,
  readAddress,
  readPhone,
  writeAddress,
} from './address'
import { Clock } from './clock'
import { byId, choose, onChoice, within } from './dom'
import { Faults } from './faults'
import { host, listenToHost, type PanelState } from './host'
import { Lists } from './lists'
import { Messages } from './messages'
import { Palette } from './palette'
import { Phone } from './phone'
import { Running } from './running'
import { Tabs } from './tabs'

const sizes: Readonly<Record<PhoneSize, { width: number; height: number }>> = {
  large: { width: 390, height: 844 },
  small: { width: 360, height: 640 },
}
/** The frame around a screen, and the bar above it with the stage's padding. */
const bezelPixels = 24
const aboveAndBelowPixels = 80
const observeEveryMs = 400
const noticeMs = 6000

class Panel {
  private readonly stage = within(document, '.stage', HTMLElement)
  private readonly clock = new Clock()
  private readonly messages = new Messages()
  private readonly faults = new Faults()
  private readonly running = new Running(() => this.phone)
  private readonly lists: Lists
  private readonly tabs: Tabs
  private readonly phones: Phone[] = []
  private target = 0
  private size: PhoneSize
  private font: FontSize

  constructor(
    private readonly state: PanelState,
    private readonly defaults: Defaults,
  ) {
    const address = readAddress(location.search, defaults)
    this.size = address.size
    this.font = address.font
    for (const phone of address.phones) this.addPhone(phone)
    this.lists = new Lists(state, () => this.phone)
    new Palette(state, () => this.phone)
    this.tabs = new Tabs(address.tab, (tab) => this.openedTab(tab))
    this.showState(state)
    this.listen()
    this.openedTab(this.tabs.open)
  }

  /** The phone that the panel acts on. */
  private get phone(): Phone {
    const phone = this.phones[this.target] ?? this.phones[0]
    if (!phone) throw new Error('There is no phone on the desk.')
    return phone
  }

  private get address(): Address {
    return {
      phones: this.phones.map((phone) => phone.address),
      size: this.size,
      font: this.font,
      tab: this.tabs.open,
    }
  }

  private listen(): void {
    onChoice(byId('phone-count', HTMLElement), (count) => this.setPhoneCount(Number(count)))
    onChoice(byId('phone-size', HTMLElement), (size) => {
      this.size = size === 'small' ? 'small' : 'large'
      this.show()
    })
    onChoice(byId('font-size', HTMLElement), (font) => {
      this.font = font === 'large' ? 'large' : 'standard'
      for (const phone of this.phones) phone.setFontSize(this.font)
      this.show()
    })
    onChoice(byId('target', HTMLElement), (index) => this.setTarget(Number(index)))
    window.addEventListener('resize', () => this.fit())
    // A tap inside a frame is not seen here; that the frame has taken the focus is.
    window.addEventListener('blur', () => {
      const touched = this.phones.findIndex((phone) => phone.hasFocus)
      if (touched >= 0) this.setTarget(touched)
    })
    setInterval(() => {
      for (const phone of this.phones) phone.observe()
    }, observeEveryMs)
    listenToHost(
      {
        clock: ({ aheadMs }) => this.clock.set(aheadMs),
        faults: (state) => this.faults.show(state),
        message: (message) => this.messages.add(message),
        log: ({ line }) => this.running.addLine(line),
      },
      async (isConnected) => {
        byId('connection', HTMLElement).hidden = isConnected
        if (!isConnected) return
        this.showState(await host.state())
        this.faults.show(await host.faults())
      },
    )
  }

  private addPhone(address: Address['phones'][number]): void {
    const index = this.phones.length
    const phone = new Phone(index + 1, this.state.personas, address, this.font, {
      changed: () => this.show(),
      touched: () => this.setTarget(index),
    })
    this.phones.push(phone)
    this.stage.append(phone.root)
  }

  private setPhoneCount(count: number): void {
    while (this.phones.length > count) this.phones.pop()?.root.remove()
    while (this.phones.length < count) {
      this.addPhone(readPhone(new URLSearchParams(location.search), this.phones.length, this.defaults))
    }
    this.setTarget(Math.min(this.target, count - 1))
  }

  private setTarget(index: number): void {
    this.target = index
    this.show()
    if (this.tabs.open === 'codes') void this.lists.showCodes()
  }

  private openedTab(tab: string): void {
    if (tab === 'codes') void this.lists.showCodes()
    if (tab === 'messages') this.messages.seen()
    this.show()
  }

  private showState(state: PanelState): void {
    this.clock.set(state.clock.aheadMs)
    this.messages.set(state.messages)
    this.running.setLog(state.log)
  }

  private show(): void {
    choose(byId('phone-count', HTMLElement), String(this.phones.length))
    choose(byId('phone-size', HTMLElement), this.size)
    choose(byId('font-size', HTMLElement), this.font)
    choose(byId('target', HTMLElement), String(this.target))
    byId('target', HTMLElement).hidden = this.phones.length < 2
    this.phones.forEach((phone, index) => {
      phone.root.classList.toggle('active', this.phones.length > 1 && index === this.target)
    })
    this.lists.show()
    this.running.showErrors(this.phone.errors)
    this.fit()
    history.replaceState(null, '', writeAddress(this.address, this.defaults))
  }

  /** Makes the phones as large as the window allows, and never larger than they are. */
  private fit(): void {
    const { width, height } = sizes[this.size]
    const style = getComputedStyle(this.stage)
    const gaps = Number.parseFloat(style.columnGap) * (this.phones.length - 1)
    const paddings = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight)
    const room = (this.stage.clientWidth - gaps - paddings) / this.phones.length
    const scale = Math.min(
      1,
      (this.stage.clientHeight - aboveAndBelowPixels) / (height + bezelPixels),
      room / (width + bezelPixels),
    )
    this.stage.style.setProperty('--phone-width', `${width}px`)
    this.stage.style.setProperty('--phone-height', `${height}px`)
    this.stage.style.setProperty('--scale', scale.toFixed(4))
  }
}

async function start(): Promise<void> {
  const state = await host.state()
  new Panel(state, {
    personas: state.personas.map((persona) => persona.key),
    page: state.pages[0]?.path ?? '',
    tab: 'personas',
  })
}

/** Whatever fails here is said here; what fails inside a phone is that phone's to show. */
function notice(error: unknown): void {
  const line = byId('notice', HTMLElement)
  line.textContent = (error as Error).message
  line.hidden = false
  clearTimeout(noticeTimer)
  noticeTimer = setTimeout(() => {
    line.hidden = true
  }, noticeMs)
}

let noticeTimer: ReturnType<typeof setTimeout> | undefined
window.addEventListener('error', (event) => notice(event.error))
window.addEventListener('unhandledrejection', (event) => notice(event.reason))
void start()
