/** A small JSON server for loopback alone: exact routes, folders of files, and streams of events. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import * as v from 'valibot'
import { sendFile } from './files'

/** By type of body: one megabyte holds any cloud call, fifty any file; the cloud itself sets stricter limits. */
const largestBodyBytes: Readonly<Record<string, number>> = {
  'application/json': 1024 * 1024,
  'application/octet-stream': 50 * 1024 * 1024,
}
const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** Answers one route; what it returns is sent as JSON. The body of a file is a Buffer. */
export type Handler = (request: { query: URLSearchParams; body: unknown }) => unknown

/** What a server offers, by `METHOD /path`. */
export interface Site {
  readonly routes: Readonly<Record<string, Handler>>
  /** Takes over the response and writes to it as long as it likes. */
  readonly streams: Readonly<Record<string, (response: http.ServerResponse) => void>>
  /** URL prefixes (ending in /) and the folders behind them. */
  readonly folders: Readonly<Record<string, string>>
}

/** An answer that is not 200: thrown by a handler, sent as `{error: message}`. */
export class HttpError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

export interface Server {
  readonly url: string
  /** From now on requests find this; before, every one is answered 503. */
  open(site: Site): void
  close(): Promise<void>
}

/**
 * Listens on 127.0.0.1. Requests whose Host or Origin is not this machine are refused, so that a web page elsewhere
 * can neither call this server nor reach it under a name of its own (DNS rebinding).
 * @param port 0 takes any free one; a taken one rejects with code EADDRINUSE
 */
export async function listen(port: number): Promise<Server> {
  let site: Site | undefined
  const server = http.createServer((request, response) => {
    answer(site, request, response).catch((error: unknown) => sendError(response, error))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: (opened) => {
      site = opened
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Checks what a caller sent against a schema. @throws HttpError 400 naming the field */
export function parse<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value)
  if (result.success) return result.output
  const issue = result.issues[0]
  throw new HttpError(400, `${v.getDotPath(issue) ?? 'The body'}: ${issue.message}`)
}

async function answer(
  site: Site | undefined,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  refuseStrangers(request)
  if (!site) throw new HttpError(503, 'The preview is still starting.')
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const name = `${request.method} ${url.pathname}`
  const stream = own(site.streams, name)
  if (stream) return stream(response)
  const handler = own(site.routes, name)
  if (handler) {
    const body = request.method === 'POST' ? await readBody(request) : undefined
    return sendJson(response, 200, await handler({ query: url.searchParams, body }))
  }
  const prefix = Object.keys(site.folders).find((candidate) => url.pathname.startsWith(candidate))
  const folder = prefix === undefined ? undefined : site.folders[prefix]
  const isRead = request.method === 'GET' || request.method === 'HEAD'
  if (isRead && prefix && folder && (await sendFile(response, folder, url.pathname.slice(prefix.length))))
    return
  throw new HttpError(404, `${name} does not exist here.`)
}

function refuseStrangers(request: http.IncomingMessage): void {
  const origin = request.headers.origin
  if (!isLoopback(`http://${request.headers.host}`) || (origin !== undefined && !isLoopback(origin))) {
    throw new HttpError(403, 'The preview answers this machine only: open it as http://127.0.0.1.')
  }
}

function isLoopback(address: string): boolean {
  return URL.canParse(address) && loopbackNames.has(new URL(address).hostname)
}

async function readBody(request: http.IncomingMessage): Promise<unknown> {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';')
  const largest = own(largestBodyBytes, type)
  // Neither of these types can be sent by a form of another page.
  if (!largest) throw new HttpError(415, 'The body must be application/json or application/octet-stream.')
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > largest) throw new HttpError(413, `The body is larger than ${largest / 1024 / 1024} MB.`)
    chunks.push(chunk)
  }
  if (type === 'application/octet-stream') return Buffer.concat(chunks)
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw new HttpError(400, 'The body is not JSON.')
  }
}

function sendJson(response: http.ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  })
  response.end(JSON.stringify(value ?? {}))
}

function sendError(response: http.ServerResponse, error: unknown): void {
  if (response.headersSent) return void response.destroy()
  const { message } = error as Error
  if (!(error instanceof HttpError)) console.error(error)
  sendJson(response, error instanceof HttpError ? error.status : 500, { error: message })
}

/** A path such as /constructor must not find what every object inherits. */
function own<Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
