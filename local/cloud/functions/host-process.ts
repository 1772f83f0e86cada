/** Starts the process that hosts functions, and starts another when one is stuck or gone. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { MovableClock } from '../../clock'
import { cacheFolder, hostCode } from './host-code'
import type { FromHost, ToHost } from './messages'

export class HostProcess {
  private child: ChildProcess | undefined
  private readonly stopListening: () => void
  private isClosed = false

  /**
   * @param onMessage what the host says
   * @param onGone the process ended with all its instances
   */
  constructor(
    private readonly clock: MovableClock,
    private readonly onMessage: (message: FromHost) => void,
    private readonly onGone: () => void,
  ) {
    this.stopListening = clock.onMove(() => this.tellTime())
  }

  say(message: ToHost): void {
    if (!this.child) this.start()
    this.child?.send(message)
  }

  /** Ends a process that no longer answers; the next message starts a new one. */
  replace(): void {
    this.child?.kill('SIGKILL')
  }

  async close(): Promise<void> {
    this.isClosed = true
    this.stopListening()
    const { child } = this
    if (!child) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone
  }

  private tellTime(): void {
    if (this.child?.connected)
      this.child.send({ type: 'clock', aheadMs: this.clock.aheadMs } satisfies ToHost)
  }

  private start(): void {
    // A process of its own rather than a thread: functions run in UTC wherever this machine is, and can be ended.
    const child = spawn(process.execPath, ['--eval', hostCode()], {
      env: { PATH: process.env.PATH, TZ: 'UTC', COMPILED_FOLDER: cacheFolder },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    this.child = child
    child.on('message', (message: FromHost) => {
      if (!this.isClosed) this.onMessage(message)
    })
    for (const stream of [child.stdout, child.stderr])
      if (stream)
        createInterface({ input: stream }).on('line', (line) =>
          this.onMessage({ type: 'log', functionName: 'functions', line }),
        )
    // A message that no longer arrives needs no answer of its own: the end of the process tells.
    child.on('error', () => {})
    child.once('exit', () => {
      if (this.child === child) this.child = undefined
      if (!this.isClosed) this.onGone()
    })
    this.tellTime()
  }
}
