/** One clock for the whole local world, which a person or a test may move; nothing here sleeps to make time pass. */
export class MovableClock {
  private offsetMs = 0
  private readonly listeners = new Set<(nowMs: number) => void>()

  /** `startMs` fixes where the clock stands at first; without it the clock shows the machine's time. */
  constructor(startMs?: number) {
    if (startMs !== undefined) this.offsetMs = startMs - Date.now()
  }

  /** Milliseconds since 1970, in UTC. */
  now(): number {
    return Date.now() + this.offsetMs
  }

  /** How far this clock is ahead of the machine's, in milliseconds. */
  get aheadMs(): number {
    return this.offsetMs
  }

  /** Sets the clock to a moment, forwards or backwards, and tells those who listen. */
  moveTo(momentMs: number): void {
    this.offsetMs = momentMs - Date.now()
    for (const listener of this.listeners) listener(this.now())
  }

  /** Moves the clock by a span. */
  advance(spanMs: number): void {
    this.moveTo(this.now() + spanMs)
  }

  /** Calls back after every move; returns what stops that. */
  onMove(listener: (nowMs: number) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
