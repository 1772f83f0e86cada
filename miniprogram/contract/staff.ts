/** What waits for staff today. */
import { action } from './action'
import type { EventSummary } from './events'
import type { BodyName } from './organisations'
import type { Role } from './roles'

export interface Today {
  readonly roles: readonly { readonly role: Role; readonly body: BodyName }[]
  /** Undefined where the caller’s roles do not reach. */
  readonly registrationsWaiting: number | undefined
  readonly events: readonly EventSummary[]
}

export const staff = {
  'staff.readToday': action('staff', {}).returns<Today>(),
}
