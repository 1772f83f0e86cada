/** What a merchant's request is to the sandbox, and how it is read or refused. */
import * as v from 'valibot'
import type { RefundOutcome, Store } from './store'
import type { Merchant } from './trades'

export interface Reply {
  status: number
  body?: object
  /** Sent as it is, and unsigned: bills. */
  file?: Buffer
}

/** A request whose signature holds. */
export interface MerchantRequest {
  /** The path's variable part, if it has one. */
  subject: string
  query: URLSearchParams
  body: unknown
  /** How the merchant reaches the sandbox, without a slash at the end. */
  origin: string
}

export interface World {
  merchant: Merchant
  store: Store
  nowMs: number
  /** How the refund that is just accepted will end. */
  takeRefundOutcome(): RefundOutcome
  /** A notification was saved that will be due. */
  wakeNotifier(): void
}

export interface Operation {
  name: string
  method: 'GET' | 'POST'
  /** Its one group, if any, is the subject. */
  path: RegExp
  answer(request: MerchantRequest, world: World): Reply
}

/** A refusal, with WeChat Pay's status and code. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly detail?: object,
  ) {
    super(message)
  }
}

/** Not empty, and at most so many characters. */
export const text = (longest: number) =>
  v.pipe(
    v.string(),
    v.nonEmpty(),
    v.check((value) => [...value].length <= longest, `is longer than ${longest} characters`),
  )

/** WeChat Pay wants https without a query; on this machine plain http to itself will do. */
function isNotifyUrl(value: string): boolean {
  const url = URL.canParse(value) ? new URL(value) : undefined
  if (!url || value.includes('?')) return false
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback)
}

export const notifyUrl = v.pipe(
  text(255),
  v.check(isNotifyUrl, 'is not https without a query, nor http to this machine'),
)

export function requireMchid(mchid: string | null, merchant: Merchant): void {
  if (mchid !== merchant.keys.mchid) throw parameterError('/mchid', 'is not this merchant')
}

/** @throws ApiError PARAM_ERROR naming the field */
export function parse<Schema extends v.GenericSchema>(schema: Schema, body: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body)
  if (parsed.success) return parsed.output
  const [issue] = parsed.issues
  const field = `/${issue.path?.map((step) => String(step.key)).join('/') ?? ''}`
  throw parameterError(field, issue.message)
}

export function parameterError(field: string, issue: string): ApiError {
  return new ApiError(400, 'PARAM_ERROR', `${field} ${issue}`, { location: 'body', field, issue })
}
