/** The staff door: what waits for me, what happened today, and finding by a few letters. */
import { action } from './action'
import type { EventSummary } from './events'
import { text } from './fields'
import type { BodyName } from './organisations'
import type { Role } from './roles'

/** Something that can wait for the caller. */
export interface Waiting {
  readonly what: string
  /** Where it is dealt with. */
  readonly url: string
  readonly count: number
}

export interface Today {
  readonly roles: readonly { readonly role: Role; readonly body: BodyName }[]
  /** Of what the caller's roles reach; also where nothing waits. */
  readonly waiting: readonly Waiting[]
  /** What happened since midnight, within the same reach. */
  readonly numbers: readonly { readonly what: string; readonly count: number }[]
  readonly events: readonly EventSummary[]
}

export interface Find {
  readonly kind: 'person' | 'event' | 'project'
  readonly id: string
  readonly title: string
  readonly note: string
}

export const staff = {
  'staff.readToday': action('staff', {}).returns<Today>(),
  /** People by the beginning of their name, events and projects by words of their title; a few of each. */
  'staff.search': action('staff', { words: text('姓名、活动或项目', { max: 20 }) }).returns<{
    readonly found: readonly Find[]
  }>(),
}
