/** Remembers, for a short while and within one instance, what rarely changes. Never what decides about seats or money. */
import { now } from './clock'

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
