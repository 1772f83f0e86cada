/** Tells whether a call to our notify URL is WeChat Pay's word, and what it says. Loads no HTTP client. */
import { createDecipheriv, verify } from 'node:crypto'
import * as v from 'valibot'
import type { HttpEvent, HttpReply, NotificationFault, PayNotification } from './port'
import { notifiedRefundFrom } from './refund'
import type { PaySettings } from './settings'
import { tradeFrom } from './trade'

/** Older than this is perhaps a replay; the same span as the client allows a reply. */
const freshForSeconds = 300
const authenticationTagBytes = 16

const Envelope = v.object({
  event_type: v.string(),
  resource: v.object({
    algorithm: v.literal('AEAD_AES_256_GCM'),
    ciphertext: v.string(),
    nonce: v.string(),
    associated_data: v.optional(v.string(), ''),
  }),
})
type Resource = v.InferOutput<typeof Envelope>['resource']

interface SignedCall {
  timestamp: string
  nonce: string
  serial: string
  signature: string
  /** The body's very bytes: parsing and writing it again would not match the signature. */
  body: Buffer
}

/**
 * Reads a notification: https://pay.weixin.qq.com/docs/merchant/products/notification/introduction.html
 * Nothing of it is looked at before its signature holds. WeChat Pay now and then sends a wrong signature on purpose
 * (https://pay.weixin.qq.com/doc/v3/merchant/4016241880), so a rejection with status 401 is no incident; one with
 * status 500 needs somebody's attention.
 */
export function parseNotify(
  event: HttpEvent,
  settings: Pick<PaySettings, 'platformKeys' | 'apiV3Key'>,
  nowMs: number,
): PayNotification {
  const call = signedCall(event)
  if (!call) return reject(401, 'signature headers are missing')
  const platformKey = ownValue(settings.platformKeys, call.serial)
  // A new platform key not yet in our settings looks the same as a made-up serial, so somebody has to look.
  if (!platformKey) return reject(500, 'signed with a platform key that is not in the settings')
  if (!isSignedBy(platformKey, call)) return reject(401, 'signature does not match')

  const envelope = parseJson(call.body.toString('utf8'), Envelope)
  if (!envelope) return reject(500, 'signed, but not a notification that can be read')
  const read = readers[envelope.event_type]
  if (!read) return reject(500, `unsupported event ${envelope.event_type}`)
  const plainText = decrypt(envelope.resource, settings.apiV3Key)
  if (plainText === undefined) return reject(500, 'cannot be decrypted with the APIv3 key in the settings')
  const told = read(parseJson(plainText, v.unknown()))
  if (!told) return reject(500, 'decrypted, but not content that can be read')

  const ageSeconds = Math.abs(nowMs / 1000 - Number(call.timestamp))
  // A late redelivery must not be lost, nor a replay believed: the one asks us to query, the other costs a query.
  return ageSeconds <= freshForSeconds ? told : hintAt(told)
}

type Told = Extract<PayNotification, { kind: 'trade' | 'refund' }>

const readTrade = (wire: unknown): Told | undefined => {
  const trade = tradeFrom(wire)
  return trade && { kind: 'trade', trade }
}

const readRefund = (wire: unknown): Told | undefined => {
  const refund = notifiedRefundFrom(wire)
  return refund && { kind: 'refund', refund }
}

/** A null prototype, so that an event named `constructor` has no reader. */
const readers: Readonly<Record<string, (wire: unknown) => Told | undefined>> = Object.assign(
  Object.create(null),
  {
    'TRANSACTION.SUCCESS': readTrade,
    'REFUND.SUCCESS': readRefund,
    'REFUND.ABNORMAL': readRefund,
    'REFUND.CLOSED': readRefund,
  },
)

function hintAt(told: Told): PayNotification {
  if (told.kind === 'trade') return { kind: 'hint', outTradeNo: told.trade.outTradeNo }
  const { outTradeNo, outRefundNo } = told.refund
  return { kind: 'hint', outTradeNo, outRefundNo }
}

/** The answer that ends the notification, or with a fault has WeChat Pay send it again. It waits five seconds for it. */
export function acknowledge(fault?: NotificationFault): HttpReply {
  if (!fault) return { statusCode: 200, headers: {}, body: '' }
  return {
    statusCode: fault.status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code: 'FAIL', message: fault.reason }),
  }
}

function signedCall({ headers = {}, body = '', isBase64Encoded = false }: HttpEvent): SignedCall | undefined {
  const byLowerCaseName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
  const timestamp = byLowerCaseName.get('wechatpay-timestamp')
  const nonce = byLowerCaseName.get('wechatpay-nonce')
  const serial = byLowerCaseName.get('wechatpay-serial')
  const signature = byLowerCaseName.get('wechatpay-signature')
  if (!timestamp || !/^\d+$/.test(timestamp) || !nonce || !serial || !signature) return undefined
  return { timestamp, nonce, serial, signature, body: Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8') }
}

function isSignedBy(publicKey: string, { timestamp, nonce, signature, body }: SignedCall): boolean {
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from('\n')])
  return verify('RSA-SHA256', message, publicKey, Buffer.from(signature, 'base64'))
}

function decrypt({ ciphertext, nonce, associated_data }: Resource, apiV3Key: string): string | undefined {
  const sealed = Buffer.from(ciphertext, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', apiV3Key, nonce, {
      authTagLength: authenticationTagBytes,
    })
    decipher.setAuthTag(sealed.subarray(-authenticationTagBytes)).setAAD(Buffer.from(associated_data))
    const opened = decipher.update(sealed.subarray(0, -authenticationTagBytes))
    return Buffer.concat([opened, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

function parseJson<Schema extends v.GenericSchema>(
  text: string,
  schema: Schema,
): v.InferOutput<Schema> | undefined {
  try {
    const parsed = v.safeParse(schema, JSON.parse(text))
    return parsed.success ? parsed.output : undefined
  } catch {
    return undefined
  }
}

/** A serial comes from outside, so that `constructor` must not find anything. */
function ownValue(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

function reject(status: number, reason: string): PayNotification {
  return { kind: 'reject', status, reason }
}
