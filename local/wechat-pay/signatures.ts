/** The signatures and the encryption of WeChat Pay API v3, from WeChat Pay's side. */
import { createCipheriv, createHash, randomBytes, sign, verify } from 'node:crypto'
import type { WechatPayKeys } from './keys'
import type { Merchant } from './trades'

/** How far a request's timestamp may be from WeChat Pay's clock. */
const toleratedSkewSeconds = 300

/**
 * Why a merchant's request is not to be believed, or undefined when it is.
 * `target` is the path with its query, as sent. https://pay.weixin.qq.com/wiki/doc/apiv3/wechatpay/wechatpay4_0.shtml
 */
export function faultInAuthorization(
  request: { method: string; target: string; authorization: string | undefined; body: Buffer },
  keys: WechatPayKeys,
  nowMs: number,
): string | undefined {
  const [scheme, list] = (request.authorization ?? '').split(/ (.*)/s)
  if (scheme !== 'WECHATPAY2-SHA256-RSA2048' || !list) return 'Authorization is missing or of another scheme'
  const field = new Map([...list.matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [name, value ?? '']))
  if (field.get('mchid') !== keys.mchid) return 'mchid is not this merchant'
  if (field.get('serial_no') !== keys.merchantSerial) return "serial_no is not of this merchant's certificate"
  const timestamp = field.get('timestamp') ?? ''
  const skewSeconds = Math.abs(nowMs / 1000 - Number(timestamp))
  if (!(skewSeconds <= toleratedSkewSeconds)) return 'timestamp is off by more than five minutes'
  const lines = `${request.method}\n${request.target}\n${timestamp}\n${field.get('nonce_str')}\n`
  const message = Buffer.concat([Buffer.from(lines), request.body, Buffer.from('\n')])
  const signature = Buffer.from(field.get('signature') ?? '', 'base64')
  if (!verify('RSA-SHA256', message, keys.merchantPublicKey, signature)) return 'signature does not match'
  return undefined
}

/** The headers by which a merchant knows that a reply or a notification with this body is WeChat Pay's. */
export function signatureHeaders(
  body: string,
  signer: Pick<WechatPayKeys, 'platformSerial' | 'platformPrivateKey'>,
  momentMs: number,
): Record<string, string> {
  const timestamp = String(Math.floor(momentMs / 1000))
  const nonce = randomBytes(16).toString('hex')
  const message = Buffer.from(`${timestamp}\n${nonce}\n${body}\n`)
  return {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Serial': signer.platformSerial,
    'Wechatpay-Signature': sign('RSA-SHA256', message, signer.platformPrivateKey).toString('base64'),
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  }
}

/** What the merchant's server signed for `wx.requestPayment`. */
export interface SheetParams {
  timeStamp: string
  nonceStr: string
  package: string
  signType: string
  paySign: string
}

/**
 * Whether the merchant signed these for its mini-program: https://pay.weixin.qq.com/wiki/doc/apiv3/apis/chapter7_2_9.shtml,
 * or cloudPay did on its behalf.
 */
export function isSignedForSheet(params: SheetParams, { appid, keys }: Merchant): boolean {
  if (params.signType === 'MD5') return params.paySign === cloudPaySign({ appId: appid, ...params }, keys)
  const message = `${appid}\n${params.timeStamp}\n${params.nonceStr}\n${params.package}\n`
  const signature = Buffer.from(params.paySign, 'base64')
  return (
    params.signType === 'RSA' && verify('RSA-SHA256', Buffer.from(message), keys.merchantPublicKey, signature)
  )
}

/**
 * The older interface's signature, with the service provider's key, which no merchant ever sees:
 * https://pay.weixin.qq.com/wiki/doc/api/jsapi.php?chapter=4_3
 */
export function cloudPaySign(fields: object, { apiV3Key }: WechatPayKeys): string {
  const md5 = (text: string) => createHash('md5').update(text).digest('hex').toUpperCase()
  const pairs = Object.entries(fields)
    .filter(([name, value]) => value !== undefined && value !== '' && name !== 'paySign' && name !== 'sign')
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
  return md5(`${pairs.join('&')}&key=${md5(`service provider of ${apiV3Key}`)}`)
}

/** A notification's `resource`: the content sealed with the merchant's APIv3 key. */
export function encryptedResource(content: object, originalType: string, apiV3Key: string) {
  const nonce = randomBytes(6).toString('hex')
  const cipher = createCipheriv('aes-256-gcm', apiV3Key, nonce).setAAD(Buffer.from(originalType))
  const sealed = [cipher.update(JSON.stringify(content), 'utf8'), cipher.final(), cipher.getAuthTag()]
  return {
    original_type: originalType,
    algorithm: 'AEAD_AES_256_GCM',
    ciphertext: Buffer.concat(sealed).toString('base64'),
    associated_data: originalType,
    nonce,
  }
}
