/** The stack of pages, moved as wx.navigateTo and its kin move it. */
import type { GeneralComponent } from 'glass-easel'
import type { Program } from '../program'
import type { Engine } from './engine'
import { EventChannel } from './event-channel'
import { OpenPage, queryText } from './page'
import { offerShare } from './sheets/share'

/** https://developers.weixin.qq.com/miniprogram/dev/api/route/wx.navigateTo.html */
const stackLimit = 10

interface Destination {
  route: string
  query: Record<string, string>
}

class Navigation {
  readonly stack: OpenPage[] = []
  private readonly tabPages = new Map<string, OpenPage>()
  private readonly listeners = new Set<() => void>()
  private program: Program | undefined
  private engine: Engine | undefined
  /** The route whose page is being made, before it is on the stack. */
  private opening = ''

  begin(program: Program, engine: Engine): void {
    this.program = program
    this.engine = engine
  }

  current(): OpenPage | undefined {
    return this.stack.at(-1)
  }

  currentRoute(): string {
    return this.opening || (this.current()?.route ?? '')
  }

  firstRoute(): string {
    return this.program?.config.entryPagePath ?? this.program?.config.pages[0] ?? ''
  }

  isTab(route: string): boolean {
    return this.program?.config.tabBar?.list.some((tab) => tab.pagePath === route) ?? false
  }

  /** The page in which a component stands. */
  pageOf(component: GeneralComponent): OpenPage | undefined {
    const element = component.$$ as unknown as Node | null
    return this.stack.find((page) => page.frame.contains(element)) ?? this.current()
  }

  onChange(listener: () => void): void {
    this.listeners.add(listener)
  }

  /** To be called after anything that the bars show has changed. */
  changed(): void {
    for (const listener of this.listeners) listener()
  }

  /** @returns the channel to the new page */
  navigateTo(url: string): EventChannel {
    const destination = this.destination(url)
    if (this.isTab(destination.route)) throw new Error('can not navigateTo a tabbar page')
    if (this.stack.length >= stackLimit)
      throw new Error(`webview count limit exceed: no more than ${stackLimit} pages`)
    this.current()?.hide()
    const channel = new EventChannel()
    this.open(destination, channel)
    return channel
  }

  redirectTo(url: string): void {
    const destination = this.destination(url)
    if (this.isTab(destination.route)) throw new Error('can not redirectTo a tabbar page')
    this.leave(this.stack.pop())
    this.open(destination)
  }

  navigateBack(delta = 1): void {
    if (this.stack.length < 2) throw new Error('cannot navigate back at first page')
    for (let left = delta; left > 0 && this.stack.length > 1; left--) this.leave(this.stack.pop())
    this.current()?.show()
    this.changed()
  }

  switchTab(url: string): void {
    const { route } = this.destination(url)
    if (!this.isTab(route)) throw new Error('can not switch to no-tabBar page')
    if (this.current()?.route === route) return
    for (let page = this.stack.pop(); page; page = this.stack.pop()) {
      if (page.isTab) page.hide()
      else this.leave(page)
    }
    const kept = this.tabPages.get(route)
    if (!kept) {
      this.open({ route, query: {} })
      return
    }
    this.stack.push(kept)
    kept.show()
    this.changed()
  }

  reLaunch(url: string): void {
    const destination = this.destination(url)
    const all = new Set([...this.stack, ...this.tabPages.values()])
    this.stack.length = 0
    this.tabPages.clear()
    for (const page of all) page.close()
    this.open(destination)
  }

  /** Asks the page for a share card and offers it; https://developers.weixin.qq.com/miniprogram/dev/reference/api/Page.html#onShareAppMessage */
  async share(from: 'button' | 'menu', button?: GeneralComponent): Promise<void> {
    const page = this.current()
    if (!page) return
    const target = button && { id: button.id, dataset: { ...button.dataset } }
    const asked = page.call('onShareAppMessage', { from, target }) as ShareCard | undefined
    const promised = await asked?.promise
    const card = { ...asked, ...promised }
    await offerShare({
      title: card.title ?? page.bar.title,
      path: (card.path ?? `/${page.route}?${queryText(page.query)}`).replace(/^\//, ''),
      imageUrl: card.imageUrl,
    })
  }

  /** Splits and checks an absolute page address. The query's values stay as they are: a phone does not decode them. */
  destination(url: string): Destination {
    const [path = '', ...rest] = url.replace(/^\//, '').split('?')
    if (!this.program?.units[path]?.isPage) throw new Error(`page "${path}" is not found`)
    const query: Record<string, string> = {}
    for (const pair of rest.join('?').split('&').filter(Boolean)) {
      const [name = '', ...value] = pair.split('=')
      query[name] = value.join('=')
    }
    return { route: path, query }
  }

  private open({ route, query }: Destination, channel?: EventChannel): void {
    if (!this.program || !this.engine) throw new Error('the mini-program has not started')
    this.opening = route
    const config = { ...this.program.config.window, ...this.program.units[route] }
    const page = new OpenPage(
      this.engine,
      route,
      query,
      config,
      this.isTab(route),
      channel ?? new EventChannel(),
    )
    this.stack.push(page)
    this.opening = ''
    if (page.isTab) this.tabPages.set(route, page)
    this.changed()
    page.open()
    this.changed()
  }

  private leave(page: OpenPage | undefined): void {
    if (!page) return
    this.tabPages.delete(page.route)
    page.close()
  }
}

interface ShareCard {
  title?: string
  path?: string
  imageUrl?: string
  promise?: Promise<ShareCard>
}

export const navigation = new Navigation()
