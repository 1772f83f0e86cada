/** Signs what anybody may check without asking us: Ed25519, with a key of its own for each purpose. */
import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign } from 'node:crypto'
import { settings } from './settings'

/** What stands before the 32 bytes of a seed in PKCS #8: https://www.rfc-editor.org/rfc/rfc8410#section-10.3 */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key is derived from the installation's secret, so that there is none beside it to keep or to lose. */
function keyFor(purpose: string): KeyObject {
  const seed = Buffer.from(hkdfSync('sha256', settings().secretKey, '', `sign:${purpose}`, 32))
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' })
}

/** The signature of a text for one purpose: 86 characters. */
export const signatureFor = (purpose: string, text: string): string =>
  sign(null, Buffer.from(text), keyFor(purpose)).toString('base64url')

/** With which such signatures are checked, by anybody: 32 bytes as 43 characters. */
export const publicKeyFor = (purpose: string): string =>
  createPublicKey(keyFor(purpose)).export({ format: 'jwk' }).x ?? ''
