/** Runs functions as the platform does: one request per instance at a time, a new instance when none is idle. */
import { randomUUID } from 'node:crypto'
import type { MovableClock } from '../../clock'
import {
  eventTooLarge,
  type FunctionCallError,
  functionFailed,
  functionKilled,
  functionMissing,
  functionTimedOut,
  resultTooLarge,
} from '../errors'
import { type FunctionBundle, readBundles } from './bundles'
import { HostProcess } from './host-process'
import { type Caller, environmentOf, type Identity, type Platform } from './identity'
import type { FromHost } from './messages'
import type { SpareHosts } from './spare-hosts'

/** @see https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/guide/functions/quota.html */
const largestEventBytes = 100 * 1024
const largestResultBytes = 1024 * 1024
/** What a busy machine of two cores holds comfortably; further calls wait for an instance. */
const mostInstances = 256
/** How long a new instance may take until the function's own time begins to count. */
const startAllowanceMs = 15_000
/** A host that does not even confirm within this time is stuck in a loop; starting many instances takes some of it. */
const discardAllowanceMs = 10_000

export interface Invocation {
  /** The SDK repeats it in every request of this invocation. */
  readonly token: string
  readonly bundle: FunctionBundle
  readonly event: unknown
  readonly caller: Caller
}

interface Running extends Invocation {
  instance: number
  readonly timeoutSeconds: number
  timer: NodeJS.Timeout | undefined
  readonly resolve: (result: unknown) => void
  readonly reject: (error: FunctionCallError) => void
}

interface IdleInstance {
  readonly instance: number
  readonly functionName: string
}

export interface RunnerOptions {
  readonly functionsFolder: string
  readonly clock: MovableClock
  readonly platform: Platform
  readonly environment: Readonly<Record<string, string>>
  readonly log: (line: string) => void
  readonly onBegin: (invocation: Invocation) => void
  /** `error` is absent when the function has answered. */
  readonly onEnd: (invocation: Invocation, error?: FunctionCallError) => void
  /** Its instance is given up while its code may still be running: nothing more of it may count. */
  readonly onAbandon: (invocation: Invocation) => void
  /** A line that an invocation printed; `log` has it too. */
  readonly onLine?: (token: string, line: string) => void
  /** How far the Date of an invocation runs ahead of the clock; not at all when absent. */
  readonly clockAheadMs?: (invocation: Invocation) => number
  readonly discardAllowanceMs?: number
  /** How long a new instance takes before it runs, beyond what it really takes. */
  readonly coldStartMs?: number
  /** Where the process that functions run in comes from, and is left; default: one of its own. */
  readonly spareHosts?: SpareHosts | undefined
}

/** Never used twice, since a process that held an instance may go from one cloud to the next. */
let lastInstance = 0

export class Runner {
  private bundles: Map<string, FunctionBundle>
  private readonly host: HostProcess
  private readonly running = new Map<string, Running>()
  private readonly waiting: Running[] = []
  private idle: IdleInstance[] = []
  private readonly unconfirmed = new Map<number, NodeJS.Timeout>()
  private generation = 1
  private isClosed = false
  /** The most invocations that ran at one time since it was last set to 0. */
  peakInFlight = 0

  constructor(private readonly options: RunnerOptions) {
    this.bundles = readBundles(options.functionsFolder)
    this.host = new HostProcess(
      options.clock,
      (message) => this.hear(message),
      () => this.loseHost(),
      options.spareHosts,
    )
  }

  get inFlight(): number {
    return this.running.size
  }

  bundle(functionName: string): FunctionBundle {
    const bundle = this.bundles.get(functionName)
    if (!bundle) throw functionMissing(functionName)
    return bundle
  }

  allBundles(): Iterable<FunctionBundle> {
    return this.bundles.values()
  }

  /**
   * Calls a function.
   * @param limits `seconds` cut its time further than its own configuration does
   * @returns its answer, as it comes through JSON
   * @throws FunctionCallError
   */
  async call(
    functionName: string,
    event: unknown,
    identity: Identity,
    limits: { readonly seconds?: number; readonly eventBytes?: number } = {},
  ): Promise<unknown> {
    if (this.isClosed) throw functionFailed('the local cloud is closed')
    const bundle = this.bundle(functionName)
    const bytes = Buffer.byteLength(JSON.stringify(event) ?? '')
    if (bytes > (limits.eventBytes ?? largestEventBytes)) throw eventTooLarge(functionName, bytes)
    const timeoutSeconds = Math.min(bundle.timeoutSeconds, limits.seconds ?? bundle.timeoutSeconds)
    return new Promise((resolve, reject) => {
      const token = randomUUID()
      this.dispatch({
        token,
        bundle,
        event,
        caller: { ...identity, source: identity.source ?? 'wx_client' },
        timeoutSeconds,
        instance: 0,
        timer: undefined,
        resolve,
        reject,
      })
    })
  }

  /** Ends an invocation as a crash of its machine would. */
  kill(token: string): void {
    const invocation = this.running.get(token)
    if (invocation) this.abandon(invocation, functionKilled(invocation.bundle.name))
  }

  /** New invocations run the code that now lies in the folder; running ones finish with the old. */
  reload(): void {
    this.bundles = readBundles(this.options.functionsFolder)
    this.generation += 1
    for (const { instance } of this.idle) this.discard(instance)
    this.idle = []
  }

  async close(): Promise<void> {
    this.isClosed = true
    for (const { instance } of this.idle.splice(0)) this.discard(instance)
    const isIdle = this.running.size === 0
    for (const timer of this.unconfirmed.values()) clearTimeout(timer)
    await this.host.close(isIdle)
    this.failAll('the local cloud was closed')
  }

