/** A look inside the running cloud, for people: its collections, its documents, and the latest calls of functions. */
import type { MovableClock } from '../clock'
import type { Engine } from './database/engine'
import { type Index, idIndex } from './database/indexes'
import type { FunctionCallError } from './errors'
import type { Invocation } from './functions/runner'
import type { RunningInvocation } from './invocations'

export interface CollectionSummary {
  readonly name: string
  readonly count: number
  readonly indexes: readonly {
    readonly name: string
    readonly fields: readonly string[]
    readonly unique: boolean
  }[]
}

/** One call of a function, running or over. */
export interface CallRecord {
  /** As in the function's `context.request_id`. */
  readonly requestId: string
  readonly functionName: string
  /** 'wx_client' (a phone), 'wx_trigger' (the clock), 'wx_http' (HTTP access), or a chain such as 'wx_client,scf'. */
  readonly source: string
  readonly openid?: string
  readonly event: unknown
  /** In milliseconds of the movable clock. */
  readonly startedAtMs: number
  /** Absent while it runs; of the machine's time, whatever the clock is moved by meanwhile. */
  readonly durationMs?: number
  readonly requests: number
  readonly databaseRequests: number
  /** Why it failed, as the caller was told; absent while it runs and when it has answered. */
  readonly error?: string
  /** What it printed, oldest first. */
  readonly lines: readonly string[]
}

export interface Page {
  /** Only documents whose _id contains this. */
  readonly idContains?: string
  readonly offset: number
  readonly limit: number
}

export interface Inside {
  collections(): Promise<CollectionSummary[]>
  /** One page of a collection, oldest first, and how many documents there are in all. Dates are Dates. */
  documents(
    collection: string,
    page: Page,
  ): Promise<{ total: number; documents: Readonly<Record<string, unknown>>[] }>
  /** Newest first, at most the latest three hundred. */
  calls(): CallRecord[]
  /** Calls back when a call begins, and when it is over; returns what stops that. */
  onCall(listener: () => void): () => void
}

const mostCalls = 300
const mostLines = 200

interface Kept {
  readonly invocation: RunningInvocation
  readonly startedAtMs: number
  readonly startedOnMachineMs: number
  readonly lines: string[]
  durationMs?: number
  error?: string
}

/** Remembers the latest calls. */
export class CallJournal {
  /** By token, in the order they began. */
  private readonly kept = new Map<string, Kept>()
  private readonly listeners = new Set<() => void>()

  constructor(private readonly clock: MovableClock) {}

  begin(invocation: RunningInvocation): void {
    this.kept.set(invocation.token, {
      invocation,
      startedAtMs: this.clock.now(),
      startedOnMachineMs: performance.now(),
      lines: [],
    })
    const [oldest] = this.kept.keys()
    if (this.kept.size > mostCalls && oldest !== undefined) this.kept.delete(oldest)
    this.tell()
  }

  addLine(token: string, line: string): void {
    const lines = this.kept.get(token)?.lines
    if (!lines) return
    lines.push(line)
    if (lines.length > mostLines) lines.shift()
  }

  end({ token }: Invocation, error?: FunctionCallError): void {
    const call = this.kept.get(token)
    if (!call) return
    call.durationMs = performance.now() - call.startedOnMachineMs
    if (error) call.error = error.reason
    this.tell()
  }

  calls(): CallRecord[] {
    return [...this.kept.values()].reverse().map(asRecord)
  }

  onCall(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private tell(): void {
    for (const listener of this.listeners) listener()
  }
}

function asRecord({ invocation, startedAtMs, durationMs, error, lines }: Kept): CallRecord {
  const { token, bundle, caller, event, requests, databaseRequests } = invocation
  return {
    requestId: token,
    functionName: bundle.name,
    source: caller.source,
    ...(caller.openid === undefined ? {} : { openid: caller.openid }),
    event,
    startedAtMs,
    ...(durationMs === undefined ? {} : { durationMs }),
    requests,
    databaseRequests,
    ...(error === undefined ? {} : { error }),
    lines: [...lines],
  }
}

export function insideOf(engine: Engine, journal: CallJournal): Inside {
  return {
    collections: () =>
      Promise.all(
        [...engine.allCollections()].map(async ({ name, indexes }) => ({
          name,
          count: await engine.count(name, {}),
          indexes: indexes.filter(isDeclared).map(({ name, fields, unique }) => ({
            name,
            fields: fields.map(({ path }) => path),
            unique,
          })),
        })),
      ),
    async documents(collection, { idContains, offset, limit }) {
      const query = idContains ? { _id: new RegExp(escaped(idContains)) } : {}
      return {
        total: await engine.count(collection, query),
        documents: await engine.find(collection, query, { offset, limit }),
      }
    },
    calls: () => journal.calls(),
    onCall: (listener) => journal.onCall(listener),
  }
}

/** The index of ids is not worth a line: every collection has it. */
const isDeclared = ({ name }: Index) => name !== idIndex.name

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
