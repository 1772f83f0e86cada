/** Starts the process that hosts functions, and starts another when one is stuck or gone. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { MovableClock } from '../../clock'
import { cacheFolder, hostCode } from './host-code'
import type { FromHost, ToHost } from './messages'
import type { Host, SpareHosts } from './spare-hosts'

export class HostProcess {
  private host: Host | undefined
  private stopHearing = () => {}
  private readonly stopListening: () => void
  private isClosed = false
  private newestInstance = 0

  /**
   * @param onMessage what the host says
   * @param onGone the process ended with all its instances
   * @param spares where a process is taken from, and left at the end; without them it is started, and ended
   */
  constructor(
    private readonly clock: MovableClock,
    private readonly onMessage: (message: FromHost) => void,
    private readonly onGone: () => void,
    private readonly spares?: SpareHosts,
  ) {
    this.stopListening = clock.onMove(() => this.tellTime())
  }

  say(message: ToHost): void {
    const host = this.host ?? this.start()
    if (message.type === 'run' && message.instance > this.newestInstance) {
      this.newestInstance = message.instance
      host.instances += 1
    }
    host.child.send(message)
  }

  /** Ends a process that no longer answers; the next message starts a new one. */
  replace(): void {
    this.host?.child.kill('SIGKILL')
  }

  /** @param isIdle no instance is left in it, and none of what was asked is unanswered */
  async close(isIdle: boolean): Promise<void> {
    this.isClosed = true
    this.stopListening()
    const { host } = this
    if (!host) return
    if (isIdle && this.spares) {
      this.stopHearing()
      this.spares.leave(host)
      return
    }
    const gone = new Promise((resolve) => host.child.once('exit', resolve))
    host.child.kill('SIGKILL')
    await gone
  }

  private tellTime(): void {
    const child = this.host?.child
    if (child?.connected) child.send({ type: 'clock', aheadMs: this.clock.aheadMs } satisfies ToHost)
  }

  private start(): Host {
    const host = this.spares?.take() ?? { child: startHost(), instances: 0 }
    this.host = host
    this.stopHearing = this.hear(host)
    this.tellTime()
    return host
  }

  private hear(host: Host): () => void {
    const { child } = host
    const hearMessage = (message: FromHost) => {
      if (!this.isClosed) this.onMessage(message)
    }
    const hearEnd = () => {
      if (this.host === host) this.host = undefined
      if (!this.isClosed) this.onGone()
    }
    const readers = [child.stdout, child.stderr].flatMap((stream) =>
      stream ? [createInterface({ input: stream })] : [],
    )
    for (const reader of readers)
      reader.on('line', (line) => this.onMessage({ type: 'log', functionName: 'functions', line }))
    child.on('message', hearMessage)
    child.once('exit', hearEnd)
    return () => {
      for (const reader of readers) reader.close()
      child.off('message', hearMessage)
      child.off('exit', hearEnd)
    }
  }
}

function startHost(): ChildProcess {
  // A process of its own rather than a thread: functions run in UTC wherever this machine is, and can be ended.
  const child = spawn(process.execPath, ['--eval', hostCode()], {
    env: { PATH: process.env.PATH, TZ: 'UTC', COMPILED_FOLDER: cacheFolder },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  // A message that no longer arrives needs no answer of its own: the end of the process tells.
  child.on('error', () => {})
  return child
}
