/** How many alumni there are, and where they come from and went: as counts from which nobody can be told. */
import { action } from './action'
import { id, type Moment, optional } from './fields'
import type { BodyKind, BodyName } from './organisations'

/** A cell of fewer people is not shown. */
export const fewestPerCell = 5

export interface Cell {
  readonly label: string
  readonly people: number
}

export interface Dashboard {
  readonly body: BodyName
  readonly countedAt: Moment
  readonly registered: number
  readonly verified: number
  readonly waiting: number
  readonly charts: readonly {
    readonly title: string
    readonly cells: readonly Cell[]
    /** Those of cells too small to be shown, together; 0 where they are too few even so. */
    readonly others: number
  }[]
}

/** Classes are too small to be counted, and nobody belongs to a foundation. */
export const countedKinds: readonly BodyKind[] = ['university', 'college', 'branch', 'association']

export const dashboard = {
  /** For whoever reviews or administers a body: of it and all below; without one, of the highest of theirs. */
  'dashboard.read': action('reviewer', { bodyId: optional(id('组织')) }).returns<{
    readonly dashboard: Dashboard
  }>(),
}
