/** What a scanned code may open. */
import type { SceneCode } from './records'

/** A code that exists and has not expired; unknown and expired ones are answered alike. */
export function usableCode(code: SceneCode | undefined, now: Date): SceneCode | undefined {
  return code && code.expiresAt > now ? code : undefined
}
