/** The open APIs by name, and what answers each; a name that is not here is refused and written to the log. */
import { randomUUID } from 'node:crypto'
import type { RunningInvocation } from '../invocations'
import { msgSecCheck } from './content-check'
import { getUnlimited } from './mini-program-code'
import { readCall, respondBytes, respondError, respondJson } from './protocol'
import type { SubscribeMessages } from './subscribe-message'
import { WeChatError } from './wechat-error'

type Parameters = Readonly<Record<string, unknown>>

const apiMissing = -604100
const permissionMissing = -604101
const callerMissing = -604104

export class OpenApi {
  private readonly apis: Readonly<Record<string, (parameters: Parameters) => Buffer>>

  constructor(
    messages: SubscribeMessages,
    private readonly log: (line: string) => void,
  ) {
    this.apis = {
      'subscribeMessage.send': (parameters) => respondJson(messages.send(parameters)),
      'wxacode.getUnlimited': (parameters) => respondBytes(getUnlimited(parameters), 'image/png'),
      'security.msgSecCheck': (parameters) => respondJson(msgSecCheck(parameters, randomUUID())),
    }
  }

  get names(): string[] {
    return Object.keys(this.apis)
  }

  /** Answers a call in the envelope it came in. A function may use what its config.json permits. */
  answer(api: string, body: Buffer, invocation: RunningInvocation | undefined): Buffer {
    if (!invocation) return this.refuse(callerMissing, `openapi.${api} was called from outside a function`)
    const run = Object.hasOwn(this.apis, api) ? this.apis[api] : undefined
    const parameters = readCall(body)
    if (!run || !parameters)
      return this.refuse(apiMissing, `openapi.${api} is not offered by the local cloud`)
    const { name, permissions } = invocation.bundle
    if (!permissions.includes(api))
      return this.refuse(permissionMissing, `${name}/config.json does not permit openapi.${api}`)
    try {
      return run(parameters)
    } catch (error) {
      if (!(error instanceof WeChatError)) throw error
      return respondJson({ errcode: error.errcode, errmsg: error.errmsg })
    }
  }

  private refuse(errorCode: number, reason: string): Buffer {
    this.log(`[cloud] ${reason}`)
    return respondError(errorCode)
  }
}
