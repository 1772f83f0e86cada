/** Asks the local host, and listens to what it tells. */
import type { FaultsChange, FaultsState } from '../server/fault-routes'
import type { PanelMessage, PanelState } from '../server/panel-routes'
import type { Place } from '../server/world'

export type { FaultsChange, FaultsState, PanelMessage, PanelState, Place }

export interface Code {
  readonly label: string
  readonly text: string
}

/** What the host tells while the panel is open. */
export interface HostEvents {
  clock: { aheadMs: number }
  faults: FaultsState
  log: { line: string }
  message: PanelMessage
  /** A function's call has begun, or is over. */
  call: object
}

export const host = {
  state: () => ask<PanelState>('/panel/state'),
  codes: async (persona: string) => {
    const { codes } = await ask<{ codes: Code[] }>(`/phone/codes?persona=${encodeURIComponent(persona)}`)
    return codes
  },
  places: () => ask<readonly Place[]>('/panel/places'),
  moveClock: (move: { moveToMs: number } | { advanceMs: number } | { reset: true }) =>
    ask('/panel/clock', move),
  runTimer: () => ask('/panel/timer', {}),
  faults: () => ask<FaultsState>('/panel/faults'),
  changeFaults: (change: FaultsChange) => ask<FaultsState>('/panel/faults', change),
}

/**
 * Listens as long as the page is visible: browsers allow six connections to one host, and forgotten tabs would
 * use them up. `connected` is called with true whenever the state may have changed unseen.
 */
export function listenToHost(
  handlers: { [Name in keyof HostEvents]?: (data: HostEvents[Name]) => void },
  connected: (isConnected: boolean) => void,
): void {
  let source: EventSource | undefined
  const open = () => {
    source = new EventSource('/phone/events')
    source.addEventListener('open', () => connected(true))
    source.addEventListener('error', () => connected(false))
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event) => handle(JSON.parse((event as MessageEvent<string>).data)))
    }
  }
  document.addEventListener('visibilitychange', () => {
    source?.close()
    if (!document.hidden) open()
  })
  open()
}

/** @throws Error with the host's own sentence */
export async function ask<Reply>(path: string, body?: object): Promise<Reply> {
  const response = await fetch(
    path,
    body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
  )
  const reply = await response.json()
  if (!response.ok) throw new Error(reply.error)
  return reply
}
