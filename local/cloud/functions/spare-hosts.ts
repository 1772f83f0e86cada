/**
 * Processes that functions ran in, left by one cloud for the next: what they have compiled is kept, and what they have
 * run a hundred times stays quick. Spare ones keep nobody from ending, and end with the process that started them.
 */
import type { ChildProcess } from 'node:child_process'

/** Libraries of an instance listen to their process for ever, and so keep the instance: a process is given up in time. */
const mostInstances = 200

export interface Host {
  readonly child: ChildProcess
  /** How many instances it has held. */
  instances: number
}

export class SpareHosts {
  private readonly spare: Host[] = []

  take(): Host | undefined {
    const host = this.spare.pop()
    // It may have ended meanwhile, of whatever.
    if (host && !host.child.connected) return this.take()
    if (host) hold(host.child)
    return host
  }

  /** The host is idle, and nobody listens to it any more. */
  leave(host: Host): void {
    const { child } = host
    if (host.instances >= mostInstances) {
      child.kill('SIGKILL')
      return
    }
    letGo(child)
    this.spare.push(host)
  }
}

/** What of a child keeps its parent from ending. */
const handles = ({ channel, stdout, stderr }: ChildProcess) =>
  [channel, stdout, stderr] as unknown as { ref(): void; unref(): void }[]

function hold(child: ChildProcess): void {
  child.ref()
  for (const handle of handles(child)) handle.ref()
}

function letGo(child: ChildProcess): void {
  child.unref()
  for (const handle of handles(child)) handle.unref()
}
