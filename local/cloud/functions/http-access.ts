/** HTTP access: any HTTP client calls a function by URL; the function sees the request as it was, byte for byte. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { FunctionCallError } from '../errors'
import type { Runner } from './runner'

/** @see https://docs.cloudbase.net/service/access-cloud-function */
const limitSeconds = 5

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
    const isBase64Encoded = this.alwaysBase64 || !isText(body, request.headers['content-type'] ?? '')
    const event = {
      path: `/${rest.join('/')}`,
      httpMethod: request.method,
      headers: request.headers,
      queryStringParameters: Object.fromEntries(url.searchParams),
      body: body.toString(isBase64Encoded ? 'base64' : 'utf8'),
      isBase64Encoded,
    }
    try {
      const result = await this.runner.call(functionName, event, { source: 'wx_http' }, limitSeconds)
      send(response, result)
    } catch (error) {
      if (!(error instanceof FunctionCallError)) throw error
      const status = error.code === 'FUNCTION_NOT_FOUND' ? 404 : error.errCode === -504003 ? 504 : 500
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
      response.end(JSON.stringify({ code: error.code, message: error.reason }))
    }
  }
}

/** Text of a textual type goes over as it is; what UTF-8 can't carry unchanged goes over in base64. */
function isText(body: Buffer, contentType: string): boolean {
  const isTextual = /^(text\/|application\/(json|xml|javascript|x-www-form-urlencoded))/i.test(contentType)
  return isTextual && Buffer.from(body.toString('utf8'), 'utf8').equals(body)
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
