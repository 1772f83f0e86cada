/** The form in which built-in components are written, and how they enter the engine. */
import { ComponentSpace, type GeneralComponent } from 'glass-easel'
import type { Templates } from '../../program'

type Kind = StringConstructor | NumberConstructor | BooleanConstructor | ArrayConstructor | null
type Property = Kind | { type: Kind; value: unknown }
export type Properties = Record<string, Property>

type ValueOf<K> = K extends StringConstructor
  ? string
  : K extends NumberConstructor
    ? number
    : K extends BooleanConstructor
      ? boolean
      : K extends ArrayConstructor
        ? unknown[]
        : unknown
export type Values<P extends Properties> = {
  readonly [Name in keyof P]: P[Name] extends { type: infer K } ? ValueOf<K> : ValueOf<P[Name]>
}

/** What one instance of a built-in component knows and can do. */
export interface Self<P extends Properties> {
  readonly node: GeneralComponent
  /** Its element in the document. */
  readonly element: HTMLElement
  readonly values: Values<P>
  /** The page or component in whose WXML it stands; relative addresses start there. */
  readonly owner: string
  /** Sets properties as a user's hand does: a two-way binding follows. */
  set(values: Partial<Values<P>>): void
  emit(name: string, detail?: unknown, options?: { bubbles?: boolean; composed?: boolean }): void
  /** A part of its template, by CSS selector. */
  part<E extends HTMLElement = HTMLElement>(selector: string): E
  /** The nearest enclosing built-in component of a tag. */
  enclosing(tag: string): Instance | undefined
  /** The built-in components of some tags inside it, in document order. */
  inside(...tags: string[]): Instance[]
}

export interface Instance {
  readonly node: GeneralComponent
  readonly element: HTMLElement
  readonly behaviour: Behaviour
  readonly values: Readonly<Record<string, unknown>>
  set(values: Record<string, unknown>): void
  emit(name: string, detail?: unknown): void
}

export interface Behaviour {
  attached?(): void
  detached?(): void
  tap?(): void
  /** Called after any of the properties named in the key, divided by commas, was set. */
  changed?: Record<string, () => void>
  /** Takes part in a form under its `name`. */
  field?: { value(): unknown; reset(): void }
  /** What a tap on its <label> does. */
  labelled?(): void
  submit?(from: Instance): void
  reset?(from: Instance): void
}

export interface Definition {
  readonly tag: string
  define(space: ComponentSpace, templates: Templates): ReturnType<ComponentSpace['defineComponent']>
}

const instances = new WeakMap<object, Instance>()

/** The built-in component that an element of the document belongs to, if it is one. */
export function instanceAt(element: Element | null | undefined): Instance | undefined {
  const node = (element as { __wxElement?: object } | null | undefined)?.__wxElement
  return node && instances.get(node)
}

/** All that the phone's built-in components have in common. */
const common = { hidden: Boolean, animation: null } satisfies Properties

/**
 * Describes a built-in component.
 * @param create is called once for each instance, before its properties are set
 */
export function builtin<P extends Properties>(
  tag: string,
  properties: P,
  create: (self: Self<P>) => Behaviour = () => ({}),
  data: Record<string, unknown> = {},
): Definition {
  return {
    tag,
    define(space, templates) {
      return space.defineComponent({
        is: `wx/${tag}`,
        template: { content: templates[`wx/${tag}`], groupList: templates },
        options: { styleScope: 0, reflectToAttributes: false },
        properties: { ...common, ...properties } as unknown as Record<string, never>,
        data,
        externalClasses: ['placeholder-class'],
        observers: {
          '**'() {
            react.get(this)?.()
          },
        },
        lifetimes: {
          created() {
            const self = selfOf<P>(this)
            const behaviour = create(self)
            instances.set(this, {
              node: this,
              element: self.element,
              behaviour,
              values: this.data,
              set: self.set as Instance['set'],
              emit: self.emit,
            })
            react.set(this, reaction(this, { ...commonChanges(self), ...behaviour.changed }))
          },
          attached() {
            const behaviour = instances.get(this)?.behaviour
            if (behaviour?.tap) this.addListener('tap', () => behaviour.tap?.())
            behaviour?.attached?.()
          },
          detached() {
            instances.get(this)?.behaviour.detached?.()
          },
        },
      })
    },
  }
}

function selfOf<P extends Properties>(node: GeneralComponent): Self<P> {
  return {
    node,
    get element() {
      return node.$$ as unknown as HTMLElement
    },
    get values() {
      return node.data as Values<P>
    },
    get owner() {
      return node.ownerShadowRoot?.getHostNode().is ?? ''
    },
    set: (values) => node.setData(values),
    emit: (name, detail = {}, options) => node.triggerEvent(name, detail, options),
    part: (selector) => {
      const found = (node.$$ as unknown as HTMLElement).querySelector<HTMLElement>(selector)
      if (!found) throw new Error(`<${node.is}> has no ${selector}`)
      return found as never
    },
    // A tap's own handler may have removed the element by now.
    enclosing: (tag) => {
      const found = (node.$$ as unknown as HTMLElement | null)?.closest(`wx-${tag}`)
      return found ? instanceAt(found) : undefined
    },
    inside: (...tags) =>
      [
        ...(node.$$ as unknown as HTMLElement).querySelectorAll(tags.map((tag) => `wx-${tag}`).join()),
      ].flatMap((element) => instanceAt(element) ?? []),
  }
}

const react = new WeakMap<object, () => void>()

/** Calls what watches a property whenever that property has another value than before. */
function reaction(node: GeneralComponent, changed: Record<string, () => void>): () => void {
  const watches = Object.entries(changed).map(([key, run]) => ({ names: key.split(/,\s*/), run }))
  let before: Record<string, unknown> = { ...node.data }
  return () => {
    const earlier = before
    before = { ...node.data }
    for (const { names, run } of watches) if (names.some((name) => earlier[name] !== before[name])) run()
  }
}

function commonChanges({
  element,
  node,
}: {
  element: HTMLElement
  node: GeneralComponent
}): Record<string, () => void> {
  return {
    hidden: () => {
      element.hidden = Boolean(node.data.hidden)
    },
    animation: () => play(element, node.data.animation),
  }
}

/** Puts the built-in components at the disposal of every component of a space. */
export function installBuiltins(
  definitions: Definition[],
  templates: Templates,
  target: ComponentSpace,
): void {
  const space = new ComponentSpace('', undefined, target.styleScopeManager)
  for (const definition of definitions) {
    target.setGlobalUsingComponent(definition.tag, definition.define(space, templates).general())
  }
}

/** glass-easel's StyleSegmentIndex.TEMP_EXTRA, an enum that its package declares but does not export as a value. */
const temporarySegment = 3

export function setTemporaryClass(node: GeneralComponent, names: string): void {
  node.setNodeClass(names, temporarySegment)
}

interface AnimationStep {
  option: { duration: number; timingFunction: string; delay: number; transformOrigin: string }
  style: Record<string, string>
}

/** Plays what wx.createAnimation exported, one step after the other. */
async function play(element: HTMLElement, animation: unknown): Promise<void> {
  const { actions = [] } = (animation ?? {}) as { actions?: AnimationStep[] }
  for (const { option, style } of actions) {
    element.style.transition =
      option.duration > 0 ? `all ${option.duration}ms ${option.timingFunction} ${option.delay}ms` : 'none'
    element.style.transformOrigin = option.transformOrigin
    await new Promise(requestAnimationFrame)
    Object.assign(element.style, style)
    await new Promise((resolve) => setTimeout(resolve, option.duration + option.delay))
  }
}
