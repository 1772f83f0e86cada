/** The tabs from which one picks: who holds the phone, what it opens, what it scans. */
import { byId, make, makeButton } from './dom'
import { type Code, host, type PanelState } from './host'
import type { Phone } from './phone'

/** Groups of pages by package, as staff and alumni would name them; an unknown package keeps its own name. */
const groupNames: Readonly<Record<string, string>> = {
  '': '首页与标签',
  alumni: '校友',
  events: '活动',
  giving: '捐赠',
  stories: '校庆与资讯',
  staff: '工作人员',
  'staff-events': '工作人员 · 活动',
  'staff-giving': '工作人员 · 捐赠',
  'staff-stories': '工作人员 · 校庆与资讯',
  'staff-office': '工作人员 · 校友办',
}

export class Lists {
  /** `phone` gives the phone that the panel acts on. */
  constructor(
    private readonly state: PanelState,
    private readonly phone: () => Phone,
  ) {
    byId('persona-cards', HTMLElement).append(...state.personas.map((persona) => this.personaCard(persona)))
    byId('page-list', HTMLElement).append(...this.pageGroups())
    const pageAddress = byId('page-address', HTMLInputElement)
    onSubmit('page-form', () => this.phone().navigate(pageAddress.value))
    const codeText = byId('code-text', HTMLInputElement)
    onSubmit('code-form', () => this.phone().scan(codeText.value))
  }

  /** Marks who holds the phone and which page it shows. */
  show(): void {
    const { persona, page } = this.phone().address
    for (const card of document.querySelectorAll<HTMLButtonElement>('.persona')) {
      card.setAttribute('aria-pressed', String(card.value === persona))
    }
    const [path] = page.split('?')
    for (const row of document.querySelectorAll<HTMLButtonElement>('#page-list .row')) {
      if (row.value === path) row.setAttribute('aria-current', 'page')
      else row.removeAttribute('aria-current')
    }
    const field = byId('page-address', HTMLInputElement)
    if (document.activeElement !== field) field.value = page
  }

  /** Codes come from the records, so they are asked for whenever the tab is opened. */
  async showCodes(): Promise<void> {
    const codes = await host.codes(this.phone().address.persona)
    byId('code-list', HTMLElement).replaceChildren(...codes.map((code) => this.codeRow(code)))
  }

  private personaCard({ key, name, description }: PanelState['personas'][number]): HTMLElement {
    return makeButton(
      { class: 'persona', value: key, title: description },
      () => this.phone().become(key),
      make('i', { 'aria-hidden': 'true' }, name.slice(0, 1)),
      make('b', {}, name),
      make('span', {}, description),
    )
  }

  private pageGroups(): HTMLElement[] {
    const groups = [...new Set(this.state.pages.map((page) => page.group))]
    return groups.flatMap((group) => [
      make('h2', {}, groupNames[group] ?? group),
      make(
        'div',
        { class: 'rows' },
        ...this.state.pages
          .filter((page) => page.group === group)
          .map(({ path, title }) =>
            makeButton(
              { class: 'row', value: path },
              () => this.phone().navigate(path),
              make('span', {}, title),
              make('code', {}, path),
            ),
          ),
      ),
    ])
  }

  private codeRow({ label, text }: Code): HTMLElement {
    return makeButton(
      { class: 'row stacked', title: text },
      () => this.phone().scan(text),
      make('span', {}, label),
      make('code', {}, text),
    )
  }
}

function onSubmit(formId: string, submit: () => void): void {
  byId(formId, HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault()
    submit()
  })
}
