/** Ctrl K: any page in anybody's hands, with the network as one wants it, by typing a few words. */
import { byId, choose, make, onChoice } from './dom'
import { host, type PanelState, type Place } from './host'
import type { Phone } from './phone'

/** One line of the palette, with all words by which it is found. */
export interface Entry {
  readonly place: Place
  readonly title: string
  readonly holder: string
  readonly words: string
}

/** The places with their names. */
export function entriesOf(
  places: readonly Place[],
  { pages, personas }: Pick<PanelState, 'pages' | 'personas'>,
): readonly Entry[] {
  return places.map((place) => {
    const [path = ''] = place.page.split('?')
    const name = pages.find((page) => page.path === path)?.title ?? path
    const title = place.note === undefined ? name : `${name} · ${place.note}`
    const holder = personas.find(({ key }) => key === place.persona)?.name ?? place.persona
    return { place, title, holder, words: `${title} ${holder} ${place.persona} ${path}`.toLowerCase() }
  })
}

/** Those that have every word, in their order. */
export function matching(entries: readonly Entry[], typed: string): readonly Entry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter((entry) => words.every((word) => entry.words.includes(word)))
}

export class Palette {
  private readonly dialog = byId('palette', HTMLDialogElement)
  private readonly words = byId('palette-words', HTMLInputElement)
  private readonly list = byId('palette-places', HTMLElement)
  private readonly networks = byId('palette-network', HTMLElement)
  private entries: readonly Entry[] = []
  private shown: readonly Entry[] = []
  private marked = 0
  private network = 'online'

  /** `phone` gives the phone that the panel acts on. */
  constructor(
    private readonly state: PanelState,
    private readonly phone: () => Phone,
  ) {
    const button = byId('palette-open', HTMLButtonElement)
    button.querySelector('kbd')?.append(navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K')
    button.addEventListener('click', () => void this.open())
    document.addEventListener('keydown', (event) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void this.open()
    })
    this.dialog.addEventListener('click', ({ target }) => {
      if (target === this.dialog) this.dialog.close()
    })
    this.words.addEventListener('input', () => this.show())
    this.words.addEventListener('keydown', (event) => this.onKey(event))
    onChoice(this.networks, (network) => {
      this.network = network
      choose(this.networks, network)
      this.words.focus()
    })
  }

  private async open(): Promise<void> {
    if (this.dialog.open) return
    this.dialog.showModal()
    this.words.value = ''
    this.network = 'online'
    choose(this.networks, this.network)
    this.entries = entriesOf(await host.places(), this.state)
    this.show()
  }

  private show(): void {
    this.shown = matching(this.entries, this.words.value)
    this.list.replaceChildren(
      ...this.shown.map((entry, index) => this.row(entry, index)),
      ...(this.shown.length === 0 ? [make('p', { class: 'hint' }, '没有这样的页面')] : []),
    )
    this.mark(0)
  }

  private row({ title, holder, place }: Entry, index: number): HTMLElement {
    const row = make(
      'div',
      { class: 'row', role: 'option', id: `palette-place-${index}`, title: place.page },
      make('span', {}, title),
      make('small', {}, holder),
    )
    row.addEventListener('click', () => this.go(index))
    return row
  }

  private onKey(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) this.mark(this.marked + step)
    else if (event.key === 'Enter' && !event.isComposing) this.go(this.marked)
    else return
    event.preventDefault()
  }

  private mark(index: number): void {
    const rows = [...this.list.querySelectorAll('[role="option"]')]
    this.marked = Math.max(0, Math.min(index, rows.length - 1))
    for (const [position, row] of rows.entries())
      row.setAttribute('aria-selected', String(position === this.marked))
    rows[this.marked]?.scrollIntoView({ block: 'nearest' })
    this.words.setAttribute('aria-activedescendant', `palette-place-${this.marked}`)
  }

  private go(index: number): void {
    const entry = this.shown[index]
    if (!entry) return
    this.dialog.close()
    this.phone().jump(entry.place, this.network)
  }
}
