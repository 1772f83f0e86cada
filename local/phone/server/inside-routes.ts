/** What the page /inside asks: collections, documents, calls and messages. Openids are shown here alone, and shortened. */
import * as v from 'valibot'
import type { CollectionSummary } from '../../cloud'
import { type Handler, HttpError, parse } from './http'
import type { PreviewWorld } from './world'

export const documentsPerPage = 20

/** What `GET /inside/collections` answers; the page takes its types from here. */
export type InsideCollections = readonly CollectionSummary[]

/** What `GET /inside/documents` answers. */
export interface InsideDocuments {
  readonly total: number
  readonly documents: readonly Readonly<Record<string, unknown>>[]
  readonly documentsPerPage: number
}

/** One of what `GET /inside/calls` answers, newest first. */
export interface InsideCall {
  readonly requestId: string
  readonly functionName: string
  /** What the event asks for, where it says so. */
  readonly action?: string
  readonly source: string
  /** The persona's name, or a shortened openid; absent when nobody called. */
  readonly caller?: string
  readonly event: unknown
  readonly startedAtMs: number
  readonly durationMs?: number
  readonly requests: number
  readonly databaseRequests: number
  readonly outcome: 'running' | 'answered' | 'failed'
  readonly error?: string
  readonly lines: readonly string[]
}

/** One of what `GET /inside/messages` answers, newest first. */
export interface InsideMessage {
  readonly to: string
  readonly templateId: string
  readonly page?: string
  readonly data: Readonly<Record<string, string>>
  readonly sentAtMs: number
}

const documentsQuery = v.object({
  collection: v.string(),
  id: v.optional(v.string(), ''),
  page: v.optional(v.pipe(v.string(), v.digits(), v.transform(Number)), '0'),
})

export function insideRoutes(world: PreviewWorld): Record<string, Handler> {
  const { inside } = world.cloud
  const personaNames = new Map(world.personas.map(({ openid, name }) => [openid, name]))
  const nameOf = (openid: string) => personaNames.get(openid) ?? shortened(openid)
  return {
    'GET /inside/collections': (): Promise<InsideCollections> => inside.collections(),

    'GET /inside/documents': async ({ query }): Promise<InsideDocuments> => {
      const { collection, id, page } = parse(documentsQuery, Object.fromEntries(query))
      const known = await inside.collections()
      if (!known.some(({ name }) => name === collection))
        throw new HttpError(404, `There is no collection called ${collection}.`)
      const found = await inside.documents(collection, {
        offset: page * documentsPerPage,
        limit: documentsPerPage,
        ...(id ? { idContains: id } : {}),
      })
      return { ...withoutOpenids(found, personaNames.keys()), documentsPerPage }
    },

    'GET /inside/calls': (): InsideCall[] => {
      const calls = inside.calls().map(({ openid, ...call }): InsideCall => {
        const action = (call.event as { action?: unknown } | null)?.action
        return {
          ...call,
          ...(typeof action === 'string' ? { action } : {}),
          ...(openid === undefined ? {} : { caller: nameOf(openid) }),
          outcome:
            call.error !== undefined ? 'failed' : call.durationMs === undefined ? 'running' : 'answered',
        }
      })
      return withoutOpenids(calls, personaNames.keys())
    },

    'GET /inside/messages': (): InsideMessage[] =>
      world.cloud.messages
        .sent()
        .map(({ openid, ...message }) => ({ to: nameOf(openid), ...message }))
        .reverse(),
  }
}

/** As WeChat makes them. */
const openidForm = /(?<![\w-])o[\w-]{27}(?![\w-])/g

/** The same value with every openid in it shortened, those of personas whatever their form. */
function withoutOpenids<Value>(value: Value, personas: Iterable<string>): Value {
  let text = JSON.stringify(value).replace(openidForm, shortened)
  for (const openid of personas) text = text.replaceAll(openid, shortened(openid))
  return JSON.parse(text)
}

/** Enough to tell two people apart, too little to be anybody. */
function shortened(openid: string): string {
  return `${openid.slice(0, Math.min(12, Math.ceil(openid.length / 2)))}…`
}
