/** A sheet that rises over the phone and answers once. */

/** Makes an element: `make('p', 'weui-toptips', '内容')`. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag)
  element.className = className
  element.append(...content)
  return element
}

/** A button that answers with its words; `kind` is weui's. */
export function makeButton(
  text: string,
  kind: 'primary' | 'default' | 'warn' | 'text',
  act: () => void,
): HTMLButtonElement {
  const button = make(
    'button',
    kind === 'text' ? 'phone-sheet-text-button' : `weui-btn weui-btn_${kind}`,
    text,
  )
  button.type = 'button'
  button.addEventListener('click', act)
  return button
}

interface SheetOptions {
  /** What a screen reader, and a test, calls it. */
  label: string
  className?: string
  /** Whether a tap beside it closes it without an answer. */
  closable?: boolean
}

const open = new Set<() => void>()

/**
 * Shows what `build` makes and waits for an answer.
 * @returns the answer; undefined where the sheet was closed without one
 */
export function openSheet<Answer>(
  { label, className = 'phone-sheet', closable = true }: SheetOptions,
  build: (answer: (value?: Answer) => void) => (Node | string)[],
): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const layer = make('div', 'phone-sheet-layer')
    const mask = make('div', 'weui-mask')
    const answer = (value?: Answer) => {
      if (!open.delete(close)) return
      layer.remove()
      resolve(value)
    }
    const close = () => answer()
    const body = make('div', className, ...build(answer))
    body.setAttribute('role', 'dialog')
    body.setAttribute('aria-modal', 'true')
    body.setAttribute('aria-label', label)
    if (closable) mask.addEventListener('click', close)
    open.add(close)
    layer.append(mask, body)
    document.querySelector('.phone')?.append(layer)
  })
}

/** The heading of a sheet with its cross. */
export function heading(title: string, close: () => void): HTMLElement {
  const cross = make('button', 'phone-sheet-close')
  cross.type = 'button'
  cross.setAttribute('aria-label', '关闭')
  cross.addEventListener('click', close)
  return make('div', 'phone-sheet-heading', cross, make('h2', '', title))
}
