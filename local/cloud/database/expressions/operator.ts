/** What an operator of an expression is, and the words it refuses with. */
import type { Document } from '../values'

/** What an expression is evaluated in. */
export interface Scope {
  readonly root: Document
  /** By name without `$$`; NOW is among them. */
  readonly variables: Readonly<Record<string, unknown>>
}

/** Gives undefined where MongoDB gives a missing value. */
export type Evaluate = (scope: Scope) => unknown

/** An operator whose arguments are all evaluated before it. */
export interface Operator {
  readonly least: number
  readonly most: number
  readonly run: (...values: unknown[]) => unknown
}

export const operator = (least: number, most: number, run: Operator['run']): Operator => ({
  least,
  most,
  run,
})

export const isNil = (value: unknown): value is null | undefined => value === null || value === undefined

/** An operator that is null when any of its arguments is null or missing. */
export const nullable = (least: number, most: number, run: Operator['run']): Operator =>
  operator(least, most, (...values) => (values.some(isNil) ? null : run(...values)))

/** False, null, missing and 0 are untrue; empty texts and lists are true. */
export const isTrue = (value: unknown): boolean => !isNil(value) && value !== false && value !== 0
