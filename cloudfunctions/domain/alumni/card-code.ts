/** Makes the code of an alumni card: short enough for a QR that an old phone reads, signed for whoever has the public key. */
import { type CardFacts, cardCode, cardText } from '../../../miniprogram/contract/card-code'
import { publicKeyFor, signatureFor } from '../../platform/signing'

const purpose = 'card'

/**
 * The bytes that each text may take, so that a code of version 10 (57 modules a side, medium correction) holds 213:
 * kind 5, texts 102, number 10, minute 5, bars 4, dot 1, signature 86. https://www.qrcode.com/en/about/version.html
 */
const bytesAtMost = { name: 36, college: 33, classYear: 33 } as const

/** As much of a text as fits, by whole characters. */
function clipped(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text
  const letters = Array.from(text)
  while (Buffer.byteLength(letters.join('')) > bytes - Buffer.byteLength('…')) letters.pop()
  return `${letters.join('')}…`
}

/** The code for a QR. */
export function cardCodeOf(facts: CardFacts): string {
  const signed = cardText({
    ...facts,
    name: clipped(facts.name, bytesAtMost.name),
    college: clipped(facts.college, bytesAtMost.college),
    classYear: clipped(facts.classYear, bytesAtMost.classYear),
  })
  return cardCode(signed, signatureFor(purpose, signed))
}

/** With which anybody checks such codes. */
export const cardKey = (): string => publicKeyFor(purpose)
