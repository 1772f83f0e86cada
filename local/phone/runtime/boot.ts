/** Starts the phone: the world's clock first, then the engine, then the mini-program. */
import type { Program } from '../program'
import { drawChrome } from './chrome'
import { installClock, setAhead } from './clock'
import { installControl } from './control'
import { Engine } from './engine'
import { errorListeners, rejectionListeners, report, watchErrors } from './errors'
import { watchGestures } from './gestures'
import { host, listenToHost } from './host'
import { type EnterOptions, launch, urlFromAddress } from './launch'
import { navigation } from './navigation'
import { setSession } from './session'
import { wx } from './wx'
import { visibilityListeners } from './wx/system'

/** https://developers.weixin.qq.com/miniprogram/dev/reference/api/App.html */
interface AppInstance extends Record<string, unknown> {
  onLaunch?(options: EnterOptions): void
  onShow?(options: EnterOptions): void
  onHide?(): void
  onError?(message: string): void
  onUnhandledRejection?(event: { reason: unknown; promise: Promise<unknown> }): void
  onPageNotFound?(page: { path: string; query: object; isEntryPage: boolean }): void
}

let app: AppInstance = {}

/** Runs one function of App(); an error in it is reported. */
function callApp(run: () => void, where: string): void {
  try {
    run()
  } catch (error) {
    report(error, `app ${where}`)
  }
}

async function start(program: Program): Promise<void> {
  // Not below app.js, which is one function of two megabytes: a browser that is watched notes the stack of each request,
  // and reads the whole of every function on it once more.
  await Promise.resolve()
  const session = await host.session()
  setSession(session)
  setAhead(session.aheadMs)
  installClock()
  Object.assign(window, {
    wx,
    App: (definition: AppInstance) => {
      app = definition
    },
    getApp: () => app,
    getCurrentPages: () => navigation.stack.map((page) => page.instance),
  })
  drawChrome(program.config)
  watchGestures()
  callApp(() => program.scripts.app?.(), 'app.ts')
  navigation.begin(program, new Engine(program))
  listenToWorld()
  enter(session.scene)
}

function enter(scene: string | undefined): void {
  const url = urlFromAddress()
  try {
    navigation.destination(url)
  } catch (error) {
    const [path = '', query = ''] = url.split('?')
    app.onPageNotFound?.({ path, query: Object.fromEntries(new URLSearchParams(query)), isEntryPage: true })
    report(error)
    history.replaceState(null, '', '#')
  }
  const options = launch(urlFromAddress(), scene)
  callApp(() => app.onLaunch?.(options), 'onLaunch')
  callApp(() => app.onShow?.(options), 'onShow')
  // onLaunch may itself have gone to a page.
  if (navigation.stack.length === 0) navigation.reLaunch(urlFromAddress())
}

function listenToWorld(): void {
  errorListeners.add((message) => app.onError?.(message))
  rejectionListeners.add((event) => app.onUnhandledRejection?.(event))
  window.addEventListener('hashchange', () => navigation.reLaunch(urlFromAddress()))
  document.addEventListener('visibilitychange', () => {
    const page = navigation.current()
    if (document.hidden) {
      page?.hide()
      app.onHide?.()
      for (const listener of visibilityListeners.hide) listener()
      return
    }
    const options = launch(urlFromAddress())
    app.onShow?.(options)
    for (const listener of visibilityListeners.show) listener(options)
    page?.show()
  })
  listenToHost({
    reload: () => location.reload(),
    clock: ({ aheadMs }) => setAhead(aheadMs),
    compileError: ({ message }) => showCompileError(message),
  })
}

function showCompileError(message: string): void {
  document.querySelector('.phone-compile-error')?.remove()
  const overlay = document.createElement('pre')
  overlay.className = 'phone-compile-error'
  overlay.setAttribute('role', 'alert')
  overlay.textContent = message
  document.body.append(overlay)
}

watchErrors()
installControl(start)
