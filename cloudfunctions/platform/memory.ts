/** Remembers, for a short while and within one instance, what rarely changes. Never what decides about seats or money. */
import { now } from './clock'
import { log } from './log'

/** A reader of things by id that asks `load` only for those not known or older than `keepMs`. */
export function remembering<Value>(
  keepMs: number,
  load: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>,
): (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>> {
  const known = new Map<string, { value: Value; until: number }>()
  return async (ids) => {
    const at = now().getTime()
    const missing = [...new Set(ids)].filter((id) => (known.get(id)?.until ?? 0) <= at)
    if (missing.length > 0) {
      for (const [id, value] of await load(missing)) known.set(id, { value, until: at + keepMs })
    }
    const found = new Map<string, Value>()
    for (const id of ids) {
      const entry = known.get(id)
      if (entry) found.set(id, entry.value)
    }
    return found
  }
}

/** One thing that one instance remembers. */
export interface Kept<Value> {
  read(at: Date): Promise<Value>
  /** Puts in its place what is known to be newer. */
  put(value: Value, at: Date): void
}

/**
 * Remembers one thing for `keepMs`. While it cannot be loaded, what is known is served on, however old: for what is
 * better old than missing.
 */
export function keptWhileFailing<Value>(keepMs: number, load: (at: Date) => Promise<Value>): Kept<Value> {
  let known: { readonly value: Value; readonly until: number } | undefined
  const put = (value: Value, at: Date) => {
    known = { value, until: at.getTime() + keepMs }
  }
  return {
    put,
    async read(at) {
      if (known && known.until > at.getTime()) return known.value
      try {
        const value = await load(at)
        put(value, at)
        return value
      } catch (error) {
        if (!known) throw error
        log.warn('served from memory', { error: error instanceof Error ? error.name : typeof error })
        // Not asked again by every caller while it fails.
        put(known.value, at)
        return known.value
      }
    },
  }
}
