/** The open APIs by name, and what answers each; a name that is not here is refused and written to the log. */
import { randomUUID } from 'node:crypto'
import type { Caller } from '../functions/identity'
import type { RunningInvocation } from '../invocations'
import { msgSecCheck } from './content-check'
import type { Links } from './links'
import type { MediaChecks } from './media-check'
import { getUnlimited } from './mini-program-code'
import type { OpenData } from './open-data'
import type { Pages } from './pages'
import type { PhoneNumbers } from './phone-number'
import {
  openDataApi,
  readCall,
  readCloudIds,
  respondBytes,
  respondError,
  respondJson,
  respondOpenData,
} from './protocol'
import type { SubscribeMessages } from './subscribe-message'
import type { Visits } from './visits'
import { WeChatError } from './wechat-error'

type Parameters = Readonly<Record<string, unknown>>

const apiMissing = -604100
const permissionMissing = -604101
const callerMissing = -604104

export interface OpenApiParts {
  readonly messages: SubscribeMessages
  readonly visits: Visits
  readonly phoneNumbers: PhoneNumbers
  readonly openData: OpenData
  readonly mediaChecks: MediaChecks
  readonly links: Links
  readonly pages: Pages
  readonly log: (line: string) => void
}

export class OpenApi {
  private readonly apis: Readonly<Record<string, (parameters: Parameters, caller: Caller) => Buffer>>
  private readonly openData: OpenData
  private readonly log: (line: string) => void

  constructor({ messages, visits, phoneNumbers, openData, mediaChecks, links, pages, log }: OpenApiParts) {
    this.openData = openData
    this.log = log
    this.apis = {
      'subscribeMessage.send': (parameters) => respondJson(messages.send(parameters)),
      'wxacode.getUnlimited': (parameters) => respondBytes(getUnlimited(parameters, pages), 'image/png'),
      'security.msgSecCheck': (parameters) => respondJson(msgSecCheck(parameters, visits, randomUUID())),
      'security.mediaCheckAsync': (parameters) => respondJson(mediaChecks.begin(parameters)),
      'phonenumber.getPhoneNumber': (parameters) => respondJson(phoneNumbers.exchange(parameters)),
      'cloudbase.getOpenData': (parameters, caller) =>
        respondJson(openData.answer(parameters, caller.openid)),
      'urllink.generate': (parameters) => respondJson(links.generateUrlLink(parameters)),
      'urlscheme.generate': (parameters) => respondJson(links.generateScheme(parameters)),
    }
  }

  get names(): string[] {
    return Object.keys(this.apis)
  }

  /** Answers a call in the envelope it came in. A function may use what its config.json permits. */
  answer(api: string, body: Buffer, invocation: RunningInvocation | undefined): Buffer {
    if (!invocation) return this.refuse(callerMissing, `openapi.${api} was called from outside a function`)
    const { bundle, caller } = invocation
    const cloudIds = api === openDataApi ? readCloudIds(body) : undefined
    if (cloudIds) return respondOpenData(cloudIds.map((id) => this.openData.resolve(id, caller.openid)))
    const run = Object.hasOwn(this.apis, api) ? this.apis[api] : undefined
    const parameters = readCall(body)
    if (!run || !parameters)
      return this.refuse(apiMissing, `openapi.${api} is not offered by the local cloud`)
    if (!bundle.permissions.includes(api))
      return this.refuse(permissionMissing, `${bundle.name}/config.json does not permit openapi.${api}`)
    try {
      return run(parameters, caller)
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
