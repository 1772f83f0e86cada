/** Which invocations are running, what each has asked for so far, and how many ran at once. */
import type { Invocation } from './functions/runner'

export interface RunningInvocation extends Invocation {
  /** How many requests it has made, and how many of them to the database. */
  requests: number
  databaseRequests: number
}

/** One finished or running invocation's cost. */
export interface InvocationCount {
  readonly functionName: string
  readonly event: unknown
  readonly requests: number
  readonly databaseRequests: number
}

const mostCounted = 10_000

export class Invocations {
  private readonly running = new Map<string, RunningInvocation>()
  private readonly abandoned = new Set<string>()
  private readonly countsByAction = new Map<string, number>()
  private counted: RunningInvocation[] = []

  begin(invocation: Invocation): RunningInvocation {
    const counted = { ...invocation, requests: 0, databaseRequests: 0 }
    this.running.set(invocation.token, counted)
    this.counted.push(counted)
    if (this.counted.length > mostCounted) this.counted.shift()
    return counted
  }

  end(invocation: Invocation): void {
    this.running.delete(invocation.token)
  }

  /** Killed or out of time: from now on nothing of this invocation is applied or answered. */
  abandon({ token }: Invocation): void {
    this.abandoned.add(token)
  }

  isAbandoned(token: string): boolean {
    return this.abandoned.has(token)
  }

  get(token: string): RunningInvocation | undefined {
    return this.running.get(token)
  }

  count(action: string, invocation: RunningInvocation | undefined): void {
    this.countsByAction.set(action, (this.countsByAction.get(action) ?? 0) + 1)
    if (!invocation) return
    invocation.requests += 1
    if (action.startsWith('database.')) invocation.databaseRequests += 1
  }

  total(): number {
    return [...this.countsByAction.values()].reduce((sum, count) => sum + count, 0)
  }

  byAction(): Record<string, number> {
    return Object.fromEntries(this.countsByAction)
  }

  /** The invocations since the last reset, at most the latest ten thousand, in the order they began. */
  byInvocation(): InvocationCount[] {
    return this.counted.map(({ bundle, event, requests, databaseRequests }) => ({
      functionName: bundle.name,
      event,
      requests,
      databaseRequests,
    }))
  }

  reset(): void {
    this.countsByAction.clear()
    this.counted = []
  }
}
