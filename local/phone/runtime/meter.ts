/** Counts what WeChat's own audit counts: updates of data, and what is under way. Updates only once it is asked to. */

export interface Update {
  /** The page or component whose data it is. */
  readonly unit: string
  /** The paths that were set. */
  readonly paths: readonly string[]
  readonly bytes: number
  /** On the browser's steady clock. */
  readonly atMs: number
}

let updates: Update[] | undefined
let requests = 0
let pending = 0

/** Forgets what was counted, and counts from now on. */
export function startCounting(): void {
  updates = []
  requests = 0
}

export const countedUpdates = (): readonly Update[] => updates ?? []

export const countedRequests = (): number => requests

export const pendingRequests = (): number => pending

/** To be called before data are set. */
export function countUpdate(unit: string, data: object): void {
  updates?.push({
    unit,
    paths: Object.keys(data),
    bytes: new TextEncoder().encode(JSON.stringify(data)).length,
    atMs: performance.now(),
  })
}

/** Counts a request as under way until it is answered. */
export async function whilePending<Reply>(request: () => Promise<Reply>): Promise<Reply> {
  requests++
  pending++
  try {
    return await request()
  } finally {
    pending--
  }
}
