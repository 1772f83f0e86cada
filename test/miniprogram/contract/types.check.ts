/**
 * The type test: `tsc` compiles this file and nothing runs it. Each `@ts-expect-error` fails `npm run types` when the
 * line below it compiles.
 */

import type { AllHandlers, Handler, Handlers } from '../../../cloudfunctions/platform/serve'
import type { Input, Output } from '../../../miniprogram/contract/index'
import type { call as callAction } from '../../../miniprogram/services/cloud'

declare const call: typeof callAction
declare const given: AllHandlers

export async function whatCompiles(): Promise<void> {
  const { status } = await call('events.signUp', { eventId: 'e1' })
  const known: 'confirmed' | 'waiting' = status
  const input: Input<'giving.give'> = { projectId: 'p', amountFen: 1, isAnonymous: true, attemptKey: known }
  const output: Output<'giving.give'>['orderNo'] = (await call('giving.give', input)).orderNo
  await call('payments.confirm', { orderNo: output })
}

export async function whatDoesNotCompile(): Promise<void> {
  // @ts-expect-error an unknown action
  await call('events.signup', { eventId: 'e1' })
  // @ts-expect-error a field of the wrong type
  await call('events.signUp', { eventId: 1 })
  // @ts-expect-error a missing field
  await call('giving.give', { projectId: 'p', amountFen: 1, isAnonymous: true })
  // @ts-expect-error an unknown field
  await call('events.signUp', { eventId: 'e1', openid: 'o' })
  // @ts-expect-error a choice that is not offered
  await call('registrations.review', { personId: 'p', revision: 0, decision: 'approve' })
  // @ts-expect-error a result the action does not give
  const wrong: 'paid' = (await call('events.signUp', { eventId: 'e1' })).status
  void wrong
}

// @ts-expect-error a handler that returns something else
export const wrongResult: Handler<'events.signUp'> = async () => ({ status: 'sold out' })
// @ts-expect-error a handler that reads a field the input has not
export const wrongInput: Handler<'events.signUp'> = async ({ seats }) => ({ status: seats })
// @ts-expect-error a domain with a handler missing
export const missing: Handlers<'payments'> = {}
// @ts-expect-error a handler for an action that does not exist
export const unknown: AllHandlers = { ...given, 'events.destroy': async () => ({}) }
