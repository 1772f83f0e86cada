/**
 * The host of the phone in the browser: serves the panel and the compiled mini-program, and stands in for what WeChat
 * does around a mini-program.
 *
 * | as WeChat does                                                    | not                                              |
 * |-------------------------------------------------------------------|--------------------------------------------------|
 * | a call carries the openid of who holds the phone, never one from the page | logging in: one becomes any persona by name |
 * | the payment sheet opens, refuses and closes with WeChat's words   | passwords, fingerprints, bank cards              |
 * | accepted message templates are one permission each                | the WeChat chat list: messages show in the panel |
 * | a scanned code opens the mini-program where it points             | a camera: codes are picked from a list           |
 *
 * It answers this machine only. Every path is in one of the routes files.
 */
import { EventStream } from './event-stream'
import { faultRoutes, Rehearsal } from './fault-routes'
import type { Server } from './http'
import { insideRoutes } from './inside-routes'
import { LogTail } from './log-tail'
import { listPages } from './pages'
import { panelRoutes, tellPages } from './panel-routes'
import { phoneRoutes } from './phone-routes'
import type { PreviewWorld } from './world'

export { listen, type Server } from './http'
export { LogTail } from './log-tail'
export type { Persona, PreviewWorld, ScanCode } from './world'

export interface PreviewOptions {
  readonly world: PreviewWorld
  /** The folder of app.json, for the list of pages. */
  readonly miniprogramFolder: string
  /** Where compilePhone wrote app.html. */
  readonly phoneFolder: string
  /** Where buildPanel wrote index.html. */
  readonly panelFolder: string
  readonly log?: LogTail
}

/** An open preview; each method tells all open pages. */
export interface Preview {
  /** The sources were built anew: phones load again. */
  reload(): void
  /** The sources have an error: what was built before stays, with this message over it until the next reload. */
  showCompileError(message: string): void
  close(): void
}

/** Opens the preview on a listening server; from now on `GET /healthz` answers `{"ok":true}`. */
export function openPreview(server: Server, options: PreviewOptions): Preview {
  const { world, log = new LogTail() } = options
  const events = new EventStream()
  const rehearsal = new Rehearsal(world.cloud.faults)
  const stops = [tellPages(world, events, log), rehearsal.onChange((state) => events.send('faults', state))]
  stops.push(world.cloud.inside.onCall(() => events.send('call')))
  server.open({
    routes: {
      'GET /healthz': () => ({ ok: true }),
      ...phoneRoutes(world),
      ...panelRoutes(world, () => listPages(options.miniprogramFolder), log),
      ...faultRoutes(rehearsal),
      ...insideRoutes(world),
    },
    streams: {
      'GET /phone/events': (response) => events.add(response),
      'GET /inside': (response) => response.writeHead(302, { location: '/inside/' }).end(),
    },
    folders: { '/phone/': options.phoneFolder, '/': options.panelFolder },
  })
  return {
    reload: () => {
      events.forget('compileError')
      events.send('reload')
    },
    showCompileError: (message) => events.keep('compileError', { message }),
    close: () => {
      for (const stop of stops) stop()
    },
  }
}
