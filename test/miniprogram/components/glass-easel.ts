/** Mounts components of the mini-program in jsdom on glass-easel, the engine of the preview and of WeChat's newer phones. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { Event as TemplateEvent } from 'glass-easel'
import type { Program } from '../../../local/phone/program'
import { templateElementOf } from '../../../local/phone/runtime/backend'
import { Engine } from '../../../local/phone/runtime/engine'
import { errors } from '../../../local/phone/runtime/errors'
import { wx } from '../../../local/phone/runtime/wx'
import { temporaryFolder } from '../../local/temporary-folder'
import { type Mounted, settle } from './mount'

const repository = path.resolve(__dirname, '../../..')

/** A component as it stands on a page of its own. */
export interface Standing {
  readonly name: string
  /** Where it lies in the mini-program, without an ending. */
  readonly place: string
  readonly properties: Readonly<Record<string, unknown>>
  readonly events: readonly string[]
}

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const pageOf = (name: string) => `alone/${name}/${name}`

/** The files of a mini-program in which each component is alone on a page. */
function filesOf(components: readonly Standing[]): Record<string, string> {
  const pages = components.map(({ name }) => pageOf(name))
  const files: Record<string, string> = { 'app.json': JSON.stringify({ pages }), 'app.ts': 'App({})' }
  for (const { name, place, properties, events } of components) {
    const given = Object.keys(properties).map((key) => `${kebab(key)}="{{it.${key}}}"`)
    const bound = events.map((event) => `bind:${event}="onEvent"`)
    files[`${pageOf(name)}.json`] = JSON.stringify({ usingComponents: { [name]: `/${place}` } })
    files[`${pageOf(name)}.wxml`] = `<${[name, ...given, ...bound].join(' ')} />`
    files[`${pageOf(name)}.ts`] = `Page({ data: { it: ${JSON.stringify(properties)} }, given: [],
        onEvent({ type, detail }) { this.given.push([type, detail]) } })`
  }
  return files
}

/** Compiles as the preview does; in a process of its own, for esbuild refuses to run in jsdom. */
function compiled(components: readonly Standing[]): string {
  const root = temporaryFolder(filesOf(components))
  const outFolder = temporaryFolder({})
  const parts = new Set([
    ...components.map(({ place }) => place.split('/')[0] ?? ''),
    'assets',
    'contract',
    'utils',
  ])
  for (const part of parts) fs.symlinkSync(path.join(repository, 'miniprogram', part), path.join(root, part))
  const script = `require('./local/phone').compilePhone(${JSON.stringify({ root, outFolder })})`
  execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', script], { cwd: repository })
  return fs.readFileSync(path.join(outFolder, 'app.js'), 'utf8')
}

type Page = ReturnType<Engine['createPage']>

export class GlassEasel {
  private constructor(private readonly engine: Engine) {}

  static with(components: readonly Standing[]): GlassEasel {
    let engine: Engine | undefined
    Object.assign(window, {
      wx,
      App: () => {},
      phone: {
        start(program: Program) {
          engine = new Engine(program)
        },
      },
    })
    new Function(compiled(components))()
    if (!engine) throw new Error('the mini-program has not started')
    return new GlassEasel(engine)
  }

  /** What went wrong since the last mounting. */
  get errors(): readonly string[] {
    return errors
  }

  async mount(name: string): Promise<Pick<Mounted, 'text' | 'tap' | 'given' | 'unmount'>> {
    errors.length = 0
    const page: Page = this.engine.createPage(pageOf(name))
    const [parent, placeholder] = [document.createElement('div'), document.createElement('div')]
    parent.append(placeholder)
    document.body.append(parent)
    page.attach(parent as never, placeholder as never)
    await settle()
    const { given } = page.get() as unknown as { given: readonly (readonly [string, unknown])[] }
    return {
      text: () => (parent.textContent ?? '').replace(/\s+/g, ' ').trim(),
      async tap(...selectors) {
        const found = selectors.reduce<Element>((within, selector) => find(within, selector), parent)
        const element = templateElementOf(found)
        if (!element) throw new Error(`${selectors.join(' ')} is no part of a template`)
        const tap = new TemplateEvent('tap', {}, { bubbles: true, composed: true, capturePhase: true })
        TemplateEvent.dispatchEvent(element, tap)
        await settle()
      },
      given: (event) => given.filter(([type]) => type === event).map(([, detail]) => detail),
      unmount() {
        page.release()
        parent.remove()
      },
    }
  }
}

/** In the document a component's name stands before its classes and ids. */
function find(within: Element, selector: string): Element {
  const inDocument = selector
    .replace(/\.([\w-]+)/g, ':is(.$1, [class$="--$1"], [class*="--$1 "])')
    .replace(/#([\w-]+)/g, '[id$="$1"]')
  const found = within.querySelector(inDocument)
  if (!found) throw new Error(`nothing matches ${selector} in ${within.innerHTML}`)
  return found
}
