/** Who holds the phone, as the server says. */
import type { Session } from './host'

let session: Session | undefined

export function setSession(next: Session): void {
  session = next
}

/** The nickname that WeChat knows; empty before the session is there. */
export function wechatName(): string {
  return session?.persona.name ?? ''
}
