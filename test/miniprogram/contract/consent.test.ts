/** Whoever agreed, agreed to these words: other words need another version, or the record of the consent is worth nothing. */
import { createHash } from 'node:crypto'
import { consentSections, consentVersion } from '../../../miniprogram/contract/consent'

/** Every version that people may have agreed to, with what it said; never remove one. */
const published: Readonly<Record<string, string>> = {
  '2026-11-20': 'fc47822c8eb6a95e',
}

test('the words are those of their version', () => {
  const digest = createHash('sha256').update(JSON.stringify(consentSections)).digest('hex').slice(0, 16)
  expect({ [consentVersion]: digest }).toEqual({ [consentVersion]: published[consentVersion] })
})
