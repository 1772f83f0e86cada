/** Signed messages as an attacker, a broken line or WeChat Pay's own probe would alter them. */
import { generateKeyPairSync } from 'node:crypto'
import { signatureHeaders } from './signatures'
import type { Merchant } from './trades'

export interface SignedMessage {
  headers: Record<string, string>
  body: string
}

/** What can be wrong with the signature, as against the content. */
export type Forgery = 'signature' | 'body' | 'serial' | 'stale' | 'probe'

const hourMs = 3_600_000
let foreignPrivateKey: string | undefined

/** The message as WeChat Pay sends it, or wrong in one way. */
export function signedMessage(
  body: string,
  { keys }: Merchant,
  nowMs: number,
  forgery?: Forgery,
): SignedMessage {
  const genuine = () => signatureHeaders(body, keys, nowMs)
  switch (forgery) {
    case undefined:
      return { headers: genuine(), body }
    case 'signature':
      return {
        headers: signatureHeaders(body, { ...keys, platformPrivateKey: foreignKey() }, nowMs),
        body,
      }
    case 'body':
      // The same JSON to a parser, other bytes to a signature.
      return { headers: genuine(), body: ` ${body}` }
    case 'serial':
      return {
        headers: signatureHeaders(body, { ...keys, platformSerial: 'PUB_KEY_ID_UNKNOWN' }, nowMs),
        body,
      }
    case 'stale':
      return { headers: signatureHeaders(body, keys, nowMs - hourMs), body }
    case 'probe': {
      // https://pay.weixin.qq.com/doc/v3/merchant/4016241880
      const headers = genuine()
      return {
        headers: {
          ...headers,
          'Wechatpay-Signature': `WECHATPAY/SIGNTEST/${headers['Wechatpay-Signature']}`,
        },
        body,
      }
    }
  }
}

function foreignKey(): string {
  foreignPrivateKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
  return foreignPrivateKey
}
