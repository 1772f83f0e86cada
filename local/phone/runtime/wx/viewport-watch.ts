/** wx.createIntersectionObserver: tells when a node comes into view. */
import type { GeneralComponent, Element as TemplateElement } from 'glass-easel'
import { navigation } from '../navigation'

interface Margins {
  top?: number
  right?: number
  bottom?: number
  left?: number
}

interface Options {
  thresholds?: number[]
  initialRatio?: number
  observeAll?: boolean
}

/** https://developers.weixin.qq.com/miniprogram/dev/api/wxml/IntersectionObserver.html */
export class ViewportWatch {
  private relative: Element | undefined
  private margins: Margins = {}
  private observer: IntersectionObserver | undefined

  constructor(
    private readonly component: GeneralComponent,
    private readonly options: Options = {},
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.relative = this.component.getShadowRoot()?.querySelector(selector)?.$$ as unknown as
      | Element
      | undefined
    this.margins = margins
    return this
  }

  relativeToViewport(margins: Margins = {}): this {
    this.relative = undefined
    this.margins = margins
    return this
  }

  observe(selector: string, listener: (result: object) => void): void {
    const root = this.component.getShadowRoot()
    const first = root?.querySelector(selector)
    const elements = this.options.observeAll ? (root?.querySelectorAll(selector) ?? []) : first ? [first] : []
    const watched = new Map<Element, TemplateElement>()
    for (const element of elements) watched.set(boxOf(element.$$ as unknown as Element), element)
    const { top = 0, right = 0, bottom = 0, left = 0 } = this.margins
    this.observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const element = watched.get(entry.target)
          const { intersectionRatio, intersectionRect, boundingClientRect, rootBounds, time } = entry
          listener({
            id: element?.id,
            dataset: { ...element?.dataset },
            intersectionRatio,
            intersectionRect,
            boundingClientRect,
            relativeRect: rootBounds,
            time,
          })
        }
      },
      {
        root: this.relative ?? navigation.pageOf(this.component)?.scroller,
        threshold: this.options.thresholds ?? [0],
        rootMargin: `${top}px ${right}px ${bottom}px ${left}px`,
      },
    )
    for (const element of watched.keys()) this.observer.observe(element)
  }

  disconnect(): void {
    this.observer?.disconnect()
  }
}

/** A component that is drawn inline has no box of its own to watch; its first child has. */
function boxOf(element: Element): Element {
  return (getComputedStyle(element).display === 'inline' && element.firstElementChild) || element
}
