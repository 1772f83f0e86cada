/** The certificates that were given out: each leads from its number to its gift. */
import { Collection } from '../../../platform/cloud'

export interface Certificate {
  /** Its number. */
  readonly _id: string
  readonly giftId: string
  readonly issuedAt: Date
}

const certificates = new Collection<Certificate>('certificates')

export const insertCertificate = (certificate: Certificate): Promise<'inserted' | 'exists'> =>
  certificates.insert(certificate)
export const readCertificate = (number: string): Promise<Certificate | undefined> => certificates.read(number)
