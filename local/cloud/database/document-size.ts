/** No document is larger than 16 MB in BSON, as in MongoDB. */
import { calculateObjectSize } from 'bson'
import { insertRefused, updateRefused } from '../errors'
import type { Document } from './values'

/** @see https://www.mongodb.com/docs/manual/reference/limits/#mongodb-limit-BSON-Document-Size */
export const largestDocumentBytes = 16 * 1024 * 1024

/** @throws CloudError in the words of MongoDB's Go driver, which is what the platform's own messages show it to use */
export function refuseLargeInsert(document: Document): void {
  if (isTooLarge(document)) throw insertRefused('an inserted document is too large')
}

/** @throws CloudError in MongoDB's words */
export function refuseLargeUpdate(document: Document): void {
  if (isTooLarge(document))
    throw updateRefused(`Resulting document after update is larger than ${largestDocumentBytes}`)
}

const isTooLarge = (document: Document) =>
  mostBytes(document) > largestDocumentBytes && calculateObjectSize(document) > largestDocumentBytes

/** No less than BSON takes for a value, found in a fraction of the time that its exact size takes. */
function mostBytes(value: unknown): number {
  if (typeof value === 'string') return 5 + 3 * value.length
  if (typeof value !== 'object' || value === null || value instanceof Date) return 8
  if (value instanceof RegExp || '_bsontype' in value) return calculateObjectSize({ value })
  let bytes = 5
  if (Array.isArray(value)) for (const item of value) bytes += longestPositionBytes + mostBytes(item)
  else for (const key in value) bytes += 2 + 3 * key.length + mostBytes((value as Document)[key])
  return bytes
}

/** An element's type, its position in digits, and the end of those. */
const longestPositionBytes = 10
