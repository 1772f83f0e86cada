/** Tabs as the ARIA practices describe them: https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ */

export class Tabs {
  private readonly tabs = [...document.querySelectorAll<HTMLButtonElement>('[role="tab"]')]
  /** Id of the open panel. */
  open: string

  constructor(
    open: string,
    private readonly opened: (id: string) => void,
  ) {
    const known = this.tabs.some((tab) => panelOf(tab) === open)
    this.open = known ? open : panelOf(this.tabs[0])
    this.tabs.forEach((tab, index) => {
      tab.addEventListener('click', () => this.choose(panelOf(tab)))
      tab.addEventListener('keydown', (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
        const next = step && this.tabs[(index + step + this.tabs.length) % this.tabs.length]
        if (!next) return
        next.focus()
        this.choose(panelOf(next))
      })
    })
    this.show()
  }

  private choose(id: string): void {
    this.open = id
    this.show()
    this.opened(id)
  }

  private show(): void {
    for (const tab of this.tabs) {
      const isOpen = panelOf(tab) === this.open
      tab.setAttribute('aria-selected', String(isOpen))
      tab.tabIndex = isOpen ? 0 : -1
      const panel = document.getElementById(panelOf(tab))
      if (panel) panel.hidden = !isOpen
    }
  }
}

function panelOf(tab: HTMLButtonElement | undefined): string {
  return tab?.getAttribute('aria-controls') ?? ''
}
