/** Reads the merchant's settings from environment variables, and refuses to start with wrong ones. */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import * as v from 'valibot'

export interface PaySettings {
  baseUrl: string
  appid: string
  mchid: string
  merchantSerial: string
  /** PEM. */
  merchantPrivateKey: string
  /** WeChat Pay's public keys (or older platform certificates) as PEM, by serial; two while one replaces the other. */
  platformKeys: Readonly<Record<string, string>>
  /** 32 characters: the AES-256 key of notifications. */
  apiV3Key: string
  notifyUrl: string
}

/** How cloudPay is reached: it holds no keys. */
export interface CloudPaySettings {
  appid: string
  /** The merchant's id that is bound to the cloud environment. */
  mchid: string
  /** The function that it calls back. */
  callbackFunction: string
}

const required = v.pipe(v.optional(v.string(), ''), v.nonEmpty('is missing'))

/** A cloud console's field holds one line, so a PEM may come with its line breaks written as `\n`. */
function pem(parse: (key: string) => unknown, kind: string) {
  return v.pipe(
    required,
    v.transform((text) => text.replaceAll('\\n', '\n')),
    v.check((text) => succeeds(() => parse(text)), `is not a ${kind} key in PEM`),
  )
}

const platformKeys = v.pipe(
  required,
  v.check((text) => succeeds(() => JSON.parse(text)), 'is not JSON'),
  v.transform((text): unknown => JSON.parse(text)),
  v.record(v.string(), pem(createPublicKey, 'public'), 'is not a JSON object of serial to PEM'),
  v.check((keys) => Object.keys(keys).length > 0, 'holds no key'),
)

const Environment = v.object({
  WECHAT_PAY_BASE_URL: v.optional(
    v.pipe(v.string(), v.url('is not a URL')),
    'https://api.mch.weixin.qq.com/',
  ),
  WECHAT_PAY_APPID: required,
  WECHAT_PAY_MCHID: required,
  WECHAT_PAY_MERCHANT_SERIAL: required,
  WECHAT_PAY_MERCHANT_PRIVATE_KEY: pem(createPrivateKey, 'private'),
  WECHAT_PAY_PLATFORM_KEYS: platformKeys,
  WECHAT_PAY_API_V3_KEY: v.pipe(required, v.bytes(32, 'is not 32 bytes long')),
  WECHAT_PAY_NOTIFY_URL: v.pipe(required, v.url('is not a URL')),
})

const CloudPayEnvironment = v.object({
  WECHAT_PAY_APPID: required,
  WECHAT_PAY_MCHID: required,
  WECHAT_PAY_CALLBACK_FUNCTION: v.optional(v.string(), 'payment-notify'),
})

/** The variables that have no default, by name. */
export const requiredVariables = Object.keys(Environment.entries).filter(
  (name) => name !== 'WECHAT_PAY_BASE_URL',
)

type Variables = Readonly<Record<string, string | undefined>>

/**
 * Which adapter is meant: `v3`, as a merchant with keys of its own, or `cloudPay`.
 * @throws Error for any other word: a misspelt adapter must not quietly be another one
 */
export function chosenAdapter({ WECHAT_PAY_ADAPTER: chosen = '' }: Variables): 'v3' | 'cloudPay' {
  if (chosen === '' || chosen === 'v3') return 'v3'
  if (chosen === 'cloudPay') return chosen
  throw new Error('WeChat Pay is not set up: WECHAT_PAY_ADAPTER is neither v3 nor cloudPay')
}

/**
 * The settings in `environment`.
 * @throws Error naming every variable that is missing or wrong, never showing its value.
 */
export function readPaySettings(environment: Variables): PaySettings {
  const variables = read(Environment, environment)
  return {
    baseUrl: variables.WECHAT_PAY_BASE_URL,
    appid: variables.WECHAT_PAY_APPID,
    mchid: variables.WECHAT_PAY_MCHID,
    merchantSerial: variables.WECHAT_PAY_MERCHANT_SERIAL,
    merchantPrivateKey: variables.WECHAT_PAY_MERCHANT_PRIVATE_KEY,
    platformKeys: variables.WECHAT_PAY_PLATFORM_KEYS,
    apiV3Key: variables.WECHAT_PAY_API_V3_KEY,
    notifyUrl: variables.WECHAT_PAY_NOTIFY_URL,
  }
}

/** The settings of cloudPay; as above. */
export function readCloudPaySettings(environment: Variables): CloudPaySettings {
  const variables = read(CloudPayEnvironment, environment)
  return {
    appid: variables.WECHAT_PAY_APPID,
    mchid: variables.WECHAT_PAY_MCHID,
    callbackFunction: variables.WECHAT_PAY_CALLBACK_FUNCTION,
  }
}

function read<Schema extends v.ObjectSchema<v.ObjectEntries, undefined>>(
  schema: Schema,
  environment: Variables,
): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, environment, { abortPipeEarly: true })
  if (parsed.success) return parsed.output
  const faults = parsed.issues.map((issue) => `${issue.path?.[0]?.key} ${issue.message}`)
  throw new Error(`WeChat Pay is not set up: ${faults.join('; ')}`)
}

function succeeds(attempt: () => unknown): boolean {
  try {
    attempt()
    return true
  } catch {
    return false
  }
}
