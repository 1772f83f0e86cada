/** The anniversary and the home page. */
import { action } from './action'
import type { EventSummary } from './events'
import type { Moment } from './fields'
import type { ProjectSummary } from './giving'
import type { Institution } from './organisations'

export interface Anniversary {
  readonly number: number
  readonly theme: string
  /** Midnight of the day, campus time. */
  readonly date: Moment
}

export interface Home {
  readonly institution: Institution
  readonly anniversary: Anniversary | undefined
  readonly events: readonly EventSummary[]
  readonly projects: readonly ProjectSummary[]
}

export const celebration = {
  'celebration.readHome': action('visitor', {}).returns<Home>(),
}
