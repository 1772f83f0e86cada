/** What tests and people break on purpose: invocations, requests, replies, the database, a function's clock. */
import { databaseUnavailable } from './errors'
import type { Invocation } from './functions/runner'

export interface InvocationTarget {
  /** Only invocations of this function; all when absent. */
  readonly functionName?: string
  /** Only invocations with such an event. */
  readonly event?: (event: unknown) => boolean
}

/**
 * Which requests a fault strikes: either one of an invocation's, by its place among them, or the next ones of
 * whoever sends them.
 */
export type FaultTarget = InvocationTarget & {
  /** Only requests for one of these wire actions, such as `database.modifyDocument`; all of `database.*` when absent. */
  readonly action?: string | readonly string[]
} & (
    | {
        /** Counted from 1 in each invocation; the first one that gets this far is struck, and no other. */
        readonly atRequest: number
        readonly times?: undefined
      }
    | {
        readonly atRequest?: undefined
        /** For how many requests; 1 when absent. */
        readonly times?: number
      }
  )

export interface Fault {
  readonly hasStruck: boolean
  /** How many requests, or invocations, it has struck. */
  readonly strikes: number
  disarm(): void
}

/** Milliseconds; with two bounds, drawn between them in an order that the seed fixes. */
export type Delay = number | { readonly fromMs: number; readonly toMs: number; readonly seed: number }

export interface Faults {
  /** Ends the invocation before the request is applied, or after it is applied and before it is answered. */
  kill(target: FaultTarget & { readonly moment: 'before' | 'after' }): Fault
  /** Refuses the request with this code, unapplied. */
  refuse(target: FaultTarget & { readonly code: string; readonly message: string }): Fault
  /** Applies the request and breaks the connection instead of answering; the invocation lives on. */
  loseReply(target: FaultTarget): Fault
  /**
   * Lets a share (0 to 1) of the writes inside transactions meet a conflict, which ends the transaction.
   * Which ones, the seed fixes.
   */
  conflicts(storm: { readonly share: number; readonly seed: number }): Fault
  /** Refuses every database request, unapplied, until disarmed. */
  down(): Fault
  /** Lets the next such invocation's Date run ahead of the cloud's clock; a negative span lets it lag. */
  skewClock(target: InvocationTarget & { readonly aheadMs: number }): Fault
  /** Holds every request back, from now on; 0 ends that. */
  delay(delay: Delay): void
  /** Disarms all faults and ends the delay. */
  clear(): void
  /** Calls back after every strike; returns what stops that. */
  onStrike(listener: () => void): () => void
}

export type Strike =
  | { readonly kind: 'kill'; readonly moment: 'before' | 'after' }
  | { readonly kind: 'refuse'; readonly code: string; readonly message: string }
  | { readonly kind: 'loseReply' }
  | { readonly kind: 'conflict' }

/** A request as faults see it. */
export interface FaultyRequest {
  readonly action: string
  readonly transactionId?: unknown
  /** Absent when the request comes from outside any function. */
  readonly invocation?: Invocation
}

/** Says, of each request in turn, whether the fault strikes it. */
type Chooser = (request: FaultyRequest) => boolean

class Armed implements Fault {
  strikes = 0

  constructor(readonly disarm: () => void) {}

  get hasStruck(): boolean {
    return this.strikes > 0
  }
}

interface ArmedAtRequests {
  readonly fault: Armed
  readonly strike: Strike
  readonly chooses: Chooser
  /** After how many strikes it is over. */
  readonly times: number
}

interface ArmedAtClock {
  readonly fault: Armed
  readonly target: InvocationTarget
  readonly aheadMs: number
}

const transactionalWrites = new Set([
  'database.insertDocument',
  'database.modifyDocument',
  'database.modifyAndReturnDoc',
  'database.removeDocument',
])

export class FaultInjection implements Faults {
  private atRequests: ArmedAtRequests[] = []
  private atClocks: ArmedAtClock[] = []
  private nextDelayMs: () => number = () => 0
  private readonly listeners = new Set<() => void>()

