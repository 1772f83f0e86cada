/** Phone numbers at rest: sealed for their owner, hashed so that the same number is found again. */
import { keyedHash } from '../../platform/ids'
import { seal, unseal } from '../../platform/sealing'
import { settings } from '../../platform/settings'
import type { Person, SealedPhone } from './records'

/** A number as it is stored; null for none. */
export function sealedPhone(
  personId: string,
  phoneNumber: string,
  secretKey = settings().secretKey,
): SealedPhone | null {
  if (phoneNumber === '') return null
  return {
    sealed: seal('phone', personId, phoneNumber, secretKey),
    hash: phoneHash(phoneNumber, secretKey),
    last4: phoneNumber.slice(-4),
  }
}

/** By which a number is looked up. */
export const phoneHash = (phoneNumber: string, secretKey = settings().secretKey): string =>
  keyedHash('phone', phoneNumber, secretKey)

/** The whole number, for its owner alone; empty without one. */
export const openedPhone = ({ _id, phone }: Pick<Person, '_id' | 'phone'>): string =>
  phone === null ? '' : unseal('phone', _id, phone.sealed)
