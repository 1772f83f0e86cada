/** Sets glass-easel up to run this mini-program: its components, their lifetimes and their styles. */

import {
  addGlobalErrorListener,
  addGlobalWarningListener,
  Component,
  type GeneralComponent,
} from 'glass-easel'
import { component, MiniProgramEnv } from 'glass-easel-miniprogram-adapter'
import type { Program, SetProperty, Templates, UnitConfig } from '../program'
import { PhoneBackend } from './backend'
import { builtins } from './components'
import { installBuiltins } from './components/builtin'
import { report, unsupported } from './errors'
import { countUpdate } from './meter'
import { NodeQuery } from './wx/node-query'
import { ViewportWatch } from './wx/viewport-watch'

type Definition = Record<string, unknown> & {
  options?: { styleIsolation?: string; addGlobalClass?: boolean }
}
/** What the adapter lends while one script runs. */
interface Registrar {
  Page(definition: object): void
  Component(definition: object): void
  Behavior(definition: object): unknown
}

/** Names that WeChat gives to behaviors of its own; https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/behaviors.html */
const ownBehaviors = [
  'wx://form-field',
  'wx://form-field-group',
  'wx://form-field-button',
  'wx://component-export',
]

export class Engine {
  private readonly environment = new MiniProgramEnv()
  private readonly space = this.environment.createCodeSpace('main', true)
  private readonly backend = this.environment.associateBackend(new PhoneBackend())
  private readonly behaviors = new Map<string, unknown>()
  private readonly checked = new Set<string>()
  private readonly registered = new Set<string>()
  private readonly templates: Templates

  constructor(private readonly program: Program) {
    const components = this.space.getComponentSpace()
    // A component may have a property by any name, `dataset` too, which must not hide the node's own.
    components.updateComponentOptions({ writeFieldsToNode: false, writeIdToDOM: true })
    addGlobalErrorListener((error, method, where) => {
      report(error, `${nameOf(where)} ${method ?? ''}`.trim())
      return false
    })
    addGlobalWarningListener((message, where) => {
      // Only what the mini-program's own people can mend.
      const foreign = /^wx\/|miniprogram_npm\//
      if (!foreign.test(nameOf(where)) && !foreign.test(message)) console.warn(`${nameOf(where)}: ${message}`)
      return false
    })
    this.fireReady()
    this.templates = program.templates(setProperty)
    installBuiltins(builtins, this.templates, components)
    this.defineBehaviors()
    completeComponents()
  }

  /** Makes a page's root component; `url` is the route with its query. */
  createPage(url: string) {
    this.need(url.split('?', 1)[0] ?? url)
    return this.backend.createRoot('page', this.space, `/${url}`)
  }

  /** glass-easel leaves the lifetime `ready` to its host: it comes once for each component, after what it stands in is drawn. */
  private fireReady(): void {
    let waiting: GeneralComponent[] = []
    const checkHandlers = (component: GeneralComponent) => this.checkHandlers(component)
    const behavior = this.space.getComponentSpace().defineBehavior({
      is: '',
      lifetimes: {
        attached() {
          const component =
            (this as unknown as { _$?: GeneralComponent })._$ ?? (this as unknown as GeneralComponent)
          checkHandlers(component)
          if (waiting.length === 0) {
            setTimeout(() => {
              const ready = waiting
              waiting = []
              for (const one of ready) one.triggerLifetime('ready', [])
            })
          }
          waiting.push(component)
        },
      },
    })
    this.space.setOverallBehavior(behavior.general())
  }

  /** A phone tells of a missing handler when the event comes; here it is told as soon as it can be known, once. */
  private checkHandlers(component: GeneralComponent): void {
    if (this.checked.has(component.is)) return
    this.checked.add(component.is)
    for (const [name, line] of Object.entries(this.program.units[component.is]?.handlers ?? {})) {
      if (Component.getMethod(component, name)) continue
      report(new Error(`${component.is}.wxml:${line}: there is no function "${name}" to handle the event`))
    }
  }

  private defineBehaviors(): void {
    const globals = window as unknown as Record<string, unknown>
    globals.Behavior = (definition: Definition) =>
      this.space.componentEnv('', (registrar) =>
        (registrar as unknown as Registrar).Behavior({
          ...definition,
          behaviors: this.behaviorsOf(definition),
        }),
      )
    const define = globals.Behavior as (definition: Definition) => unknown
    for (const name of ownBehaviors) {
      const isField = name === 'wx://form-field'
      this.behaviors.set(
        name,
        define(
          isField
            ? {
                properties: { name: String, value: null },
                created(this: { formField?: boolean }) {
                  this.formField = true
                },
              }
            : {},
        ),
      )
    }
  }

