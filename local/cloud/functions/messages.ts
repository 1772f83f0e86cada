/** What the cloud and the process that hosts its functions say to each other. */

export interface RunMessage {
  readonly type: 'run'
  /** Identifies the invocation. */
  readonly token: string
  /** A number the host has not seen means a new instance. */
  readonly instance: number
  readonly functionName: string
  readonly file: string
  /** Rises when functions are rebuilt; code is compiled once for each. */
  readonly generation: number
  readonly environment: Readonly<Record<string, string>>
  /** JSON. */
  readonly event: string
  readonly timeoutSeconds: number
  /** How far this invocation's Date runs ahead of the clock. */
  readonly clockAheadMs: number
}

export type ToHost =
  | RunMessage
  | { readonly type: 'discard'; readonly instance: number }
  /** How far the clock is ahead of the machine's. */
  | { readonly type: 'clock'; readonly aheadMs: number }

export type FromHost =
  | { readonly type: 'started'; readonly token: string }
  /** `result` is JSON. */
  | { readonly type: 'answered'; readonly token: string; readonly result: string }
  | { readonly type: 'failed'; readonly token: string; readonly reason: string }
  | { readonly type: 'discarded'; readonly instance: number }
  /** A line that a function printed; without a token nobody knows which invocation it belongs to. */
  | { readonly type: 'log'; readonly functionName: string; readonly line: string; readonly token?: string }
