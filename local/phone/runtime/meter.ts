/** Counts what WeChat's own audit counts: updates of data, and what is under way. Updates only once it is asked to. */

export interface Update {
  /** The page or component whose data it is. */
  readonly unit: string
  /** The paths that were set. */
  readonly paths: readonly string[]
  readonly bytes: number
  /** How many of them were there already, and need not have been sent. */
  readonly repeated: number
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

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value) ?? '').length

/** What stands at a path such as `view.rows[3].name`. */
const standingAt = (data: object, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter((name) => name !== '')
    .reduce<unknown>((within, name) => (within as Record<string, unknown> | undefined)?.[name], data)

/** To be called before data are set. @param before what stands there so far */
export function countUpdate(unit: string, data: object, before: object): void {
  if (!updates) return
  const same = Object.entries(data).filter(
    ([path, value]) => JSON.stringify(value) === JSON.stringify(standingAt(before, path)),
  )
  updates.push({
    unit,
    paths: Object.keys(data),
    bytes: bytesOf(data),
    repeated: same.reduce((sum, [, value]) => sum + bytesOf(value), 0),
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