  kill({ moment, ...target }: FaultTarget & { readonly moment: 'before' | 'after' }): Fault {
    return this.arm({ kind: 'kill', moment }, choosing(target), timesOf(target))
  }

  refuse({
    code,
    message,
    ...target
  }: FaultTarget & { readonly code: string; readonly message: string }): Fault {
    return this.arm({ kind: 'refuse', code, message }, choosing(target), timesOf(target))
  }

  loseReply(target: FaultTarget): Fault {
    return this.arm({ kind: 'loseReply' }, choosing(target), timesOf(target))
  }

  conflicts({ share, seed }: { readonly share: number; readonly seed: number }): Fault {
    const random = randomFrom(seed)
    return this.arm(
      { kind: 'conflict' },
      ({ action, transactionId }) =>
        Boolean(transactionId) && transactionalWrites.has(action) && random() < share,
      Number.POSITIVE_INFINITY,
    )
  }

  down(): Fault {
    const { code, message } = databaseUnavailable()
    return this.arm(
      { kind: 'refuse', code, message },
      ({ action }) => isOfDatabase(action),
      Number.POSITIVE_INFINITY,
    )
  }

  skewClock({ aheadMs, ...target }: InvocationTarget & { readonly aheadMs: number }): Fault {
    const fault: Armed = new Armed(() => {
      this.atClocks = this.atClocks.filter((other) => other.fault !== fault)
    })
    this.atClocks.push({ fault, target, aheadMs })
    return fault
  }

  delay(delay: Delay): void {
    if (typeof delay === 'number') {
      this.nextDelayMs = () => delay
      return
    }
    const random = randomFrom(delay.seed)
    this.nextDelayMs = () => delay.fromMs + random() * (delay.toMs - delay.fromMs)
  }

  clear(): void {
    this.atRequests = []
    this.atClocks = []
    this.nextDelayMs = () => 0
  }

  onStrike(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  delayMs(): number {
    return this.nextDelayMs()
  }

  /** What befalls a request that has just come in; of several faults that choose it, the one armed first. */
  strikeAt(request: FaultyRequest): Strike | undefined {
    // Each fault counts each request, whichever of them strikes.
    const [first] = this.atRequests.filter(({ chooses }) => chooses(request))
    if (!first) return undefined
    this.note(first.fault, first.times)
    return first.strike
  }

  /** How far the Date of an invocation that begins now runs ahead of the cloud's clock. */
  aheadMsOf(invocation: Invocation): number {
    const skew = this.atClocks.find(({ target }) => matches(target, invocation))
    if (!skew) return 0
    this.note(skew.fault, 1)
    return skew.aheadMs
  }

  private arm(strike: Strike, chooses: Chooser, times: number): Fault {
    const fault: Armed = new Armed(() => {
      this.atRequests = this.atRequests.filter((other) => other.fault !== fault)
    })
    this.atRequests.push({ fault, strike, chooses, times })
    return fault
  }

  private note(fault: Armed, times: number): void {
    fault.strikes += 1
    if (fault.strikes >= times) fault.disarm()
    for (const listener of this.listeners) listener()
  }
}

/** A place in an invocation is met once. */
const timesOf = ({ times = 1 }: FaultTarget) => times

function choosing(target: FaultTarget): Chooser {
  const { action, atRequest } = target
  const actions = action === undefined ? undefined : new Set(typeof action === 'string' ? [action] : action)
  const countedByToken = new Map<string, number>()
  return (request) => {
    const { invocation } = request
    const isMeant = actions ? actions.has(request.action) : isOfDatabase(request.action)
    if (!isMeant || !invocation || !matches(target, invocation)) return false
    if (atRequest === undefined) return true
    const counted = (countedByToken.get(invocation.token) ?? 0) + 1
    countedByToken.set(invocation.token, counted)
    return counted === atRequest
  }
}

const isOfDatabase = (action: string) => action.startsWith('database.')

function matches(target: InvocationTarget, invocation: Invocation): boolean {
  return (
    (target.functionName ?? invocation.bundle.name) === invocation.bundle.name &&
    (target.event?.(invocation.event) ?? true)
  )
}

/** The numbers of mulberry32: the same seed gives the same faults. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
