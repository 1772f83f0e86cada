/** Finds and makes elements, each with its true type. */

/** The element with this id. @throws Error when the page has none of this kind */
export function byId<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id)
  if (found instanceof kind) return found
  throw new Error(`The panel has no ${kind.name} #${id}.`)
}

/** The first element below `parent` that a selector finds. @throws Error when there is none of this kind */
export function within<Kind extends Element>(
  parent: ParentNode,
  selector: string,
  kind: new () => Kind,
): Kind {
  const found = parent.querySelector(selector)
  if (found instanceof kind) return found
  throw new Error(`The panel has no ${kind.name} ${selector}.`)
}

/** A new element with attributes and children; text becomes text, never markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  made.append(...children)
  return made
}

/** A button; `press` may fail later, and the failure is then an unhandled rejection, which main.ts shows. */
export function makeButton(
  attributes: Readonly<Record<string, string>>,
  press: () => unknown,
  ...children: readonly (Node | string)[]
): HTMLButtonElement {
  const button = make('button', { type: 'button', ...attributes }, ...children)
  button.addEventListener('click', () => void press())
  return button
}

/** Marks the one button of a group that is chosen. */
export function choose(group: Element, value: string): void {
  for (const button of group.querySelectorAll('button')) {
    button.setAttribute('aria-pressed', String(button.value === value))
  }
}

/** Calls back with the value of the button that is pressed in a group. */
export function onChoice(group: Element, chosen: (value: string) => void): void {
  group.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (button) chosen(button.value)
  })
}
