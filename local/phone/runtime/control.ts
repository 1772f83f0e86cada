/** `window.phone`: the door by which the panel and tests hold the phone. */
import type { Program } from '../program'
import { errors, report } from './errors'
import { getNetwork, type Network, persona, setNetwork } from './host'
import { countedRequests, countedUpdates, pendingRequests, startCounting, type Update } from './meter'
import { navigation } from './navigation'
import { queryText } from './page'
import { answerScan } from './sheets/scan'
import { storage } from './storage'
import { pathOf } from './wx/scan'

export interface PhoneControl {
  readonly persona: string
  /** The open pages, the shown one last, each as `route?query`. */
  readonly stack: string[]
  /** Sentences of all errors since the start. */
  readonly errors: string[]
  network: Network
  /** How many requests are under way. */
  readonly pending: number
  /** How many have begun since counting was started. */
  readonly requests: number
  /** What was set as data since counting was started. */
  readonly updates: readonly Update[]
  startCounting(): void
  /** True once the first page is shown. */
  readonly ready: boolean
  /** Opens a page, a tab by switching to it. */
  navigate(url: string): void
  /** Closes all pages and opens this one. */
  reLaunch(url: string): void
  back(): void
  /** Answers the open scan sheet; without one, enters through a scanned mini-program code. */
  scan(text: string): void
  /** Starts anew on the same page; the device's storage stays. */
  reload(): void
  clearStorage(): void
  /** Called by app.js with the compiled mini-program. */
  start(program: Program): void
}

declare global {
  interface Window {
    phone?: PhoneControl
  }
}

/** Puts the door into the window. */
export function installControl(start: (program: Program) => Promise<void>): void {
  let ready = false
  window.phone = {
    persona,
    errors,
    get ready() {
      return ready
    },
    get stack() {
      return navigation.stack.map(({ route, query }) =>
        Object.keys(query).length > 0 ? `${route}?${queryText(query)}` : route,
      )
    },
    get network() {
      return getNetwork()
    },
    set network(next) {
      setNetwork(next)
    },
    get pending() {
      return pendingRequests()
    },
    get requests() {
      return countedRequests()
    },
    get updates() {
      return countedUpdates()
    },
    startCounting,
    navigate(url) {
      if (navigation.isTab(navigation.destination(url).route)) navigation.switchTab(url)
      else navigation.navigateTo(url)
    },
    reLaunch: (url) => navigation.reLaunch(url),
    back: () => navigation.navigateBack(),
    scan(text) {
      if (answerScan(text)) return
      const path = pathOf(text)
      if (!path) throw new Error(`no scan sheet is open, and "${text}" is no page of the mini-program`)
      navigation.reLaunch(path)
    },
    reload: () => location.reload(),
    clearStorage: storage.clear,
    start(program) {
      start(program).then(
        () => {
          ready = true
        },
        (error) => report(error, '手机未能启动'),
      )
    },
  }
}
