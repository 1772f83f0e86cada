/** Tells every open page what happens, as server-sent events. */
import type { ServerResponse } from 'node:http'

/** https://html.spec.whatwg.org/multipage/server-sent-events.html */
export class EventStream {
  private readonly readers = new Set<ServerResponse>()
  /** What a page that opens later must still be told. */
  private readonly standing = new Map<string, string>()

  /** Adds a page; a page that loses the connection tries again after half a second. */
  add(response: ServerResponse): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.write('retry: 500\n\n')
    for (const text of this.standing.values()) response.write(text)
    this.readers.add(response)
    response.on('close', () => this.readers.delete(response))
  }

  send(event: string, data: unknown = {}): void {
    const text = inWire(event, data)
    for (const reader of this.readers) reader.write(text)
  }

  /** Sends an event now, and to every page that opens from now on until `forget(event)`. */
  keep(event: string, data: unknown): void {
    this.standing.set(event, inWire(event, data))
    this.send(event, data)
  }

  forget(event: string): void {
    this.standing.delete(event)
  }
}

function inWire(event: string, data: unknown): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}
