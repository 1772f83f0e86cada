/** The one HTTP server: the SDK's requests at /admin, HTTP access to functions at /http-access, files at /storage. */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import type { CloudPay } from '../wechat-pay'
import { CloudError, notOffered, requestTooLarge, transactionConflict } from './errors'
import type { FaultInjection, FaultyRequest } from './faults'
import type { HttpAccess } from './functions/http-access'
import type { Invocations, RunningInvocation } from './invocations'
import { readMultipart } from './multipart'
import type { OpenApi } from './openapi'
import { operations, type Parameters, type Services } from './operations'

export interface ServerParts {
  readonly services: Services
  readonly openApi: OpenApi
  readonly httpAccess: HttpAccess
  readonly cloudPay: Pick<CloudPay, 'answer'> | undefined
  readonly invocations: Invocations
  readonly faults: FaultInjection
  readonly log: (line: string) => void
}

/** Thrown when a request belongs to an invocation that was killed or ran out of time: it gets no answer, ever. */
class Unanswered extends Error {}

/** Thrown when a request is applied and its reply gets lost on the way: the SDK sees the connection break. */
class ReplyLost extends Error {}

/** The SDK takes exactly this type as the mark of an error in answers to open API calls. */
const json = 'application/json; charset=utf-8'

/** The SDK gives a silent request up after 15 s, and what was killed must not wake up again. */
const stillTherePeriodMs = 5_000

/** @see https://docs.cloudbase.net/error-code/service/EXCEED_MAX_PAYLOAD_SIZE */
const largestBodyBytes = 100 * 1024 * 1024

export class Server {
  private readonly http = createServer((request, response) => void this.receive(request, response))
  private readonly unanswered = new Set<ServerResponse>()
  private readonly stillThere = setInterval(() => {
    for (const response of this.unanswered) response.write(' ')
  }, stillTherePeriodMs)
  private parts: ServerParts | undefined

  constructor() {
    // Longer than the SDK keeps a free connection, so that it never writes to one that is just being closed.
    this.http.keepAliveTimeout = 60_000
    this.stillThere.unref()
  }

