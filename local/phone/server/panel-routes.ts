/** What the panel beside the phone asks: the state of the local world, and to move its clock or run its timer. */
import * as v from 'valibot'
import type { EventStream } from './event-stream'
import { type Handler, parse } from './http'
import type { LogTail } from './log-tail'
import type { PageEntry } from './pages'
import type { Place, PreviewWorld, SentMessage } from './world'

const milliseconds = v.pipe(v.number(), v.safeInteger())
const clockBody = v.union([
  v.strictObject({ moveToMs: milliseconds }),
  v.strictObject({ advanceMs: milliseconds }),
  v.strictObject({ reset: v.literal(true) }),
])

/** What `GET /panel/state` answers; the panel takes its types from here. */
export interface PanelState {
  readonly personas: readonly { key: string; name: string; description: string }[]
  readonly pages: readonly PageEntry[]
  readonly clock: { readonly aheadMs: number }
  /** Newest first. */
  readonly messages: readonly PanelMessage[]
  readonly log: readonly string[]
}

export interface PanelMessage {
  /** The persona's name; absent for somebody who is none. */
  readonly to?: string
  readonly message: Omit<SentMessage, 'openid'>
}

export function panelRoutes(
  world: PreviewWorld,
  listPages: () => Promise<PageEntry[]>,
  log: LogTail,
): Record<string, Handler> {
  return {
    'GET /panel/state': async (): Promise<PanelState> => ({
      personas: world.personas.map(({ key, name, description }) => ({ key, name, description })),
      pages: await listPages(),
      clock: { aheadMs: world.clock.aheadMs },
      messages: world.cloud.messages
        .sent()
        .map((message) => forPanel(world, message))
        .reverse(),
      log: log.lines(),
    }),

    // Ids of records are among them, so they are asked for whenever somebody wants to go somewhere.
    'GET /panel/places': async (): Promise<readonly Place[]> => world.places(),

    'POST /panel/clock': ({ body }) => {
      const move = parse(clockBody, body)
      if ('moveToMs' in move) world.clock.moveTo(move.moveToMs)
      else if ('advanceMs' in move) world.clock.advance(move.advanceMs)
      else world.clock.moveTo(Date.now())
      return { aheadMs: world.clock.aheadMs }
    },

    'POST /panel/timer': async ({ body }) => {
      parse(v.strictObject({}), body)
      await world.cloud.fireTimer('timer')
    },
  }
}

/** Passes on to open pages what happens in the world; returns what stops that. */
export function tellPages(world: PreviewWorld, events: EventStream, log: LogTail): () => void {
  const stops = [
    world.clock.onMove(() => events.send('clock', { aheadMs: world.clock.aheadMs })),
    world.cloud.messages.onSent((message) => events.send('message', forPanel(world, message))),
    log.onLine((line) => events.send('log', { line })),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Says who by name: no openid leaves the server, not even here. */
function forPanel(world: PreviewWorld, { openid, ...message }: SentMessage): PanelMessage {
  const to = world.personas.find((persona) => persona.openid === openid)?.name
  return { to, message }
}
