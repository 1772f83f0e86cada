/** HTTP access: any HTTP client calls a function by URL; the function sees the request as it was, byte for byte. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { CloudError, FunctionCallError, replyTooLarge, requestTooLarge } from '../errors'
import type { Runner } from './runner'

/** @see https://docs.cloudbase.net/service/access-cloud-function */
const limitSeconds = 5

/** @see https://docs.cloudbase.net/error-code/service/EXCEED_MAX_PAYLOAD_SIZE */
const largestTextBytes = 100 * 1024
const largestOtherBytes = 6 * 1024 * 1024

interface IntegrationResponse {
  readonly statusCode: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly isBase64Encoded?: boolean
}

export class HttpAccess {
  constructor(
    private readonly runner: Runner,
    /** Hands every body over in base64, as the platform may do with any. */
    private readonly alwaysBase64: boolean,
  ) {}

  /** Answers a request to /http-access/<function>[/path]. */
  async answer(request: IncomingMessage, url: URL, body: Buffer, response: ServerResponse): Promise<void> {
    const [, , functionName = '', ...rest] = url.pathname.split('/')
    const contentType = request.headers['content-type'] ?? ''
    const isBase64Encoded = this.alwaysBase64 || !isText(body, contentType)
    const event = {
      path: `/${rest.join('/')}`,
      httpMethod: request.method,
      headers: request.headers,
      queryStringParameters: Object.fromEntries(url.searchParams),
      body: body.toString(isBase64Encoded ? 'base64' : 'utf8'),
      isBase64Encoded,
    }
    const limits = { seconds: limitSeconds, eventBytes: Number.POSITIVE_INFINITY }
    try {
      refuseLarge(body, contentType)
      send(response, await this.runner.call(functionName, event, { source: 'wx_http' }, limits))
    } catch (error) {
      const [status, { code, message }] = refusalOf(error)
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
      response.end(JSON.stringify({ code, message }))
    }
  }
}

const isTextual = (contentType: string) =>
  /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded))/i.test(contentType)

/** Text of a textual type goes over as it is; what UTF-8 can't carry unchanged goes over in base64. */
const isText = (body: Buffer, contentType: string) =>
  isTextual(contentType) && Buffer.from(body.toString('utf8'), 'utf8').equals(body)

function refuseLarge(body: Buffer, contentType: string): void {
  if (isTextual(contentType) && body.length > largestTextBytes) throw requestTooLarge('100 KB')
  if (body.length > largestOtherBytes) throw requestTooLarge('6 MB')
}

/** The HTTP status and the refusal as it is sent. */
function refusalOf(error: unknown): [status: number, { code: string; message: string }] {
  if (error instanceof CloudError) return [413, error]
  if (!(error instanceof FunctionCallError)) throw error
  const { code, errCode, reason } = error
  if (errCode === -604001) return [500, replyTooLarge('1 MB')]
  const status = code === 'FUNCTION_NOT_FOUND' ? 404 : errCode === -504003 ? 504 : 500
  return [status, { code, message: reason }]
}

/** An answer without a status code is sent as JSON, as the platform does. */
function send(response: ServerResponse, result: unknown): void {
  if (!isIntegrationResponse(result)) {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(result))
    return
  }
  response.writeHead(result.statusCode, result.headers)
  response.end(Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8'))
}

const isIntegrationResponse = (result: unknown): result is IntegrationResponse =>
  typeof result === 'object' &&
  result !== null &&
  'statusCode' in result &&
  typeof result.statusCode === 'number'
