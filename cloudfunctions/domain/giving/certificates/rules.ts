/** For which gifts there is a certificate, and what its number looks like; pure. */
import type { Gift } from '../records'
import { isKept } from '../rules'

/** Things and shares have no sum to be too small; of money so much must have been kept. */
export const hasCertificate = (gift: Gift, fromFen: number): boolean =>
  isKept(gift) && (gift.amountFen === 0 || gift.keptFen >= fromFen)

const numberPattern = /^ZS[0-9A-F]{20}$/

/** A number as somebody scanned or typed it, or undefined for what cannot be one. */
export function numberIn(typed: string): string | undefined {
  const number = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  return numberPattern.test(number) ? number : undefined
}
