/** Asks the host what is inside the cloud. */
import type {
  InsideCall,
  InsideCollections,
  InsideDocuments,
  InsideMessage,
} from '../../server/inside-routes'
import { ask } from '../host'

export type { InsideCall, InsideCollections, InsideDocuments, InsideMessage }

export const source = {
  collections: () => ask<InsideCollections>('/inside/collections'),
  /** `page` counts from 0. */
  documents: (collection: string, id: string, page: number) =>
    ask<InsideDocuments>(`/inside/documents?${new URLSearchParams({ collection, id, page: String(page) })}`),
  calls: () => ask<readonly InsideCall[]>('/inside/calls'),
  messages: () => ask<readonly InsideMessage[]>('/inside/messages'),
}
