/** Who has left: pseudonyms and moments, nothing else. */
import { Collection } from '../../platform/cloud'

export interface Erasure {
  /** The pseudonym under which stands what had to stay. */
  readonly _id: string
  readonly askedAt: Date
  readonly erasedAt: Date
}

const erasures = new Collection<Erasure>('erasures')

export const insertErasure = (erasure: Erasure): Promise<'inserted' | 'exists'> => erasures.insert(erasure)
export const everyErasure = (): AsyncGenerator<Erasure> => erasures.every()
