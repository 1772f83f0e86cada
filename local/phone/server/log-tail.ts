/** Keeps the last lines of the log, for people who look at the panel and not at the terminal. */
const mostLines = 200

export class LogTail {
  private kept: string[] = []
  private readonly listeners = new Set<(line: string) => void>()

  add(line: string): void {
    this.kept = [...this.kept, line].slice(-mostLines)
    for (const listener of this.listeners) listener(line)
  }

  /** Oldest first. */
  lines(): readonly string[] {
    return this.kept
  }

  /** Calls back for every new line; returns what stops that. */
  onLine(listener: (line: string) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