  private dispatch(invocation: Running): void {
    const newest = lastInstance
    const instance = this.instanceFor(invocation)
    if (instance === undefined) {
      this.waiting.push(invocation)
      return
    }
    const { coldStartMs = 0 } = this.options
    const isCold = instance > newest && coldStartMs > 0
    invocation.instance = instance
    this.running.set(invocation.token, invocation)
    this.peakInFlight = Math.max(this.peakInFlight, this.running.size)
    this.options.onBegin(invocation)
    this.limitTime(invocation, invocation.timeoutSeconds * 1000 + startAllowanceMs + coldStartMs)
    if (isCold) setTimeout(() => this.start(invocation), coldStartMs).unref()
    else this.start(invocation)
  }

  private start(invocation: Running): void {
    const { token, instance, bundle, event, caller, timeoutSeconds } = invocation
    // While it was starting it may have been killed, or all of this closed.
    if (!this.running.has(token)) return
    this.host.say({
      type: 'run',
      token,
      instance,
      functionName: bundle.name,
      file: bundle.file,
      generation: this.generation,
      environment: { ...this.options.environment, ...environmentOf(this.options.platform, caller, token) },
      event: JSON.stringify(event ?? {}),
      timeoutSeconds,
      clockAheadMs: this.options.clockAheadMs?.(invocation) ?? 0,
    })
  }

  /** An idle instance, else a new one; undefined when there are too many and one must become free first. */
  private instanceFor({ bundle, caller }: Running): number | undefined {
    const position = this.idle.findIndex(({ functionName }) => functionName === bundle.name)
    if (position >= 0) return this.idle.splice(position, 1)[0]?.instance
    // A function called by a function never waits: the caller holds the instance it would be waiting for.
    const isNested = caller.source.endsWith('scf')
    if (!isNested && this.running.size + this.idle.length >= mostInstances) {
      const evicted = this.idle.shift()
      if (!evicted) return undefined
      this.discard(evicted.instance)
    }
    lastInstance += 1
    return lastInstance
  }

  private hear(message: FromHost): void {
    if (message.type === 'log') {
      this.options.log(`[${message.functionName}] ${message.line}`)
      if (message.token) this.options.onLine?.(message.token, message.line)
      return
    }
    if (message.type === 'discarded') {
      clearTimeout(this.unconfirmed.get(message.instance))
      this.unconfirmed.delete(message.instance)
      return
    }
    const invocation = this.running.get(message.token)
    if (!invocation) return
    if (message.type === 'started') this.limitTime(invocation, invocation.timeoutSeconds * 1000)
    else if (message.type === 'failed') {
      this.options.log(`[${invocation.bundle.name}] failed: ${message.reason}`)
      const error = functionFailed(message.reason)
      this.finish(invocation, () => invocation.reject(error), error)
    } else this.answer(invocation, message.result)
  }

  private answer(invocation: Running, result: string): void {
    const bytes = Buffer.byteLength(result)
    if (bytes > largestResultBytes) {
      const error = resultTooLarge(invocation.bundle.name, bytes)
      this.finish(invocation, () => invocation.reject(error), error)
    } else this.finish(invocation, () => invocation.resolve(JSON.parse(result)))
  }

  /** The instance is whole, and takes the next request. */
  private finish(invocation: Running, settle: () => void, error?: FunctionCallError): void {
    this.end(invocation, error)
    const { instance, bundle } = invocation
    const current = this.bundles.get(bundle.name)
    if (current === bundle) this.idle.push({ instance, functionName: bundle.name })
    else this.discard(instance)
    settle()
    this.serveWaiting()
  }

  /** The instance is not used again, whatever it may still be doing. */
  private abandon(invocation: Running, error: FunctionCallError): void {
    this.options.onAbandon(invocation)
    this.end(invocation, error)
    this.discard(invocation.instance)
    invocation.reject(error)
    this.serveWaiting()
  }

  private end(invocation: Running, error?: FunctionCallError): void {
    clearTimeout(invocation.timer)
    this.running.delete(invocation.token)
    this.options.onEnd(invocation, error)
  }

  private serveWaiting(): void {
    const next = this.waiting.shift()
    if (next) this.dispatch(next)
  }

  private limitTime(invocation: Running, limitMs: number): void {
    clearTimeout(invocation.timer)
    const error = functionTimedOut(invocation.timeoutSeconds)
    invocation.timer = setTimeout(() => {
      this.options.log(`[${invocation.bundle.name}] ${error.reason}`)
      this.abandon(invocation, error)
    }, limitMs)
  }

  private discard(instance: number): void {
    const timer = setTimeout(() => {
      this.options.log('[functions] a function keeps the processor to itself; its process is ended')
      this.host.replace()
    }, this.options.discardAllowanceMs ?? discardAllowanceMs)
    timer.unref()
    this.unconfirmed.set(instance, timer)
    this.host.say({ type: 'discard', instance })
  }

  private loseHost(): void {
    for (const timer of this.unconfirmed.values()) clearTimeout(timer)
    this.unconfirmed.clear()
    this.idle = []
    this.failAll('the process that ran it has ended')
  }

  private failAll(reason: string): void {
    for (const invocation of [...this.running.values()]) {
      const error = functionFailed(reason)
      this.end(invocation, error)
      invocation.reject(error)
    }
    if (!this.isClosed) for (const waiting of this.waiting.splice(0)) this.dispatch(waiting)
    for (const waiting of this.waiting.splice(0)) waiting.reject(functionFailed(reason))
  }
}