  /** Takes this port, or a free one when it is taken or 0, for this machine alone. @returns its URL */
  async listen(port: number): Promise<string> {
    const isListening = await this.tryPort(port)
    if (!isListening && !(await this.tryPort(0))) throw new Error('no port is free')
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`
  }

  private tryPort(port: number): Promise<boolean> {
    return new Promise((resolve) => {
      this.http.once('error', () => resolve(false))
      this.http.listen(port, '127.0.0.1', () => {
        this.http.removeAllListeners('error')
        resolve(true)
      })
    })
  }

  /** From now on requests are answered. */
  serve(parts: ServerParts): void {
    this.parts = parts
  }

  async close(): Promise<void> {
    clearInterval(this.stillThere)
    const closed = new Promise((resolve) => this.http.close(resolve))
    this.http.closeAllConnections()
    await closed
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const body = await readBody(request)
      if (!this.parts) throw new Error('the local cloud is still starting')
      if (/^\/admin(\?|$)/.test(request.url ?? ''))
        return await this.answerSdk(this.parts, request, body, response)
      const url = new URL(request.url ?? '/', 'http://localhost')
      if (url.pathname.startsWith('/http-access/'))
        await this.parts.httpAccess.answer(request, url, body, response)
      else if (url.pathname.startsWith('/storage/'))
        await this.parts.services.storage.answer(request, url, body, response)
      else response.writeHead(404).end(`nothing is served at ${url.pathname}`)
    } catch (error) {
      if (error instanceof CloudError) return answerJson(response, refusal(error), 413)
      this.parts?.log(`[cloud] ${request.method} ${request.url}: ${String(error)}`)
      if (!response.headersSent) response.writeHead(500)
      response.end(String(error))
    }
  }

  private async answerSdk(
    parts: ServerParts,
    request: IncomingMessage,
    body: Buffer,
    response: ServerResponse,
  ): Promise<void> {
    const requestId = randomUUID()
    const contentType = request.headers['content-type'] ?? ''
    try {
      if (contentType.startsWith('multipart/')) {
        const answer = await answerOpenApi(parts, readMultipart(body, contentType))
        response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(answer)
      } else {
        const answer = await answerOperation(parts, JSON.parse(body.toString()))
        answerJson(response, { requestId, ...answer })
      }
    } catch (error) {
      if (error instanceof Unanswered) {
        response.writeHead(200, { 'content-type': json })
        this.unanswered.add(response)
        response.once('close', () => this.unanswered.delete(response))
        return
      }
      if (error instanceof ReplyLost) {
        request.socket.destroy()
        return
      }
      answerJson(response, { requestId, ...asAnswer(error, parts.log) })
    }
  }
}

async function answerOperation(parts: ServerParts, parameters: Parameters): Promise<object> {
  const action = String(parameters.action)
  const operation = Object.hasOwn(operations, action) ? operations[action] : undefined
  const { invocations, services } = parts
  const invocation = callerOf(parts, action, String(parameters.wxCloudApiToken ?? ''))
  if (!operation) {
    parts.log(`[cloud] the SDK asked for ${action}, which the local cloud does not offer`)
    throw notOffered(action)
  }
  const run = () => operation(parameters, services, invocation)
  const answer = await withFaults(parts, { action, invocation, ...transactionOf(parameters) }, run)
  if (invocation && invocations.isAbandoned(invocation.token)) throw new Unanswered()
  return answer
}

async function answerOpenApi(parts: ServerParts, fields: Map<string, Buffer>): Promise<Buffer> {
  const field = (name: string) => fields.get(name)?.toString() ?? ''
  const action = field('action')
  const api = field('apiName')
  const invocation = callerOf(parts, action, field('wxCloudApiToken'))
  if (action === 'wx.openApi')
    return withFaults(parts, { action, invocation }, async () =>
      parts.openApi.answer(api, fields.get('requestData') ?? Buffer.alloc(0), invocation),
    )
  if (action === 'wx.wxPayApi') {
    const answer = parts.cloudPay?.answer(api, JSON.parse(field('requestData')), invocation?.caller.openid)
    if (answer) return Buffer.isBuffer(answer) ? answer : Buffer.from(JSON.stringify(answer))
  }
  parts.log(`[cloud] the SDK asked for ${action} ${api}, which the local cloud does not offer`)
  throw notOffered(`${action} ${api}`)
}

/** The invocation that a request comes from; undefined when it comes from outside any function. */
function callerOf(parts: ServerParts, action: string, token: string): RunningInvocation | undefined {
  const { invocations } = parts
  if (invocations.isAbandoned(token)) throw new Unanswered()
  const invocation = invocations.get(token)
  if (token && !invocation) {
    parts.log(`[cloud] ${action} was sent after its function had answered; it is not carried out`)
    throw new CloudError('INVALID_CONTEXT', `${action} was sent after its function had answered: await it`)
  }
  invocations.count(action, invocation)
  return invocation
}

const transactionOf = ({ transactionId }: Parameters) => (transactionId ? { transactionId } : {})

/** Carries a request out as the faults that are armed will have it. */
async function withFaults<T>(
  { faults, invocations, services }: ServerParts,
  request: FaultyRequest,
  run: () => Promise<T>,
): Promise<T> {
  const { invocation } = request
  const strike = faults.strikeAt(request)
  const delayMs = faults.delayMs()
  if (delayMs > 0) await wait(delayMs)
  if (invocation && invocations.isAbandoned(invocation.token)) throw new Unanswered()
  if (strike?.kind === 'refuse') throw new CloudError(strike.code, strike.message)
  if (strike?.kind === 'conflict') {
    // As at a real conflict, the transaction is over.
    const { transactions } = services.engine
    transactions.end(transactions.claim(String(request.transactionId)))
    throw transactionConflict()
  }
  if (strike?.kind === 'loseReply') {
    await run().catch(() => {})
    throw new ReplyLost()
  }
  if (!invocation || strike?.kind !== 'kill') return run()
  if (strike.moment === 'after') await run().catch(() => {})
  services.runner.kill(invocation.token)
  throw new Unanswered()
}

const refusal = ({ code, message }: CloudError) => ({ code, message })

function asAnswer(error: unknown, log: (line: string) => void): object {
  if (error instanceof CloudError) return refusal(error)
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  log(`[cloud] a fault of the local cloud itself: ${message}`)
  return { code: 'SYS_ERR', message }
}

/** With its length known, the answer leaves in one write instead of four. */
function answerJson(response: ServerResponse, answer: object, status = 200): void {
  const body = JSON.stringify(answer)
  response.writeHead(status, { 'content-type': json, 'content-length': Buffer.byteLength(body) }).end(body)
}

/**
 * By events, which cost a fifth of what iterating over a request costs.
 * What is too large is heard to its end, for whoever sends it listens only then.
 */
function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= largestBodyBytes) chunks.push(chunk)
    })
    request.once('end', () =>
      bytes <= largestBodyBytes ? resolve(Buffer.concat(chunks)) : reject(requestTooLarge('100 MB')),
    )
    request.once('error', reject)
    // Comes after every request, and an error takes longer to make than all the rest here.
    request.once('close', () => request.complete || reject(new Error('the client went away')))
  })
}
