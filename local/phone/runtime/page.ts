/** One page on the stack: its frame in the document, its bars and its lifecycle. */
import type { GeneralComponent } from 'glass-easel'
import type { WindowConfig } from '../program'
import type { Engine } from './engine'
import { report } from './errors'
import type { EventChannel } from './event-channel'
import { fontSize } from './host'

/** What a page's script may have; https://developers.weixin.qq.com/miniprogram/dev/reference/api/Page.html */
export interface PageInstance extends Record<string, unknown> {
  route: string
  options: Record<string, string>
}

export interface Bar {
  title: string
  background: string
  /** Whether its writing is dark. */
  dark: boolean
  custom: boolean
  loading: boolean
}

const pullDistance = 60

export class OpenPage {
  readonly frame = document.createElement('div')
  readonly scroller = document.createElement('div')
  readonly bar: Bar
  readonly component: GeneralComponent
  readonly instance: PageInstance
  private readonly root: ReturnType<Engine['createPage']>
  private readonly pull = document.createElement('div')
  private rootFontSize = ''

  constructor(
    engine: Engine,
    readonly route: string,
    readonly query: Record<string, string>,
    private readonly config: WindowConfig,
    readonly isTab: boolean,
    readonly opener: EventChannel | undefined,
  ) {
    this.bar = {
      title: config.navigationBarTitleText ?? '',
      background: config.navigationBarBackgroundColor ?? '#000000',
      dark: config.navigationBarTextStyle === 'black',
      custom: config.navigationStyle === 'custom',
      loading: false,
    }
    this.build()
    this.root = engine.createPage(`${route}?${queryText(query)}`)
    this.component = this.root.getComponent()
    this.instance = this.root.get() as unknown as PageInstance
    Object.assign(this.instance, {
      route,
      __route__: route,
      options: query,
      getOpenerEventChannel: () => this.opener,
    })
  }

  /** Draws the page and starts its life. */
  open(): void {
    const placeholder = document.createElement('div')
    this.scroller.append(placeholder)
    document.querySelector('.phone-pages')?.append(this.frame)
    this.root.attach(this.scroller as never, placeholder as never)
    this.pageElement.dataset.page = this.route
    this.call('onLoad', this.query)
    this.show()
    setTimeout(() => this.call('onReady'))
  }

  show(): void {
    this.frame.hidden = false
    this.applyRootFontSize()
    this.call('onShow')
    this.component.triggerPageLifetime('show', [])
  }

  hide(): void {
    this.call('onHide')
    this.component.triggerPageLifetime('hide', [])
    this.frame.hidden = true
  }

  close(): void {
    this.call('onUnload')
    this.root.release()
    this.frame.remove()
  }

  /** Calls a function of the page's script, if it has one; an error in it is reported and goes no further. */
  call(name: string, argument?: unknown): unknown {
    const method = this.instance[name]
    if (typeof method !== 'function') return undefined
    try {
      return method.call(this.instance, argument)
    } catch (error) {
      report(error, `${this.route} ${name}`)
      return undefined
    }
  }

  has(name: string): boolean {
    return typeof this.instance[name] === 'function'
  }

  startPullDown(): void {
    this.pull.classList.add('pulled')
    this.call('onPullDownRefresh')
  }

  stopPullDown(): void {
    this.pull.classList.remove('pulled')
  }

  setStyle(style: string): void {
    this.pageElement.setAttribute('style', style)
  }

  /** What 1rem is on this page: a length, or `system` for what the person chose in WeChat. */
  setRootFontSize(size: string): void {
    this.rootFontSize = size
    this.applyRootFontSize()
  }

  /** All pages share one document, so the shown one's size holds. */
  private applyRootFontSize(): void {
    document.documentElement.style.fontSize =
      this.rootFontSize === 'system' ? `${fontSize}px` : this.rootFontSize
  }

  private get pageElement(): HTMLElement {
    return this.component.$$ as unknown as HTMLElement
  }

  private build(): void {
    this.frame.className = 'phone-frame'
    this.frame.dataset.route = this.route
    this.frame.style.setProperty('--page-background', this.config.backgroundColor ?? '#ffffff')
    this.frame.style.setProperty('--safe-bottom', this.isTab ? '0px' : '34px')
    this.scroller.className = 'phone-scroller'
    if (this.config.disableScroll) this.scroller.style.overflow = 'hidden'
    this.pull.className = 'phone-pull'
    this.pull.innerHTML = '<i class="weui-loading"></i>'
    this.scroller.append(this.pull)
    this.frame.append(this.scroller)
    this.watchScroll()
    this.watchPull()
  }

  private watchScroll(): void {
    let reachedAt = 0
    this.scroller.addEventListener('scroll', () => {
      const { scrollTop, scrollHeight, clientHeight } = this.scroller
      this.call('onPageScroll', { scrollTop })
      const near = scrollHeight - clientHeight - scrollTop <= (this.config.onReachBottomDistance ?? 50)
      // Once for each length of the page, so that a page which grows is asked again.
      if (near && reachedAt !== scrollHeight) {
        reachedAt = scrollHeight
        this.call('onReachBottom')
      } else if (!near) reachedAt = 0
    })
  }

  private watchPull(): void {
    if (!this.config.enablePullDownRefresh) return
    let startY: number | undefined
    const start = (y: number) => {
      startY = this.scroller.scrollTop === 0 ? y : undefined
    }
    const end = (y: number) => {
      if (startY !== undefined && this.scroller.scrollTop === 0 && y - startY > pullDistance)
        this.startPullDown()
      startY = undefined
    }
    this.scroller.addEventListener('touchstart', (event) => start(event.touches[0]?.clientY ?? 0), {
      passive: true,
    })
    this.scroller.addEventListener('touchend', (event) => end(event.changedTouches[0]?.clientY ?? 0), {
      passive: true,
    })
    this.scroller.addEventListener(
      'pointerdown',
      (event) => event.pointerType === 'mouse' && start(event.clientY),
    )
    this.scroller.addEventListener(
      'pointerup',
      (event) => event.pointerType === 'mouse' && end(event.clientY),
    )
  }
}

/** `a=1&b=2`, exactly as it was given. */
export function queryText(query: Record<string, string>): string {
  return Object.entries(query)
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}
