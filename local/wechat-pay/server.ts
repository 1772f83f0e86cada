/** The HTTP side of the sandbox: believes only signed requests, and signs what it answers. */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fault, Faults } from './faults'
import { type Forgery, signedMessage } from './forgery'
import { operations } from './operations'
import { ApiError, type Operation, type Reply, type World } from './requests'
import { faultInAuthorization } from './signatures'

const forgeries: Partial<Record<Fault, Forgery>> = {
  badSignature: 'signature',
  badBody: 'body',
  badSerial: 'serial',
  badTimestamp: 'stale',
}

export interface ApiServer {
  url: string
  /** How often each operation was asked for. */
  requests: Readonly<Record<string, number>>
  close(): Promise<void>
}

/** Serves the operations on a free port of this machine; `world` is asked for at each request. */
export async function startApiServer(
  world: () => World,
  faults: Faults,
  log: (line: string) => void,
): Promise<ApiServer> {
  const requests: Record<string, number> = Object.fromEntries(operations.map(({ name }) => [name, 0]))

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request)
    const url = new URL(request.url ?? '/', 'http://sandbox')
    const found = findOperation(request.method, url.pathname)
    if (!found) {
      const name = `${request.method} ${url.pathname}`
      log(`wechat pay: ${name} is not supported by the sandbox`)
      send(response, { status: 404, body: { code: 'NOT_FOUND', message: `the sandbox has no ${name}` } })
      return
    }
    const { operation, subject } = found
    requests[operation.name] = (requests[operation.name] ?? 0) + 1
    const fault = faults.take(operation.name)
    if (fault) log(`wechat pay: ${operation.name} meets the ordered fault ${fault}`)
    if (fault === 'hang') return
    if (fault === 'status500') {
      response.writeHead(500, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ code: 'SYSTEM_ERROR', message: '系统异常，请稍后重试' }))
      return
    }
    const reply = answer(operation, subject, url.searchParams, request, body)
    log(`wechat pay: ${operation.name} ${reply.status}`)
    if (fault === 'loseReply') request.socket.destroy()
    else send(response, reply, fault && forgeries[fault])
  }

  function answer(
    operation: Operation,
    subject: string,
    query: URLSearchParams,
    { method = '', url: target = '', headers }: IncomingMessage,
    body: Buffer,
  ): Reply {
    const here = world()
    const authorization = { method, target, authorization: headers.authorization, body }
    const wrong = faultInAuthorization(authorization, here.merchant.keys, here.nowMs)
    if (wrong) return { status: 401, body: { code: 'SIGN_ERROR', message: wrong } }
    try {
      return operation.answer(
        { subject, query, body: parseJson(body), origin: `http://${headers.host}` },
        here,
      )
    } catch (thrown) {
      if (!(thrown instanceof ApiError)) throw thrown
      const { status, code, message, detail } = thrown
      return { status, body: { code, message, detail } }
    }
  }

  function send(response: ServerResponse, { status, body, file }: Reply, forgery?: Forgery): void {
    if (file) {
      response.writeHead(status, { 'Content-Type': 'text/plain' }).end(file)
      return
    }
    const { merchant, nowMs } = world()
    const message = signedMessage(body ? JSON.stringify(body) : '', merchant, nowMs, forgery)
    const contentType = 'application/json; charset=utf-8'
    response.writeHead(status, {
      'Content-Type': contentType,
      'Request-ID': randomUUID(),
      ...message.headers,
    })
    response.end(message.body)
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((thrown) => {
      log(`wechat pay: ${request.method} failed inside the sandbox: ${thrown}`)
      request.socket.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function findOperation(
  method: string | undefined,
  path: string,
): { operation: Operation; subject: string } | undefined {
  for (const operation of operations) {
    const match = operation.method === method ? operation.path.exec(path) : null
    if (match) return { operation, subject: decodeURIComponent(match[1] ?? '') }
  }
  return undefined
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces)
}

function parseJson(body: Buffer): unknown {
  if (body.length === 0) return undefined
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new ApiError(400, 'PARAM_ERROR', 'the body is not JSON')
  }
}