  private behaviorsOf(definition: Definition): unknown[] {
    return ((definition.behaviors as unknown[] | undefined) ?? []).map((one) =>
      typeof one === 'string' ? (this.behaviors.get(one) ?? unsupported(`behavior ${one}`)) : one,
    )
  }

  /**
   * Registers a unit after those that it uses, once: the script of a page, and of what it uses, runs when the page is
   * first opened, as with lazyCodeLoading on a phone:
   * https://developers.weixin.qq.com/miniprogram/dev/framework/ability/lazyload.html
   */
  private need(unitPath: string): void {
    const config = this.program.units[unitPath]
    if (!config || this.registered.has(unitPath)) return
    this.registered.add(unitPath)
    for (const used of usedBy(config)) this.need(used)
    this.register(unitPath, config)
  }

  private register(unitPath: string, config: UnitConfig): void {
    const { templates } = this
    this.space.addStyleSheet(unitPath, undefined, config.scope)
    this.space.addCompiledTemplate(unitPath, { groupList: templates, content: templates[unitPath] })
    this.space.componentEnv(unitPath, (environment) => {
      const registrar = environment as unknown as Registrar
      let registered = false
      const define = (kind: 'Page' | 'Component') => (definition: Definition) => {
        registered = true
        this.space.addComponentStaticConfig(unitPath, staticConfig(config, definition) as never)
        registrar[kind]({ ...definition, behaviors: this.behaviorsOf(definition) })
      }
      Object.assign(window, { Page: define('Page'), Component: define('Component') })
      try {
        this.program.scripts[unitPath]?.()
        if (!registered) throw new Error(`the script calls neither Page() nor Component()`)
      } catch (error) {
        report(error, unitPath)
        if (!registered) define(config.isPage ? 'Page' : 'Component')({})
      }
    })
  }
}

/** The units that a unit names, generics' defaults among them. */
function usedBy({ usingComponents, componentGenerics = {} }: UnitConfig): string[] {
  const defaults = Object.values(componentGenerics).map((generic) =>
    typeof generic === 'object' ? generic.default : undefined,
  )
  // They are absolute, and units are known without the slash.
  return [...Object.values(usingComponents), ...defaults].flatMap((used) => used?.replace(/^\//, '') ?? [])
}

function staticConfig(config: UnitConfig, { options = {} }: Definition) {
  const said = config.styleIsolation ?? options.styleIsolation
  const ofComponent = said ?? (options.addGlobalClass ? 'apply-shared' : 'isolated')
  return { ...config, component: !config.isPage, styleIsolation: config.isPage ? 'shared' : ofComponent }
}

function nameOf(where: unknown): string {
  if (typeof where === 'string') return where
  return (where as { is?: string } | undefined)?.is ?? ''
}

/**
 * Sets one property of an element as the template says. What a component does not know of role, aria-* and hidden
 * goes to its element in the document, where screen readers and tests look for it.
 */
function setProperty(renderer: { r: SetProperty }): SetProperty {
  return (element, name, value, ...rest) => {
    const component = element as GeneralComponent
    const ofDocument = /^(role|hidden|aria-[\w-]+)$/.test(name)
    const camel = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
    if (!ofDocument || !Component.isComponent(component) || Component.hasProperty(component, camel)) {
      return renderer.r(element, name, value, ...rest)
    }
    const attribute = name === 'aria-role' ? 'role' : name
    // In ARIA an absent attribute and "false" differ; `hidden` is on or off.
    component.updateAttribute(attribute, name === 'hidden' ? Boolean(value) : String(value ?? ''))
  }
}

/** Gives every component the methods that the adapter lacks or has in part. */
function completeComponents(): void {
  type Caller = { _$: GeneralComponent }
  const { setData } = component.ComponentCaller.prototype
  Object.assign(component.ComponentCaller.prototype, {
    setData(this: Caller, data: Record<string, unknown>, callback?: () => void) {
      countUpdate(this._$.is, data, this._$.data)
      setData.call(this, data, callback)
    },
    createSelectorQuery(this: Caller) {
      return new NodeQuery(this._$)
    },
    createIntersectionObserver(this: Caller, options?: object) {
      return new ViewportWatch(this._$, options)
    },
    getPageId(this: Caller) {
      return this._$.is
    },
    animate: () => unsupported('this.animate'),
    clearAnimation: () => unsupported('this.clearAnimation'),
    applyAnimatedStyle: () => unsupported('this.applyAnimatedStyle'),
    setUpdatePerformanceListener: () => unsupported('this.setUpdatePerformanceListener'),
    getTabBar: () => unsupported('this.getTabBar'),
  })
}
