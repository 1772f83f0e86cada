/** One instance of a function: its bundle evaluated afresh, so that what a module remembers is this instance's alone. */
import * as bufferModule from 'node:buffer'
import { Console } from 'node:console'
import { readFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'
import { dirname } from 'node:path'
import { Writable } from 'node:stream'
import { compileKept } from './compiled-cache'
import type { RunMessage } from './messages'

type Main = (event: unknown, context: unknown) => unknown
type Callback = (...values: unknown[]) => void

/** What a bundle sees instead of the host's own globals. */
const privateNames = [
  'exports',
  'require',
  'module',
  '__filename',
  '__dirname',
  'process',
  'console',
  'Date',
  'Buffer',
  'setTimeout',
  'setInterval',
  'setImmediate',
] as const

type Evaluate = (...privates: unknown[]) => void

interface Bundle {
  readonly generation: number
  readonly evaluate: Evaluate
  /** To be called when a first run has shown what of the bundle is used. */
  keep(): void
}

/** Compiling takes ten times as long as evaluating, and is done once for each build of a function. */
const bundles = new Map<string, Bundle>()

function bundleOf({ file, functionName, generation }: RunMessage): Bundle {
  const known = bundles.get(file)
  if (known?.generation === generation) return known
  const opening = `(function (${privateNames.join(', ')}) {`
  const { script, keep } = compileKept(
    `${opening}${readFileSync(file, 'utf8')}\n})`,
    // So that a stack names the place in the file.
    { filename: file, columnOffset: -opening.length },
    { name: functionName, folder: process.env.COMPILED_FOLDER },
  )
  const bundle = { generation, evaluate: script.runInThisContext() as Evaluate, keep }
  bundles.set(file, bundle)
  return bundle
}

export class Instance {
  isDiscarded = false
  private readonly environment: Record<string, string> = {}
  private readonly module: { exports: { main?: Main } } = { exports: {} }
  private readonly intervals = new Set<NodeJS.Timeout>()
  private failRun: ((error: unknown) => void) | undefined
  /** Of the latest run: what is printed between two runs still belongs to the first of them. */
  private token = ''
  private clockAheadMs = 0
  private readonly bundle: Bundle

  /** @param log takes each line with the token of the invocation that printed it */
  constructor(first: RunMessage, now: () => number, log: (line: string, token: string) => void) {
    this.adopt(first)
    const { file } = first
    const process = this.privateProcess()
    const privates: Record<(typeof privateNames)[number], unknown> = {
      exports: this.module.exports,
      require: privateRequire(first.functionName, file, process),
      module: this.module,
      __filename: file,
      __dirname: dirname(file),
      process,
      console: privateConsole((line) => {
        if (!this.isDiscarded) log(line, this.token)
      }),
      Date: movedDate(() => now() + this.clockAheadMs),
      Buffer: thriftyBuffer,
      ...this.privateTimers(),
    }
    this.bundle = bundleOf(first)
    this.bundle.evaluate(...privateNames.map((name) => privates[name]))
  }

  /** Runs the function once. @returns its answer as JSON */
  async run(message: RunMessage): Promise<string> {
    this.adopt(message)
    const { main } = this.module.exports
    if (typeof main !== 'function') throw new Error(`${message.functionName} exports no main`)
    const context = {
      request_id: message.token,
      function_name: message.functionName,
      namespace: message.environment.SCF_NAMESPACE,
      time_limit_in_ms: message.timeoutSeconds * 1000,
      memory_limit_in_mb: 256,
    }
    const crashed = new Promise<never>((_, reject) => {
      this.failRun = reject
    })
    try {
      const answer = await Promise.race([main(JSON.parse(message.event), context), crashed])
      return JSON.stringify(answer) ?? 'null'
    } finally {
      this.failRun = undefined
      this.bundle.keep()
    }
  }

  /** Its timers no longer fire, it prints nothing; what it waits for from the cloud is never answered. */
  discard(): void {
    this.isDiscarded = true
    for (const interval of this.intervals) clearInterval(interval)
  }

  private adopt({ environment, token, clockAheadMs }: RunMessage): void {
    this.token = token
    this.clockAheadMs = clockAheadMs
    for (const name of Object.keys(this.environment)) delete this.environment[name]
    Object.assign(this.environment, environment)
  }

  /** Timers whose callbacks stop with the instance. What promisify keeps on the originals is kept. */
  private privateTimers() {
    const timeout = (run: Callback, delayMs?: number, ...values: unknown[]) =>
      setTimeout(this.guard(run), delayMs, ...values)
    const interval = (run: Callback, delayMs?: number, ...values: unknown[]) => {
      const timer = setInterval(this.guard(run), delayMs, ...values)
      this.intervals.add(timer)
      return timer
    }
    const immediate = (run: Callback, ...values: unknown[]) => setImmediate(this.guard(run), ...values)
    return {
      setTimeout: Object.assign(timeout, setTimeout),
      setInterval: Object.assign(interval, setInterval),
      setImmediate: Object.assign(immediate, setImmediate),
    }
  }

  /** An error in a callback fails the run that is on, instead of the host; after the run it goes to the log. */
  private guard(run: Callback): Callback {
    return (...values) => {
      if (this.isDiscarded) return
      try {
        run(...values)
      } catch (error) {
        if (!this.failRun) throw error
        this.failRun(error)
      }
    }
  }

  private privateProcess(): NodeJS.Process {
    const bound = new Map<PropertyKey, unknown>()
    return new Proxy(process, {
      get: (target, name) => {
        if (name === 'env') return this.environment
        if (name === 'exit')
          return () => {
            throw new Error('process.exit ends the instance; a function returns instead')
          }
        const value: unknown = Reflect.get(target, name)
        if (typeof value !== 'function') return value
        if (!bound.has(name)) bound.set(name, value.bind(target))
        return bound.get(name)
      },
    })
  }
}

/** Node's own modules only: anything else must be inside the bundle, as it must be on the platform's upload. */
function privateRequire(
  functionName: string,
  file: string,
  process: NodeJS.Process,
): (id: string) => unknown {
  const real = createRequire(file)
  return (id) => {
    if (id === 'process' || id === 'node:process') return process
    if (id === 'buffer' || id === 'node:buffer') return thriftyBufferModule
    if (!isBuiltin(id)) throw new Error(`${functionName} requires ${id}, which is not in its bundle`)
    return real(id)
  }
}

/** All of console's methods, a line at a time. */
function privateConsole(log: (line: string) => void): Console {
  const lines = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, done) {
      for (const line of String(chunk).replace(/\n$/, '').split('\n')) log(line)
      done()
    },
  })
  return new Console({ stdout: lines, stderr: lines })
}

/** The built-in Date, except that the present is the movable clock's. */
function movedDate(now: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, values, newTarget) =>
      Reflect.construct(target, values.length === 0 ? [now()] : values, newTarget),
    apply: () => new Date(now()).toString(),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  })
}

/**
 * bson sets 17 MiB aside when it is loaded, and uses them only within one call. A hundred instances that each do so
 * make the garbage collector take most of the time; here they share one.
 */
const bsonScratchBytes = 17 * 1024 * 1024
let scratch: Buffer | undefined

const thriftyBuffer = new Proxy(Buffer, {
  get: (target, name) => {
    if (name !== 'alloc') return Reflect.get(target, name)
    // Not an arrow: form-data calls it with `new`, which the original allows.
    return function alloc(bytes: number, ...rest: []) {
      if (bytes !== bsonScratchBytes || rest.length > 0) return target.alloc(bytes, ...rest)
      scratch ??= target.alloc(bytes)
      return scratch
    }
  },
})

const thriftyBufferModule = { ...bufferModule, Buffer: thriftyBuffer }
