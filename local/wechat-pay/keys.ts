/** The keys that a merchant and WeChat Pay share and keep, and the environment that tells our functions of them. */
import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto'

/** Both sides' keys in one place, which only a sandbox can have. Keys are PEM. */
export interface WechatPayKeys {
  mchid: string
  merchantSerial: string
  merchantPrivateKey: string
  merchantPublicKey: string
  /** `PUB_KEY_ID_…` */
  platformSerial: string
  platformPrivateKey: string
  platformPublicKey: string
  /** 32 characters. */
  apiV3Key: string
}

/** Fresh keys for a first run; the caller keeps them, or orders of before could no longer be paid. */
export function makeWechatPayKeys(): WechatPayKeys {
  const merchant = makeKeyPair()
  const platform = makeKeyPair()
  const mchid = `1900${randomInt(100_000, 1_000_000)}`
  return {
    mchid,
    merchantSerial: randomBytes(20).toString('hex').toUpperCase(),
    merchantPrivateKey: merchant.privateKey,
    merchantPublicKey: merchant.publicKey,
    platformSerial: `PUB_KEY_ID_01${mchid}${randomBytes(8).toString('hex').toUpperCase()}`,
    platformPrivateKey: platform.privateKey,
    platformPublicKey: platform.publicKey,
    apiV3Key: randomBytes(16).toString('hex'),
  }
}

/** The variables from which our functions learn to use this sandbox: the merchant's half of the keys, nothing else. */
export function wechatPayEnvironment(
  keys: WechatPayKeys,
  { appid, url, notifyUrl }: { appid: string; url: string; notifyUrl: string },
): Record<string, string> {
  return {
    WECHAT_PAY_BASE_URL: url,
    WECHAT_PAY_APPID: appid,
    WECHAT_PAY_MCHID: keys.mchid,
    WECHAT_PAY_MERCHANT_SERIAL: keys.merchantSerial,
    WECHAT_PAY_MERCHANT_PRIVATE_KEY: keys.merchantPrivateKey,
    WECHAT_PAY_PLATFORM_KEYS: JSON.stringify({ [keys.platformSerial]: keys.platformPublicKey }),
    WECHAT_PAY_API_V3_KEY: keys.apiV3Key,
    WECHAT_PAY_NOTIFY_URL: notifyUrl,
  }
}

function makeKeyPair(): { publicKey: string; privateKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}
