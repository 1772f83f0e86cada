/** One phone on the desk: its frame, who holds it, its network, and the way into the page that runs inside. */
import type { FontSize, PhoneAddress } from './address'
import { byId, make, within } from './dom'

/** Of 16 px as WeChat has them, 1.4 times as many: what most who enlarge their words choose at most. */
const largeFontPixels = 22.4

/** What the page inside the frame offers as `window.phone`. */
interface PhoneWindow {
  /** URLs of the open pages, the visible one last. */
  readonly stack: readonly string[]
  network: string
  readonly errors: readonly string[]
  navigate(url: string): unknown
  scan(text: string): unknown
  reload(): unknown
  clearStorage(): unknown
}

export interface PhoneEvents {
  /** The person, the page, or the errors are others now. */
  changed(): void
  /** Somebody touched this phone. */
  touched(): void
}

export class Phone {
  readonly root: HTMLElement
  private readonly frame: HTMLIFrameElement
  private readonly persona: HTMLSelectElement
  private readonly network: HTMLSelectElement
  private shown: PhoneAddress
  private errorCount = 0

  /** `number` counts from 1, and keeps what two phones store apart. */
  constructor(
    private readonly number: number,
    personas: readonly { key: string; name: string }[],
    address: PhoneAddress,
    private fontSize: FontSize,
    private readonly events: PhoneEvents,
  ) {
    const template = byId('phone-template', HTMLTemplateElement)
    this.root = within(document.importNode(template.content, true), '.phone', HTMLElement)
    this.frame = within(this.root, 'iframe', HTMLIFrameElement)
    this.persona = within(this.root, '.phone-persona', HTMLSelectElement)
    this.network = within(this.root, '.phone-network', HTMLSelectElement)
    this.persona.append(...personas.map(({ key, name }) => make('option', { value: key }, name)))
    this.name()
    this.shown = address
    this.load()
    this.root.addEventListener('pointerdown', () => events.touched())
    this.persona.addEventListener('change', () => this.become(this.persona.value))
    this.network.addEventListener('change', () => this.applyNetwork())
    // A reload forgets the network, and the first page asks for its data right after this.
    this.frame.addEventListener('load', () => this.applyNetwork())
  }

  /** Who holds the phone and what it shows. */
  get address(): PhoneAddress {
    return this.shown
  }

  get errors(): readonly string[] {
    return this.inside?.errors ?? []
  }

  get hasFocus(): boolean {
    return document.activeElement === this.frame
  }

  become(persona: string): void {
    this.shown = { ...this.shown, persona }
    this.load()
    this.events.changed()
  }

  /** As in WeChat, another size of words starts the mini-program anew. */
  setFontSize(size: FontSize): void {
    if (size === this.fontSize) return
    this.fontSize = size
    this.load()
  }

  /** Shows a page to somebody, over a network in this state. */
  jump({ persona, page }: PhoneAddress, network: string): void {
    this.network.value = network
    if (persona === this.shown.persona) {
      this.applyNetwork()
      this.navigate(page)
      return
    }
    this.shown = { persona, page }
    this.load()
    this.events.changed()
  }

  navigate(page: string): void {
    this.inside?.navigate(`/${page.replace(/^\/+/, '')}`)
  }

  scan(text: string): void {
    this.inside?.scan(text)
  }

  reload(): void {
    this.inside?.reload()
  }

  clearStorage(): void {
    this.inside?.clearStorage()
  }

  /** Looks at what the page inside has done since; nothing inside tells. */
  observe(): void {
    const { inside } = this
    if (!inside) return
    if (inside.network !== this.network.value) this.applyNetwork()
    const page = inside.stack.at(-1)?.replace(/^\/+/, '') ?? this.shown.page
    if (page === this.shown.page && inside.errors.length === this.errorCount) return
    this.errorCount = inside.errors.length
    this.shown = { ...this.shown, page }
    this.events.changed()
  }

  private get inside(): PhoneWindow | undefined {
    const inside = (this.frame.contentWindow as { phone?: PhoneWindow } | null)?.phone
    return inside?.stack ? inside : undefined
  }

  private load(): void {
    const { persona, page } = this.shown
    this.persona.value = persona
    const font = this.fontSize === 'large' ? `&font=${largeFontPixels}` : ''
    this.frame.src = `/phone/app.html?persona=${encodeURIComponent(persona)}&phone=${this.number}${font}#/${page}`
  }

  private applyNetwork(): void {
    this.network.dataset.value = this.network.value
    if (this.inside) this.inside.network = this.network.value
  }

  private name(): void {
    const name = `手机 ${this.number}`
    this.root.setAttribute('aria-label', name)
    this.frame.title = name
    within(this.root, '.phone-name', HTMLElement).textContent = name
    this.persona.setAttribute('aria-label', `${name}的身份`)
    this.network.setAttribute('aria-label', `${name}的网络`)
    this.network.dataset.value = this.network.value
    const reload = within(this.root, '.phone-reload', HTMLButtonElement)
    reload.setAttribute('aria-label', `重新载入${name}`)
    reload.addEventListener('click', () => this.reload())
  }
}
