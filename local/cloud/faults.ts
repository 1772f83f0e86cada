/** What tests break on purpose: an invocation's death at a chosen request, a refused request, slow replies. */
import type { RunningInvocation } from './invocations'

export interface FaultTarget {
  /** Only invocations of this function; all when absent. */
  readonly functionName?: string
  /** Only invocations with such an event. */
  readonly event?: (event: unknown) => boolean
  /** At which of its database requests the fault strikes, counted from 1. */
  readonly atRequest: number
}

export interface Fault {
  /** True once it has struck; it strikes one invocation, once. */
  readonly hasStruck: boolean
  disarm(): void
}

/** Milliseconds; with two bounds, drawn between them in an order that the seed fixes. */
export type Delay = number | { readonly fromMs: number; readonly toMs: number; readonly seed: number }

export interface Faults {
  /** Ends the invocation before the request is applied, or after it is applied and before it is answered. */
  kill(target: FaultTarget & { readonly moment: 'before' | 'after' }): Fault
  /** Refuses the request with this code, unapplied. */
  refuse(target: FaultTarget & { readonly code: string; readonly message: string }): Fault
  /** Holds every request back, from now on; 0 ends that. */
  delay(delay: Delay): void
  /** Disarms all faults and ends the delay. */
  clear(): void
}

export type Strike =
  | { readonly kind: 'kill'; readonly moment: 'before' | 'after' }
  | { readonly kind: 'refuse'; readonly code: string; readonly message: string }

interface Armed extends Fault {
  readonly target: FaultTarget
  readonly strike: Strike
  /** The one invocation it waits for, from that invocation's first database request on. */
  token: string | undefined
  hasStruck: boolean
}

export class FaultInjection implements Faults {
  private armed: Armed[] = []
  private nextDelayMs: () => number = () => 0

  kill({ moment, ...target }: FaultTarget & { readonly moment: 'before' | 'after' }): Fault {
    return this.arm(target, { kind: 'kill', moment })
  }

  refuse({
    code,
    message,
    ...target
  }: FaultTarget & { readonly code: string; readonly message: string }): Fault {
    return this.arm(target, { kind: 'refuse', code, message })
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
    this.armed = []
    this.nextDelayMs = () => 0
  }

  delayMs(): number {
    return this.nextDelayMs()
  }

  /** What befalls the database request that this invocation has just made. */
  strikeAt(invocation: RunningInvocation): Strike | undefined {
    for (const fault of this.armed) {
      if (fault.token === undefined && matches(fault.target, invocation)) fault.token = invocation.token
      if (fault.token !== invocation.token || fault.target.atRequest !== invocation.databaseRequests) continue
      fault.hasStruck = true
      fault.disarm()
      return fault.strike
    }
    return undefined
  }

  private arm(target: FaultTarget, strike: Strike): Fault {
    const fault: Armed = {
      target,
      strike,
      token: undefined,
      hasStruck: false,
      disarm: () => {
        this.armed = this.armed.filter((other) => other !== fault)
      },
    }
    this.armed.push(fault)
    return fault
  }
}

function matches(target: FaultTarget, invocation: RunningInvocation): boolean {
  return (
    (target.functionName ?? invocation.bundle.name) === invocation.bundle.name &&
    (target.event?.(invocation.event) ?? true)
  )
}

/** The numbers of mulberry32: the same seed gives the same delays. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
