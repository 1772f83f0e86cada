/** How often an action may be called where it does not say so itself: reading is free, everything else is not. */

import type { GenericSchema } from 'valibot'
import type { Action, Limit } from '../../miniprogram/contract/action'
import { type ActionName, contract } from '../../miniprogram/contract/index'
import { isRole } from '../../miniprogram/contract/roles'

/** Actions that only read are called so. */
const reading = /\.(?:read|list|count|search|find|suggest|preview|template|poster)/

export const isReading = (name: ActionName): boolean => reading.test(name)

/** More than a hand can do, and far less than a program. */
const ofPeople: Limit = { times: 300, per: 'hour' }
/** At a door, and over a stack of paper, hands are quicker. */
const ofStaff: Limit = { times: 3000, per: 'hour' }

/** The limit of an action; undefined where there is none. */
export function limitOf(name: ActionName): Limit | undefined {
  const { atMost, audience }: Action<GenericSchema, unknown> = contract[name]
  if (atMost || isReading(name)) return atMost
  return audience === 'staff' || isRole(audience) ? ofStaff : ofPeople
}
