/** Seals what must be stored but not read by whoever sees the database, such as a phone number. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { settings } from './settings'

const algorithm = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/** One key for each purpose, so that what is sealed for one opens for no other. */
const keyFor = (purpose: string, secretKey: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secretKey, '', `seal:${purpose}`, 32))

/** Seals a text for one purpose and one owner; the same text is sealed differently each time. */
export function seal(
  purpose: string,
  ownerId: string,
  text: string,
  secretKey = settings().secretKey,
): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, keyFor(purpose, secretKey), nonce).setAAD(Buffer.from(ownerId))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')
}

/** Opens what was sealed for this purpose and owner. @throws when it was sealed for another, or changed since */
export function unseal(purpose: string, ownerId: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  const nonce = bytes.subarray(0, nonceBytes)
  const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes)
  const decipher = createDecipheriv(algorithm, keyFor(purpose, settings().secretKey), nonce, {
    authTagLength: tagBytes,
  })
    .setAAD(Buffer.from(ownerId))
    .setAuthTag(tag)
  const text = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()])
  return text.toString('utf8')
}
