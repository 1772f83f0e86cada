/** Checking an alumni card without network: whether the school signed it, and whether it is still good. */
import nacl from 'tweetnacl'
import { type CardFacts, readCardCode } from '../../contract/card-code'
import { base64UrlBytes, utf8Bytes } from '../../utils/bytes'

export type CardCheck =
  | { readonly verdict: 'genuine' | 'expired'; readonly facts: CardFacts }
  | { readonly verdict: 'forged' | 'other' }

function isSigned(signed: string, signature: string, key: string): boolean {
  const [bytes, keyBytes] = [base64UrlBytes(signature), base64UrlBytes(key)]
  if (bytes?.length !== nacl.sign.signatureLength || keyBytes?.length !== nacl.sign.publicKeyLength)
    return false
  return nacl.sign.detached.verify(utf8Bytes(signed), bytes, keyBytes)
}

/** What a scanned text is worth; `key` is the school’s public key as `Me` tells it. What was not signed is not told. */
export function checkCard(text: string, key: string, nowMs: number): CardCheck {
  const read = readCardCode(text)
  if (!read) return { verdict: text.startsWith('card.') ? 'forged' : 'other' }
  if (!isSigned(read.signed, read.signature, key)) return { verdict: 'forged' }
  return { verdict: read.facts.expiresAt > nowMs ? 'genuine' : 'expired', facts: read.facts }
}
