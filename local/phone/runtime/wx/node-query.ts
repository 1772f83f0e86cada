/** wx.createSelectorQuery: where nodes are, as seen from the page. */
import type { GeneralComponent, Element as TemplateElement } from 'glass-easel'
import { navigation } from '../navigation'

interface Fields {
  id?: boolean
  dataset?: boolean
  mark?: boolean
  rect?: boolean
  size?: boolean
  scrollOffset?: boolean
  properties?: string[]
  computedStyle?: string[]
  context?: boolean
  node?: boolean
}

type Found = Record<string, unknown>
type Callback = (found: Found | (Found | null)[] | null) => void

interface Question {
  from: GeneralComponent | undefined
  /** Nothing stands for the viewport. */
  selector: string | undefined
  single: boolean
  fields: Fields
  callback: Callback | undefined
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/wxml/SelectorQuery.html */
export class NodeQuery {
  private readonly questions: Question[] = []

  constructor(private from?: GeneralComponent) {}

  in(component: { _$: GeneralComponent }): this {
    this.from = component._$
    return this
  }

  select(selector: string) {
    return this.node(selector, true)
  }

  selectAll(selector: string) {
    return this.node(selector, false)
  }

  selectViewport() {
    return this.node(undefined, true)
  }

  /** Answers after the page has been drawn. */
  exec(callback?: (answers: unknown[]) => void): this {
    setTimeout(() => {
      const answers = this.questions.map((question) => {
        const found = answer(question)
        question.callback?.(found)
        return found
      })
      callback?.(answers)
    })
    return this
  }

  private node(selector: string | undefined, single: boolean) {
    const ask = (fields: Fields) => (callback?: Callback) => {
      this.questions.push({ from: this.from, selector, single, fields, callback })
      return this
    }
    return {
      boundingClientRect: ask({ id: true, dataset: true, rect: true, size: true }),
      scrollOffset: ask({ id: true, dataset: true, scrollOffset: true }),
      node: ask({ node: true }),
      context: ask({ context: true }),
      fields: (fields: Fields, callback?: Callback) => ask(fields)(callback),
    }
  }
}

function answer({ from, selector, single, fields }: Question): Found | (Found | null)[] | null {
  const page = from ? navigation.pageOf(from) : navigation.current()
  if (!page) return single ? null : []
  if (selector === undefined) return describe(page.scroller, page.frame, fields)
  const root = (from ?? page.component).getShadowRoot()
  const look = (element: TemplateElement) => {
    const drawn = element.$$ as unknown as HTMLElement
    return { ...describe(drawn, page.frame, fields), ...inner(element, drawn, fields) }
  }
  if (!single) return root?.querySelectorAll(selector).map(look) ?? []
  const element = root?.querySelector(selector)
  return element ? look(element) : null
}

function describe(element: HTMLElement, frame: HTMLElement, fields: Fields): Found {
  const found: Found = {}
  const [origin, box] = [frame.getBoundingClientRect(), element.getBoundingClientRect()]
  if (fields.id) found.id = ''
  if (fields.dataset) found.dataset = {}
  if (fields.rect) {
    found.left = box.left - origin.left
    found.right = box.right - origin.left
    found.top = box.top - origin.top
    found.bottom = box.bottom - origin.top
  }
  if (fields.size) Object.assign(found, { width: box.width, height: box.height })
  if (fields.scrollOffset) {
    const { scrollLeft, scrollTop, scrollWidth, scrollHeight } = element
    Object.assign(found, { scrollLeft, scrollTop, scrollWidth, scrollHeight })
  }
  return found
}

function inner(element: TemplateElement, drawn: HTMLElement, fields: Fields): Found {
  const found: Found = {}
  if (fields.id) found.id = element.id
  if (fields.dataset) found.dataset = { ...element.dataset }
  if (fields.node) found.node = canvasIn(drawn)
  const data = element.asGeneralComponent()?.data as Record<string, unknown> | undefined
  for (const name of fields.properties ?? []) found[name] = data?.[name]
  const style = getComputedStyle(drawn)
  for (const name of fields.computedStyle ?? [])
    found[name] = style.getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
  return found
}

const prepared = new WeakSet<HTMLCanvasElement>()

/** The canvas of a <canvas type="2d">, with what a phone's canvas can do more. */
function canvasIn(drawn: HTMLElement): HTMLElement {
  const canvas = drawn.querySelector('canvas')
  if (!canvas) return drawn
  if (!prepared.has(canvas)) {
    prepared.add(canvas)
    canvas.width = canvas.clientWidth
    canvas.height = canvas.clientHeight
    Object.assign(canvas, {
      createImage: () => new Image(),
      createPath2D: (path?: string) => new Path2D(path),
      requestAnimationFrame: (callback: FrameRequestCallback) => requestAnimationFrame(callback),
      cancelAnimationFrame: (handle: number) => cancelAnimationFrame(handle),
    })
  }
  return canvas
}
