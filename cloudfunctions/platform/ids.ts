/** Identifiers: random where nobody may guess them, derived where adding twice must be adding once. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { settings } from './settings'

/** 16 characters, 96 bits, from the system's random source. */
export const randomId = (): string => randomBytes(12).toString('base64url')

/** The same parts give the same id; nobody can find the parts from it. 20 characters, 120 bits. */
export const derivedId = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 20)

/**
 * The person behind an openid. Derived, so that a hundred taps make one person and the gate needs one read;
 * an openid has some 130 bits of its own, so the person's id does not give it away.
 */
export const personIdOf = (openid: string): string => derivedId('person', openid)

/** A keyed hash that only this installation can make, for one purpose. 32 characters of hexadecimal. */
export const keyedHash = (purpose: string, value: string, key = settings().secretKey): string =>
  createHmac('sha256', key).update(`${purpose}\n${value}`).digest('hex').slice(0, 32)

const signatureOf = (kind: string, payload: string) =>
  createHmac('sha256', settings().secretKey)
    .update(`code:${kind}\n${payload}`)
    .digest('base64url')
    .slice(0, 22)

/** A code for a QR: kind, parts and a signature of 132 bits, separated by dots. Parts must hold no dot. */
export function signCode(kind: string, parts: readonly string[]): string {
  const payload = parts.join('.')
  return `${kind}.${payload}.${signatureOf(kind, payload)}`
}

/** The parts of a code that we signed for this kind, or undefined for anything else. */
export function openCode(kind: string, code: string): readonly string[] | undefined {
  const pieces = code.split('.')
  const signature = pieces.pop()
  if (pieces.shift() !== kind || signature === undefined || pieces.length === 0) return undefined
  const expected = Buffer.from(signatureOf(kind, pieces.join('.')))
  const given = Buffer.from(signature)
  return expected.length === given.length && timingSafeEqual(expected, given) ? pieces : undefined
}
