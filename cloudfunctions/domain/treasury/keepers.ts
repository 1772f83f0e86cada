/** Who keeps the money: all of it goes to one payee, so a treasurer of that house sees all of it, and no other does. */
import { AppError } from '../../../miniprogram/contract/errors'
import type { ActionName } from '../../../miniprogram/contract/index'
import { bodiesFor, type Caller } from '../../platform/caller'
import type { Handler } from '../../platform/serve'
import { readBodies } from '../organisations/records'

export async function isKeeper(caller: Caller): Promise<boolean> {
  const bodyIds = bodiesFor('treasurer', caller)
  if (bodyIds.length === 0) return false
  const bodies = await readBodies(bodyIds)
  return [...bodies.values()].some(({ kind }) => kind === 'foundation' || kind === 'university')
}

/** Refuses a treasurer of a college, a branch or a class. */
export async function requireKeeper(caller: Caller): Promise<void> {
  if (!(await isKeeper(caller))) throw new AppError('FORBIDDEN')
}

/** A handler that serves the keepers alone. */
export const forKeepers =
  <Name extends ActionName>(handler: Handler<Name>): Handler<Name> =>
  async (input, context) => {
    await requireKeeper(context.caller)
    return handler(input, context)
  }
