/** What an action is: who may call it, what it takes and what it returns. */
import {
  type GenericSchema,
  type InferInput,
  type InferOutput,
  type ObjectEntries,
  strictObject,
} from 'valibot'
import type { Audience } from './roles'

/** So many calls of one person at once; used up, they come back one by one, as many in an hour or a day. */
export interface Limit {
  readonly times: number
  readonly per: 'hour' | 'day'
}

export interface Action<Schema extends GenericSchema, Result> {
  readonly audience: Audience
  readonly input: Schema
  /**
   * The input field that names what an action changes, one or many, or `caller` where one changes what is one's own; such actions
   * are written to the audit log.
   */
  readonly audits?: string
  /** How often one person may call it; left out, what is not called reading has a limit by its audience. */
  readonly atMost?: Limit
  /** Never set: it carries the result's type. */
  readonly result?: Result
}

/**
 * Declares an action: `action('person', { eventId: id() }).returns<SignUpResult>()`.
 * Unknown keys in the input are refused, so that an identity, a role or a price can never be slipped in.
 */
export function action<const Entries extends ObjectEntries>(
  audience: Audience,
  entries: Entries,
  options: {
    readonly audits?: (keyof Entries & string) | 'caller'
    readonly atMost?: Limit
  } = {},
) {
  const input = strictObject(entries, '提交的内容有误')
  return {
    returns: <Result>(): Action<typeof input, Result> => ({ audience, input, ...options }),
  }
}

/** What a caller sends. */
export type InputOf<A> = A extends Action<infer Schema, unknown> ? InferInput<Schema> : never
/** What a handler receives: parsed and cleaned. */
export type ParsedOf<A> = A extends Action<infer Schema, unknown> ? InferOutput<Schema> : never
/** What the action returns. */
export type OutputOf<A> = A extends Action<GenericSchema, infer Result> ? Result : never
