/** Mounts a component of the mini-program in jsdom on WeChat's own component engine, its template compiled by WeChat's compiler. */
import fs from 'node:fs'
import path from 'node:path'
import type { Component, RootComponent } from 'j-component'
import * as simulate from 'miniprogram-simulate'

const projectRoot = path.resolve(__dirname, '../../..')
/** Those of all, and those of a single package. */
const componentFolders = [
  '.',
  'alumni',
  'events',
  'giving',
  'stories',
  'staff',
  'staff-events',
  'staff-giving',
  'staff-stories',
  'staff-office',
]
  .map((of) => path.posix.join('miniprogram', of, 'components'))
  .filter((folder) => fs.existsSync(path.join(projectRoot, folder)))
// As published for mini-programs in CommonJS, so that a test needs no build.
const vantFolder = 'node_modules/@vant/weapp/lib'

function filesBelow(folder: string, ending: string): string[] {
  return fs
    .readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
}

/** The npm components that any component uses, with the paths at which the engine finds them. */
function npmComponents(): Record<string, string> {
  const found: Record<string, string> = {}
  for (const file of componentFolders.flatMap((folder) => filesBelow(folder, '.json'))) {
    const { usingComponents = {} } = JSON.parse(fs.readFileSync(path.join(projectRoot, file), 'utf8')) as {
      usingComponents?: Record<string, string>
    }
    for (const [tag, address] of Object.entries(usingComponents)) {
      if (address.startsWith('@vant/weapp/')) found[tag] = address.replace('@vant/weapp', `/${vantFolder}`)
    }
  }
  return found
}

export interface Mounted {
  /** What a person reads, without the spaces that only lay out the template. */
  text(): string
  html(): string
  setProperties(properties: Record<string, unknown>): Promise<void>
  /** Taps an element; each further selector descends into a nested component. */
  tap(...selectors: string[]): Promise<void>
  /** Types into a field, found in the same way. */
  type(value: string, ...selectors: string[]): Promise<void>
  /** Lets one of WeChat's own controls, found in the same way, give an event. */
  answer(event: string, detail: object, ...selectors: string[]): Promise<void>
  /** The page that holds it comes to the front, goes to the back. */
  page(lifetime: 'show' | 'hide'): void
  unmount(): void
  /** The details of the events given so far. */
  given(event: string): unknown[]
}

type AnyComponent = Component<Record<string, unknown>, Record<string, never>, Record<string, never>>
type AnyRoot = RootComponent<Record<string, unknown>, Record<string, never>, Record<string, never>> & {
  // Both exist, but the package's types omit them.
  addEventListener(event: string, handler: (event: { detail: unknown }) => void): void
  triggerPageLifeTime(lifetime: 'show' | 'hide'): void
}

function find(component: AnyComponent, selectors: readonly string[]): AnyComponent {
  return selectors.reduce<AnyComponent>((within, selector) => {
    const found = within.querySelector(selector)
    if (found === undefined) throw new Error(`nothing matches ${selector} in ${within.dom?.outerHTML}`)
    return found
  }, component)
}

/** Lets what the engine has queued happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve()
}

const ids = new Map<string, string>()

/** The engine's name for a component, loaded once. */
function loaded(name: string): string {
  const known = ids.get(name)
  if (known !== undefined) return known
  // A component registers itself when its script runs, and a nested one must do so again for each that holds it.
  jest.resetModules()
  const folder = componentFolders.find((one) => fs.existsSync(path.join(projectRoot, one, name)))
  if (folder === undefined) throw new Error(`there is no component ${name}`)
  const id = simulate.load(path.join(projectRoot, folder, name, name), name, {
    compiler: 'official',
    rootPath: projectRoot,
    compilerOptions: {
      maxBuffer: 64 * 1024 * 1024,
      wxmlList: [...componentFolders, vantFolder].flatMap((folder) => filesBelow(folder, '.wxml')),
      wxsList: [...componentFolders, vantFolder].flatMap((folder) => filesBelow(folder, '.wxs')),
    },
    usingComponents: npmComponents(),
  })
  ids.set(name, id)
  return id
}

/** @param name such as `event-card`; @param events those whose details are to be kept */
export async function mount(
  name: string,
  properties: Record<string, unknown>,
  events: readonly string[] = [],
): Promise<Mounted> {
  const component = simulate.render(loaded(name), properties) as unknown as AnyRoot
  const given = new Map<string, unknown[]>(events.map((event) => [event, []]))
  for (const [event, details] of given) {
    component.addEventListener(event, ({ detail }) => details.push(detail))
  }
  const parent = document.createElement('div')
  component.attach(parent)
  component.triggerLifeTime('ready')
  await settle()
  return {
    text: () => (component.dom?.textContent ?? '').replace(/\s+/g, ' ').trim(),
    html: () => component.dom?.outerHTML ?? '',
    async setProperties(changed) {
      component.setData(changed)
      await settle()
    },
    async tap(...selectors) {
      find(component, selectors).dispatchEvent('tap')
      await settle()
    },
    async type(value, ...selectors) {
      find(component, selectors).dispatchEvent('input', { detail: { value } })
      await settle()
    },
    async answer(event, detail, ...selectors) {
      find(component, selectors).dispatchEvent(event, { detail })
      await settle()
    },
    page(lifetime) {
      component.triggerPageLifeTime(lifetime)
    },
    unmount() {
      component.detach()
    },
    given: (event) => given.get(event) ?? [],
  }
}
